"""Two roles of PostgreSQL: the application adds to the evidence and reads it, and gets no further."""

from io import StringIO

import pytest
from django.contrib.sessions.models import Session
from django.core import checks
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, connections, transaction
from django.utils import timezone

from permissions.ledger import database_roles, guards, startup, tracked
from permissions.ledger.models import LedgerEntry, Stream
from permissions.ledger.services import read
from permissions.ledger.verify import verify

SECRET = "only-for-tests"
ENTRIES = "permissions_ledgerentry"


def _name():
    """Roles belong to the whole server, on which several processes may test: each has its own."""
    return f"{connection.settings_dict['NAME']}_application"


def _run(*statements):
    connection.check_constraints()  # rights of a table are not given away while its foreign keys wait for the commit
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.fixture
def role(db):
    """A second role that signs in and holds nothing yet; gone with the transaction of the test."""
    _run(f"CREATE ROLE {_name()} LOGIN PASSWORD '{SECRET}'")
    return _name()


@pytest.fixture
def application(role):
    """From here on the test acts as the application's role."""
    database_roles.let_in(connection, role)
    _run(f"SET LOCAL ROLE {role}")
    return role


def _denied(statement):
    with pytest.raises(DatabaseError, match=r"permission denied|must be (owner|superuser)"), transaction.atomic():
        _run(statement)


@pytest.mark.postgres
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {table} SET {column} = {column}",
        "DELETE FROM {table}",
        "TRUNCATE {table} CASCADE",
        "DROP TRIGGER append_only_rows ON {table}",
        "ALTER TABLE {table} DISABLE TRIGGER ALL",
        "ALTER TABLE {table} RENAME TO elsewhere",
        "DROP TABLE {table} CASCADE",
        "CREATE TRIGGER mine BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION permissions_append_only()",
        "CREATE RULE mine AS ON INSERT TO {table} DO INSTEAD NOTHING",
    ],
)
def test_every_table_of_evidence_only_grows(application, statement):
    for model in guards.guarded_models():
        _denied(statement.format(table=model._meta.db_table, column=model._meta.pk.column))


@pytest.mark.postgres
@pytest.mark.parametrize(
    "statement",
    [
        "CREATE OR REPLACE FUNCTION permissions_append_only() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'",
        "DROP FUNCTION permissions_append_only() CASCADE",
        "SET session_replication_role = replica",
        "CREATE TABLE public.mine (x int)",
        "DELETE FROM permissions_stream",
        "TRUNCATE permissions_stream CASCADE",
        "DELETE FROM django_migrations",
        f"GRANT UPDATE ON {ENTRIES} TO {{role}}",
        "ALTER ROLE {role} SUPERUSER",
        "DROP SCHEMA public CASCADE",
    ],
)
def test_the_application_gets_no_further(application, statement):
    statement = statement.format(role=application)
    if statement.startswith("GRANT"):
        _run(statement)  # PostgreSQL only warns: nothing was granted
        assert not _may(application, ENTRIES, "UPDATE")
    else:
        _denied(statement)


def _may(role, table, right):
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege(%s, %s, %s)", [role, table, right])
        return cursor.fetchone()[0]


@pytest.mark.postgres
def test_ordinary_work_goes_on(application, write, commune, person):
    commune.name = "UBND xã khác"
    kept = tracked.save(commune, by=person, reason="đổi tên")
    write("proposal/1", "proposal/2", body={"history": [kept]})
    write("proposal/1")
    read("opened", by=person, commune_id=commune.pk, what="proposal/1")
    Session.objects.create(session_key="x", session_data="", expire_date=timezone.now())
    Session.objects.all().delete()

    assert Stream.objects.get(key="proposal/1").seq == 2
    assert verify().holds
    assert guards.missing(connection) == []


@pytest.mark.postgres
def test_letting_in_again_takes_back_what_was_given_by_hand(role):
    database_roles.let_in(connection, role)
    _run(f"GRANT UPDATE, DELETE, TRIGGER ON {ENTRIES} TO {role}", f"GRANT UPDATE (act) ON {ENTRIES} TO {role}")

    database_roles.let_in(connection, role)

    assert [right for right in ("SELECT", "INSERT", "UPDATE", "DELETE", "TRIGGER") if _may(role, ENTRIES, right)] == [
        "SELECT",
        "INSERT",
    ]


@pytest.mark.postgres
def test_tables_of_a_later_migration_are_let_in_too(role):
    database_roles.let_in(connection, role)
    _run("CREATE TABLE a_new_table (id int)")

    database_roles.let_in_again(connection)

    assert _may(role, "a_new_table", "DELETE")
    assert not _may(role, ENTRIES, "DELETE")


@pytest.mark.postgres
@pytest.mark.parametrize(
    "statement",
    [
        "DROP ROLE {role}",
        "ALTER ROLE {role} SUPERUSER",
        "ALTER ROLE {role} CREATEROLE",
        "GRANT {owner} TO {role}",
        f"ALTER TABLE {ENTRIES} OWNER TO {{role}}",
        "ALTER SCHEMA public OWNER TO {role}",
        "GRANT UPDATE ON permissions_ledgerpayload TO PUBLIC",
        "GRANT pg_write_all_data TO {role}",
    ],
)
def test_role_that_could_change_evidence_all_the_same_is_refused(role, statement):
    _run(statement.format(role=role, owner=connection.settings_dict["USER"]))

    with pytest.raises(database_roles.Unfit, match=role), transaction.atomic():
        database_roles.let_in(connection, role)


@pytest.mark.postgres
def test_command_lets_the_role_in(role):
    call_command("database_roles", "--application", role, stdout=StringIO())

    assert _may(role, ENTRIES, "INSERT")
    with pytest.raises(CommandError, match="nobody_there"):
        call_command("database_roles", "--application", "nobody_there")


@pytest.mark.sqlite
def test_sqlite_has_no_roles(db):
    assert database_roles.changeable(connection) == []
    with pytest.raises(CommandError, match="PostgreSQL"):
        call_command("database_roles", "--application", "x")


def _warnings():
    found = checks.run_checks(tags=[checks.Tags.database], databases=["default"], include_deployment_checks=True)
    return [message.id for message in found if message.id == "permissions.W003"]


def _said(caplog):
    caplog.clear()
    startup.refuse_unguarded()
    return [record.levelname for record in caplog.records if "database_roles" in record.getMessage()]


@pytest.mark.postgres
def test_who_signs_in_as_owner_is_warned(db, caplog, settings):
    everything = sorted(model._meta.db_table for model in guards.guarded_models())
    errors = StringIO()

    assert database_roles.changeable(connection) == everything
    assert (_warnings(), _said(caplog)) == (["permissions.W003"], ["WARNING"])
    call_command("verify_trail", stdout=StringIO(), stderr=errors)
    assert len(errors.getvalue().splitlines()) == 1

    settings.DEBUG = True
    assert (_warnings(), _said(caplog)) == ([], [])


@pytest.fixture
def signed_in():
    """The application's role, committed, and a connection signed in with its password; cleared away afterwards."""
    role = _name()
    _run(f"CREATE ROLE {role} LOGIN PASSWORD '{SECRET}'")
    own = connections.create_connection("default")
    own.settings_dict = {**connection.settings_dict, "USER": role, "PASSWORD": SECRET}
    try:
        database_roles.let_in(connection, role)
        yield own
    finally:
        own.close()
        _run(f"DROP OWNED BY {role}", f"DROP ROLE {role}")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_signed_in_as_a_second_role_indeed(signed_in, write, monkeypatch, caplog):
    owner = connection.settings_dict["USER"]
    write("proposal/1")

    with signed_in.cursor() as cursor:
        cursor.execute(f"SELECT session_user, act FROM {ENTRIES}")
        assert cursor.fetchall() == [(_name(), "thing.made")]
        for statement in (f"DELETE FROM {ENTRIES}", f"SET ROLE {owner}", f"DROP TRIGGER append_only_rows ON {ENTRIES}"):
            with pytest.raises(DatabaseError, match=r"permission denied|must be owner"):
                cursor.execute(statement)

    assert database_roles.changeable(signed_in) == []
    assert guards.missing(signed_in) == []
    monkeypatch.setattr(startup, "connection", signed_in)
    assert _said(caplog) == []
    assert LedgerEntry.objects.count() == 1
