"""The timeline of one thing: its ledger entries as sentences."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from permissions.access import Capacity
from permissions.ledger import acts
from permissions.ledger.queries import body_of, entries_of
from workflows.trail.details import details_in_words
from workflows.trail.files_told import files_in_words
from workflows.trail.kinds import Kind, acts_of, look_of
from workflows.trail.readers import WHOLE
from workflows.trail.things import name_of
from workflows.trail.words import changes_in_words, things_pointed_at

_PAST_PAGES = {"letter": "past:letter", "proposal": "past:proposal"}


@dataclass(frozen=True, slots=True)
class Event:
    """One entry, ready to be shown. act: empty where only is told that there is a link of the chain."""

    icon: str
    tone: str
    person: str
    sentence: str
    acting_as: str
    at: datetime
    reason: str
    differences: list
    version: int | None
    details: list = field(default_factory=list)
    files: list = field(default_factory=list)
    seq: int = 0
    hash: str = ""
    act: str = ""
    stream: str = ""
    dossier: str = ""

    @property
    def code(self):
        """The code of the thing the stream is about."""
        return self.stream.partition("/")[2]

    @property
    def thing(self):
        """What the stream is about, in a word."""
        return name_of(self.stream)

    @property
    def past_page(self):
        """Name of the page that shows the letter or dossier as it stood right after this; empty for other things."""
        return _PAST_PAGES.get(self.stream.partition("/")[0], "") if self.seq else ""


def _other_of(body, linked):
    """The code of the other dossier of a split, for who may see it."""
    code = body.get("split_off") or body.get("split_from")
    return code if code in linked else ""


def _event(entry, stream, body, names, linked):
    capacity = Capacity(entry.actor, entry.acting_as, entry.deputising) if entry.acting_as else None
    icon, tone = look_of(entry.act)
    return Event(
        icon=icon,
        tone=tone,
        person=entry.actor.full_name if entry.actor else _("The system"),
        sentence=acts.sentence(entry.act),
        acting_as=capacity.label if capacity else "",
        at=entry.at,
        reason=body.get("reason", ""),
        differences=changes_in_words(stream, entry.act, body, names),
        version=entry.version,
        details=details_in_words(entry.act, body, names),
        files=files_in_words(body),
        seq=entry.seq,
        hash=entry.hash,
        act=entry.act,
        stream=stream,
        dossier=_other_of(body, linked),
    )


def _drafting(entry, stream):
    """A link of the chain that says nothing: what the unit writes before it sends is its own."""
    return Event(
        icon="lock",
        tone="grey",
        person="",
        sentence=_("drafted within the unit"),
        acting_as="",
        at=entry.at,
        reason="",
        differences=[],
        version=None,
        seq=entry.seq,
        hash=entry.hash,
        stream=stream,
    )


def told(entries, sights, linked=()):
    """[(stream key, entry)] as Events: a statement for each kind of thing that changes point at.

    sights: stream key -> Sight. Entries of which nothing may be told are the caller's to leave out.
    """
    bodies = [
        {} if entry.act in sights[key].bare | sights[key].drafting else json.loads(body_of(entry) or "{}")
        for key, entry in entries
    ]
    names = things_pointed_at((entry.act, body) for (_key, entry), body in zip(entries, bodies, strict=True))
    return [
        _drafting(entry, key) if entry.act in sights[key].drafting else _event(entry, key, body, names, linked)
        for (key, entry), body in zip(entries, bodies, strict=True)
    ]


def _acts_told(kind, sight):
    """The acts a filter by kind shows. Mere drafting is of one kind, so that none is given away."""
    shown = set(acts_of(kind)) - sight.drafting
    return sorted(shown | sight.drafting if kind == Kind.CONTENT else shown)


def entries_read(stream, sight, kind=""):
    """The entries of a stream of which anything is told."""
    rows = entries_of(stream).exclude(act__in=sight.hidden)
    return rows.filter(act__in=_acts_told(kind, sight)) if kind else rows


def timeline(stream, *, sight=None, before=None, limit=None, linked=(), kind="", about=None):
    """The entries of a stream as Events, newest first: a statement, and one for each kind of thing pointed at.

    sight: how the person reads the letter or dossier; other streams are read whole.
    before: only entries with a smaller number. limit: at most so many. linked: codes of dossiers to lead to.
    kind: only acts of this Kind. about: Q that narrows the entries to those about some rows.
    """
    sight = WHOLE if sight is None else sight
    rows = entries_read(stream, sight, kind).order_by("-seq")
    rows = rows.filter(about) if about is not None else rows
    rows = rows.filter(seq__lt=before) if before else rows
    return told([(stream, entry) for entry in rows[:limit]], {stream: sight}, linked)


def about_rows(model, keys):
    """Q: the entries whose body names a history row of one of these rows.

    Looked for in the text of the bodies: for narrowing one stream, never for all of them.
    """
    found = Q(pk__in=[])
    for key in keys:
        found |= Q(payload__body__contains=f'"model":"{model._meta.label_lower}","pk":{key}}}')
    return found


@dataclass(frozen=True, slots=True)
class Group:
    """Entries shown as one: a single one, or a run of links that say nothing."""

    events: list

    @property
    def is_run(self):
        return len(self.events) > 1


@dataclass(frozen=True, slots=True)
class Day:
    """What happened on one day, newest first."""

    on: object
    groups: list
    count: int
    is_open: bool


DAYS_OPEN = 3  # the newest ones stand unfolded


def _groups(events):
    groups = []
    for event in events:
        if groups and not event.act and not groups[-1].events[-1].act:
            groups[-1].events.append(event)
        else:
            groups.append(Group([event]))
    return groups


def by_day(events, days_open=DAYS_OPEN):
    """Events folded by day, and runs of mere drafting within a day to one line. days_open: how many stand unfolded."""
    days = []
    for on, of_day in groupby(events, lambda event: timezone.localdate(event.at)):
        of_day = list(of_day)
        days.append(Day(on, _groups(of_day), len(of_day), len(days) < days_open))
    return days
