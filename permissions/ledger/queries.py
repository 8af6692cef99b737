"""Reading the evidence: of one stream, of one act, and an entry as it was hashed."""

from django.db.models import Subquery

from permissions.ledger import canonical
from permissions.ledger.models import LedgerEntry, Stream

_READ_WITH = ("actor", "acting_as__unit", "acting_as__user", "deputising", "payload")


def entries_of(stream):
    """The entries of a stream, oldest first, with people, offices and payloads: one statement."""
    return LedgerEntry.objects.filter(stream__key=stream).select_related(*_READ_WITH).order_by("seq")


def last_act(stream, act="", until=None):
    """The last entry of a stream, with its person; None for a stream without. act: of this name; until: a moment."""
    wanted = {"act": act, "at__lte": until}
    rows = LedgerEntry.objects.filter(stream__key=stream, **{name: value for name, value in wanted.items() if value})
    return rows.select_related("actor").order_by("-seq").first()


def first_act(stream):
    """The first entry of a stream; None for a stream without entries."""
    return LedgerEntry.objects.filter(stream__key=stream).order_by("seq").first()


def last_number(key):
    """Expression: the number of the last entry of the stream with this key, null for one without. key: an expression.

    For lists and pages that only tell whether anything has happened.
    """
    return Subquery(Stream.objects.filter(key=key).values("seq")[:1])


def with_people(entries):
    """Entries with their streams, people, offices and payloads: one statement."""
    return entries.select_related("stream", *_READ_WITH)


def entries_of_act(act_id):
    """The entries that one act left, on whatever streams: one statement."""
    return with_people(LedgerEntry.objects.filter(act_id=act_id)).order_by("pk")


def hashed_text(stream_key, entry):
    """The canonical text of a LedgerEntry of this stream; with the hash before it, it gives the entry's hash."""
    return canonical.entry_text(
        stream=stream_key,
        seq=entry.seq,
        act_id=str(entry.act_id),
        at=canonical.moment(entry.at),
        commune=entry.commune_id,
        actor=entry.actor_id,
        acting_as=entry.acting_as_id,
        deputising=entry.deputising_id,
        act=entry.act,
        from_state=entry.from_state,
        to_state=entry.to_state,
        version=entry.version,
        digest=entry.payload_digest,
    )


def body_of(entry):
    """The body of an entry read with its payload; empty where the payload was disposed of by law."""
    return entry.payload.body if hasattr(entry, "payload") else ""
