"""The timeline of one thing: its ledger entries as sentences."""

import json
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from documents.proposals.models import Letter, Proposal
from permissions import access
from permissions.access import Capacity
from permissions.ledger import acts
from permissions.ledger.models import Stream
from permissions.ledger.queries import entries_of
from workflows.approval.sight import Sight, sight_of
from workflows.council.models import Meeting
from workflows.decisions.models import Decision
from workflows.decisions.queries import is_inside
from workflows.handoff.models import Transmittal
from workflows.handoff.queries import is_inside as is_inside_letter
from workflows.opinions.models import Opinion
from workflows.trail.words import changes_in_words, details_in_words, files_in_words, things_pointed_at

# (icon, tone) by the last word of the act, for acts that stand out.
_LOOKS = {
    "send": ("send", "blue"),
    "submitted": ("send", "blue"),
    "resend": ("send", "blue"),
    "take_up": ("user-check", "blue"),
    "return_for_completion": ("arrow-back-up", "amber"),
    "send_back_to_reviewer": ("arrow-back-up", "amber"),
    "send_back_to_clerk": ("arrow-back-up", "amber"),
    "send_back_paper": ("arrow-back-up", "amber"),
    "propose_appraisal": ("list-check", "blue"),
    "endorse": ("shield-check", "green"),
    "refuse_dossier": ("circle-x", "red"),
    "withdraw": ("arrow-back-up", "grey"),
    "suspend": ("player-pause", "amber"),
    "resume": ("player-play", "blue"),
    "carry": ("checkbox", "green"),
    "reject": ("circle-x", "red"),
    "defer": ("clock", "amber"),
    "sign_decision": ("signature", "green"),
    "sign": ("signature", "green"),
    "issue_decision": ("rubber-stamp", "green"),
    "issue": ("rubber-stamp", "green"),
    "sign_transmittal": ("signature", "green"),
    "forward": ("mail-forward", "blue"),
    "forward_again": ("mail-forward", "blue"),
    "acknowledge": ("check", "blue"),
    "return_from_province": ("arrow-back-up", "amber"),
    "return_lines": ("arrow-back-up", "amber"),
    "ask_unit": ("message-report", "amber"),
    "supplement": ("send", "blue"),
    "record_answer": ("message", "green"),
    "silence_noted": ("clock", "amber"),
    "close_file": ("archive", "grey"),
    "split_off": ("git-branch", "amber"),
    "split_from": ("git-branch", "blue"),
    "made": ("medal", "amber"),
    "accept": ("check", "green"),
    "decline": ("x", "grey"),
    "attached": ("paperclip", "grey"),
    "noted": ("message-report", "amber"),
    "answered": ("message", "blue"),
    "opinions_asked": ("message", "blue"),
    "opinion_given": ("message", "green"),
    "opinion_recorded": ("message", "green"),
    "opinion_withdrawn": ("circle-minus", "grey"),
    "opinion_lapsed": ("hourglass", "amber"),
}
_WHOLE = Sight(drafts=True, notes=True, judgements=True, grounds=True, story=True)


@dataclass(frozen=True, slots=True)
class Event:
    """One entry, ready to be shown."""

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
    url: str = ""
    dossier: str = ""


def _other_of(body, linked):
    """The code of the other dossier of a split, for who may see it."""
    code = body.get("split_off") or body.get("split_from")
    return code if code in linked else ""


def _event(entry, body, names, linked):
    capacity = Capacity(entry.actor, entry.acting_as, entry.deputising) if entry.acting_as else None
    icon, tone = _LOOKS.get(entry.act.split(".")[-1], ("pencil", "grey"))
    return Event(
        icon=icon,
        tone=tone,
        person=entry.actor.full_name if entry.actor else "",
        sentence=acts.sentence(entry.act),
        acting_as=capacity.label if capacity else "",
        at=entry.at,
        reason=body.get("reason", ""),
        differences=changes_in_words(entry.act, body, names),
        version=entry.version,
        details=details_in_words(body),
        files=files_in_words(body),
        seq=entry.seq,
        hash=entry.hash,
        act=entry.act,
        dossier=_other_of(body, linked),
    )


def _drafting(entry):
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
    )


def timeline(stream, *, sight=None, before=None, limit=None, linked=()):
    """The entries of a stream as Events, newest first: at most three statements.

    sight: how the person reads the letter or dossier; other streams are read whole.
    before: only entries with a smaller number. limit: at most so many. linked: codes of dossiers to lead to.
    """
    sight = _WHOLE if sight is None else sight
    rows = entries_of(stream).exclude(act__in=sight.hidden).order_by("-seq")
    rows = rows.filter(seq__lt=before) if before else rows
    entries = list(rows[:limit])
    silent = sight.bare | sight.drafting
    bodies = [{} if entry.act in silent else json.loads(entry.payload.body) for entry in entries]
    names = things_pointed_at((entry.act, body) for entry, body in zip(entries, bodies, strict=True))
    return [
        _drafting(entry) if entry.act in sight.drafting else _event(entry, body, names, linked)
        for entry, body in zip(entries, bodies, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class Reader:
    """How a person may read a stream."""

    commune_id: int | None
    sight: Sight | None = None


_THINGS = {
    "letter": Letter,
    "proposal": Proposal,
    "meeting": Meeting,
    "decision": Decision,
    "opinion": Opinion,
    "transmittal": Transmittal,
}
# Read by who works on it, not by everybody who may see it.
_READ_INSIDE = {"decision": is_inside, "transmittal": is_inside_letter}
_DOSSIERS = frozenset({"letter", "proposal"})


def reader_of(key, user, held):
    """The Reader of a stream, None where the person may not read it.

    A dossier's trail is read by who sees the dossier, that of a decision by who works on it; every other one by who
    holds `ledger.view` in its commune.
    """
    kind, _slash, code = key.partition("/")
    if kind in _THINGS:
        rows = access.visible_to(user, _THINGS[kind], acting=held)
        rows = rows.select_related("unit") if kind in _DOSSIERS else rows
        thing = rows.filter(code=code).first()
        if thing is None or (kind in _READ_INSIDE and not _READ_INSIDE[kind](thing, held)):
            return None
        return Reader(thing.commune_id, sight_of(thing, held) if kind in _DOSSIERS else None)
    stream = Stream.objects.filter(key=key).first()
    _units, communes = access.units_and_communes(held, "ledger.view")
    return Reader(stream.commune_id) if stream and communes & {stream.commune_id} else None
