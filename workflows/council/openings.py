"""Who of the council has opened what before the meeting: invitation, dossier pack, dossiers. Read from the records of
access; what is shown is that something was opened, never how often or from where."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from permissions.ledger.models import AccessRecord

_KINDS = ("opened", "downloaded")


@dataclass(frozen=True, slots=True)
class Opening:
    """A member of the roll: when they first opened the meeting's page or its invitation, and the pack; which dossiers.

    dossiers: codes in the order of the agenda.
    """

    member: object
    meeting_at: datetime | None
    pack_at: datetime | None
    dossiers: tuple


def openings_of(room):
    """One Opening for each member of the roll, in its order: one statement beside those of the room."""
    meeting = room.meeting
    codes = {f"proposal/{item.proposal.code}": item.proposal.code for item in room.items}
    invited = [meeting.stream, *(f"{meeting.stream}/invitation.{ending}" for ending in ("pdf", "docx", "ics"))]
    packs = [f"{meeting.stream}/dossiers", f"{meeting.stream}/dossiers.pdf"]
    people = [member.person.pk for member in room.roll]
    rows = AccessRecord.objects.filter(person__in=people, kind__in=_KINDS, what__in=[*invited, *packs, *codes])
    first = defaultdict(dict)
    for person, what, at in rows.order_by("at", "pk").values_list("person", "what", "at"):
        first[person].setdefault(what, at)

    def earliest(found, keys):
        return min((found[key] for key in keys if key in found), default=None)

    return [
        Opening(
            member,
            earliest(first[member.person.pk], invited),
            earliest(first[member.person.pk], packs),
            tuple(code for key, code in codes.items() if key in first[member.person.pk]),
        )
        for member in room.roll
    ]
