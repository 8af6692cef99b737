"""The letters to the province that name a dossier's nominees, for any page that shows the dossier."""

from django import template

from permissions.pages import held_by
from workflows.handoff import papers
from workflows.handoff.queries import letters_over
from workflows.handoff.shown import lines_for

register = template.Library()


@register.inclusion_tag("workflows/handoff/over_dossier.html", takes_context=True)
def letters_of(context, proposal):
    """The letters over the dossier that the reader may see, each with where its nominees of the dossier stand."""
    held = held_by(context["request"])
    rows = letters_over(proposal, context["request"].user, held)
    for row in rows:
        row.document_number = papers.number_of(row)
        row.of_the_dossier = [
            line for line in lines_for(row, held) if line.nomination.proposal_id == proposal.pk and not line.dropped_at
        ]
    return {"letters": rows}
