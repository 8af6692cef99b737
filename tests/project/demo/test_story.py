"""The sample commune: true to life, complete, and proven."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.core.management import CommandError, call_command

from documents.proposals.models import Letter, Proposal
from documents.proposals.states import LetterState, ProposalState
from permissions import access
from permissions.ledger.verify import verify
from permissions.people.models import User
from workflows.council.models import Meeting
from workflows.inbox import queries
from workflows.inbox.desks import own_desks, shared_queues
from workflows.management.commands.desks import strays

pytestmark = pytest.mark.django_db
NAMED = [
    "truongth",
    "hieutruong",
    "nongdan",
    "chuyenvien",
    "truongphong",
    "thuky",
    "uyvien1",
    "uyvien2",
    "uyvien3",
    "uyvien4",
    "uyvien5",
    "uyvien6",
    "uyvien7",
    "chutich",
    "phochutich",
    "vanthu",
    "tinh",
    "thanhtra",
    "quantri",
]


def test_the_sample_commune(rules, capsys, settings):
    settings.DEMO = True
    call_command("demo")

    assert set(NAMED) <= set(User.objects.values_list("username", flat=True))
    assert 38 <= Proposal.objects.count() <= 50
    assert set(Proposal.objects.values_list("state", flat=True)) == set(ProposalState.values)
    assert set(Letter.objects.values_list("state", flat=True)) == set(LetterState.values)
    assert {"open", "prepared", "closed"} == set(Meeting.objects.values_list("state", flat=True))
    assert verify().holds
    assert strays() == []
    _everybody_with_work_has_some()
    _loading_twice_changes_nothing(capsys)


def _everybody_with_work_has_some():
    for username in (
        "truongth",
        "hieutruong",
        "nongdan",
        "chuyenvien",
        "truongphong",
        "thuky",
        "chutich",
        "vanthu",
        "uyvien2",
    ):
        person = User.objects.get(username=username)
        held = access.capacities(person)
        waiting = queries.waiting(own_desks(held), handler=person.pk) + queries.waiting(shared_queues(held))
        assert waiting, username


def _loading_twice_changes_nothing(capsys):
    before = Proposal.objects.count()

    call_command("demo")

    assert Proposal.objects.count() == before
    assert "is loaded" in capsys.readouterr().out


def test_it_loads_beyond_the_years_whose_holidays_are_listed(rules, settings):
    settings.DEMO = True
    with time_machine.travel(datetime(2028, 12, 22, 3, tzinfo=UTC)):
        call_command("demo")

    assert set(Proposal.objects.values_list("state", flat=True)) == set(ProposalState.values)
    assert [meeting.held_at.weekday() < 5 for meeting in Meeting.objects.all()] == [True] * Meeting.objects.count()


def test_it_is_refused_beside_real_people(cast, settings):
    settings.DEMO = True
    with pytest.raises(CommandError):
        call_command("demo")


def test_it_is_refused_where_no_sample_is_shown(db, settings):
    settings.DEMO = False
    with pytest.raises(CommandError):
        call_command("demo")

    assert not User.objects.exists()
