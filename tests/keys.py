"""Keys of rows as a grown database has them, so that a number that is grouped, or taken for another, is seen."""

from django.apps import apps
from django.db import models

BETWEEN_TABLES = 20_000


def begin_with_large_keys(connection):
    """The next row of the n-th table gets the key n * 20 000 + 1, where it has none that large already."""
    for place, table in enumerate(_numbered_tables(), start=1):
        start = place * BETWEEN_TABLES
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(
                    "SELECT setval(found.name, greatest(%s, (SELECT last_value FROM pg_sequences"
                    " WHERE schemaname || '.' || sequencename = found.name)))"
                    " FROM (SELECT pg_get_serial_sequence(%s, 'id') AS name) AS found",
                    [start, table],
                )
            else:
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s AND seq < %s", [table, start])
                cursor.execute(
                    "INSERT INTO sqlite_sequence (name, seq) SELECT %s, %s"
                    " WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = %s)",
                    [table, start, table],
                )


def _numbered_tables():
    every = apps.get_models(include_auto_created=True)
    return [model._meta.db_table for model in every if isinstance(model._meta.auto_field, models.AutoField)]
