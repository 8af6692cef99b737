"""When an offer may be answered."""

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
