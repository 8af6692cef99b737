"""The extracts of minutes on a dossier, for any page that shows the dossier."""

from django import template

from workflows.council.extracts import meetings_on

register = template.Library()


@register.inclusion_tag("workflows/council/over_dossier.html")
def minutes_on(proposal):
    """The meetings that decided on the dossier and whose minutes are signed; one statement."""
    return {"proposal": proposal, "meetings": meetings_on(proposal)}
