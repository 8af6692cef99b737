"""Start-up: the check that misses guards, and the migration that puts them back."""

import pytest
from django.core import checks
from django.core.management import call_command
from django.db import connection

from permissions.ledger import guards


def _warnings():
    found = checks.run_checks(tags=[checks.Tags.database], databases=["default"])
    return [message for message in found if message.id == "permissions.W001"]


def test_nothing_is_said_while_the_guards_stand(db):
    assert _warnings() == []


def test_check_names_the_tables_without_guard(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "DROP TRIGGER append_only_rows ON permissions_ledgerpayload"
            if connection.vendor == "postgresql"
            else "DROP TRIGGER permissions_ledgerpayload_append_only_update"
        )

    (warning,) = _warnings()
    assert "permissions_ledgerpayload." in warning.msg
    assert warning.level == checks.WARNING


@pytest.mark.django_db(transaction=True)
def test_migrating_puts_the_guards_back():
    guards.remove(connection)

    call_command("migrate", run_syncdb=True, verbosity=0)

    assert guards.missing(connection) == []
    assert _warnings() == []
