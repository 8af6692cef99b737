"""The one place that locks streams and moves their heads."""

from django.db import connection

from permissions.ledger.canonical import nfc
from permissions.ledger.models import Stream

# Raw, because the ORM cannot return `seq` and `head` from an upsert. One statement makes missing streams and locks all
# of them in the order of their keys; "insert what is missing, then lock" would be two and could deadlock where two
# writers meet streams that are just being made. On SQLite the transaction already holds the only writer's lock.
_LOCK = """
INSERT INTO permissions_stream (key, commune_id, seq, head) VALUES {rows}
ON CONFLICT (key) DO UPDATE SET key = excluded.key
RETURNING id, key, commune_id, seq, head
"""


def lock(keys, *, commune_id):
    """The streams by key, locked to the end of the transaction; missing ones are made for the commune.

    Raises ValueError for a stream that belongs to another commune.
    """
    keys = sorted({nfc(key) for key in keys})
    fresh = Stream()
    values = [value for key in keys for value in (key, commune_id, fresh.seq, fresh.head)]
    with connection.cursor() as cursor:
        cursor.execute(_LOCK.format(rows=", ".join(["(%s, %s, %s, %s)"] * len(keys))), values)
        columns = ("id", "key", "commune_id", "seq", "head")
        locked = [Stream.from_db(connection.alias, columns, row) for row in cursor.fetchall()]
    for stream in locked:
        if stream.commune_id and commune_id and stream.commune_id != commune_id:
            raise ValueError(f"stream {stream.key} belongs to another commune")
    return {stream.key: stream for stream in locked}


def advance(streams):
    """Write `seq` and `head` of locked streams; one statement however many there are."""
    rows = [
        Stream(key=stream.key, commune_id=stream.commune_id, seq=stream.seq, head=stream.head) for stream in streams
    ]
    Stream.objects.bulk_create(rows, update_conflicts=True, unique_fields=["key"], update_fields=["seq", "head"])
