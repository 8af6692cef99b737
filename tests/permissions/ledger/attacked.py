"""How an attack ends, for every table of attacks: refused and nothing changed, found, or not found."""

import pytest
from django.db import DatabaseError, connection, transaction

from permissions.ledger import database_roles, guards
from permissions.ledger.verify import verify

REFUSED = "append-only"  # by the guard below the program
DENIED = "permission denied"  # by PostgreSQL, before the guard is asked
NOT_FOUND = None


def found():
    """The breaks that a check finds, each as (stream or table, entry, kind)."""
    return [(one.stream, one.seq, one.kind) for one in verify().breaks] or NOT_FOUND


def assert_ends(attack, expected):
    """Run an attack; it ends as the table says. expected: REFUSED, DENIED, or what `found` gives."""
    if isinstance(expected, str):
        with pytest.raises(DatabaseError, match=expected), transaction.atomic():
            attack()
        assert verify().holds
        return
    with transaction.atomic():
        attack()
    assert found() == expected


def as_owner(attack):
    """Run an attack with the guards taken down."""
    guards.remove(connection)
    attack()
    guards.install(connection)


def become_the_application():
    """From here on the application's own role of PostgreSQL."""
    role = f"{connection.settings_dict['NAME']}_attacked"
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {role}")
        database_roles.let_in(connection, role)
        cursor.execute(f"SET LOCAL ROLE {role}")
