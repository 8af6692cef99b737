"""Writing evidence: acts, chained per stream, and reads, not chained."""

from dataclasses import dataclass, field
from secrets import token_hex
from uuid import uuid4

from django.db import connection, transaction
from django.utils import timezone

from permissions.ledger import acts, canonical, streams
from permissions.ledger.appending import append
from permissions.ledger.models import AccessRecord, LedgerEntry, LedgerPayload
from permissions.ledger.queries import hashed_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What one act leaves on one stream.

    version: number of the version judged. body: reason, differences, digests; rows from `tracked` under "history".
    """

    stream: str
    act: str
    from_state: str = ""
    to_state: str = ""
    version: int | None = None
    body: dict = field(default_factory=dict)


_REFERENCE = {"model", "pk", "history_id", "fields", "digest"}


def _refuse_misuse(lines, by, acting_as, at):
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("record() belongs inside the transaction of the deed")
    if not lines:
        raise ValueError("an act leaves at least one line")
    for line in lines:
        if line.act not in acts.declared():
            raise KeyError(f"undeclared act: {line.act}")
        if any(not isinstance(item, dict) or item.keys() != _REFERENCE for item in line.body.get("history", ())):
            raise ValueError('"history" in a body lists what ledger.tracked returned')
    if acting_as and (by is None or acting_as.user.pk != by.pk):
        raise ValueError("the capacity is another person's")
    if timezone.is_naive(at):
        raise ValueError("a moment of the ledger needs a time zone")


def link(stream, entry):
    """Put an entry at the end of a locked stream: its number, its hashes, and the stream's new head."""
    entry.stream_id = stream.pk
    entry.seq = stream.seq + 1
    entry.prev_hash = stream.head
    entry.hash = canonical.entry_hash(entry.prev_hash, hashed_text(stream.key, entry))
    stream.seq, stream.head = entry.seq, entry.hash


def compose(line, *, act_id, at, commune_id, by, acting_as):
    """The entry of a line, which `link` puts into its stream, and its payload; neither is saved."""
    payload = LedgerPayload(salt=token_hex(16), body=canonical.text_of(dict(line.body)))
    entry = LedgerEntry(
        act_id=act_id,
        at=at,
        commune_id=commune_id,
        actor_id=by.pk if by else None,
        acting_as_id=acting_as.appointment.pk if acting_as else None,
        deputising_id=acting_as.deputising.pk if acting_as and acting_as.deputising else None,
        act=line.act,
        from_state=canonical.nfc(line.from_state),
        to_state=canonical.nfc(line.to_state),
        version=line.version,
        payload_digest=canonical.payload_digest(payload.salt, payload.body),
    )
    return entry, payload


def record(lines, *, commune_id, by, acting_as, at=None, act_id=None):
    """Add one act to the streams of its lines, inside the transaction of the deed; returns the entries in that order.

    by: None where the system acts. acting_as: the `Capacity`, None for deeds that need no office. act_id: of an act
    that another call tells of too, in this transaction.
    Two statements on PostgreSQL and four on SQLite, for one line and for many; SQLite adds one per some 50 lines, at
    its limit of parameters.
    Raises KeyError for an undeclared act, TransactionManagementError outside a transaction, TypeError or ValueError
    for a body without a canonical form and for a capacity or stream of others.
    """
    lines, at = list(lines), at or timezone.now()
    _refuse_misuse(lines, by, acting_as, at)
    locked = streams.lock([line.stream for line in lines], commune_id=commune_id)
    act_id, entries, payloads = act_id or uuid4(), [], []
    for line in lines:
        entry, payload = compose(line, act_id=act_id, at=at, commune_id=commune_id, by=by, acting_as=acting_as)
        link(locked[canonical.nfc(line.stream)], entry)
        entries.append(entry)
        payloads.append(payload)
    append(entries, payloads, list(locked.values()))
    return entries


def read(kind, *, by, commune_id, what, at=None, address=""):
    """Note that somebody looked, took out or tried; one insert, no lock.

    what: the thing's stream key, or for a sign-in the name typed. address: of the network, where known.
    Raises ValueError for an unknown kind.
    """
    return AccessRecord.objects.create(
        kind=AccessRecord.Kind(kind),
        person_id=by.pk if by else None,
        commune_id=commune_id,
        what=canonical.nfc(what)[:300],
        at=at or timezone.now(),
        address=address[:45],
    )
