"""Rows by the ten thousand: COPY on PostgreSQL, one prepared INSERT on SQLite. Raw, because a million rows must go in
within minutes; only `seed` and `bench` use it, on data of their own making."""

from functools import cache
from itertools import count

from django.core.management.color import no_style
from django.db import connection
from django.db.models import Max
from django.db.models.base import ModelState


class Keys:
    """Hands out the next free primary keys of each table."""

    def __init__(self):
        self._next = {}

    def take(self, model):
        if model not in self._next:
            self._next[model] = count((model.objects.aggregate(last=Max("pk"))["last"] or 0) + 1)
        return next(self._next[model])

    def close(self):
        """Let the database go on behind the keys that were taken."""
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), list(self._next)):
                cursor.execute(statement)


@cache
def _defaults(model):
    return {field.attname: field.get_default() for field in model._meta.concrete_fields}


def quick(model, **values):
    """An unsaved object by the names of its columns, a tenth of the time its constructor takes."""
    made = model.__new__(model)
    made.__dict__.update(_defaults(model), _state=ModelState(), **values)
    return made


def load(objects):
    """Insert unsaved objects of one model, primary keys given; signals and history are the caller's."""
    if not objects:
        return
    fields = type(objects[0])._meta.concrete_fields
    quote = connection.ops.quote_name
    table = quote(objects[0]._meta.db_table)
    columns = ", ".join(quote(field.column) for field in fields)
    names = [field.attname for field in fields]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for obj in objects:
                    values = obj.__dict__
                    copy.write_row([values[name] for name in names])
        else:
            ready = [(field.attname, field.get_db_prep_save) for field in fields]
            places = ", ".join(["%s"] * len(fields))
            rows = ([prepare(obj.__dict__[name], connection) for name, prepare in ready] for obj in objects)
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", rows)
