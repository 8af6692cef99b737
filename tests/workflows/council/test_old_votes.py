"""Votes held before a vote had rounds and a state of its own come through the migration as they were."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from permissions.ledger import guards
from workflows.council import ballot_services, services
from workflows.council.models import AgendaItem
from workflows.council.vote_models import VoteRound

pytestmark = pytest.mark.django_db
fill = import_module("workflows.migrations.0018_rounds_of_earlier_votes").fill


def told():
    items = AgendaItem.objects.order_by("pk").values_list("pk", "state", "round", "vote_opened_at", "verdict")
    rounds = VoteRound.objects.order_by("item", "number")
    figures = ("item", "number", "method", "participants", "written_count", "closed_at")
    return list(items), list(rounds.values_list(*figures))


def test_counted_votes_are_announced_and_those_that_had_begun_are_open(table):
    closed = table.opened(table.proposal("An"), table.proposal("Bình"), present=8, written=1)
    counted, put_off = closed.items.order_by("pk")
    services.defer_item(item=put_off, reason="Chờ xác minh.", by=table.chair)
    table.vote(closed, yes=5, no=3, item=counted)
    choices, written = table.choices(counted), table.seats[8].pk
    ballot_services.record_written_opinion(item=counted, person_id=written, choices=choices, by=table.secretary)
    table.close(closed)
    sitting = table.opened(table.proposal("Chi"), table.proposal("Dung"))
    table.vote(sitting, yes=7, item=sitting.items.order_by("pk").first())
    before = told()
    assert [row[1] for row in before[0]] == ["announced", "prepared", "open", "prepared"]
    with guards.opened(connection, [VoteRound]):
        VoteRound.objects.all().delete()
    AgendaItem.objects.update(state="prepared", vote_opened_at=None)

    fill(apps, None)

    assert told() == before
    for item in sitting.items.order_by("pk"):
        table.vote(sitting, yes=9, item=item) if item.state == "prepared" else None
    table.close(sitting, missing_ballots=True)
    assert set(sitting.items.values_list("verdict", flat=True)) == {"carried"}
