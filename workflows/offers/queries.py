"""Which forms may be offered, and what lies offered on a dossier."""

from django.db.models import Prefetch

from documents.catalogue import queries as catalogue
from documents.proposals.models import Nomination
from workflows.approval.sight import sight_of
from workflows.offers.states import OfferState


def lower_forms(proposal, nominee_types):
    """Award forms below the dossier's that its rules give these kinds of nominee, the highest first.

    Of the same family, for a title is no lower form of a commendation; within what the campaign gives. "Lower" is the
    rank in the catalogue.
    """
    here = proposal.award_form
    forms = catalogue.award_forms(proposal.rule_set, kind=proposal.kind)
    forms = forms.filter(rank__gt=here.rank, family=here.family)
    for nominee_type in nominee_types:
        given = catalogue.award_forms(proposal.rule_set, nominee_type, proposal.kind)
        forms = forms.filter(pk__in=given.values("pk"))
    if proposal.campaign and proposal.campaign.award_forms.exists():
        forms = forms.filter(pk__in=proposal.campaign.award_forms.values("pk"))
    return forms.order_by("rank")


def sees_offers(proposal, held):
    """Is the person of the office, a chair, or of the unit itself? What is agreed there is nobody else's."""
    return sight_of(proposal, held).grounds or any(capacity.unit_id == proposal.unit_id for capacity in held)


def waiting_offer(proposal):
    """The offer on a dossier that the unit has not answered, with its rows; None without one: two statements."""
    rows = Nomination.objects.order_by("order", "pk")
    offers = proposal.offers.filter(state=OfferState.WAITING).select_related("award_form", "made_by")
    return offers.prefetch_related(Prefetch("nominations", rows)).first()
