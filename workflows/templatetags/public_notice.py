"""The public notice of a dossier with its objections, for any page that shows the dossier."""

from django import template
from django.utils import timezone

from documents.proposals.states import ProposalState
from permissions import access
from permissions.pages import held_by
from workflows.public_notice.queries import is_open, last_day
from workflows.public_notice.services import RIGHT
from workflows.public_notice.shown import counted, objections_shown

register = template.Library()


@register.inclusion_tag("workflows/public_notice/over_dossier.html", takes_context=True)
def notice_of(context, proposal, sight):
    """From when to when it ran or runs, and the objections as far as they may be read."""
    if not proposal.notice_from:
        return {"first": None}
    held, noting = held_by(context["request"]), access.offices_with(RIGHT)
    in_notice = proposal.state == ProposalState.IN_PUBLIC_NOTICE
    received, answered = counted(proposal)
    return {
        "proposal": proposal,
        "first": proposal.notice_from,
        "last": last_day(proposal) if in_notice else None,
        "is_open": is_open(proposal, timezone.localdate()),
        "received": received,
        "answered": answered,
        "objections": objections_shown(proposal, sight) if received else [],
        "names": sight.grounds,
        "may_note": in_notice and any(c.office in noting and c.reaches(proposal) for c in held),
    }
