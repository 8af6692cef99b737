"""Many at once: one ballot of a member counts, many members all count, one closing wins."""

import pytest

from permissions.ledger.models import LedgerEntry
from permissions.ledger.verify import verify
from permissions.refusals import Refusal
from tests.racing import at_once
from workflows.council import ballot_services, services
from workflows.council.models import BallotBox, BallotCast, Vote

pytestmark = pytest.mark.django_db(transaction=True)


def raised_at_once(deeds):
    """What each deed raised; None for a deed done."""
    return [found if isinstance(found, Exception) else None for found in at_once(deeds)]


def ballot(table, item, person, choice="yes"):
    choices = table.choices(item, choice)
    return lambda: ballot_services.cast_ballot(item=item, choices=choices, by=person)


def test_one_member_in_eight_threads_casts_one_secret_ballot(table):
    item = table.opened().items.get()

    found = raised_at_once([ballot(table, item, table.seats[1])] * 8)

    assert sorted(getattr(each, "code", "done") for each in found) == ["done", *["voted_already"] * 7]
    assert list(BallotBox.objects.values_list("yes", flat=True)) == [1, 1]
    assert BallotCast.objects.count() == LedgerEntry.objects.filter(act="meeting.voted").count() == 1


def test_one_member_in_eight_threads_votes_openly_once(table):
    item = table.opened(vote_method="open").items.get()

    found = raised_at_once([ballot(table, item, table.seats[1])] * 8)

    assert found == [None] * 8
    assert (Vote.objects.count(), BallotCast.objects.count()) == (2, 1)
    assert LedgerEntry.objects.filter(act__startswith="meeting.vote").count() == 1


def test_nine_members_at_once_all_count(table):
    meeting = table.opened()
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
    meeting = table.opened()
    table.vote(meeting, yes=9)
    meeting.refresh_from_db()

    def close():
        services.close_meeting(meeting=meeting, row_version=meeting.row_version, by=table.chair)

    found = raised_at_once([close] * 8)

    assert [each for each in found if each is None] == [None]
    refused = [each for each in found if each is not None]
    assert all(isinstance(each, Refusal) and each.winner == table.chair.full_name for each in refused)
    assert LedgerEntry.objects.filter(act="meeting.close").count() == 1
    assert verify().holds


def test_ballots_against_the_closing_are_counted_or_refused_never_lost(table):
    meeting = table.opened()
    item = meeting.items.get()
    table.vote(meeting, yes=6)
    meeting.refresh_from_db()

    def close():
        services.close_meeting(meeting=meeting, row_version=meeting.row_version, by=table.chair, missing_ballots=True)

    found = raised_at_once([close, *(ballot(table, item, person) for person in table.seats[6:])])

    assert found[0] is None
    late = [each for each in found[1:] if each is not None]
    assert all(each.code == "meeting_closed" for each in late)
    item.refresh_from_db()
    assert item.participants == 9 - len(late)
    assert set(BallotBox.objects.values_list("yes", flat=True)) == {9 - len(late)}
