"""Endpoints of what the award book knows of a nominee, and of the answer whether it is somebody the book knows."""

from django.shortcuts import get_object_or_404

from documents.proposals.models import Nomination
from documents.proposals.queries import rows_seen
from documents.proposals.sent import sent_of
from documents.registry import schemas, services
from documents.registry.glance import known_of
from documents.registry.models import Recipient
from permissions.api_fields import Key
from permissions.endpoints import Asks, Endpoints, seen_or_404
from permissions.reads import opened

router = Endpoints(tags=["award book"])


@router.get("/nominations/{key}/known", auth=Asks("registry.view"), response=schemas.Known)
def known(request, key: Key):
    """Awards the nominee surely holds, with what to mind; for who keeps the book also those who may be the same."""
    row = get_object_or_404(rows_seen(request.user, request.held), pk=key)
    thing = opened(request, row.proposal or row.letter)
    sent_of(thing, request.held).show_row(row)
    found = known_of([row], unit=thing.unit, kind=thing.kind, held=request.held)
    return found.get(row.pk) or {"awards": [], "doubts": []}


@router.post("/nominations/{key}/same-as", auth=Asks("registry.edit"), response=schemas.Question)
def same_as(request, key: Key, body: schemas.NomineeAnswer):
    """Say whether a nominee is a recipient of the book, and why."""
    seen = rows_seen(request.user, request.held).filter(proposal__isnull=False)
    row = get_object_or_404(seen, pk=key)
    return services.answer_of_nominee(
        recipient=seen_or_404(request, Recipient, pk=body.recipient),
        nomination=Nomination.objects.select_related("letter").get(pk=row.pk),
        same=body.same,
        reason=body.reason,
        by=request.user,
        acting_as=body.acting_as,
    )
