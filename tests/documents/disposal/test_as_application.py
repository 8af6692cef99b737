"""Disposal on PostgreSQL with two roles: only the owner of the tables carries a list out, and leaves the guards up."""

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, connections, transaction

from documents.disposal import executing
from documents.management.commands import dispose
from permissions.ledger import database_roles, guards
from permissions.ledger.models import LedgerPayload
from permissions.ledger.verify import verify
from tests.documents.disposal.conftest import OVER

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]
SECRET = "only-for-tests"


def _run(*statements):
    connection.check_constraints()  # rights of a table are not given away while its foreign keys wait for the commit
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.fixture
def role(db):
    """The application's role, let in; gone with the transaction of the test."""
    name = f"{connection.settings_dict['NAME']}_disposing"
    _run(f"CREATE ROLE {name} LOGIN PASSWORD '{SECRET}'")
    database_roles.let_in(connection, name)
    return name


def _carry_out(listed, cast):
    return [outcome.refusal for outcome in executing.carry_out(listed, by=cast.administrator, now=OVER)]


def test_the_application_takes_nothing_away(ended, approved, cast, role):
    listed, before = approved(ended()), LedgerPayload.objects.count()
    _run(f"SET LOCAL ROLE {role}")

    with pytest.raises(DatabaseError, match=r"must be owner|permission denied"), transaction.atomic():
        _carry_out(listed, cast)

    assert LedgerPayload.objects.count() == before
    assert guards.missing(connection) == []
    assert not listed.items.filter(disposed_at__isnull=False).exists()


def test_the_owner_carries_it_out_and_the_application_still_only_adds(ended, approved, cast, role):
    listed = approved(ended())

    assert _carry_out(listed, cast) == [""]

    _run(f"SET LOCAL ROLE {role}")
    assert verify().holds
    assert guards.missing(connection) == []
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        _run(f"DELETE FROM {LedgerPayload._meta.db_table}")


@pytest.fixture
def signed_in():
    """A connection signed in with the password of the application's role, committed; cleared away afterwards."""
    name = f"{connection.settings_dict['NAME']}_disposing"
    _run(f"CREATE ROLE {name} LOGIN PASSWORD '{SECRET}'")
    own = connections.create_connection("default")
    own.settings_dict = {**connection.settings_dict, "USER": name, "PASSWORD": SECRET}
    try:
        database_roles.let_in(connection, name)
        yield own
    finally:
        own.close()
        _run(f"DROP OWNED BY {name}", f"DROP ROLE {name}")


@pytest.mark.django_db(transaction=True)
def test_the_command_tells_the_application_who_must_run_it(signed_in, monkeypatch):
    monkeypatch.setattr(dispose, "connection", signed_in)

    with pytest.raises(CommandError, match=r"owner of the tables|chủ sở hữu"):
        call_command("dispose", "PQ-2040-TH001", by="quantri")
