"""Endpoints of revoked awards: recording those of a higher level, and what comes back of all of them."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query

from documents.arrivals.queries import arrivals_seen
from documents.sheets.serving import words_of_query
from permissions import access
from permissions.api_fields import Key, Page
from permissions.endpoints import Asks, Endpoints, chosen
from permissions.keyset import page_of
from permissions.reads import opened
from workflows.revocations import recording, returning, schemas
from workflows.revocations.exports import returns_file
from workflows.revocations.models import Revocation
from workflows.revocations.queries import revocations_seen, with_records

router = Endpoints(tags=["revoked awards"])
VIEW, RETURN, RECORD = Asks("returns.view"), Asks(returning.RIGHT), Asks(recording.RIGHT)


def _seen(request, query):
    said = {"words": query.q, "part": query.state or "", "today": timezone.localdate()}
    return revocations_seen(request.user, request.held, **said)


def _one(request, key):
    found = get_object_or_404(revocations_seen(request.user, request.held), pk=key)
    return opened(request, found)


@router.get("/revocations", auth=VIEW, response=Page[schemas.RevocationRow])
def revocations(request, query: Query[schemas.ReturnQuery]):
    """Revoked awards from which something is to come back, the newest first."""
    return page_of(_seen(request, query), ("-pk",), query)


@router.get("/revocations.xlsx", auth=VIEW)
def revocations_for_excel(request, query: Query[schemas.ReturnQuery]):
    """The same list as a file; every file taken out leaves a record."""
    return returns_file(request, _seen(request, query), words_of_query(query))


@router.get("/revocations/{key}", auth=VIEW, response=schemas.RevocationOut)
def revocation(request, key: Key):
    """One revoked award, and what is to come back of it."""
    return _one(request, key)


@router.post("/revocations/{key}/returns", auth=RETURN, response={201: schemas.RevocationOut})
def record_return(request, key: Key, body: schemas.Returned):
    """Record that money or object came back, or need not; a record that stands is corrected."""
    seen = _one(request, key)
    returning.record_given_back(
        revocation=seen,
        row_version=body.row_version,
        item=body.item,
        values=body.dict(include={"state", "returned_on", "voucher", "note"}),
        by=request.user,
        acting_as=body.acting_as,
    )
    return _one(request, key)


@router.post("/arrivals/{key}/revocations", auth=RECORD, response={201: schemas.RevocationOut})
def record_above(request, key: Key, body: schemas.NewRevocation):
    """Record from this paper that a higher level revoked an award."""
    seen = opened(request, get_object_or_404(arrivals_seen(request.user, request.held), pk=key))
    access.require(request.user, recording.RIGHT, seen)
    made = recording.record_revocation(
        nomination=chosen(recording.granted_above(seen.commune_id), "nomination", pk=body.nomination),
        arrival=seen,
        values=body.dict(exclude={"nomination", "acting_as"}),
        by=request.user,
        acting_as=body.acting_as,
    )
    return with_records(Revocation.objects.filter(pk=made.pk)).get()
