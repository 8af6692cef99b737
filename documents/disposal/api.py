"""Endpoints of disposal: what is due, holds, lists and the answers to them."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Query

from documents.disposal import queries, schemas, services
from documents.disposal.exports import due_file, holds_file, items_file, lists_file
from documents.proposals.sent import show_letters
from documents.sheets.serving import words_of_query
from permissions import access
from permissions.api_fields import Code, Key, Page
from permissions.endpoints import Asks, Endpoints, chosen
from permissions.keyset import page_of
from permissions.refusals import ValidationError

router = Endpoints(tags=["disposal"])
VIEW, HOLD = Asks("disposal.view"), Asks("disposal.hold")
PROPOSE, APPROVE = Asks("disposal.propose"), Asks("disposal.approve")


@router.get("/disposal/due", auth=VIEW, response=Page[schemas.DossierDue])
def due(request, query: Query[schemas.DueQuery]):
    """Dossiers whose time is over and that are on no list yet, the newest first."""
    found = page_of(queries.due_seen(request.held, year=query.year), ("-pk",), query)
    show_letters(found["items"], request.held)
    return found


@router.get("/disposal/due.xlsx", auth=VIEW)
def due_for_excel(request, query: Query[schemas.DueQuery]):
    """The same list as a file; every file taken out leaves a record."""
    return due_file(request, queries.due_seen(request.held, year=query.year), words_of_query(query))


@router.get("/disposal/holds", auth=VIEW, response=Page[schemas.Hold])
def holds(request, query: Query[schemas.DisposalQuery]):
    """Dossiers on hold, the newest hold first."""
    found = page_of(queries.holds_seen(request.held), ("-pk",), query)
    show_letters([row.letter for row in found["items"]], request.held)
    return found


@router.get("/disposal/holds.xlsx", auth=VIEW)
def holds_for_excel(request):
    """The same list as a file; every file taken out leaves a record."""
    return holds_file(request, queries.holds_seen(request.held))


@router.post("/disposal/holds", auth=HOLD, response={201: schemas.Hold})
def hold(request, body: schemas.NewHold):
    """Keep a dossier from disposal until it is released."""
    letter = chosen(queries.dossiers_seen(request.held), "letter", code=body.letter)
    said = body.dict(include={"document_number", "reason", "acting_as"})
    made = services.hold(letter=letter, by=request.user, **said)
    show_letters([made.letter], request.held)
    return made


@router.post("/disposal/holds/{key}/release", auth=HOLD, response=schemas.Hold)
def release(request, key: Key, body: schemas.Reason):
    """Let a dossier go again to the ordinary end of its time."""
    row = get_object_or_404(queries.holds_seen(request.held), pk=key)
    released = services.release(held=row, by=request.user, **body.dict())
    show_letters([released.letter], request.held)
    return released


@router.get("/disposal/lists", auth=VIEW, response=Page[schemas.DisposalList])
def lists(request, query: Query[schemas.DisposalQuery]):
    """Lists for disposal, the newest first."""
    return page_of(queries.lists_seen(request.user, request.held), ("-pk",), query)


@router.get("/disposal/lists.xlsx", auth=VIEW)
def lists_for_excel(request):
    """The same list as a file; every file taken out leaves a record."""
    return lists_file(request, queries.lists_seen(request.user, request.held))


def _list_or_404(request, code):
    return get_object_or_404(queries.lists_seen(request.user, request.held), code=code)


@router.post("/disposal/lists", auth=PROPOSE, response={201: schemas.DisposalList})
def propose(request, body: schemas.NewDisposalList):
    """Propose a list; another person answers it."""
    codes = set(body.letters)
    letters = list(queries.dossiers_seen(request.held).filter(code__in=codes))
    if len(letters) < len(codes):
        raise ValidationError({"letters": _("There is no such thing for you to choose.")})
    capacity = access.require(request.user, "disposal.propose", acting_as=body.acting_as)
    made = services.propose(
        commune=capacity.appointment.unit.commune,
        letters=letters,
        legal_basis=body.legal_basis,
        by=request.user,
        acting_as=capacity.key,
    )
    return _list_or_404(request, made.code)


@router.get("/disposal/lists/{code}", auth=VIEW, response=schemas.DisposalList)
def disposal_list(request, code: Code):
    """One list."""
    return _list_or_404(request, code)


@router.get("/disposal/lists/{code}/dossiers", auth=VIEW, response=Page[schemas.DisposalItem])
def items(request, code: Code, query: Query[schemas.DisposalQuery]):
    """The dossiers of a list, and which of them went."""
    found = page_of(queries.items_of(_list_or_404(request, code)), ("pk",), query)
    show_letters([row.letter for row in found["items"]], request.held)
    return found


@router.get("/disposal/lists/{code}/dossiers.xlsx", auth=VIEW)
def items_for_excel(request, code: Code):
    """The same dossiers as a file; every file taken out leaves a record."""
    row = _list_or_404(request, code)
    return items_file(request, row, queries.items_of(row))


def _answer(request, code, deed, body):
    deed(disposal_list=_list_or_404(request, code), by=request.user, **body.dict())
    return _list_or_404(request, code)


@router.post("/disposal/lists/{code}/approve", auth=APPROVE, response=schemas.DisposalList)
def approve(request, code: Code, body: schemas.DeedOnRow):
    """Approve a list that another person proposed; the operator may then carry it out."""
    return _answer(request, code, services.approve, body)


@router.post("/disposal/lists/{code}/refuse", auth=APPROVE, response=schemas.DisposalList)
def refuse(request, code: Code, body: schemas.Reason):
    """Refuse a list: its dossiers may be proposed again."""
    return _answer(request, code, services.refuse, body)
