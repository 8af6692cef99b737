"""Endpoints of proposals: list, dossier, versions, and the moves of the machine."""

import inspect
import json

from django.shortcuts import get_object_or_404
from ninja import Query

from documents.proposals.families import sisters_of
from documents.proposals.models import Proposal
from documents.proposals.sent import sent_of, shared_papers
from documents.proposals.versions import differences
from documents.sheets.serving import words_of_query
from permissions import access
from permissions.api_fields import Code, Page
from permissions.endpoints import Asks, Endpoints, read_form, seen_or_404
from permissions.keyset import page_of, with_words
from workflows.approval import schemas
from workflows.approval.exports import proposals_file
from workflows.approval.forms import MoveForm
from workflows.approval.moving import moves_of
from workflows.approval.path import edges
from workflows.approval.services import DEEDS
from workflows.approval.sight import sight_of, veil
from workflows.approval.told import told_of
from workflows.notices.schemas import Told

router = Endpoints(tags=["proposals"])
VIEW = Asks("proposals.view")
JOINED = ("commune", "unit", "letter", "campaign", "award_form", "rule_set", "handler", "reviewer", "split_from")


def proposal_or_404(request, code):
    """The proposal, if this person may see it."""
    return seen_or_404(request, Proposal, *JOINED, code=code)


def _narrowed(rows, query):
    columns = {"state": "state", "unit": "unit__code", "award_form": "award_form__code", "campaign": "campaign__code"}
    wanted = {column: getattr(query, name) for name, column in columns.items() if getattr(query, name)}
    return with_words(rows.filter(**wanted), query.q)


@router.get("/proposals", auth=VIEW, response=Page[schemas.ProposalRow])
def proposals(request, query: Query[schemas.ProposalQuery]):
    """The proposals I may see, the newest first."""
    rows = _narrowed(access.visible_to(request.user, Proposal, acting=request.held), query)
    return page_of(rows.select_related("unit", "award_form", "handler"), ("-pk",), query)


@router.get("/proposals.xlsx", auth=VIEW)
def proposals_for_excel(request, query: Query[schemas.ProposalQuery]):
    """The same list as a file; every file taken out leaves a record."""
    rows = _narrowed(access.visible_to(request.user, Proposal, acting=request.held), query)
    return proposals_file(request, rows, words_of_query(query))


@router.get("/proposals/{code}", auth=VIEW, response=schemas.Proposal)
def proposal(request, code: Code):
    """One dossier; its rows: /nominations?proposal=..."""
    shown = proposal_or_404(request, code)
    shown.papers = shared_papers(shown, sent_of(shown, request.held))
    shown.sisters = sisters_of(shown, request.user, request.held)
    return veil(shown, sight_of(shown, request.held))


@router.get("/proposals/{code}/told", auth=VIEW, response=list[Told])
def told(request, code: Code):
    """Who was told what of the dossier: of the whole of it for the office, of the own people for the unit."""
    return told_of(proposal_or_404(request, code), request.held)


# --- moves ---------------------------------------------------------------------------------------------
@router.get("/proposals/{code}/moves", auth=VIEW, response=list[schemas.Move])
def moves(request, code: Code):
    """What my offices let me do from here: open moves, and the unmet conditions of the others."""
    shown = proposal_or_404(request, code)
    found = moves_of(shown, request.user, held=request.held)
    return schemas.moves_out([move for move in found if move.name in DEEDS], shown, request.held)


def taken_by(deed, values):
    """Those of the values that the deed takes."""
    return {name: value for name, value in values.items() if name in inspect.signature(deed).parameters}


@router.post("/proposals/{code}/moves", auth=VIEW, response=schemas.Moved)
def move(request, code: Code, body: schemas.ProposalMove):
    """Do one move; the machine asks who and when, the form of the page what the move must bring."""
    shown, deed = proposal_or_404(request, code), DEEDS[body.move]
    open_ones = moves_of(shown, request.user, held=request.held)
    asked = next((each.asks for each in open_ones if each.name == body.move), [])
    form = read_form(MoveForm(body.dict(), asks=asked, proposal=shown))
    return deed(
        proposal=shown,
        row_version=body.row_version,
        by=request.user,
        acting_as=body.acting_as,
        **taken_by(deed, {"reason": body.reason} | form.cleaned_data),
    )


@router.get("/path", auth=VIEW, response=list[schemas.Transition])
def path(request):
    """Every step of the machine of proposals, in the order of the path."""
    return [
        {"move": slug, "label": str(label), "from_state": source.value, "to_state": target.value}
        for source, target, label, slug in edges()
    ]


# --- versions ------------------------------------------------------------------------------------------
@router.get("/proposals/{code}/versions", auth=VIEW, response=list[schemas.VersionShort])
def versions(request, code: Code):
    """Every version that was sent, with its hash."""
    return proposal_or_404(request, code).versions.select_related("made_by").defer("body")


def _version(request, code, number):
    rows = proposal_or_404(request, code).versions.select_related("made_by")
    return get_object_or_404(rows, number=number)


@router.get("/proposals/{code}/versions/{number}", auth=VIEW, response=schemas.Version)
def version(request, code: Code, number: schemas.Key):
    """What was sent, exactly as it was hashed; null once the dossier is disposed of by law."""
    shown = _version(request, code, number)
    told = {name: getattr(shown, name) for name in schemas.VersionShort.model_fields}
    return told | {"body": None if shown.is_disposed else json.loads(shown.body)}


@router.get("/proposals/{code}/versions/{number}/changes", auth=VIEW, response=list[schemas.Difference])
def changes(request, code: Code, number: schemas.Key, since: schemas.Key):
    """What a version says otherwise than an earlier one, `since`."""
    return differences(_version(request, code, since), _version(request, code, number))
