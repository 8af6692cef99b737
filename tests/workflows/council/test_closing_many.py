"""Closing a meeting of a hundred dossiers: all or nothing wherever it breaks, and no statement for each dossier."""

from itertools import count

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents.proposals.models import Nomination, Proposal
from permissions.ledger.verify import verify
from permissions.people.models import Appointment
from workflows.approval import desks, moving
from workflows.council import hands_services, presiding, services, vote_services

pytestmark = pytest.mark.django_db
FEW, MANY = 10, 100
# What 90 dossiers more may cost: the batches of bulk writes on SQLite, and nothing for a dossier.
BATCHES = 30


class PowerCut(Exception):
    """Whatever breaks in the middle."""


def sitting(table, dossiers):
    """An open meeting over which a vice chair presides, with the result on every dossier announced."""
    vice = table.seats[1]
    Appointment.objects.filter(office="council_member", user=vice).update(title="Phó Chủ tịch thường trực Hội đồng")
    proposals = [table.proposal(f"Người thứ {number}") for number in range(1, dossiers + 1)]
    meeting = table.prepared(*proposals, vote_method="open")
    table.mark(meeting, "present", *table.seats[1:], table.secretary)
    meeting.refresh_from_db()
    said = {"row_version": meeting.row_version, "person_id": vice.pk, "reason": "Chủ tịch đi công tác"}
    meeting = presiding.name_presiding(meeting=meeting, by=table.secretary, **said)
    meeting = services.open_meeting(meeting=meeting, row_version=meeting.row_version, by=vice)
    for item in meeting.items.all():
        item = table.open_vote(item)
        hands_services.record_hands(item=item, counts={"yes": 8}, by=table.secretary)
        item = table.count(item)
        vote_services.announce_vote(item=item, row_version=item.row_version, by=table.secretary)
    meeting.refresh_from_db()
    return meeting, vice


def close(meeting, vice):
    """The statements that it took."""
    with CaptureQueriesContext(connection) as asked:
        services.close_meeting(meeting=meeting, row_version=meeting.row_version, by=vice)
    return len(asked)


def everything():
    """Every row of every table, so that nothing can have changed unnoticed."""
    return {model._meta.db_table: sorted(map(str, model._base_manager.values_list())) for model in apps.get_models()}


def _breaks_at(monkeypatch, place, name, nth):
    """The nth call of a function breaks."""
    whole, calls = getattr(place, name), count(1)

    def broken(*args, **named):
        if next(calls) == nth:
            raise PowerCut
        return whole(*args, **named)

    monkeypatch.setattr(place, name, broken)


def test_a_hundred_dossiers_move_all_together_or_not_at_all(table, monkeypatch):
    meeting, vice = sitting(table, MANY)
    before = everything()

    for place, name, nth in (
        (desks, "desk_of_proposal", MANY // 2),  # in the middle of the dossiers
        (moving, "record", 1),  # before the ledger is written
        (moving, "_tell", 1),  # after it
    ):
        with monkeypatch.context() as broken:
            _breaks_at(broken, place, name, nth)
            with pytest.raises(PowerCut):
                close(meeting, vice)
        assert everything() == before, name

    assert verify().holds
    many = close(meeting, vice)
    assert set(Proposal.objects.values_list("state", flat=True)) == {"passed"}
    assert set(Nomination.objects.values_list("outcome", flat=True)) == {"passed"}
    assert verify().holds
    few = close(*sitting(table, FEW))
    assert many - few <= BATCHES
