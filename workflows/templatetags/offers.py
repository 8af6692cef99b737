"""The lower award form that lies offered on a dossier, for any page that shows the dossier."""

from django import template

from documents.proposals.states import ProposalState
from permissions import access
from permissions.pages import held_by
from workflows.offers.queries import sees_offers, waiting_offer
from workflows.offers.views import buttons_of

register = template.Library()


@register.inclusion_tag("workflows/offers/over_dossier.html", takes_context=True)
def offers_of(context, proposal):
    """The waiting offer with what the reader may do about it, or the way to make one: two statements at most."""
    request = context["request"]
    held = held_by(request)
    offices = access.offices_with("offers.make")
    is_handler = any(c.office in offices and proposal.handler_id in c.persons for c in held)
    offer = waiting_offer(proposal) if sees_offers(proposal, held) else None
    return {
        "offer": offer,
        "moves": list(buttons_of(offer, request.user, held)) if offer else [],
        "proposal": proposal,
        "may_offer": offer is None and is_handler and proposal.state == ProposalState.UNDER_REVIEW,
        "request": request,
        "csrf_token": context.get("csrf_token"),
    }
