"""Eight people press the same button: one act, one entry, seven refusals that name the winner."""

from functools import partial

import pytest

from documents.proposals.models import Proposal
from permissions.ledger.models import LedgerEntry
from permissions.ledger.verify import verify
from permissions.refusals import LostRace
from tests import making
from tests.conftest import appoint, make_person, no_history
from tests.racing import at_once
from workflows.approval import services

pytestmark = pytest.mark.django_db(transaction=True)
THREADS = 8


def race(people, deed):
    """Run the deed for everybody at once; returns what each got, a thing or a refusal."""
    return at_once([partial(deed, person) for person in people])


def test_eight_reviewers_take_up_one_dossier(cast, rules):
    town = cast.here
    proposal = making.sent(town)
    with no_history():
        people = [make_person(f"reviewer{number}", f"Reviewer {number}") for number in range(THREADS)]
        for person in people:
            appoint(person, "office_reviewer", town.office)

    answers = race(
        people, lambda person: services.take_up(proposal=proposal, row_version=proposal.row_version, by=person)
    )

    winners = [answer for answer in answers if isinstance(answer, Proposal)]
    losers = [answer for answer in answers if isinstance(answer, LostRace)]
    assert (len(winners), len(losers)) == (1, THREADS - 1)
    proposal.refresh_from_db()
    assert {loser.winner for loser in losers} == {proposal.reviewer.full_name}
    assert all(loser.at is not None for loser in losers)
    assert LedgerEntry.objects.filter(stream__key=proposal.stream, act="proposal.take_up").count() == 1
    assert proposal.history.count() == 2
    assert verify().holds


def test_a_double_click_is_one_act_and_names_oneself(cast, rules):
    town = cast.here
    proposal = making.awaiting_endorsement(town)

    answers = race(
        [town.office_head, town.office_head],
        lambda person: services.endorse(proposal=proposal, row_version=proposal.row_version, by=person),
    )

    assert sorted(type(answer).__name__ for answer in answers) == ["LostRace", "Proposal"]
    assert LedgerEntry.objects.filter(stream__key=proposal.stream, act="proposal.endorse").count() == 1
