"""What a meeting leaves is only added to: the database itself refuses to change or delete it."""

import pytest
from django.db import DatabaseError, connection, transaction

from documents.attachments.models import Blob
from documents.printing.models import Issued
from documents.proposals.models import Version
from workflows.approval.models import Judgement
from workflows.council import hands_services
from workflows.council.models import BallotCast, HandsException, HandsRecord, Seat, Vote

pytestmark = pytest.mark.django_db
KEPT = [Blob, Issued, Version, Judgement, Seat, BallotCast, Vote, HandsRecord, HandsException]


@pytest.fixture
def rows(table):
    """At least one row in each table."""
    closed = table.closed(vote_method="open")
    table.sign(closed, table.secretary)
    table.sign(closed, table.chair)
    shown = table.voting(vote_method="open").items.get()
    first = shown.proposal.nominations.first()
    hands_services.record_hands(
        item=shown, counts={"yes": 9}, exceptions={first.pk: {"yes": 8, "no": 1}}, by=table.secretary
    )
    return {model: list(model.objects.order_by("pk").values()) for model in KEPT}


def _refused(statement):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_no_row_is_changed_or_deleted(rows):
    for model in KEPT:
        assert rows[model]
        _refused(f"UPDATE {model._meta.db_table} SET id = id")
        _refused(f"DELETE FROM {model._meta.db_table}")

    assert rows == {model: list(model.objects.order_by("pk").values()) for model in KEPT}


@pytest.mark.sqlite
def test_no_row_is_written_over(rows):
    for model in KEPT:
        _refused(f"INSERT OR REPLACE INTO {model._meta.db_table} SELECT * FROM {model._meta.db_table}")
