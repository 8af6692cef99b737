"""The decisions that name a dossier's nominees, for any page that shows the dossier."""

from django import template

from permissions.pages import held_by
from workflows.decisions import papers
from workflows.decisions.queries import decisions_over, kept_papers

register = template.Library()


@register.inclusion_tag("workflows/decisions/over_dossier.html", takes_context=True)
def decisions_of(context, proposal):
    """The live decisions over the dossier that the reader may see, with the papers the reader may open."""
    held = held_by(context["request"])
    rows = decisions_over(proposal, context["request"].user, held)
    for row in rows:
        row.document_number, row.papers = papers.number_of(row), kept_papers(row, held)
    return {"decisions": rows}
