"""Endpoints of the inbox: what waits for me and my office, what I sent, what I did."""

from django.utils import timezone
from ninja import Query

from documents.campaigns.models import Campaign
from documents.catalogue.models import AwardForm
from documents.proposals.models import Proposal
from documents.sheets.serving import words_of_query
from permissions import access
from permissions.api_fields import Page, Slice
from permissions.endpoints import Endpoints, SignedIn, chosen, unit_named
from permissions.keyset import page_of
from workflows.approval.schemas import ProposalRow
from workflows.inbox import queries, schemas
from workflows.inbox.desks import in_hands_of, own_desks, shared_queues
from workflows.inbox.exports import done_file, sent_file, waiting_file
from workflows.inbox.shown import with_sentences

router = Endpoints(tags=["inbox"])


def _filters(request, query):
    """The filters as the one statement takes them: keys instead of codes."""
    found = {"q": query.q, "state": query.state, "kind": query.kind}
    if query.unit:
        found["unit"] = unit_named(request, query.unit).pk
    if query.award_form:
        found["form"] = chosen(AwardForm.objects.all(), "award_form", code=query.award_form).pk
    if query.campaign:
        campaigns = access.visible_to(request.user, Campaign, acting=request.held)
        found["campaign"] = chosen(campaigns, "campaign", code=query.campaign).pk
    return found


def _group(request, tab):
    """(desks, handler) of a tab."""
    return (
        (own_desks(request.held), in_hands_of(request.user, request.held))
        if tab == "mine"
        else (shared_queues(request.held), None)
    )


@router.get("/inbox", auth=SignedIn(), response=Page[schemas.Waiting])
def inbox(request, query: Query[schemas.WaitingQuery]):
    """What waits, overdue and soonest first; after a deed, `limit=1` is the next thing."""
    desks, handler = _group(request, query.tab)
    rows = queries.waiting(
        desks,
        handler=handler,
        filters=_filters(request, query),
        cursor=queries.parse_cursor(query.after),
        limit=query.limit + 1,
    )
    shown = rows[: query.limit]
    return {"items": shown, "next": shown[-1].cursor if len(rows) > query.limit else None}


@router.get("/inbox.xlsx", auth=SignedIn())
def inbox_for_excel(request, query: Query[schemas.WaitingQuery]):
    """The same list as a file; every file taken out leaves a record."""
    group = _group(request, query.tab)
    return waiting_file(request, group, _filters(request, query), words_of_query(query))


@router.get("/inbox/counts", auth=SignedIn(), response=schemas.Counts)
def counts(request):
    """How many things wait for me and in my office's queue, and how many are overdue."""
    mine, queue = _group(request, "mine"), _group(request, "queue")
    overdue = {"overdue_on": timezone.localdate()}
    counted = queries.count([(*mine, {}), (*queue, {}), (*mine, overdue)])
    return dict(zip(("mine", "queue", "overdue"), counted, strict=True))


def _sent_by(request):
    return queries.sent_by(request.user, access.visible_to(request.user, Proposal, acting=request.held))


@router.get("/inbox/sent", auth=SignedIn(), response=Page[ProposalRow])
def sent(request, query: Query[Slice]):
    """The proposals of the letters I signed or drafted, the newest first."""
    return page_of(_sent_by(request).select_related("award_form", "handler"), ("-pk",), query)


@router.get("/inbox/sent.xlsx", auth=SignedIn())
def sent_for_excel(request):
    """The same list as a file; every file taken out leaves a record."""
    return sent_file(request, _sent_by(request))


@router.get("/inbox/done", auth=SignedIn(), response=Page[schemas.DeedDone])
def done(request, query: Query[Slice]):
    """My own moves, the newest first."""
    page = page_of(queries.deeds_of(request.user), ("-pk",), query)
    with_sentences(page["items"])
    return page


@router.get("/inbox/done.xlsx", auth=SignedIn())
def done_for_excel(request):
    """The same list as a file; every file taken out leaves a record."""
    return done_file(request, queries.deeds_of(request.user))
