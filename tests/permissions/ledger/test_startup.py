"""Start-up: what misses guards and refuses to serve without them, and the migration that puts them back."""

import sys

import pytest
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.servers.basehttp import get_internal_wsgi_application
from django.db import connection

from permissions.ledger import guards, startup


def _warnings():
    found = checks.run_checks(tags=[checks.Tags.database], databases=["default"])
    return [message for message in found if message.id == "permissions.W001"]


def test_nothing_is_said_while_the_guards_stand(db):
    assert _warnings() == []


def _drop_one():
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute(
            "DROP TRIGGER append_only_rows ON permissions_ledgerpayload"
            if connection.vendor == "postgresql"
            else "DROP TRIGGER permissions_ledgerpayload_append_only_update"
        )


def test_check_names_the_tables_without_guard(db):
    _drop_one()

    (warning,) = _warnings()
    assert "permissions_ledgerpayload." in warning.msg
    assert warning.level == checks.WARNING


@pytest.mark.django_db(transaction=True)
def test_migrating_puts_the_guards_back():
    guards.remove(connection)

    call_command("migrate", run_syncdb=True, verbosity=0)

    assert guards.missing(connection) == []
    assert _warnings() == []


# --- serving ---------------------------------------------------------------------------------------
@pytest.fixture
def serve(monkeypatch):
    """Start as gunicorn and `runserver` do: both import the WSGI module anew."""

    def start():
        monkeypatch.delitem(sys.modules, "project.wsgi", raising=False)
        return get_internal_wsgi_application()

    return start


def test_guarded_evidence_is_served(db, serve):
    assert callable(serve())


def test_nothing_is_served_while_a_guard_is_missing(db, serve):
    _drop_one()

    with pytest.raises(ImproperlyConfigured, match=r"permissions_ledgerpayload.*migrate"):
        serve()


def test_empty_database_may_be_served(db, monkeypatch):
    """Nothing is there yet that could be changed; the page says that the tables are missing."""
    monkeypatch.setattr(connection.introspection, "table_names", lambda *args, **kwargs: [])

    startup.refuse_unguarded()


@pytest.mark.django_db(transaction=True)
def test_the_check_leaves_no_connection_open():
    startup.refuse_unguarded()

    assert connection.connection is None
