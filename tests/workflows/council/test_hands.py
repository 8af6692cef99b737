"""A show of hands: what is counted, what it excludes, and where the chair must be among those in favour."""

import pytest

from documents.catalogue.models import VoteRule
from permissions.refusals import LostRace, NotNow, NotYou, ValidationError
from workflows.council import ballot_services, hands_services, services
from workflows.council.models import BallotBox, HandsRecord

pytestmark = pytest.mark.django_db


# --- show of hands ---------------------------------------------------------------------------------
def hands(item, by, yes=9, no=0, abstain=0, **values):
    counts = {"yes": yes, "no": no, "abstain": abstain}
    return hands_services.record_hands(item=item, counts=counts, by=by, **values)


def test_hands_count_for_the_group_and_its_exceptions(table):
    meeting = table.voting(vote_method="open", present=8, written=1)
    item = meeting.items.get()
    ballot_services.record_written_opinion(
        item=item, person_id=table.seats[8].pk, choices=table.choices(item), by=table.secretary
    )
    second = item.proposal.nominations.get(order=2)

    hands(item, table.secretary, yes=8, exceptions={second.pk: {"yes": 3, "no": 4, "abstain": 1}})
    table.close(meeting)

    boxes = BallotBox.objects.order_by("nomination__order")
    assert list(boxes.values_list("yes", "no", "abstain", "method", "passed")) == [
        (9, 0, 0, "hands", True),
        (4, 4, 1, "hands", False),
    ]
    item.refresh_from_db()
    assert (item.participants, item.written_count) == (9, 1)


def test_a_correction_is_a_new_record_and_the_last_counts(table):
    meeting = table.voting(vote_method="open")
    item = meeting.items.get()
    first = hands(item, table.secretary, yes=4, no=5)

    hands(item, table.secretary, yes=5, no=4, seen=first.pk)
    table.close(meeting)

    assert HandsRecord.objects.count() == 2
    assert BallotBox.objects.values_list("yes", flat=True).first() == 5


def test_hands_over_somebody_elses_hands_are_a_lost_race(table):
    item = table.voting(vote_method="open").items.get()
    hands(item, table.secretary)

    with pytest.raises(LostRace) as race:
        hands(item, table.secretary, yes=5, no=4)

    assert (race.value.winner, race.value.at) == (table.secretary.full_name, item.hands.get().recorded_at)


@pytest.mark.parametrize("counts", [(8, 0, 0), (9, 1, 0), (10, -1, 0)])
def test_hands_must_make_the_members_in_the_room(table, counts):
    item = table.voting(vote_method="open").items.get()

    with pytest.raises(ValidationError) as refusal:
        hands(item, table.secretary, *counts)

    assert set(refusal.value.message_dict) == {"counts"}


def test_the_hands_of_an_exception_must_make_the_members_too(table):
    item = table.voting(vote_method="open").items.get()
    row = item.proposal.nominations.get(order=1)

    with pytest.raises(ValidationError) as refusal:
        hands(item, table.secretary, exceptions={row.pk: {"yes": 1}})

    assert set(refusal.value.message_dict) == {f"exception_{row.pk}"}


def test_no_exception_for_somebody_from_elsewhere(table):
    item = table.voting(vote_method="open").items.get()

    with pytest.raises(ValidationError):
        hands(item, table.secretary, exceptions={0: {"yes": 9}})


def test_no_hands_on_a_secret_ballot(table):
    item = table.voting().items.get()

    with pytest.raises(NotNow) as refusal:
        hands(item, table.secretary)

    assert refusal.value.code == "secret"


def test_no_hands_beside_votes_by_name(table):
    meeting = table.voting(vote_method="open")
    table.vote(meeting, yes=1)

    with pytest.raises(NotNow) as refusal:
        hands(meeting.items.get(), table.secretary)

    assert refusal.value.code == "votes_by_name"


def test_no_votes_by_name_beside_hands(table):
    item = table.voting(vote_method="open").items.get()
    hands(item, table.secretary)

    with pytest.raises(NotNow) as refusal:
        ballot_services.cast_ballot(item=item, choices=table.choices(item), by=table.seats[1])

    assert refusal.value.code == "hands_recorded"


def test_no_hands_outside_an_open_meeting_or_on_a_deferred_item(table):
    waiting = table.prepared(table.proposal("An"), vote_method="open").items.get()
    deferred = table.voting(table.proposal("Bình"), vote_method="open").items.get()
    services.defer_item(item=deferred, reason="Chờ xác minh.", by=table.chair)

    codes = []
    for item in (waiting, deferred):
        with pytest.raises(NotNow) as refusal:
            hands(item, table.secretary)
        codes.append(refusal.value.code)

    assert codes == ["wrong_state", "deferred"]


def test_only_the_secretary_records_hands(table):
    item = table.voting(vote_method="open").items.get()

    with pytest.raises(NotYou):
        hands(item, table.chair)


# --- the chair's agreement -------------------------------------------------------------------------
@pytest.mark.parametrize(("agrees", "outcome"), [(True, "passed"), (False, "not_passed")])
def test_where_the_chair_must_agree_the_meeting_votes_openly(table, agrees, outcome):
    VoteRule.objects.update(chair_must_agree=True)
    meeting = table.voting(vote_method="secret")
    item = meeting.items.get()

    record = hands(item, table.secretary, yes=8, no=1)
    counts = {"yes": 8, "no": 1, "abstain": 0, "chair_agrees": agrees}
    hands_services.record_hands(item=item, counts=counts, by=table.secretary, seen=record.pk)
    table.close(meeting)

    assert set(item.proposal.nominations.values_list("outcome", flat=True)) == {outcome}


def test_a_rule_that_contradicts_itself_stops_the_opening(table):
    VoteRule.objects.update(chair_must_agree=True, method="secret")

    with pytest.raises(NotNow):
        table.voting()


def test_the_chair_agrees_only_in_the_room_and_among_those_in_favour(table):
    meeting = table.voting(vote_method="open")
    item = meeting.items.get()
    against = {"yes": 0, "no": 9, "abstain": 0, "chair_agrees": True}
    with pytest.raises(ValidationError):
        hands_services.record_hands(item=item, counts=against, by=table.secretary)

    table.mark(meeting, "absent", table.chair)
    without = {"yes": 8, "no": 0, "abstain": 0}
    with pytest.raises(ValidationError):
        hands_services.record_hands(item=item, counts={**without, "chair_agrees": True}, by=table.secretary)

    assert hands_services.record_hands(item=item, counts=without, by=table.secretary).yes == 8
