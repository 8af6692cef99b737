"""The bench of the council in small: a real server, real cookies, kill -9; and its own checks see what is wrong."""

import json
from collections import Counter
from io import StringIO

import pytest
from django.core.management import call_command

from documents.proposals.models import Proposal
from permissions.roles import Office
from project.bench.council.closing import close_at_once, close_one_by_one, closed_whole_or_not_at_all
from project.bench.council.house import house
from project.bench.council.voting import Told, wrong_ballots
from workflows.council import vote_services
from workflows.council.ballot_services import cast_ballot
from workflows.council.models import AgendaItem, BallotBox, BallotCast, Meeting

MEMBERS = 6


def test_a_small_council_votes_closes_and_is_killed_through_a_real_server():
    told = StringIO()

    sizes = ["--members=6", "--nominations=8", "--dossiers=6", "--kills=2", "--pause=0.05", "--talk=0.2"]
    call_command("bench", "council", "--json", *sizes, stdout=told)

    cases = json.loads(told.getvalue())["cases"]
    faults = {case["name"]: case["ratio"] for case in cases if case["aim"] == "<= 0"}
    assert len(faults) == 5 and set(faults.values()) == {0}, faults
    assert [case["ratio"] for case in cases if case["name"] == "a poll answered 304, statements"] == [4]


# --- what the checks would miss would be worth nothing -------------------------------------------------
@pytest.fixture
def council(db):
    return house(MEMBERS)


def voted_through(council, method):
    """A meeting of one dossier on which everybody voted, and what was sent."""
    meeting, told = council.sitting(council.dossiers(1), method=method), Told()
    item = council.open_first(meeting)
    rows = [row.pk for row in item.proposal.nominations.all()]
    for person in council.members:
        cast_ballot(item=item, choices=dict.fromkeys(rows, "no"), by=person)
    told.sent.update({(item.pk, pk): Counter(no=MEMBERS) for pk in rows})
    told.voted[item.pk] = MEMBERS
    item = AgendaItem.objects.get(pk=item.pk)
    item = vote_services.close_vote(item=item, row_version=item.row_version, by=council.secretary)
    vote_services.announce_vote(item=item, row_version=item.row_version, by=council.secretary)
    return meeting, told


@pytest.mark.parametrize("method", ["secret", "open"])
def test_a_ballot_that_is_lost_or_counted_twice_is_seen(council, method):
    meeting, told = voted_through(council, method)
    before = list(wrong_ballots(meeting, told, MEMBERS))
    BallotBox.objects.filter(pk=BallotBox.objects.first().pk).update(no=MEMBERS + 1)
    twice = list(wrong_ballots(meeting, told, MEMBERS))
    told.voted[meeting.items.get().pk] += 1
    lost = list(wrong_ballots(meeting, told, MEMBERS))

    assert (before, len(twice), len(lost)) == ([], 1, 2)
    assert BallotCast.objects.count() == MEMBERS


def test_a_closing_of_which_a_part_was_done_is_seen(council):
    meeting = council.voted(2)
    before = closed_whole_or_not_at_all(meeting)
    item = meeting.items.first()
    AgendaItem.objects.filter(pk=item.pk).update(verdict="carried")
    part = closed_whole_or_not_at_all(meeting)
    AgendaItem.objects.filter(pk=item.pk).update(verdict="")
    close_at_once(Meeting.objects.get(pk=meeting.pk), council.chair)
    after = closed_whole_or_not_at_all(meeting)
    Proposal.objects.filter(pk=item.proposal_id).update(state="on_agenda")

    assert (before, after) == ((False, ""), (True, ""))
    assert part[1] and closed_whole_or_not_at_all(meeting)[1]


def test_one_by_one_does_what_the_closing_does(council):
    states = []
    for way in (close_at_once, close_one_by_one):
        meeting = council.voted(6)
        way(Meeting.objects.get(pk=meeting.pk), council.chair)
        rows = list(meeting.items.order_by("order").values_list("verdict", "participants", "proposal__state"))
        states.append((rows, closed_whole_or_not_at_all(meeting)))

    assert states[0] == states[1]
    assert {verdict for verdict, *_rest in states[0][0]} == {"carried", "rejected"}


def test_the_council_of_the_bench_is_as_big_as_asked(council):
    seats = council.council.unit.appointments.filter(office__in=[Office.COUNCIL_CHAIR, Office.COUNCIL_MEMBER])

    assert seats.count() == len(council.members) == MEMBERS
