"""The public notice of a dossier with its objections, for any page that shows the dossier."""

from django import template
from django.utils import timezone

from documents.proposals.families import came_from
from documents.proposals.states import ProposalState
from permissions import access
from permissions.ledger.queries import first_act
from permissions.pages import held_by
from workflows.approval.sight import sight_of
from workflows.public_notice.queries import is_open, last_day
from workflows.public_notice.services import RIGHT, takes_answers
from workflows.public_notice.shown import counted, objections_shown

register = template.Library()


@register.inclusion_tag("workflows/public_notice/over_dossier.html", takes_context=True)
def notice_of(context, proposal, sight):
    """From when to when it ran or runs, and the objections as far as they may be read."""
    if not proposal.notice_from:
        return {"first": None}
    held = held_by(context["request"])
    notes = any(c.office in access.offices_with(RIGHT) and c.reaches(proposal) for c in held)
    in_notice = proposal.state == ProposalState.IN_PUBLIC_NOTICE
    before = _before(proposal)
    received, answered = counted(proposal, *before)
    return {
        "proposal": proposal,
        "first": proposal.notice_from,
        "last": last_day(proposal) if in_notice else None,
        "is_open": is_open(proposal, timezone.localdate()),
        "received": received,
        "answered": answered,
        "objections": (_told_of(proposal, sight, notes) if received else []) + _left_behind(*before, held, notes),
        "may_note": in_notice and notes,
    }


def _told_of(proposal, sight, notes):
    rows = objections_shown(proposal, sight)
    for row in rows:
        row.of, row.is_named, row.may_answer = proposal, sight.grounds, notes and takes_answers(proposal)
    return rows


def _before(proposal):
    """(the dossiers that this one was split off from, when): none for one that was sent as it is."""
    mothers = list(came_from(proposal))
    return mothers, first_act(proposal.stream).at if mothers else None


def _left_behind(mothers, split_at, held, notes):
    """What was objected while these nominees were among theirs, and what is open there: that holds up this one too."""
    rows = [row for mother in mothers for row in _told_of(mother, sight_of(mother, held), notes)]
    return [row for row in rows if not row.answer or row.noted_at <= split_at]
