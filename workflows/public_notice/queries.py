"""What the public reads of the open notices, and no more: name, unit, award, short achievement; from when to when."""

import json
import re
from dataclasses import dataclass
from datetime import date

from django.utils.text import Truncator

from documents.proposals.minors import initials, is_under_age
from documents.proposals.models import Nomination, Proposal, Version
from documents.proposals.states import Outcome, ProposalState
from workflows import deadlines

SHORT = 300  # letters of an achievement
# Numbers of identity cards and telephones that a summary may hold, however they are grouped.
_NUMBERS = re.compile(r"(?<!\d)(?:\d{9,12}|(?:0|\+84[ .-]?)\d(?:[ .-]?\d){7,10})(?!\d)")


@dataclass(frozen=True, slots=True)
class Shown:
    """One nominee as the public reads it. Of who is under age: the first letters of the name, and no achievement."""

    name: str
    achievement: str
    is_under_age: bool


@dataclass(frozen=True, slots=True)
class Notice:
    """One dossier in public notice. first, last: the days on which it may be objected, both counted."""

    proposal: Proposal
    first: date
    last: date
    rows: list


def last_day(proposal):
    """The last day of the notice, which is due for closing on the working day after it."""
    return deadlines.due_after(proposal.due_on, -1)


def open_ones(today):
    """Dossiers in public notice whose days are not over; a suspended one is in no notice."""
    rows = Proposal.objects.filter(state=ProposalState.IN_PUBLIC_NOTICE, notice_from__lte=today, due_on__gt=today)
    return rows.select_related("unit", "award_form", "commune")


def is_open(proposal, today):
    """Does the public read it today?"""
    in_notice = proposal.state == ProposalState.IN_PUBLIC_NOTICE and proposal.notice_from <= today
    return in_notice and today <= last_day(proposal)


def _shown(row, today):
    asked = {name: row[name] for name in ("nominee_type", "full_name", "position", "workplace")}
    born = date.fromisoformat(row["birth_on"]) if row["birth_on"] else None
    if is_under_age(**asked, birth_on=born, today=today):
        return Shown(initials(row["full_name"]), "", True)
    return Shown(row["full_name"], Truncator(_NUMBERS.sub("…", row["summary"])).chars(SHORT), False)


def notice_of(proposal, today):
    """The notice of a dossier that the public reads today, None for another."""
    return notices([proposal], today)[0] if is_open(proposal, today) else None


def notices(proposals, today):
    """The notices of these dossiers, those open today alone, as their last Versions say: two statements."""
    lasts = {due_on: deadlines.due_after(due_on, -1) for due_on in {proposal.due_on for proposal in proposals}}
    proposals = [each for each in proposals if each.notice_from <= today <= lasts[each.due_on]]
    numbers = {proposal.pk: proposal.version for proposal in proposals}
    rows = Nomination.objects.filter(proposal__in=numbers, outcome=Outcome.PROPOSED)
    standing = set(rows.values_list("pk", flat=True))
    bodies = {
        version.proposal_id: json.loads(version.body)
        for version in Version.objects.filter(proposal__in=numbers)
        if version.number == numbers[version.proposal_id]
    }
    return [
        Notice(
            each,
            each.notice_from,
            lasts[each.due_on],
            [_shown(row, today) for row in bodies[each.pk]["nominations"] if row["id"] in standing],
        )
        for each in proposals
    ]
