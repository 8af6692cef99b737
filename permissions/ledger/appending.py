"""Storing linked entries, their payloads and the new heads of their streams: the last step of an act."""

from django.db import connection

from permissions.ledger import streams
from permissions.ledger.models import LedgerEntry, LedgerPayload

# Raw, because the ORM needs a statement per table; in one, an act costs a third less (tests/bench/RESULTS.md).
_ONE_STATEMENT = """
WITH added AS (
    INSERT INTO permissions_ledgerentry ({columns}) VALUES {entries} RETURNING id, stream_id, seq
), kept AS (
    INSERT INTO permissions_ledgerpayload (entry_id, salt, body)
    SELECT added.id, payload.salt, payload.body
    FROM added JOIN (VALUES {payloads}) AS payload (stream_id, seq, salt, body) USING (stream_id, seq)
), moved AS (
    UPDATE permissions_stream AS stream SET seq = head.seq, head = head.hash
    FROM (VALUES {heads}) AS head (id, seq, hash) WHERE stream.id = head.id
)
SELECT id, stream_id, seq FROM added
"""
_NAMES = [field.attname for field in LedgerEntry._meta.concrete_fields if not field.primary_key]
_ENTRY = f"({', '.join(['%s'] * len(_NAMES))})"
_PAYLOAD = "(%s::bigint, %s::bigint, %s, %s)"
_HEAD = "(%s::bigint, %s::bigint, %s)"


def append(entries, payloads, locked):
    """Insert entries with their payloads and move the heads of the locked streams; gives the entries their numbers."""
    if connection.vendor == "postgresql":
        _at_once(entries, payloads, locked)
        return
    LedgerEntry.objects.bulk_create(entries)
    for entry, payload in zip(entries, payloads, strict=True):
        payload.entry_id = entry.pk
    LedgerPayload.objects.bulk_create(payloads)
    streams.advance(locked)


def _at_once(entries, payloads, locked):
    values = [getattr(entry, name) for entry in entries for name in _NAMES]
    for entry, payload in zip(entries, payloads, strict=True):
        values += (entry.stream_id, entry.seq, payload.salt, payload.body)
    for stream in locked:
        values += (stream.pk, stream.seq, stream.head)
    statement = _ONE_STATEMENT.format(
        columns=", ".join(_NAMES),
        entries=", ".join([_ENTRY] * len(entries)),
        payloads=", ".join([_PAYLOAD] * len(entries)),
        heads=", ".join([_HEAD] * len(locked)),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        numbers = {(stream_id, seq): pk for pk, stream_id, seq in cursor.fetchall()}
    for entry, payload in zip(entries, payloads, strict=True):
        entry.pk = payload.entry_id = numbers[entry.stream_id, entry.seq]
        entry._state.adding = payload._state.adding = False
