"""The timeline of one thing: its ledger entries as sentences."""

import json
from dataclasses import dataclass, field
from datetime import datetime

from permissions.access import Capacity
from permissions.ledger import acts
from permissions.ledger.queries import entries_of
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
    "close_file": ("archive", "grey"),
    "attached": ("paperclip", "grey"),
    "noted": ("message-report", "amber"),
    "answered": ("message", "blue"),
}


# What the office says among itself before the unit is told; and what of a suspension only the office may read.
INTERNAL = frozenset({"remark.noted", "remark.dropped", "nomination.judged", "proposal.propose_appraisal"})
BARE_FOR_THE_UNIT = frozenset(
    {"proposal.suspend", "proposal.resume", "proposal.send_back_to_reviewer", "proposal.endorse"}
)

# What the office does among itself: the unit reads a remark when it is returned, an outcome when it is told.
_INSIDE = frozenset({"remark.noted", "remark.dropped", "nomination.judged"})
# The unit learns that these happened, never the story behind.
_WITHOUT_WORDS = frozenset(
    {"proposal.suspend", "proposal.reassign", "proposal.release", "proposal.send_back_to_reviewer"}
)


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


def _event(entry, body, names):
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
    )


def timeline(stream, *, for_unit=False):
    """Every entry of a stream as an Event, newest first: at most three statements.

    for_unit: as the proposing unit may read it, without what the office says among itself.
    """
    entries = [entry for entry in entries_of(stream) if not (for_unit and entry.act in INTERNAL)]
    bodies = [
        {} if for_unit and entry.act in BARE_FOR_THE_UNIT else json.loads(entry.payload.body) for entry in entries
    ]
    names = things_pointed_at((entry.act, body) for entry, body in zip(entries, bodies, strict=True))
    events = [_event(entry, body, names) for entry, body in zip(entries, bodies, strict=True)]
    return events[::-1]
