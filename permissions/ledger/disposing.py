"""The one door through which evidence may go: payloads, history rows and texts of a dossier whose time is over.

What goes is named by an act on each stream, under which `verify` accepts exactly that as gone. The guards are down only
inside the transaction of `dispose`; on PostgreSQL only the owner of the tables can take them down.
"""

import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import connection, transaction
from django.utils import timezone

from permissions.ledger import digests, guards, kept, streams
from permissions.ledger.disposed import ACT
from permissions.ledger.models import LedgerEntry, LedgerPayload
from permissions.ledger.services import Line, record
from permissions.ledger.verify import verify

_AT_ONCE = 500


class Unwhole(Exception):
    """A stream does not hold: first find out why, then dispose of it. `breaks` tells what `verify` found."""

    def __init__(self, breaks):
        super().__init__(breaks)
        self.breaks = breaks


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """What a topic gives away of one dossier.

    streams: keys; the first one's act names history and files. history: {model: [history ids]}.
    files: SHA-256 of the stored files that go after the commit. empties: append-only models whose texts `empty` clears.
    empty: called while the guards are down. empty_rest: called once they stand again, returns references of `tracked`.
    """

    streams: list
    history: dict
    files: list
    empties: list
    empty: Callable
    empty_rest: Callable


@dataclass(slots=True)
class _Found:
    """What the payloads of a stream name: entries, their places, history rows that stay, rows emptied, others kept."""

    entries: list = field(default_factory=list)
    payloads: list = field(default_factory=list)
    history: list = field(default_factory=list)
    rows: dict = field(default_factory=lambda: defaultdict(list))
    kept: dict = field(default_factory=lambda: defaultdict(list))


@transaction.atomic
def dispose(going, *, told, commune_id, by, acting_as, now=None):
    """Take away what a topic gives away of a dossier and leave an act on each stream; returns the entries.

    told: what the act tells besides: who proposed and approved, the list, the legal basis.
    Raises Unwhole for a stream that does not hold.
    """
    now = now or timezone.now()
    streams.lock(going.streams, commune_id=commune_id)
    if breaks := [found for stream in going.streams for found in verify(stream=stream).breaks]:
        raise Unwhole(breaks)
    gone = {(model._meta.label_lower, pk) for model, ids in going.history.items() for pk in ids}
    found = {stream: _look_at(stream, gone) for stream in going.streams}
    histories = [digests.history_model(model) for model, ids in going.history.items() if ids]
    with guards.opened(connection, [LedgerPayload, *histories, *going.empties]):
        LedgerPayload.objects.filter(pk__in=[pk for one in found.values() for pk in one.entries]).delete()
        for model, ids in going.history.items():
            for start in range(0, len(ids), _AT_ONCE):
                digests.history_model(model).objects.filter(pk__in=ids[start : start + _AT_ONCE]).delete()
        going.empty()
    rest = going.empty_rest()
    lines = [_line(going, stream, found[stream], told, rest) for stream in going.streams]
    return record(lines, commune_id=commune_id, by=by, acting_as=acting_as, at=now)


def _look_at(stream, gone):
    found = _Found()
    rows = LedgerEntry.objects.filter(stream__key=stream, payload__isnull=False).exclude(act=ACT).order_by("seq")
    for pk, seq, version, body in rows.values_list("pk", "seq", "version", "payload__body"):
        told = json.loads(body)
        found.entries.append(pk)
        found.payloads.append(seq)
        found.history += [one for one in told.get("history") or () if (one["model"], one["history_id"]) not in gone]
        _look_at_kept(stream, version, told, found)
    return found


def _look_at_kept(stream, version, told, found):
    """Rows whose text goes are named by the act as gone; those that must be named by some entry are named anew."""
    for rows in kept.kept_rows():
        if not stream.startswith(rows.streams):
            continue
        for key in rows.keys:
            said = told.get(key) or []
            every = said if isinstance(said, list) else [said]
            if rows.emptied is not None:
                found.rows[key] += [[version, sha256] for sha256 in every if [version, sha256] not in found.rows[key]]
            elif rows.every_row:
                there = {named.sha256 for named, _pk in rows.find([kept.Named(stream, version, one) for one in every])}
                found.kept[key] += [one for one in every if one in there and one not in found.kept[key]]


def _line(going, stream, found, told, rest):
    disposed = {"payloads": found.payloads}
    if found.rows:
        disposed["rows"] = {key: pairs for key, pairs in found.rows.items() if pairs}
    is_first = stream == going.streams[0]
    if is_first:
        disposed["history"] = {model._meta.label_lower: sorted(ids) for model, ids in going.history.items() if ids}
        disposed["files"] = sorted(going.files)
    body = {**told, **{key: names for key, names in found.kept.items() if names}, "disposed": disposed}
    body["history"] = [*found.history, *(rest if is_first else [])]
    return Line(stream=stream, act=ACT, body=body)
