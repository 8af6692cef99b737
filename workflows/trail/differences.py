"""What changed between two versions of a dossier, cell by cell: before, after, and who sent it so."""

import difflib
import json
import re
from dataclasses import dataclass, field
from itertools import pairwise

from django.db.models import Q

from documents.proposals.models import Letter, Nomination
from documents.proposals.versions import differences
from permissions.ledger.queries import body_of, entries_of
from workflows.approval.endorsements import ENDORSED, came_endorsed
from workflows.approval.sight import DRAFTING
from workflows.trail.queries import told
from workflows.trail.words import in_words

_WORDS = re.compile(r"\s+|\S+")
_SHORT = 40  # characters; a shorter text is shown whole, before and after
_MANY_WORDS = 4_000  # beyond them a text is shown whole too: comparing takes the square of their number


@dataclass(frozen=True, slots=True)
class Sending:
    """One version as it is chosen: what made it, and whether the office endorsed it."""

    version: object
    event: object
    is_endorsed: bool

    @property
    def at(self):
        """When the dossier came to be so: a version made by a split keeps the moment of the sending it came from."""
        return self.event.at if self.event else self.version.made_at


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a long text: kind is "same", "gone" or "new"."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that changed. parts: of a long text, word by word. sent: the Event by which it came to be so.

    typed: Event of the unit's own change, for who writes for the unit.
    """

    nomination_id: int | None
    place: str
    field: str
    label: str
    before: str
    after: str
    parts: list = field(default_factory=list)
    sent: object = None
    typed: object = None


@dataclass(frozen=True, slots=True)
class Compared:
    """Two versions of a dossier side by side, and all there are to choose from, the newest first."""

    sendings: list
    older: int
    newer: int
    changes: list


def word_parts(before, after):
    """What changed inside a long text, word by word; nothing where it is shown better whole."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if min(len(before), len(after)) < _SHORT or max(len(old), len(new)) > _MANY_WORDS:
        return []
    parts = []
    for kind, i, j, k, m in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            parts.append(Part("same", "".join(old[i:j])))
            continue
        parts += [Part(side, "".join(words)) for side, words in (("gone", old[i:j]), ("new", new[k:m])) if words]
    return parts


def _cell(difference):
    """What a difference is about: the same cell in two comparisons."""
    paper = (difference.before or difference.after) if difference.field == "papers" else None
    return difference.nomination_id, difference.field, paper


def _made_by_act(proposal, sight):
    """({version number: Event that made it}, {numbers that were endorsed}): one statement, more of a sister."""
    rows = entries_of(proposal.stream).filter(
        Q(payload__body__contains='"version_sha256":') | Q(act=ENDORSED), version__isnull=False
    )
    made, endorsed = {}, set()
    for entry in rows:
        if entry.act == ENDORSED:
            endorsed.add(entry.version)
        elif entry.act not in sight.hidden:
            made.setdefault(entry.version, entry)
    if proposal.split_from_id and came_endorsed(proposal):
        endorsed.add(1)
    events = told([(proposal.stream, entry) for entry in made.values()], {proposal.stream: sight})
    return dict(zip(made, events, strict=True)), endorsed


def _typed(proposal, sight):
    """[(nomination id or None, fields, Event)] of the unit's own changes, oldest first: one statement for the unit."""
    if not sight.drafts:
        return []
    rows = list(entries_of(proposal.stream).filter(act__in=DRAFTING))
    events = told([(proposal.stream, entry) for entry in rows], {proposal.stream: sight})
    bodies = [json.loads(body_of(entry) or "{}") for entry in rows]
    return [
        (body.get("nomination"), set(body.get("changes", ())), event)
        for body, event in zip(bodies, events, strict=True)
    ]


def _in_words(difference, value):
    if difference.field in ("papers", "row"):
        return value or ""
    model = Letter if difference.nomination_id is None else Nomination
    return "" if value in (None, "") else in_words(model._meta.get_field(difference.field), value, {})


def _change(difference, sent, typed):
    before, after = (_in_words(difference, value) for value in (difference.before, difference.after))
    until = sent.at if sent else None
    mine = [
        event
        for nomination, fields, event in typed
        if nomination == difference.nomination_id and difference.field in fields and (not until or event.at <= until)
    ]
    return Change(
        nomination_id=difference.nomination_id,
        place=difference.place,
        field=difference.field,
        label=difference.label,
        before=before,
        after=after,
        parts=word_parts(before, after),
        sent=sent,
        typed=mine[-1] if mine else None,
    )


def _chosen(numbers, endorsed, older, newer):
    """The two versions to compare: those asked for; else since the last endorsed one, or since the one before."""
    if older in numbers and newer in numbers:
        return min(older, newer), max(older, newer)
    newer = newer if newer in numbers else numbers[-1]
    if older in numbers and older < newer:
        return older, newer
    before = [number for number in numbers if number < newer]
    since = [number for number in before if number in endorsed]
    return (since or before or [newer])[-1], newer


def compare(proposal, sight, *, older=None, newer=None):
    """What changed from one version to a later one, each cell with the act that sent it so.

    Three statements, one more for who writes for the unit.
    """
    versions = list(proposal.versions.order_by("number"))
    made, endorsed = _made_by_act(proposal, sight)
    older, newer = _chosen([version.number for version in versions], endorsed, older, newer)
    between = [version for version in versions if older <= version.number <= newer]
    sent_by = {}
    for before, after in pairwise(between):
        sent_by |= {_cell(each): made.get(after.number) for each in differences(before, after)}
    typed = _typed(proposal, sight)
    return Compared(
        sendings=[Sending(v, made.get(v.number), v.number in endorsed) for v in reversed(versions)],
        older=older,
        newer=newer,
        changes=[
            _change(each, sent_by.get(_cell(each)), typed)
            for each in (differences(between[0], between[-1]) if len(between) > 1 else [])
        ],
    )


def changed_since_endorsed(proposal):
    """(number endorsed last, number now) where the dossier was sent otherwise since; None where not.

    One statement, more of a dossier that was split off.
    """
    if proposal.version == 1:
        return None
    last = entries_of(proposal.stream).filter(act=ENDORSED).values_list("version", flat=True).last()
    if last is None and proposal.split_from_id and came_endorsed(proposal):
        last = 1
    return (last, proposal.version) if last and last < proposal.version else None
