"""Voting on the own screen, in writing and by hands: what counts, and why something does not."""

import pytest

from permissions.ledger.models import LedgerEntry
from permissions.refusals import NotNow, NotYou, ValidationError
from permissions.roles import Office
from tests.conftest import appoint, make_person
from workflows.council import agenda_services, aside_services, ballot_services, services, vote_services
from workflows.council.models import BallotBox, BallotCast, Vote

pytestmark = pytest.mark.django_db


def cast(item, choices, by):
    return ballot_services.cast_ballot(item=item, choices=choices, by=by)


def last_line(meeting):
    entry = LedgerEntry.objects.filter(stream__key=meeting.stream).select_related("payload").latest("seq")
    return entry.act, entry.payload.body


# --- secret ballots --------------------------------------------------------------------------------
def test_a_secret_ballot_raises_counters_and_notes_only_who(table):
    meeting = table.voting()
    item = meeting.items.get()

    cast(item, table.choices(item, "yes", n2="no"), table.seats[1])

    assert list(BallotBox.objects.order_by("pk").values_list("yes", "no", "abstain")) == [(1, 0, 0), (0, 1, 0)]
    assert list(BallotCast.objects.values_list("item", "person", "channel")) == [(item.pk, table.seats[1].pk, "screen")]
    assert not Vote.objects.exists()
    assert last_line(meeting) == ("meeting.voted", f'{{"proposal":"{item.proposal.code}"}}')


def test_a_secret_ballot_is_final(table):
    meeting = table.voting()
    item = meeting.items.get()
    cast(item, table.choices(item), table.seats[1])

    with pytest.raises(NotNow) as refusal:
        cast(item, table.choices(item, "no"), table.seats[1])

    assert refusal.value.code == "voted_already"
    assert list(BallotBox.objects.values_list("yes", "no")) == [(1, 0), (1, 0)]


# --- open votes ------------------------------------------------------------------------------------
def test_an_open_vote_is_kept_by_name_and_a_change_is_a_new_row(table):
    meeting = table.voting(vote_method="open")
    item = meeting.items.get()
    member = table.seats[1]

    cast(item, table.choices(item), member)
    cast(item, table.choices(item, n2="no"), member)
    cast(item, table.choices(item, n2="no"), member)  # sent twice: nothing new

    rows = list(Vote.objects.order_by("pk").values_list("box__nomination__order", "turn", "choice"))
    assert rows == [(1, 1, "yes"), (2, 1, "yes"), (2, 2, "no")]
    acts = list(LedgerEntry.objects.filter(actor=member).order_by("seq").values_list("act", flat=True))
    assert acts == ["meeting.voted", "meeting.vote_changed"]
    table.vote(meeting, yes=1)
    assert BallotCast.objects.count() == 2
    assert list(BallotBox.objects.values_list("yes", "no")) == [(0, 0), (0, 0)]  # counted at closing, not before


def test_the_last_open_vote_counts(table):
    meeting = table.voting(vote_method="open")
    item = meeting.items.get()
    table.vote(meeting, yes=9)
    for member in table.seats[4:]:
        cast(item, table.choices(item, n2="no"), member)

    table.close(meeting)

    boxes = BallotBox.objects.order_by("nomination__order")
    assert list(boxes.values_list("yes", "no", "method", "passed")) == [(9, 0, "named", True), (4, 5, "named", False)]


# --- why not ---------------------------------------------------------------------------------------
def test_nobody_votes_before_opening(table):
    item = table.prepared(table.proposal()).items.get()

    with pytest.raises(NotNow) as refusal:
        cast(item, table.choices(item), table.seats[1])

    assert refusal.value.code == "meeting_not_open"


def test_nobody_votes_after_closing(table):
    item = table.closed().items.get()

    with pytest.raises(NotNow) as refusal:
        cast(item, table.choices(item), table.seats[1])

    assert refusal.value.code == "meeting_closed"


def test_who_is_not_present_does_not_vote(table):
    item = table.voting(present=8).items.get()

    with pytest.raises(NotNow) as refusal:
        cast(item, table.choices(item), table.seats[8])

    assert refusal.value.code == "not_present"


def test_who_takes_part_online_votes(table):
    meeting = table.voting(present=8)
    table.mark(meeting, "online", table.seats[8])
    item = meeting.items.get()

    cast(item, table.choices(item), table.seats[8])

    assert BallotCast.objects.count() == 1


def test_who_became_a_member_after_opening_does_not_vote(table):
    item = table.voting().items.get()
    late = make_person("late_member")
    appoint(late, Office.COUNCIL_MEMBER, table.town.council)

    with pytest.raises(NotYou) as refusal:
        cast(item, table.choices(item), late)

    assert refusal.value.code == "not_on_the_roll"


@pytest.mark.parametrize("who", ["council_secretary", "office_head", "commune_chair", "unit_head"])
def test_who_is_not_a_member_does_not_vote(table, who):
    item = table.voting().items.get()

    with pytest.raises(NotYou):
        cast(item, table.choices(item), table.town.person[who])

    assert not BallotCast.objects.exists()


def test_a_member_of_another_council_does_not_vote(table, other_table):
    item = table.voting().items.get()

    with pytest.raises(NotYou):
        cast(item, table.choices(item), other_table.seats[1])


def test_nothing_is_done_on_an_item_that_was_taken_off_meanwhile(table):
    meeting = table.opened(table.proposal("An"), table.proposal("Bình"))
    item = meeting.items.select_related("proposal").first()
    choices, rows = table.choices(item), list(table.choices(item))
    shown = {"item": item, "row_version": item.proposal.row_version, "by": table.secretary}
    agenda_services.take_off_agenda(**shown, reason="Thiếu giấy tờ.")

    deeds = [
        lambda: ballot_services.cast_ballot(item=item, choices=choices, by=table.seats[1]),
        lambda: vote_services.open_vote(item=item, row_version=1, by=table.secretary),
        lambda: services.defer_item(item=item, reason="Chờ xác minh.", by=table.chair),
        lambda: aside_services.stand_aside(item=item, nominations=rows, kind="nominee", by=table.seats[1]),
        lambda: agenda_services.take_off_agenda(**shown, reason="Thiếu giấy tờ."),
    ]

    for deed in deeds:
        with pytest.raises(NotNow) as refusal:
            deed()
        assert refusal.value.code == "wrong_state"


def test_a_deferred_item_takes_no_ballot(table):
    item = table.voting().items.get()
    services.defer_item(item=item, reason="Chờ xác minh.", by=table.chair)

    with pytest.raises(NotNow) as refusal:
        cast(item, table.choices(item), table.seats[1])

    assert refusal.value.code == "deferred"


def test_a_ballot_needs_a_choice_for_every_nomination(table):
    item = table.voting().items.get()
    first, second = table.choices(item)

    with pytest.raises(ValidationError) as refusal:
        cast(item, {first: "yes", second: "maybe"}, table.seats[1])

    assert set(refusal.value.message_dict) == {f"choice_{second}"}
    assert not BallotCast.objects.exists()


def test_a_ballot_names_nobody_from_elsewhere(table):
    item = table.voting().items.get()
    stranger = table.proposal("Người khác").nominations.get()

    with pytest.raises(ValidationError):
        cast(item, {**table.choices(item), stranger.pk: "yes"}, table.seats[1])


# --- written opinions ------------------------------------------------------------------------------
@pytest.mark.parametrize("method", ["open", "secret"])
def test_a_written_opinion_counts_as_a_ballot(table, method):
    meeting = table.voting(present=8, written=1, vote_method=method)
    item = meeting.items.get()
    table.vote(meeting, yes=4, no=4)

    ballot_services.record_written_opinion(
        item=item, person_id=table.seats[8].pk, choices=table.choices(item), by=table.secretary
    )
    table.close(meeting)

    item.refresh_from_db()
    assert (item.participants, item.written_count, item.verdict) == (9, 1, "carried")
    assert set(BallotBox.objects.values_list("yes", "no")) == {(5, 4)}


def test_a_written_opinion_in_a_secret_ballot_leaves_no_choice(table):
    meeting = table.voting(present=8, written=1)
    item = meeting.items.get()

    ballot_services.record_written_opinion(
        item=item, person_id=table.seats[8].pk, choices=table.choices(item), by=table.secretary
    )

    act, body = last_line(meeting)
    assert act == "meeting.written_opinion"
    assert body == f'{{"person":"{table.seats[8].full_name}","proposal":"{item.proposal.code}"}}'


def opinion_of(table, meeting, seat, **values):
    item = meeting.items.get()
    return ballot_services.record_written_opinion(
        **{"item": item, "person_id": seat.pk, "choices": table.choices(item), "by": table.secretary, **values}
    )


def test_a_written_opinion_is_entered_once(table):
    meeting = table.voting(present=8, written=1)
    opinion_of(table, meeting, table.seats[8])

    with pytest.raises(NotNow) as refusal:
        opinion_of(table, meeting, table.seats[8])

    assert refusal.value.code == "voted_already"


def test_who_is_there_gives_no_written_opinion(table):
    with pytest.raises(NotNow) as refusal:
        opinion_of(table, table.voting(), table.seats[8])

    assert refusal.value.code == "not_absent"


def test_who_gave_a_written_opinion_is_not_present_afterwards(table):
    meeting = table.voting(present=8, written=1)
    opinion_of(table, meeting, table.seats[8])

    with pytest.raises(NotNow):
        table.mark(meeting, "present", table.seats[8])


def test_a_written_opinion_is_not_entered_where_the_rule_does_not_count_it(table):
    from documents.catalogue.models import VoteRule

    meeting = table.voting(present=8, written=1)
    VoteRule.objects.update(written_opinion_counts=False)

    with pytest.raises(NotNow) as refusal:
        opinion_of(table, meeting, table.seats[8])

    assert refusal.value.code == "not_counted"


def test_a_written_opinion_needs_an_open_meeting(table):
    with pytest.raises(NotNow):
        opinion_of(table, table.closed(), table.seats[8])


def test_a_written_opinion_of_nobody_on_the_roll_is_refused(table, cast):
    with pytest.raises(ValidationError):
        opinion_of(table, table.voting(), cast.stranger)


def test_members_do_not_enter_written_opinions(table):
    with pytest.raises(NotYou):
        opinion_of(table, table.voting(present=8, written=1), table.seats[8], by=table.seats[1])


def test_a_deferred_item_takes_no_written_opinion(table):
    meeting = table.voting(present=8, written=1)
    services.defer_item(item=meeting.items.get(), reason="Chờ xác minh.", by=table.chair)

    with pytest.raises(NotNow) as refusal:
        opinion_of(table, meeting, table.seats[8])

    assert refusal.value.code == "deferred"
