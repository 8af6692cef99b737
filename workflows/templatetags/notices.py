"""Who was told what of a dossier, for any page that shows the dossier."""

from django import template

from permissions.pages import held_by
from workflows.approval.told import told_of

register = template.Library()


@register.inclusion_tag("workflows/notices/told.html", takes_context=True)
def who_was_told(context, proposal):
    """The notices about the dossier that the reader may read."""
    return {"told": told_of(proposal, held_by(context["request"]))}
