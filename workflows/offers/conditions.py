"""When an offer may be answered."""

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from documents.proposals.states import ProposalState
from workflows.approval.deeds import condition


@condition
def dossier_is_under_review(flow):
    """Does the dossier still lie with the reviewer? While it is suspended, nothing is agreed on it."""
    state = ProposalState(flow.thing.proposal.state)
    if state != ProposalState.UNDER_REVIEW:
        yield _("The dossier is “%(state)s”; the offer can be accepted only while it is under review.") % {
            "state": state.label
        }


@condition(asks="arrival")
def paper_came_after_the_offer(flow):
    """Did the unit's paper arrive on the day of the offer, or later?"""
    arrival, made_on = flow.deed.facts.get("arrival"), timezone.localdate(flow.thing.made_at)
    if arrival is not None and arrival.arrived_on < made_on:
        said = {"number": arrival, "day": formats.date_format(made_on, "SHORT_DATE_FORMAT")}
        yield _("Paper %(number)s arrived before the offer was made, on %(day)s; it cannot answer it.") % said
