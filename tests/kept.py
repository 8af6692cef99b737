"""Rows that most tests begin with: made once in a process, later put back with their keys in a few statements."""

from django.core.management.color import no_style
from django.db import connection, transaction


class KeptRows:
    """The rows of some tables as they are now."""

    def __init__(self, models):
        filled = [(model, insert) for model in models if (insert := _insert_of(model))]
        self._inserts = [insert for _, insert in filled]
        self._after = connection.ops.sequence_reset_sql(no_style(), [model for model, _ in filled])
        if connection.vendor == "postgresql":
            self._script = ";\n".join([*map(_as_text, self._inserts), *self._after])

    def put_back(self):
        """Into tables that are empty; the sequences of PostgreSQL go on behind the rows."""
        with transaction.atomic(), connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(self._script)
            else:
                for head, places, rows in self._inserts:
                    cursor.executemany(f"{head} {places}", rows)


def _insert_of(model):
    """(`INSERT ... VALUES`, the places of one row, the rows), None without rows."""
    quoted = connection.ops.quote_name
    columns = [field.column for field in model._meta.local_concrete_fields]
    named = ", ".join(map(quoted, columns))
    table = quoted(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {named} FROM {table} ORDER BY {quoted(model._meta.pk.column)}")
        rows = cursor.fetchall()
    places = f"({', '.join(['%s'] * len(columns))})"
    return (f"INSERT INTO {table} ({named}) VALUES", places, rows) if rows else None


def _as_text(insert):
    """One statement with all rows in it, so that nothing is put into form again."""
    head, places, rows = insert
    with connection.cursor() as cursor:
        return cursor.mogrify(f"{head} {', '.join([places] * len(rows))}", [value for row in rows for value in row])
