"""Append-only below the application: what the triggers refuse, and that they come back."""

from itertools import count

import pytest
from django.db import DatabaseError, connection, transaction

from permissions.ledger import guards, tracked
from permissions.ledger.models import AccessRecord, HistoryFields, LedgerEntry, LedgerPayload, Stream
from permissions.ledger.services import read
from permissions.people.models import Unit


@pytest.fixture
def evidence(write, commune, person):
    """One row in each guarded table tried below."""
    write("proposal/1")
    write("proposal/1")
    read("opened", by=person, commune_id=commune.pk, what="proposal/1")
    tracked.save(commune, by=person)


ROWS = {
    "permissions_ledgerentry": (LedgerEntry, {"act": "thing.eaten"}),
    "permissions_ledgerpayload": (LedgerPayload, {"body": "{}"}),
    "permissions_accessrecord": (AccessRecord, {"what": "nothing"}),
    "permissions_historyfields": (HistoryFields, {"names": "[]"}),
    "permissions_historicalunit": (Unit.history.model, {"name": "Xóm khác"}),
}


def _refused(work):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        work()


def _rows(model):
    return list(model.objects.order_by("pk").values())


@pytest.mark.parametrize("table", ROWS)
def test_orm_cannot_change_or_delete(evidence, table):
    model, change = ROWS[table]
    before = _rows(model)

    _refused(lambda: model.objects.update(**change))
    _refused(lambda: model.objects.all()._raw_delete("default"))
    _refused(lambda: model(**before[0] | change).save(force_update=True))

    assert _rows(model) == before


@pytest.mark.parametrize("table", ROWS)
def test_raw_sql_cannot_change_or_delete(evidence, table):
    model, change = ROWS[table]
    before, column = _rows(model), next(iter(change))

    with connection.cursor() as cursor:
        _refused(lambda: cursor.execute(f"UPDATE {table} SET {column} = 'x'"))
        _refused(lambda: cursor.execute(f"DELETE FROM {table}"))

    assert _rows(model) == before


@pytest.mark.postgres
@pytest.mark.parametrize("table", ROWS)
def test_postgresql_cannot_empty_the_table_even_as_a_replica(evidence, table):
    connection.check_constraints()  # PostgreSQL refuses to truncate what was just written, with or without a guard

    with connection.cursor() as cursor:
        _refused(lambda: cursor.execute(f"TRUNCATE {table} CASCADE"))
        cursor.execute("SET LOCAL session_replication_role = replica")
        _refused(lambda: cursor.execute(f"DELETE FROM {table}"))
        _refused(lambda: cursor.execute(f"TRUNCATE {table} CASCADE"))


@pytest.mark.sqlite
@pytest.mark.parametrize("table", ROWS)
def test_sqlite_cannot_replace_a_row_by_inserting_over_it(evidence, table):
    with connection.cursor() as cursor:
        _refused(lambda: cursor.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"))


@pytest.mark.sqlite
def test_sqlite_cannot_replace_an_entry_by_its_place_in_the_stream(evidence):
    columns = ", ".join(field.column for field in LedgerEntry._meta.concrete_fields if not field.primary_key)

    with connection.cursor() as cursor:
        _refused(
            lambda: cursor.execute(
                f"REPLACE INTO permissions_ledgerentry ({columns}) SELECT {columns} FROM permissions_ledgerentry"
            )
        )


def _steps_of(work):
    """How many steps SQLite's machine takes: a full scan shows, whatever the speed of the computer."""
    steps = count()
    connection.connection.set_progress_handler(lambda: next(steps) and None, 1)
    work()
    connection.connection.set_progress_handler(None, 1)
    return next(steps)


@pytest.mark.sqlite
def test_sqlite_guards_an_entry_at_the_same_cost_among_many(evidence, write):
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # SQLite now believes that the table is small for ever
    few = _steps_of(lambda: write("proposal/1"))
    for number in range(100):
        write(f"proposal/{number}", "proposal/many")

    assert _steps_of(lambda: write("proposal/1")) <= few + 20


def test_streams_and_people_are_ordinary_rows(evidence, commune, person):
    commune.name = "Xã mới"
    tracked.save(commune, by=person)

    assert Stream.objects.get().seq == 2
    assert Unit.objects.get().name == "Xã mới"


def test_every_history_and_what_is_only_added_to_is_guarded(db):
    names = {model._meta.db_table for model in guards.guarded_models()}
    histories = {name for name in connection.introspection.table_names() if "historical" in name}

    assert names - histories == {
        "permissions_ledgerentry", "permissions_ledgerpayload", "permissions_historyfields", "permissions_accessrecord",
        "permissions_checkpoint", "permissions_checkpointrange", "permissions_sealedaccess", "permissions_signingkey",
        "documents_version", "documents_blob", "documents_issued", "documents_recording",
        "documents_signedfile", "documents_signingaddress", "documents_voidednumber",
        "workflows_certificate", "workflows_spoiledsheet", "workflows_revocation", "workflows_givenback",
        "workflows_judgement", "workflows_opinionfile", "workflows_seat",
        "workflows_sending", "workflows_sentline", "workflows_linereturn", "workflows_answer",
        "workflows_receiverstatus",
        "workflows_ballotcast", "workflows_vote", "workflows_handsrecord", "workflows_handsexception",
        "workflows_voteround", "workflows_revote", "workflows_councilchange", "workflows_invitation",
        "workflows_minutesfacts", "workflows_nominationdeferral", "workflows_conclusionnotice",
        "workflows_payment", "workflows_handover", "workflows_receipt", "workflows_foundlater",
    }  # fmt: skip
    assert histories <= names
    assert guards.missing(connection) == []


def test_installing_again_is_harmless(evidence):
    guards.install(connection)
    guards.install(connection)

    assert guards.missing(connection) == []
    _refused(lambda: LedgerEntry.objects.update(act="x"))


def test_guards_taken_down_are_missed_and_come_back(evidence):
    guards.remove(connection)

    assert guards.missing(connection) == sorted(model._meta.db_table for model in guards.guarded_models())
    assert LedgerEntry.objects.update(act="thing.eaten") == 2
    guards.install(connection)
    _refused(lambda: LedgerEntry.objects.update(act="thing.made"))


def test_one_guard_lost_is_missed(db):
    quiet = (
        "ALTER TABLE permissions_ledgerentry DISABLE TRIGGER append_only_truncate"
        if connection.vendor == "postgresql"
        else "DROP TRIGGER permissions_ledgerentry_append_only_delete"
    )
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute(quiet)

    assert guards.missing(connection) == ["permissions_ledgerentry"]
    guards.install(connection)
    assert guards.missing(connection) == []


@pytest.mark.sqlite
def test_guard_with_another_text_is_replaced(db):
    name = "permissions_ledgerentry_append_only_update"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}")
        cursor.execute(f"CREATE TRIGGER {name} BEFORE UPDATE ON permissions_ledgerentry BEGIN SELECT 1; END")

    assert guards.missing(connection) == ["permissions_ledgerentry"]
    guards.install(connection)
    assert guards.missing(connection) == []


_FUNCTION = "CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN OLD; END $$"
_TABLE = "permissions_ledgerentry"


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("statement", "missed"),
    [
        (_FUNCTION.format(name="permissions_append_only"), None),
        (f"CREATE OR REPLACE TRIGGER append_only_rows BEFORE UPDATE ON {_TABLE} {{rows}}", [_TABLE]),
        (f"CREATE OR REPLACE TRIGGER append_only_rows BEFORE UPDATE OF act OR DELETE ON {_TABLE} {{rows}}", [_TABLE]),
        (f"CREATE OR REPLACE TRIGGER append_only_rows AFTER UPDATE OR DELETE ON {_TABLE} {{rows}}", [_TABLE]),
        (
            f"CREATE OR REPLACE TRIGGER append_only_rows BEFORE UPDATE OR DELETE ON {_TABLE}"
            " FOR EACH ROW WHEN (OLD.seq < 0) EXECUTE FUNCTION permissions_append_only()",
            [_TABLE],
        ),
    ],
)
def test_guard_that_no_longer_refuses_is_missed(db, statement, missed):
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute(statement.format(rows="FOR EACH ROW EXECUTE FUNCTION permissions_append_only()"))
        cursor.execute(f"ALTER TABLE {_TABLE} ENABLE ALWAYS TRIGGER append_only_rows")

    everywhere = sorted(model._meta.db_table for model in guards.guarded_models())
    assert guards.missing(connection) == (everywhere if missed is None else missed)
    guards.install(connection)
    assert guards.missing(connection) == []
