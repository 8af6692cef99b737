"""Endpoints of the trail: the entries of one stream, one entry, the journal and the filters kept for it."""

from django.http import Http404
from django.utils import timezone
from ninja import Query

from documents.proposals.models import Proposal
from documents.sheets.serving import words_of_query
from permissions.api_fields import Code, Key
from permissions.endpoints import Asks, Endpoints, SignedIn, seen_or_404
from permissions.pages import held_by
from permissions.reads import noted, opened
from permissions.refusals import ValidationError
from workflows.approval.sight import sight_of
from workflows.trail import saved, schemas
from workflows.trail.differences import compare
from workflows.trail.entries import entry_read, entry_told
from workflows.trail.exports import journal_file
from workflows.trail.forms import JournalFilters
from workflows.trail.journal import journal
from workflows.trail.queries import timeline
from workflows.trail.readers import reader_of

router = Endpoints(tags=["trail"])


def _reader_or_404(request, stream):
    reader = reader_of(stream, request.user, request.held)
    if reader is None:
        raise Http404
    return reader


@router.get("/ledger", auth=SignedIn(), response=schemas.Trail)
def ledger(request, query: Query[schemas.TrailQuery]):
    """What happened to a thing, newest first: of a dossier without what the unit drafts and the office says among
    itself, for who may not read it."""
    reader = _reader_or_404(request, query.stream)
    noted(request, "opened", commune_id=reader.commune_id, what=query.stream)
    found = timeline(
        query.stream, sight=reader.sight, before=query.before, limit=query.limit + 1, kind=query.kind or ""
    )
    shown = found[: query.limit]
    return {"items": shown, "next": shown[-1].seq if len(found) > query.limit else None}


@router.get("/ledger/entry", auth=SignedIn(), response=schemas.EntryWhole)
def one_entry(request, query: Query[schemas.EntryQuery]):
    """One entry with its links: the text that was hashed, the body for who reads the trail of the commune, and what
    the same act left on other streams."""
    reader = _reader_or_404(request, query.stream)
    found = entry_read(query.stream, query.seq, reader)
    if found is None:
        raise Http404
    noted(request, "opened", commune_id=reader.commune_id, what=f"{query.stream}/{query.seq}")
    return entry_told(found, reader, request.user, request.held)


@router.get("/proposals/{code}/differences", auth=Asks("proposals.view"), response=schemas.Compared)
def differences(request, code: Code, query: Query[schemas.Versions]):
    """What changed between two versions of a dossier, each cell with who sent it so; since the last endorsed version
    where none is named."""
    proposal = opened(request, seen_or_404(request, Proposal, "commune", "unit", code=code))
    return compare(proposal, sight_of(proposal, request.held), older=query.older, newer=query.newer)


# --- the journal ---------------------------------------------------------------------------------------
def _narrowed(request, query):
    """What the journal is narrowed to. Raises ValidationError for a value that is none of this reader's."""
    filters = JournalFilters(query.as_form(), held=request.held)
    narrowed = filters.narrowed()
    if filters.errors:
        raise ValidationError(filters.errors.as_data())
    return narrowed


@router.get("/ledger/journal", auth=Asks("ledger.view"), response=schemas.Journal)
def read_journal(request, query: Query[schemas.JournalQuery]):
    """Every act of a commune that its reader may read, newest first."""
    narrowed = _narrowed(request, query)
    noted(request, "opened", commune_id=narrowed.commune_id, what="journal")
    events, _ahead, behind = journal(narrowed, request.user, request.held, after=query.after, size=query.limit)
    return {"items": events, "next": behind}


@router.get("/ledger/journal.xlsx", auth=Asks("ledger.view"))
def journal_for_excel(request, query: Query[schemas.JournalQuery]):
    """The same as a file for Excel; every file taken out leaves a record."""
    return journal_file(request, _narrowed(request, query), held_by(request), words_of_query(query))


@router.get("/ledger/journal.csv", auth=Asks("ledger.view"))
def journal_as_csv(request, query: Query[schemas.JournalQuery]):
    """The same as .csv; every file taken out leaves a record."""
    return journal_file(request, _narrowed(request, query), held_by(request), words_of_query(query), as_csv=True)


@router.get("/ledger/filters", auth=Asks("ledger.view"), response=list[schemas.Filter])
def filters(request):
    """The filters of the journal that I keep."""
    return saved.saved_by(request.user)


@router.post("/ledger/filters", auth=Asks("ledger.view"), response={201: schemas.Filter})
def keep_filter(request, body: schemas.NewFilter):
    """Keep a filter under a name; the same name again takes its place."""
    return saved.keep_filter(person=request.user, name=body.name, values=body.as_form(), now=timezone.now())


@router.post("/ledger/filters/{pk}/drop", auth=Asks("ledger.view"), response={204: None})
def drop_filter(request, pk: Key):
    """Forget a filter of mine."""
    kept = saved.saved_by(request.user).filter(pk=pk).first()
    if kept is None:
        raise Http404
    saved.drop_filter(kept=kept)
