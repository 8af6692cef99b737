"""Endpoint of the trail: the entries of one stream, in words and with their hashes."""

from django.http import Http404
from ninja import Query

from permissions.endpoints import Endpoints, SignedIn
from permissions.reads import noted
from workflows.trail import schemas
from workflows.trail.queries import reader_of, timeline

router = Endpoints(tags=["trail"])


@router.get("/ledger", auth=SignedIn(), response=schemas.Trail)
def ledger(request, query: Query[schemas.TrailQuery]):
    """What happened to a thing, newest first: of a dossier without what the unit drafts and the office says among
    itself, for who may not read it."""
    reader = reader_of(query.stream, request.user, request.held)
    if reader is None:
        raise Http404
    noted(request, "opened", commune_id=reader.commune_id, what=query.stream)
    found = timeline(query.stream, sight=reader.sight, before=query.before, limit=query.limit + 1)
    shown = found[: query.limit]
    return {"items": shown, "next": shown[-1].seq if len(found) > query.limit else None}
