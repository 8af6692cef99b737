"""Statements compiled once and sent again and again: compiling is most of what a short one costs in Python."""

from dataclasses import dataclass
from functools import cache

from django.db import connection

HOLE = -2_000_000_011  # stands in the queryset for the number that each call gives


@dataclass(frozen=True, slots=True)
class _Compiled:
    sql: str
    params: tuple
    names: list
    columns: slice
    annotations: list
    converters: list


class Prepared:
    """A queryset over one model, annotations allowed, nothing related, with HOLE where the number comes.

    Reads of Django's compiler what `ModelIterable` reads (5.2 to 6.1); a test holds its rows equal to the queryset's.
    """

    def __init__(self, queryset):
        self._queryset = queryset
        self._of_vendor = {}

    def _compile(self):
        compiler = self._queryset.query.get_compiler(using=connection.alias)
        sql, params = compiler.as_sql()
        places = compiler.klass_info["select_fields"]
        converters = compiler.get_converters([column for column, _sql, _alias in compiler.select])
        return _Compiled(
            sql=sql,
            params=tuple(params),
            names=[compiler.select[place][0].target.attname for place in places],
            columns=slice(places[0], places[-1] + 1),
            annotations=list(compiler.annotation_col_map.items()),
            converters=[(place, *found) for place, found in converters.items()],
        )

    def __call__(self, number):
        """The objects for this number, in the order of the queryset; one statement."""
        if connection.vendor not in self._of_vendor:
            self._of_vendor[connection.vendor] = self._compile()
        ready, model = self._of_vendor[connection.vendor], self._queryset.model
        with connection.cursor() as cursor:
            cursor.execute(ready.sql, [number if value == HOLE else value for value in ready.params])
            rows = cursor.fetchall()
        return [self._object(model, ready, list(row)) for row in rows]

    @staticmethod
    def _object(model, ready, row):
        for place, converters, expression in ready.converters:
            for converter in converters:
                row[place] = converter(row[place], expression, connection)
        made = model.from_db(connection.alias, ready.names, row[ready.columns])
        for name, place in ready.annotations:
            setattr(made, name, row[place])
        return made


MOST_PARAMETERS = 20_000  # SQLite takes 32,766 in one statement, PostgreSQL 65,535


@cache
def _insertion(model):
    """(the statement up to its rows, the places of one row, what gives back the key, the fields)."""
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    table, key = quote(model._meta.db_table), quote(model._meta.pk.column)
    return f"INSERT INTO {table} ({columns}) VALUES ", f"({places})", f" RETURNING {key}", fields


def _values(obj, fields):
    return [field.get_db_prep_save(getattr(obj, field.attname), connection) for field in fields]


def insert(obj):
    """Insert an object as it stands, without its `save` and without signals; its key is the one the database gives."""
    head, places, key, fields = _insertion(type(obj))
    with connection.cursor() as cursor:
        cursor.execute(head + places + key, _values(obj, fields))
        obj.pk = cursor.fetchone()[0]
    obj._state.adding, obj._state.db = False, connection.alias


def insert_many(objects):
    """Insert objects of one model as they stand, without keys given back; a statement for some thousand values."""
    if not objects:
        return
    head, places, _key, fields = _insertion(type(objects[0]))
    at_once = MOST_PARAMETERS // len(fields)
    for start in range(0, len(objects), at_once):
        part = objects[start : start + at_once]
        with connection.cursor() as cursor:
            values = [value for obj in part for value in _values(obj, fields)]
            cursor.execute(head + ", ".join([places] * len(part)), values)
