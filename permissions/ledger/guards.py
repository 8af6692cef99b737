"""Triggers that keep evidence append-only below the application: no UPDATE, DELETE, TRUNCATE or overwriting INSERT.

A model whose rows are only added to says so: `append_only = True`. Histories are guarded without being asked.
A migration that must touch such rows calls `remove` first; `post_migrate` puts the guards back.
"""

from contextlib import contextmanager

from django.apps import apps
from django.db import models, transaction
from simple_history.models import HistoricalChanges

# ALWAYS: also where a session pretends to be a replica to silence triggers.
_POSTGRESQL_REFUSAL = """
BEGIN
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END """
_POSTGRESQL_FUNCTION = f"""
CREATE OR REPLACE FUNCTION permissions_append_only() RETURNS trigger LANGUAGE plpgsql AS $${_POSTGRESQL_REFUSAL}$$;
"""
_POSTGRESQL_TRIGGERS = """
CREATE OR REPLACE TRIGGER append_only_rows BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION permissions_append_only();
CREATE OR REPLACE TRIGGER append_only_truncate BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION permissions_append_only();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER append_only_rows;
ALTER TABLE {table} ENABLE ALWAYS TRIGGER append_only_truncate;
"""
_POSTGRESQL_NAMES = ("append_only_rows", "append_only_truncate")
# Unconditional and refusing; tgtype 27: before each row is updated or deleted, 34: before the table is emptied.
_POSTGRESQL_FOUND = """
SELECT relname, tgname FROM pg_trigger
JOIN pg_class ON pg_class.oid = tgrelid JOIN pg_proc ON pg_proc.oid = tgfoid
WHERE (tgname, tgtype) IN (('append_only_rows', 27), ('append_only_truncate', 34))
  AND tgenabled = 'A' AND tgqual IS NULL AND tgattr::text = '' AND prosrc = %s AND pg_table_is_visible(tgrelid)
"""
_SQLITE_EVENTS = ("update", "delete", "insert")


def guarded_models():
    """Every model whose rows are evidence: those that say so, and all histories."""
    return [
        model
        for model in apps.get_models()
        if getattr(model, "append_only", False) or issubclass(model, HistoricalChanges)
    ]


def present(connection):
    """The guarded models whose tables are there."""
    there = set(connection.introspection.table_names())
    return [model for model in guarded_models() if model._meta.db_table in there]


def _unique_sets(model):
    sets = [[field] for field in model._meta.concrete_fields if field.unique]
    for names in model._meta.unique_together:
        sets.append([model._meta.get_field(name) for name in names])
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and constraint.fields:
            sets.append([model._meta.get_field(name) for name in constraint.fields])
    return sets


def _sqlite_triggers(connection, model):
    """Name -> statement. INSERT OR REPLACE deletes without firing a DELETE trigger, so it is met before the insert."""
    quote, table = connection.ops.quote_name, model._meta.db_table
    # One question for each key: SQLite may answer one of several keys by reading the whole table.
    same_keys = (
        " AND ".join(f"{quote(field.column)} = NEW.{quote(field.column)}" for field in fields)
        for fields in _unique_sets(model)
    )
    overwrites = "WHEN " + " OR ".join(f"EXISTS (SELECT 1 FROM {quote(table)} WHERE {key})" for key in same_keys) + " "
    return {
        f"{table}_append_only_{event}": (
            f"CREATE TRIGGER {quote(f'{table}_append_only_{event}')} BEFORE {event.upper()} ON {quote(table)} "
            f"FOR EACH ROW {overwrites if event == 'insert' else ''}"
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only: {event} refused'); END"
        )
        for event in _SQLITE_EVENTS
    }


def _sqlite_found(cursor):
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    return dict(cursor.fetchall())


def _postgresql_found(cursor):
    cursor.execute(_POSTGRESQL_FOUND, [_POSTGRESQL_REFUSAL])
    return set(cursor.fetchall())


def install(connection):
    """Put up every guard that is missing or old; harmless to repeat."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            connection.check_constraints()  # DDL is refused on a table whose foreign keys still wait for the commit
            cursor.execute(_POSTGRESQL_FUNCTION)
            for table in missing(connection):  # the others are left alone: a trigger's DDL locks its table
                cursor.execute(_POSTGRESQL_TRIGGERS.format(table=connection.ops.quote_name(table)))
            return
        found = _sqlite_found(cursor)
        for model in present(connection):
            for name, statement in _sqlite_triggers(connection, model).items():
                if found.get(name) != statement:
                    cursor.execute(f"DROP TRIGGER IF EXISTS {connection.ops.quote_name(name)}")
                    cursor.execute(statement)


@contextmanager
def opened(connection, opened_models):
    """The guards of these models are down inside: part of the caller's transaction, so that nobody else sees it.

    Called by `disposing.py` alone (a test of the architecture holds it so). Whoever breaks off must roll back.
    Raises TransactionManagementError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("guards are opened inside the transaction of a disposal only")
    _take_down(connection, opened_models)
    yield
    install(connection)


def remove(connection):
    """Take every guard down: for tests that empty tables, and migrations that must rewrite evidence."""
    _take_down(connection, present(connection))


def _take_down(connection, unguarded):
    quote = connection.ops.quote_name
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            connection.check_constraints()
        for model in unguarded:
            table = model._meta.db_table
            if connection.vendor == "postgresql":
                for name in _POSTGRESQL_NAMES:
                    cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {quote(table)}")
            else:
                for event in _SQLITE_EVENTS:
                    cursor.execute(f"DROP TRIGGER IF EXISTS {quote(f'{table}_append_only_{event}')}")


def missing(connection):
    """Names of the tables that a guard is missing from, in order; empty when all is well."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            found = _postgresql_found(cursor)
            bare = [m for m in present(connection) if not {(m._meta.db_table, n) for n in _POSTGRESQL_NAMES} <= found]
        else:
            found = _sqlite_found(cursor)
            bare = [m for m in present(connection) if not _sqlite_triggers(connection, m).items() <= found.items()]
    return sorted(model._meta.db_table for model in bare)
