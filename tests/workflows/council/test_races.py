"""Many at once: one ballot of a member counts, many members all count, one closing wins."""

from threading import Event
from time import sleep

import pytest

from permissions.ledger.models import LedgerEntry
from permissions.ledger.verify import verify
from permissions.refusals import NotNow, Refusal
from permissions.roles import Office
from tests.conftest import appoint, make_person, no_history
from tests.racing import at_once
from workflows.council import (
    aside_services,
    ballot_services,
    hands_services,
    paper_services,
    services,
    vote_services,
)
from workflows.council.after_models import NominationDeferral
from workflows.council.deferral_services import defer_nominations
from workflows.council.models import BallotBox, BallotCast, Vote
from workflows.council.vote_models import PaperBallot, Recusal, VoteRound

pytestmark = pytest.mark.django_db(transaction=True)


def raised_at_once(deeds):
    """What each deed raised; None for a deed done."""
    return [found if isinstance(found, Exception) else None for found in at_once(deeds)]


def ballot(table, item, person, choice="yes"):
    choices = table.choices(item, choice)
    return lambda: ballot_services.cast_ballot(item=item, choices=choices, by=person)


def test_one_member_in_eight_threads_casts_one_secret_ballot(table):
    item = table.voting().items.get()

    found = raised_at_once([ballot(table, item, table.seats[1])] * 8)

    assert sorted(getattr(each, "code", "done") for each in found) == ["done", *["voted_already"] * 7]
    assert list(BallotBox.objects.values_list("yes", flat=True)) == [1, 1]
    assert BallotCast.objects.count() == LedgerEntry.objects.filter(act="meeting.voted").count() == 1


def test_one_member_in_eight_threads_votes_openly_once(table):
    item = table.voting(vote_method="open").items.get()

    found = raised_at_once([ballot(table, item, table.seats[1])] * 8)

    assert found == [None] * 8
    assert (Vote.objects.count(), BallotCast.objects.count()) == (2, 1)
    assert LedgerEntry.objects.filter(act__in=["meeting.voted", "meeting.vote_changed"]).count() == 1


def test_nine_members_at_once_all_count(table):
    meeting = table.voting()
    item = meeting.items.get()
    votes = ["yes"] * 5 + ["no"] * 3 + ["abstain"]

    found = raised_at_once(
        [ballot(table, item, person, choice) for person, choice in zip(table.seats, votes, strict=True)]
    )

    assert found == [None] * 9
    assert set(BallotBox.objects.values_list("yes", "no", "abstain")) == {(5, 3, 1)}
    assert BallotCast.objects.count() == 9
    assert verify().holds


def test_eight_closings_make_one_act_and_seven_refusals_naming_the_winner(table):
    meeting = table.voting()
    table.vote(meeting, yes=9)
    table.announce_all(meeting)
    meeting.refresh_from_db()

    def close():
        services.close_meeting(meeting=meeting, row_version=meeting.row_version, by=table.chair)

    found = raised_at_once([close] * 8)

    assert [each for each in found if each is None] == [None]
    refused = [each for each in found if each is not None]
    assert all(isinstance(each, Refusal) and each.winner == table.chair.full_name for each in refused)
    assert LedgerEntry.objects.filter(act="meeting.close").count() == 1
    assert verify().holds


def test_two_who_close_the_meeting_at_once_make_one_closing_and_one_sentence_naming_the_winner(table):
    with no_history():
        second = make_person("second_chair", "Second chair")
        appoint(second, Office.COUNCIL_CHAIR, table.town.council)
    meeting = table.voting()
    table.vote(meeting, yes=9)
    table.announce_all(meeting)
    meeting.refresh_from_db()
    said = {"meeting": meeting, "row_version": meeting.row_version}

    found = raised_at_once([lambda by=by: services.close_meeting(by=by, **said) for by in (table.chair, second)] * 2)

    winner = LedgerEntry.objects.get(act="meeting.close").actor
    refused = {by: [] for by in (table.chair, second)}
    for by, each in zip((table.chair, second) * 2, found, strict=True):
        refused[by] += [each] if each is not None else []
    (loser,) = {table.chair, second} - {winner}
    assert [len(refused[winner]), len(refused[loser])] == [1, 2]
    assert all(each.winner == winner.full_name for some in refused.values() for each in some)
    assert all(f"{winner.full_name} nhanh hơn" in each.sentences[0] for each in refused[loser])
    assert verify().holds


def test_putting_off_against_the_opening_of_the_vote_leaves_one_of_them(table):
    meeting = table.opened()
    item = meeting.items.get()
    said = {"item": item, "row_version": item.row_version}
    rows = [item.proposal.nominations.first().pk]

    def put_off():
        defer_nominations(nominations=rows, reason="Chờ xác minh.", by=table.chair, **said)

    found = raised_at_once([put_off, lambda: vote_services.open_vote(by=table.secretary, **said)] * 2)

    assert sum(each is None for each in found) == 1
    item.refresh_from_db()
    was_put_off = NominationDeferral.objects.exists()
    winner = table.chair if was_put_off else table.secretary
    assert {each.winner for each in found if each is not None} == {winner.full_name}
    assert (item.state, item.boxes.count()) == (("prepared", 1) if was_put_off else ("open", 2))
    assert verify().holds


def test_ballots_against_the_closing_of_the_vote_are_counted_or_refused_never_lost(table):
    meeting = table.voting()
    item = meeting.items.get()
    table.vote(meeting, yes=6)
    item.refresh_from_db()

    def close():
        said = {"row_version": item.row_version, "missing_ballots": True}
        vote_services.close_vote(item=item, by=table.secretary, **said)

    found = raised_at_once([close, *(ballot(table, item, person) for person in table.seats[6:])])

    assert found[0] is None
    late = [each for each in found[1:] if each is not None]
    assert all(each.code == "vote_closed" for each in late)
    assert VoteRound.objects.get().participants == 9 - len(late)
    assert set(BallotBox.objects.values_list("yes", flat=True)) == {9 - len(late)}


@pytest.mark.parametrize("name", ["open_vote", "close_vote", "announce_vote"])
def test_two_secretaries_at_once_make_one_deed_and_one_clear_refusal(table, name):
    second = make_person("second_secretary")
    appoint(second, Office.COUNCIL_SECRETARY, table.town.council)
    meeting = table.opened()
    item = meeting.items.get()
    if name != "open_vote":
        table.vote(meeting, yes=9)
    if name == "announce_vote":
        table.count(item)
    item.refresh_from_db()
    deed, said = getattr(vote_services, name), {"item": item, "row_version": item.row_version}

    found = raised_at_once([lambda by=by: deed(by=by, **said) for by in (table.secretary, second)] * 2)

    refused = [each for each in found if each is not None]
    winner = LedgerEntry.objects.get(act=f"meeting.vote_{ {'o': 'opened', 'c': 'closed', 'a': 'announced'}[name[0]] }")
    assert len(refused) == 3
    assert {each.winner for each in refused} == {winner.actor.full_name}
    assert VoteRound.objects.count() == (name != "open_vote")


def test_a_paper_and_a_ballot_on_the_screen_at_once_leave_one_of_them(table):
    meeting = table.voting()
    item, member = meeting.items.get(), table.seats[1]

    def hand_out():
        paper_services.hand_out_papers(item=item, people=[member.pk], by=table.secretary)

    found = raised_at_once([hand_out, ballot(table, item, member)] * 3)

    assert sum(each is None for each in found) == 1
    assert {each.code for each in found if each} <= {"voted_already", "paper_ballot"}
    assert BallotCast.objects.count() + PaperBallot.objects.count() == 1


def test_who_is_counted_among_the_hands_is_not_asked_in_writing_at_the_same_moment(table, monkeypatch):
    item = table.voting(vote_method="open").items.get()
    member, counting, check = table.seats[8], Event(), hands_services._check_all

    def slowly(*said):
        aside = check(*said)
        counting.set()
        sleep(0.3)
        return aside

    def show():
        counts = {"yes": 9, "no": 0, "abstain": 0}
        hands_services.record_hands(item=item, counts=counts, by=table.secretary)

    def mark():
        counting.wait(10)
        marks = {member.pk: ("present", "absent_written")}
        services.record_attendance(meeting=item.meeting, marks=marks, by=table.secretary)

    monkeypatch.setattr(hands_services, "_check_all", slowly)
    shown, marked = raised_at_once([show, mark])

    assert (shown, type(marked)) == (None, NotNow)


def test_standing_aside_and_a_ballot_at_once_leave_one_of_them(table):
    meeting = table.voting()
    item, member = meeting.items.get(), table.seats[1]
    rows = [row.pk for row in item.proposal.nominations.all()]

    def aside():
        aside_services.stand_aside(item=item, nominations=rows, kind="nominee", by=member)

    found = raised_at_once([aside, ballot(table, item, member)])

    assert sum(each is None for each in found) == 1
    assert next(each for each in found if each).code in ("recused", "voted_already")
    assert bool(Recusal.objects.count()) != bool(BallotCast.objects.count())
