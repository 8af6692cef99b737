"""From a dossier or letter to its past: how it stood, who could see it, who opened it."""

from django import template

from documents.proposals.models import Proposal
from permissions import access
from permissions.pages import held_by

register = template.Library()


@register.inclusion_tag("workflows/trail/ways.html", takes_context=True)
def ways_to_the_past(context, thing):
    """The links that are this person's."""
    held = held_by(context["request"])

    def may(right):
        offices = access.offices_with(right)
        return any(c.office in offices and c.reaches(thing) for c in held)

    is_dossier = isinstance(thing, Proposal)
    return {
        "thing": thing,
        "is_dossier": is_dossier,
        "may_see_reads": may("reads.view"),
        "may_see_rights": is_dossier and may("rights.view_past"),
    }
