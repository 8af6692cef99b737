"""What other bodies were asked about a dossier, for any page that shows the dossier."""

from django import template

from documents.proposals.states import ProposalState
from permissions import access
from permissions.pages import held_by
from workflows.opinions.queries import INSIDE, opinions_over

register = template.Library()


@register.inclusion_tag("workflows/opinions/over_dossier.html", takes_context=True)
def opinions_of(context, proposal, sight):
    """The questions and answers, to who may read the judgements; the way to ask, to who handles the dossier."""
    held = held_by(context["request"])
    asking = access.offices_with("opinions.ask")
    return {
        "proposal": proposal,
        "opinions": opinions_over(proposal) if sight.judgements else [],
        "may_open": any(
            c.office in INSIDE and c.commune_id == proposal.commune_id for c in access.covering(held, proposal)
        ),
        "may_ask": proposal.state == ProposalState.UNDER_REVIEW
        and any(c.office in asking and proposal.handler_id in c.persons for c in held),
    }
