"""Endpoints of offers: what was offered on a dossier, making one, answering it."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from documents.catalogue.models import AwardForm
from documents.proposals.models import Nomination
from permissions.api_fields import Code, Key
from permissions.endpoints import Asks, Endpoints
from permissions.refusals import ValidationError
from workflows.approval.api import VIEW, proposal_or_404, taken_by
from workflows.approval.forms import paper_of
from workflows.offers import schemas, services
from workflows.offers.queries import sees_offers

router = Endpoints(tags=["offers"])


def _offers(request, code):
    shown = proposal_or_404(request, code)
    rows = shown.offers.select_related("award_form", "made_by").prefetch_related("nominations")
    return rows if sees_offers(shown, request.held) else rows.none()


@router.get("/proposals/{code}/offers", auth=VIEW, response=list[schemas.Offer])
def offers(request, code: Code):
    """Every lower award form that was offered on the dossier, the newest first: told to the office and the unit."""
    return _offers(request, code)


@router.post("/proposals/{code}/offers", auth=Asks("offers.make"), response={201: schemas.Offer})
def make_offer(request, code: Code, body: schemas.NewOffer):
    """Offer a lower award form for some nominations; the dossier waits for the unit's answer."""
    award_form = AwardForm.objects.filter(code=body.award_form).first()
    if award_form is None:
        raise ValidationError({"award_form": _("The rules do not give this award form to all of them.")})
    return services.make_offer(
        proposal=proposal_or_404(request, code),
        row_version=body.row_version,
        nominations=Nomination.objects.filter(pk__in=body.nominations),
        award_form=award_form,
        reason=body.reason,
        by=request.user,
        acting_as=body.acting_as,
    )


@router.post("/proposals/{code}/offers/{key}/moves", auth=VIEW, response=schemas.Offer)
def move(request, code: Code, key: Key, body: schemas.OfferMove):
    """Accept, decline, record either from paper, or take back; the machine asks who and when."""
    offer = get_object_or_404(_offers(request, code), pk=key)
    deed = services.DEEDS[body.move]
    facts = taken_by(deed, {"reason": body.reason, "arrival": paper_of(offer.proposal, body.arrival)})
    return deed(offer=offer, row_version=body.row_version, by=request.user, acting_as=body.acting_as, **facts)
