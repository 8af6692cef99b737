"""What the pages of a letter to the province show of it, by who reads: lines, files, papers. Nothing is stored."""

import json

from django.utils.translation import gettext as _

from documents.proposals.naming import post_and_place
from documents.proposals.states import ProposalState
from permissions import access
from permissions.roles import Office
from workflows.handoff.conditions import has_officer
from workflows.handoff.queries import (
    answer_of,
    facts_in,
    is_above,
    is_inside,
    is_open,
    is_returned,
    lines_as_sent,
    units_named_for,
)
from workflows.handoff.states import TransmittalState


def holders(letter, right, held):
    """The capacities in which the person holds the right on the letter; own ones hide deputies'."""
    offices = access.offices_with(right)
    found = [c for c in held if c.office in offices and c.reaches(letter)]
    return [c for c in found if not c.deputising] or found


def is_on_paper(letter, held, on):
    """Does the person record for a province without an account, on a paper that arrived?"""
    if any(c.office == Office.PROVINCE_OFFICER and c.reaches(letter) for c in held):
        return False
    return not has_officer(letter.commune, on)


# --- lines -----------------------------------------------------------------------------------------
def lines_for(letter, held):
    """The lines this person reads - a unit its own -, each with place, detail, status, answer, last return."""
    lines = lines_as_sent(letter)
    if not (is_inside(letter, held) or is_above(letter, held)):
        units = units_named_for(held)
        lines = [line for line in lines if line.nomination.proposal.unit_id in units]
    for line in lines:
        line.detail, line.answer = post_and_place(line.nomination), answer_of(line)
        line.last_return = line.return_rows[-1] if line.return_rows and is_returned(line) else None
        line.status = _status(letter, line)
    return lines


def _status(letter, line):
    """(word, tone, icon) of the chip."""
    if line.answer:
        tone, icon = {"granted": ("gold", "award"), "refused": ("red", "ban")}[line.answer.said]
        return line.answer.get_said_display(), tone, icon
    if line.dropped_at:
        return _("No longer in this letter"), "grey", "circle-minus"
    if is_returned(line):
        state = ProposalState(line.nomination.proposal.state)
        if state == ProposalState.SUPPLEMENT_ASKED:
            return state.label, "amber", "message-report"
        return _("Returned by the province"), "amber", "arrow-back-up"
    if is_open(line):
        received = line.nomination.proposal.state == ProposalState.PROVINCE_RECEIVED
        return (_("Received by the province"), "blue", "building") if received else (_("Sent"), "blue", "mail-forward")
    return TransmittalState(letter.state).label, "grey", "file-text"


def files_of(line):
    """The papers of a nominee as the last sending gave them, shared ones last: facts of the Version."""
    if not line.sent_rows:
        return []
    version = line.sent_rows[-1].version
    own = facts_in(version, line.nomination_id)["papers"]
    return [*own, *_letter_of(version)["papers"]]


def _letter_of(version):
    return json.loads(version.body)["letter"]


# --- papers ----------------------------------------------------------------------------------------
def kept_papers(letter, held):
    """The kept renditions of the letter this person may open, {name: Issued}: nothing for a unit."""
    if is_inside(letter, held):
        kept = {"issued": letter.second_rendition, "signed": letter.first_rendition}
    elif is_above(letter, held):
        kept = {"issued": letter.second_rendition}
    else:
        kept = {}
    return {name: issued for name, issued in kept.items() if issued is not None}


def may_open_packages(letter, held):
    """Who works on the letter for the commune, and the province it was sent to."""
    return is_inside(letter, held) or is_above(letter, held)
