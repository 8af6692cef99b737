"""Endpoints of the certificates of a line: what was handed out, spoiled sheets, issuing again."""

from datetime import datetime
from typing import Literal

from django.http import Http404
from django.shortcuts import get_object_or_404
from ninja import Schema

from documents.arrivals.queries import arrivals_seen
from permissions import access
from permissions.api_fields import Code, DeedOnRow, Key, Line, Text
from permissions.endpoints import Asks, Endpoints, chosen
from workflows.decisions import certificate_services as services
from workflows.decisions.api import decision_or_404
from workflows.decisions.certificate_views import sheet_file
from workflows.decisions.states import DecisionState

router = Endpoints(tags=["certificates"])
ISSUE = Asks(services.RIGHT)


class Certificate(Schema):
    """One certificate; the one with the highest turn counts. code: of its open page."""

    turn: int
    kind: str
    code: str
    golden_book_number: int
    golden_book_year: int
    reason: str
    made_at: datetime


class Spoiled(Schema):
    """A sheet that went wrong."""

    serial: str
    reason: str
    noted_at: datetime


class OfLine(Schema):
    """All sheets of a line; row_version is sent back with a deed."""

    row_version: int
    certificates: list[Certificate]
    spoiled: list[Spoiled]


class NewSpoiled(DeedOnRow):
    """serial: number printed on the blank, where it has one."""

    serial: Line = ""
    reason: Text


class Again(DeedOnRow):
    """request_paper: id of the request in the arrival book. stock: id, null for the built-in sheet; left out, the
    usual one. takes_number: a new number of the golden book."""

    kind: Literal["replaced", "exchanged"]
    reason: Text
    stock: Key | None = None
    takes_number: bool = False
    request_paper: Key | None = None


def _line_or_404(request, code, key):
    decision = decision_or_404(request, code)
    access.require(request.user, services.RIGHT, decision)
    if decision.state != DecisionState.ISSUED:
        raise Http404
    return get_object_or_404(decision.lines.select_related("decision", "nomination"), pk=key)


@router.get("/decisions/{code}/lines/{key}/certificates", auth=ISSUE, response=OfLine)
def certificates(request, code: Code, key: Key):
    """The certificates of a line, the first one first, and its spoiled sheets."""
    line = _line_or_404(request, code, key)
    return {
        "row_version": services.version_of(line),
        "certificates": line.certificates.order_by("turn"),
        "spoiled": line.spoiled_sheets.all(),
    }


@router.get("/decisions/{code}/lines/{key}/certificates/{turn}", auth=ISSUE)
def sheet(request, code: Code, key: Key, turn: Key):
    """The file in which a certificate was printed."""
    return sheet_file(request, _line_or_404(request, code, key), turn)


@router.post("/decisions/{code}/lines/{key}/spoiled", auth=ISSUE, response={201: Spoiled})
def spoiled(request, code: Code, key: Key, body: NewSpoiled):
    """Note a sheet that was spoiled and destroyed."""
    line = _line_or_404(request, code, key)
    return services.note_spoiled(line=line, by=request.user, **body.dict())


@router.post("/decisions/{code}/lines/{key}/certificates", auth=ISSUE, response={201: Certificate})
def issue_again(request, code: Code, key: Key, body: Again):
    """Issue a certificate again; the one before no longer counts."""
    line, said = _line_or_404(request, code, key), body.dict(exclude_unset=True)
    if body.request_paper is not None:
        said["request_paper"] = chosen(
            arrivals_seen(request.user, request.held), "request_paper", pk=body.request_paper
        )
    return services.issue_again(line=line, by=request.user, **said)
