"""Endpoints of who opened what."""

from datetime import date, datetime

from ninja import Query, Schema

from documents.proposals.models import Letter, Proposal
from documents.sheets.serving import words_of_query
from permissions import access
from permissions.api_fields import Code, Line, Page, Slice
from permissions.endpoints import Asks, Endpoints, seen_or_404
from permissions.keyset import page_of
from permissions.ledger.models import AccessRecord
from permissions.people.schemas import PersonShort
from permissions.reads import noted, own_commune
from workflows.trail.reads import ORDER, reads_of, reads_seen
from workflows.trail.reads_views import reads_file
from workflows.trail.reads_words import with_words

router = Endpoints(tags=["trail"])


class AccessShown(Schema):
    """Who opened, took out or was refused what. thing, part: in words; what: as it is recorded."""

    id: int
    at: datetime
    kind: str
    person: PersonShort | None
    what: str
    thing: str
    part: str
    address: str


class ReadsQuery(Slice):
    """installation: what belongs to no commune, instead of those of the mandate."""

    installation: bool = False
    kind: AccessRecord.Kind | None = None
    person: Line = ""
    code: Code = ""
    from_on: date | None = None
    to_on: date | None = None

    def said(self):
        """What narrows the list, by the names that `reads_seen` takes."""
        said = self.model_dump(exclude={"after", "limit"}, exclude_none=True)
        return said | {"is_above": said.pop("installation")}


def _page(rows, query):
    page = page_of(rows, ORDER, query)
    return page | {"items": with_words(page["items"])}


def _of_thing(request, model, code, query):
    thing = seen_or_404(request, model, "unit", code=code)
    access.require(request.user, "reads.view", thing)
    return _page(reads_of(thing, request.user, request.held), query)


@router.get("/proposals/{code}/reads", auth=Asks("reads.view"), response=Page[AccessShown])
def of_proposal(request, code: Code, query: Query[Slice]):
    """Who opened the dossier, its papers and its letter; for the head of its unit and the inspector."""
    return _of_thing(request, Proposal, code, query)


@router.get("/letters/{code}/reads", auth=Asks("reads.view"), response=Page[AccessShown])
def of_letter(request, code: Code, query: Query[Slice]):
    """The same of a letter."""
    return _of_thing(request, Letter, code, query)


@router.get("/reads", auth=Asks("reads.browse"), response=Page[AccessShown])
def browse(request, query: Query[ReadsQuery]):
    """Everything opened, taken out or refused in the commune, the newest first."""
    noted(request, "opened", commune_id=own_commune(request), what=f"reads?{request.GET.urlencode()}")
    return _page(reads_seen(request.user, request.held, **query.said()), query)


@router.get("/reads.xlsx", auth=Asks("reads.browse"))
def reads_xlsx(request, query: Query[ReadsQuery]):
    """The same as an Excel list, with what it was narrowed by."""
    return reads_file(request, reads_seen(request.user, request.held, **query.said()), words_of_query(query))


@router.get("/reads.csv", auth=Asks("reads.browse"))
def reads_csv(request, query: Query[ReadsQuery]):
    """The same as .csv."""
    rows = reads_seen(request.user, request.held, **query.said())
    return reads_file(request, rows, words_of_query(query), as_csv=True)
