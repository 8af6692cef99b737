"""On whose desk an offer lies."""

from permissions.roles import Office
from workflows import deadlines
from workflows.approval.desks import NOWHERE, Place, set_desk
from workflows.offers.states import OfferState


def desk_of_offer(offer):
    """The Place of an offer in its present state: the head of the unit says yes or no, on paper where it must."""
    if offer.state != OfferState.WAITING:
        return NOWHERE
    if not offer.unit.has_accounts:
        return Place(Office.OFFICE_REVIEWER, step="completion")
    return Place(Office.UNIT_HEAD, "unit", step="completion")


def place_offer(offer, deed, came_from):
    """Write desk and due day; the unit has the days it has for a completion."""
    place = desk_of_offer(offer)
    set_desk(offer, place)
    if offer.state == came_from:
        return
    offer.due_on = None
    if place.step:
        proposal = offer.proposal
        offer.due_on = deadlines.due_by_rule(
            proposal.rule_set, place.step, award_form=proposal.award_form, kind=proposal.kind
        )
