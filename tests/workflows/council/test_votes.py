"""The vote on an item: opened, closed, announced, repeated, each by itself; every refusal; no ballot outside "open"."""

import io

import pytest
from pypdf import PdfReader

from permissions.ledger.models import LedgerEntry
from permissions.ledger.verify import verify
from permissions.refusals import LostRace, NotNow, NotYou, ValidationError
from workflows.council import ballot_services, hands_services, paper_services, queries, services, vote_services
from workflows.council.models import AgendaItem, BallotBox, Vote
from workflows.council.papers import minutes_pdf
from workflows.council.room import Room
from workflows.council.vote_models import Revote, VoteRound

pytestmark = pytest.mark.django_db


def now(item):
    return AgendaItem.objects.get(pk=item.pk)


def deed(name, item, by, **said):
    item = now(item)
    return getattr(vote_services, f"{name}_vote")(**{"item": item, "row_version": item.row_version, "by": by, **said})


def acts(meeting):
    return list(LedgerEntry.objects.filter(stream__key=meeting.stream).order_by("seq").values_list("act", flat=True))


def at(table, state):
    """An item whose vote stands at a state."""
    meeting = table.opened()
    item = meeting.items.get()
    if state != "prepared":
        table.vote(meeting, yes=9)
    if state in ("closed", "announced"):
        table.count(item)
    if state == "announced":
        table.announce(item)
    return meeting, now(item)


# --- the way ---------------------------------------------------------------------------------------
def test_a_vote_goes_from_prepared_to_announced_by_three_deeds_of_their_own(table):
    meeting = table.opened()
    item = meeting.items.get()
    states = [item.state]
    for name in ("open", "close", "announce"):
        if name == "close":
            table.vote(meeting, yes=9)
        states.append(deed(name, item, table.secretary).state)

    assert states == ["prepared", "open", "closed", "announced"]
    told = [act for act in acts(meeting) if act.startswith("meeting.vote_")]
    assert told == ["meeting.vote_opened", "meeting.vote_closed", "meeting.vote_announced"]
    assert now(item).vote_opened_at == meeting.opened_at
    assert verify().holds


# from -> the moves that are possible there; typed by hand
POSSIBLE = {
    "prepared": {"open"},
    "open": {"close"},
    "closed": {"announce", "repeat"},
    "announced": {"repeat"},
}


@pytest.mark.parametrize("state", POSSIBLE)
@pytest.mark.parametrize("name", ["open", "close", "announce", "repeat"])
def test_every_other_move_is_refused(table, state, name):
    _meeting, item = at(table, state)
    said = {"reason": "Kiểm phiếu nhầm."} if name == "repeat" else {}

    if name in POSSIBLE[state]:
        deed(name, item, table.chair, **said)
    else:
        with pytest.raises(NotNow) as refusal:
            deed(name, item, table.chair, **said)
        assert refusal.value.code == "wrong_state"
        assert now(item).state == state


MAY = {
    "open": {"council_chair", "council_secretary"},
    "close": {"council_chair", "council_secretary"},
    "announce": {"council_chair", "council_secretary"},
    "repeat": {"council_chair"},
}
BEFORE = {"open": "prepared", "close": "open", "announce": "closed", "repeat": "announced"}


@pytest.mark.parametrize("name", MAY)
def test_only_who_is_named_for_it_moves_a_vote(table, name):
    _meeting, item = at(table, BEFORE[name])
    said = {"reason": "Kiểm phiếu nhầm."} if name == "repeat" else {}
    others = ("council_member", "commune_chair", "office_head", "office_reviewer", "unit_head", "records_clerk")

    for office in {*others, "council_secretary", "council_chair"} - MAY[name]:
        with pytest.raises(NotYou):
            deed(name, item, table.town.person[office], **said)

    assert now(item).state == BEFORE[name]
    for office in sorted(MAY[name])[-1:]:
        deed(name, item, table.town.person[office], **said)


def test_the_secretary_of_another_commune_opens_no_vote_here(table, other_table):
    item = table.opened().items.get()

    with pytest.raises(NotYou):
        deed("open", item, other_table.secretary)


def test_a_stale_page_loses_and_learns_who_was_faster(table):
    item = table.opened().items.get()
    deed("open", item, table.secretary)

    with pytest.raises(LostRace) as race:
        vote_services.open_vote(item=item, row_version=item.row_version, by=table.chair)

    assert race.value.winner == table.secretary.full_name


def test_no_vote_is_opened_before_or_after_the_meeting(table):
    prepared, closed = table.prepared(table.proposal("An")), table.closed(table.proposal("Bình"))

    for meeting in (prepared, closed):
        with pytest.raises(NotNow):
            deed("open", meeting.items.get(), table.secretary)


def test_no_vote_is_opened_on_a_deferred_item(table):
    item = table.opened().items.get()
    services.defer_item(item=item, reason="Chờ xác minh.", by=table.chair)

    with pytest.raises(NotNow) as refusal:
        deed("open", item, table.secretary)

    assert len(refusal.value.sentences) == 1


def test_no_vote_is_opened_when_so_many_have_left_that_there_is_no_quorum(table):
    meeting = table.opened(present=6)
    table.mark(meeting, "absent", table.seats[5])

    with pytest.raises(NotNow) as refusal:
        deed("open", meeting.items.get(), table.secretary)

    assert "5" in refusal.value.sentences[0]


def test_a_vote_in_which_nobody_voted_is_not_closed(table):
    meeting = table.voting()

    with pytest.raises(NotNow) as refusal:
        deed("close", meeting.items.get(), table.secretary)

    assert len(refusal.value.sentences) == 1


def test_an_announced_item_is_not_deferred(table):
    _meeting, item = at(table, "announced")

    with pytest.raises(NotNow) as refusal:
        services.defer_item(item=item, reason="Chờ xác minh.", by=table.chair)

    assert refusal.value.code == "announced"


@pytest.mark.parametrize("state", ["open", "closed"])
def test_a_vote_that_is_not_announced_may_be_deferred_and_its_ballots_are_not_counted(table, state):
    meeting, item = at(table, state)
    services.defer_item(item=item, reason="Chờ xác minh.", by=table.chair)

    meeting = table.close(meeting)

    item = now(item)
    assert (item.verdict, item.participants) == ("deferred", None)
    assert queries.put_nominations(Room(meeting).items)[0].results == []


@pytest.mark.parametrize("state", ["prepared", "open", "closed"])
def test_the_meeting_is_not_closed_before_every_result_is_announced(table, state):
    meeting, item = at(table, state)
    meeting.refresh_from_db()

    with pytest.raises(NotNow) as refusal:
        services.close_meeting(meeting=meeting, row_version=meeting.row_version, by=table.chair)

    assert len(refusal.value.sentences) == 1 and item.proposal.code in refusal.value.sentences[0]


# --- no ballot outside "open" ----------------------------------------------------------------------
@pytest.mark.parametrize(
    ("state", "code"), [("prepared", "vote_not_open"), ("closed", "vote_closed"), ("announced", "vote_closed")]
)
def test_no_ballot_of_any_kind_is_taken_while_the_vote_is_not_open(table, state, code):
    meeting, item = at(table, state)
    table.mark(meeting, "absent_written", table.town.seats[8]) if state == "prepared" else None
    choices, member = table.choices(item), table.seats[2]
    nomination = next(iter(choices))
    by = {"item": item, "by": table.secretary}
    doors = [
        lambda: ballot_services.cast_ballot(item=item, choices=choices, by=member),
        lambda: ballot_services.record_written_opinion(person_id=table.seats[8].pk, choices=choices, **by),
        lambda: hands_services.record_hands(counts={"yes": 9}, **by),
        lambda: paper_services.hand_out_papers(people=[member.pk], **by),
        lambda: paper_services.take_paper_back(person_id=member.pk, **by),
        lambda: paper_services.key_papers(counts={nomination: {"yes": 1}}, **by),
        lambda: paper_services.key_anew(**by),
    ]

    found = []
    for door in doors:
        with pytest.raises(NotNow) as refusal:
            door()
        found.append(refusal.value.code)

    assert found == [code] * len(doors)


def test_one_choice_for_all_and_others_for_single_ones(table):
    meeting = table.voting(table.proposal("An", "Bình", "Chi"))
    item = meeting.items.get()
    second = item.proposal.nominations.get(order=2).pk

    ballot_services.cast_ballot(item=item, default="yes", choices={second: "no"}, by=table.seats[1])

    assert list(BallotBox.objects.order_by("nomination__order").values_list("yes", "no")) == [(1, 0), (0, 1), (1, 0)]


@pytest.mark.parametrize("default", ["", "maybe"])
def test_a_default_that_is_no_choice_leaves_every_nomination_to_be_chosen(table, default):
    item = table.voting().items.get()

    with pytest.raises(ValidationError) as refusal:
        ballot_services.cast_ballot(item=item, default=default, by=table.seats[1])

    assert set(refusal.value.message_dict) == {f"choice_{pk}" for pk in table.choices(item)}


# --- what is seen when -----------------------------------------------------------------------------
def test_results_exist_when_the_vote_is_closed_and_are_shown_to_others_when_announced(table):
    meeting, item = at(table, "closed")

    counted = BallotBox.objects.filter(item=item, passed=True).count()
    others = queries.put_nominations(Room(meeting).items)[0].results
    chair = queries.put_nominations(Room(meeting).items, also_closed=True)[0].results
    table.announce(item)

    assert (counted, others, len(chair)) == (2, [], 2)
    assert len(queries.put_nominations(Room(meeting).items)[0].results) == 2


def test_the_room_is_at_the_vote_that_was_opened_last(table):
    meeting = table.opened(table.proposal("An"), table.proposal("Bình"), table.proposal("Chi"))
    first, second, third = meeting.items.order_by("order")
    found = [Room(meeting).current.pk]
    table.open_vote(second)
    found.append(Room(meeting).current.pk)
    table.vote(meeting, yes=9, item=second)
    table.count(second)
    found.append(Room(meeting).current.pk)
    table.announce(second)
    found.append(Room(meeting).current.pk)
    services.defer_item(item=first, reason="Chờ xác minh.", by=table.chair)
    found.append(Room(meeting).current.pk)

    assert found == [first.pk, second.pk, second.pk, first.pk, third.pk]


# --- voting again ----------------------------------------------------------------------------------
@pytest.mark.parametrize("state", ["closed", "announced"])
def test_a_vote_is_repeated_and_the_first_result_stays_with_the_reason(table, state):
    meeting = table.opened()
    item = meeting.items.get()
    table.vote(meeting, yes=4, no=5)
    table.count(item)
    if state == "announced":
        table.announce(item)

    item = deed("repeat", item, table.chair, reason="Một thành viên bấm nhầm.")
    again = (item.state, item.round, item.vote_opened_at)
    table.vote(meeting, yes=6, no=3)
    meeting = table.close(meeting)

    assert again == ("prepared", 2, None)
    rounds = list(BallotBox.objects.order_by("round", "pk").values_list("round", "yes", "no", "passed"))
    assert rounds == [(1, 4, 5, False)] * 2 + [(2, 6, 3, True)] * 2
    revote = Revote.objects.get()
    assert (revote.number, revote.reason, revote.was_announced) == (1, "Một thành viên bấm nhầm.", state == "announced")
    assert list(VoteRound.objects.values_list("number", "participants")) == [(1, 9), (2, 9)]
    assert (now(item).verdict, now(item).proposal.state) == ("carried", "passed")
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(minutes_pdf(meeting))).pages).split())
    for words in ("lần 2, bỏ phiếu kín", "biểu quyết lần 1", "4 đồng ý, 5 không đồng ý", "Một thành viên bấm nhầm"):
        assert words in text
    assert ("chưa công bố" in text) == (state == "closed")
    assert verify().holds


def test_a_repetition_needs_a_reason(table):
    _meeting, item = at(table, "announced")

    with pytest.raises(NotNow):
        deed("repeat", item, table.chair, reason="  ")

    assert not Revote.objects.exists()


def test_nothing_is_repeated_after_the_meeting(table):
    meeting = table.closed()

    with pytest.raises(NotNow):
        deed("repeat", meeting.items.get(), table.chair, reason="Kiểm phiếu nhầm.")


def test_an_open_vote_and_hands_begin_anew_in_the_next_round(table):
    meeting = table.voting(vote_method="open")
    item = meeting.items.get()
    table.vote(meeting, yes=9)
    table.count(item)
    deed("repeat", item, table.chair, reason="Kiểm phiếu nhầm.")
    table.open_vote(item)

    hands_services.record_hands(item=item, counts={"yes": 3, "no": 6}, by=table.secretary)
    table.close(meeting)

    rounds = list(BallotBox.objects.order_by("round", "pk").values_list("round", "yes", "method", "passed"))
    assert rounds == [(1, 9, "named", True)] * 2 + [(2, 3, "hands", False)] * 2
    assert Vote.objects.exclude(box__round=1).count() == 0


def test_a_repeated_item_is_not_taken_off(table):
    from workflows.council import agenda_services

    _meeting, item = at(table, "announced")
    item = deed("repeat", item, table.chair, reason="Kiểm phiếu nhầm.")

    with pytest.raises(NotNow) as refusal:
        agenda_services.take_off_agenda(
            item=item, row_version=item.proposal.row_version, reason="Thiếu.", by=table.secretary
        )

    assert refusal.value.code == "vote_begun"
