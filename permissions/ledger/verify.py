"""Checking the evidence: recomputes every chain from the rows and names the first broken entry of each stream.

Found: any change of an entry or a payload, of a history row an entry refers to, and of what topics keep under a SHA-256
(versions, issued papers, rows of stored files); gaps, reordering, a stream without entries, a tail cut off while the
stream's head still knows it. In a whole check also a history row, version or issued paper that no entry names: it was
forged, or the entry that named it is gone or broken - a tail cut off together with its head, a stream removed. Where
files are asked for: a stored file that is missing or changed. Told, though no break: a clock that was moved (clock.py).

Accepted as gone, by law: what an act of disposal names (`disposed.py`), and nothing else; an act that names what is
still there is a break too.

Not found here: entries that name no such row, cut off as a tail with its head or removed with their stream; a chain
recomputed from some entry on by somebody who owns the database (only a copy of the heads outside the house can show
it); a row changed in its own table beside its untouched history; rows without history and hash, as ballot boxes are.
"""

from contextlib import nullcontext
from dataclasses import asdict, astuple, dataclass, field
from datetime import datetime
from itertools import groupby
from operator import itemgetter

from django.db import connection, transaction
from django.db.models import CharField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from permissions.days import begin_of
from permissions.ledger import canonical, clock, disposed
from permissions.ledger.history_check import UNREADABLE
from permissions.ledger.kept_check import check_files
from permissions.ledger.missing_payloads import MissingPayloads
from permissions.ledger.models import LedgerEntry, Stream
from permissions.ledger.references import References
from permissions.ledger.unnamed import Unnamed

# The order the loop below unpacks; the first four belong to the stream, the fifth is null for a stream without entries.
_COLUMNS = (
    "pk", "key", "seq", "head",
    "entries__pk", "entries__seq", "act_id_stored", "at_stored", "entries__commune_id", "entries__actor_id",
    "entries__acting_as_id", "entries__deputising_id", "entries__act", "entries__from_state", "entries__to_state",
    "entries__version", "entries__form", "entries__payload_digest", "entries__prev_hash", "entries__hash",
    "entries__payload__salt", "entries__payload__body",
)  # fmt: skip
_ROWS_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Break:
    """The first entry of a stream that does not hold; kind is for programs, reason for people.

    Where rows or a file belong to no stream, `stream` names the table or the file, and `seq` is 0. checkpoint: number
    of the one that shows it.
    """

    stream: str
    seq: int
    entry_id: int | None
    kind: str
    reason: str
    checkpoint: int | None = None


@dataclass(slots=True)
class Report:
    """What a check read and the first break of each broken stream."""

    streams: int = 0
    entries: int = 0
    files: int | None = None  # None where they were not asked for
    checkpoints: int | None = None  # the same
    accesses: int | None = None
    notices: list = field(default_factory=list)  # what holds, but somebody should know
    _first: dict = field(default_factory=dict)

    @property
    def holds(self):
        return not self._first

    @property
    def breaks(self):
        """The first break of each broken stream, by stream; those that a checkpoint shows behind."""
        return [self._first[key] for key in sorted(self._first)]

    def add(self, stream, seq, entry_id, kind, reason, checkpoint=None):
        """Note a break; only the earliest of a stream is kept, and of a stream under a checkpoint."""
        key = (stream, checkpoint or 0)
        if key not in self._first or seq < self._first[key].seq:
            self._first[key] = Break(stream, seq, entry_id, kind, reason, checkpoint)

    def include(self, other):
        """Add what another check found."""
        self.streams += other.streams
        self.entries += other.entries
        for found in other.breaks:
            self.add(*astuple(found))

    def as_dict(self):
        """JSON-ready."""
        return {
            "holds": self.holds,
            "streams": self.streams,
            "entries": self.entries,
            "files": self.files,
            "checkpoints": self.checkpoints,
            "accesses": self.accesses,
            "notices": self.notices,
            "breaks": [asdict(found) for found in self.breaks],
        }


def _rows(stream, since):
    """Streams with their entries and payloads in one statement: what is written meanwhile is not seen at all."""
    rows = Stream.objects.order_by("pk", "entries__seq")
    if stream is not None:
        rows = rows.filter(key=stream)
    if since is not None:
        rows = rows.filter(entries__at__gte=since)
    return _columns(rows).iterator(chunk_size=_ROWS_AT_ONCE)


def _columns(rows):
    """Moment and act number as the database keeps them: a check that first reads them kindly would miss changes."""
    as_text = {f"{name}_stored": Cast(f"entries__{name}", CharField()) for name in ("act_id", "at")}
    return rows.annotate(**as_text).values_list(*_COLUMNS)


def _act_id(stored):
    """The act's number in its usual shape; SQLite keeps it without hyphens."""
    if len(stored) != 32:
        return stored
    return f"{stored[:8]}-{stored[8:12]}-{stored[12:16]}-{stored[16:20]}-{stored[20:]}"


def _moment(stored):
    """The canonical moment of `2026-11-22 08:30:05.000042` (PostgreSQL: with less zeros, and `+00`)."""
    if len(stored) == 26 and stored[10] == " " and stored[23] != "+":  # as SQLite mostly keeps it
        return f"{stored[:10]}T{stored[11:]}Z"
    day, _blank, clock = stored.removesuffix("+00").partition(" ")
    clock, _point, fraction = clock.partition(".")
    return f"{day}T{clock}.{fraction:0<6}Z"


def _broken_payload(digest, salt, body):
    held = canonical.is_salt(salt) and canonical.payload_digest(salt, body) == digest
    return None if held else ("payload", _("the payload was changed after it was written"))


def _broken_entry(row, expected, prev):
    """What is wrong with an entry, its payload apart: (seq, entry id, kind, reason); None where it holds."""
    (
        _pk, key, _last_seq, _head,
        entry_id, seq, act_id, at, commune, actor,
        acting_as, deputising, act, from_state, to_state,
        version, form, digest, prev_hash, stored_hash,
        _salt, _body,
    ) = row  # fmt: skip
    if expected is not None and seq != expected:
        reason = _("entry %(seq)s is missing: the next one found is %(found)s")
        return expected, None, "gap", reason % {"seq": expected, "found": seq}
    if form != canonical.FORM:
        return seq, entry_id, "form", _("the entry names an unknown canonical form: %(form)s") % {"form": form}
    if prev is not None and prev_hash != prev:
        return seq, entry_id, "link", _("the entry does not follow the one before it")
    text = canonical.entry_text(
        stream=key, seq=seq, act_id=_act_id(act_id), at=_moment(at), commune=commune, actor=actor,
        acting_as=acting_as, deputising=deputising, act=act, from_state=from_state, to_state=to_state,
        version=version, digest=digest,
    )  # fmt: skip
    if canonical.entry_hash(prev_hash, text) != stored_hash:
        return seq, entry_id, "entry", _("the entry was changed after it was written")
    return None


def _check_stream(rows, report, references, whole):
    """Follow one chain to its end; whole: from its first entry on.

    Behind a first break the entries still tell what they name, or their rows would seem to be forged.
    """
    expected, prev = (1, canonical.GENESIS) if whole else (None, None)
    is_broken, missing = False, None
    for row in rows:
        _pk, key, last_seq, head, entry_id, seq = row[:6]
        if entry_id is None:
            break
        report.entries += 1
        missing = missing or MissingPayloads(report, first=seq)
        act, version, (digest, _prev_hash, stored_hash, salt, body) = row[12], row[15], row[-5:]
        broken = None if is_broken else _broken_entry(row, expected, prev)
        broken_payload = None if body is None else _broken_payload(digest, salt, body)
        if not is_broken and (broken or broken_payload):
            report.add(key, *(broken or (seq, entry_id, *broken_payload)))
            is_broken = True
        if body is None:
            missing.miss(key, seq, entry_id)
        elif not broken_payload:
            if act == disposed.ACT:
                missing.accept(key, seq, entry_id, disposed.told_in(act, body))
            references.look_at(key, seq, entry_id, version, act, body)
        expected, prev = seq + 1, stored_hash
    if missing:
        missing.tell()
    if not is_broken:
        _check_head(report, key, last_seq, head, expected, prev)


def _check_head(report, key, last_seq, head, expected, prev):
    """The head against the last entry read. A stream is made together with its first entry."""
    if last_seq != expected - 1:
        reason = _("the stream counts %(count)s entries, found: %(found)s")
        counts = {"count": last_seq, "found": expected - 1}
        report.add(key, min(last_seq + 1, expected), None, "head", reason % counts)
    elif expected == 1:
        report.add(key, 1, None, "empty", _("the stream has no entries: they were removed"))
    elif head != prev:
        report.add(key, last_seq, None, "head", _("the head of the stream is not its last entry"))


def _one_snapshot():
    """A cursor of PostgreSQL streams only inside a transaction; on SQLite a transaction would stop every writer."""
    return transaction.atomic() if connection.vendor == "postgresql" else nullcontext()


def _check(stream, since, unnamed, tell):
    report = Report()
    references = References(report, unnamed)
    with _one_snapshot():
        for _pk, rows in groupby(_rows(stream, since), key=itemgetter(0)):
            report.streams += 1
            _check_stream(rows, report, references, whole=since is None)
            tell(report)
        references.finish()
    return report


def _one_by_one(key, place):
    """The rows of a stream, each read alone; place: [seq, number] of the one being read."""
    places = LedgerEntry.objects.filter(stream__key=key).order_by("seq").values_list("seq", "pk")
    for place[:] in list(places):
        yield from list(_columns(Stream.objects.filter(entries__pk=place[1])))


def _check_unreadable(key, unnamed):
    report, place = Report(streams=1), [0, None]
    references = References(report, unnamed)
    try:
        _check_stream(_one_by_one(key, place), report, references, whole=True)
        references.finish()
    except UNREADABLE:
        report.add(key, *place, "unreadable", _("the entry or its payload cannot even be read"))
    return report


def _check_stream_by_stream(stream, since, unnamed):
    """The slow way round, taken only where a row could not even be read."""
    total = Report()
    keys = [stream] if stream is not None else list(Stream.objects.order_by("pk").values_list("key", flat=True))
    for key in keys:
        try:
            total.include(_check(key, since, unnamed, _say_nothing))
        except UNREADABLE:
            total.include(_check_unreadable(key, unnamed))
    return total


def _say_nothing(report):
    """Nobody asked how far it is."""


def verify(stream=None, since=None, files=False, tell=_say_nothing):
    """Check all streams or the one with this key, from the beginning or from a day or moment on.

    since: the first entry then is trusted for what lies before it; streams untouched since are not read.
    files: read every stored file too, whatever stream or day is asked. tell: is called with the report after each
    stream.
    Memory grows by nine bytes for each history row, and not with the number of entries.
    """
    if since is not None and not isinstance(since, datetime):
        since = begin_of(since)
    unnamed = Unnamed(is_asked=stream is None and since is None)
    try:
        report = _check(stream, since, unnamed, tell)
    except UNREADABLE:
        report = _check_stream_by_stream(stream, since, unnamed)
    unnamed.tell(report)
    if stream is not None and not report.streams and not Stream.objects.filter(key=stream).exists():
        report.add(stream, 0, None, "stream", _("there is no such stream"))
    if files:
        check_files(report)
    if report.holds and (told := clock.moved(stream)):  # a moment that was changed is a break, and may be unreadable
        report.notices.append(told.sentence)
    return report
