"""Endpoints of the province: acknowledge, return lines, answer by hand or by Excel, correct an answer."""

from django.http import HttpResponse
from ninja import File
from ninja.files import UploadedFile

from documents.arrivals.queries import arrivals_seen
from documents.attachments.media_types import MediaType
from permissions import access
from permissions.api_fields import Code
from permissions.endpoints import Asks, Endpoints, chosen
from permissions.reads import noted
from permissions.refusals import ValidationError
from workflows.approval.schemas import Moved
from workflows.handoff import province_services as services
from workflows.handoff import schemas, shown
from workflows.handoff.api import letter_or_404
from workflows.handoff.province_views import MOST_BYTES, too_large
from workflows.handoff.sheets import ReadAnswers, answer_template

router = Endpoints(tags=["transmittals"])
ACKNOWLEDGE, RETURN, ANSWER = Asks("province.acknowledge"), Asks("province.return"), Asks("province.answer")


def _said(request, body):
    arrival = None
    if body.arrival is not None:
        arrival = chosen(arrivals_seen(request.user, request.held), "arrival", pk=body.arrival)
    return {
        "row_version": body.row_version,
        "by": request.user,
        "acting_as": body.acting_as,
        "arrival": arrival,
    }


@router.post("/transmittals/{code}/acknowledge", auth=ACKNOWLEDGE, response=Moved)
def acknowledge(request, code: Code, body: schemas.OnPaper):
    """Confirm that the dossiers have come in."""
    return services.acknowledge(transmittal=letter_or_404(request, code), **_said(request, body))


@router.post("/transmittals/{code}/returns", auth=RETURN, response=Moved)
def return_lines(request, code: Code, body: schemas.Returned):
    """Give lines back, each with its reason; the other lines of the same dossier go on without them."""
    reasons = {back.line: back.reason for back in body.lines}
    letter = letter_or_404(request, code)
    return services.return_lines(transmittal=letter, reasons=reasons, **_said(request, body))


def _spoken(said):
    return services.Spoken(**said.dict())


@router.post("/transmittals/{code}/answers", auth=ANSWER, response=Moved)
def record_answer(request, code: Code, body: schemas.Answered):
    """Record what the province decided, nominee by nominee."""
    answers = [_spoken(said) for said in body.answers]
    letter = letter_or_404(request, code)
    return services.record_answer(transmittal=letter, answers=answers, **_said(request, body))


@router.post("/transmittals/{code}/answers/corrections", auth=ANSWER, response=Moved)
def correct_answer(request, code: Code, body: schemas.Corrected):
    """Put another answer in the place of the one that stands for a line; the first stays in the evidence."""
    return services.correct_answer(
        transmittal=letter_or_404(request, code),
        answer=_spoken(body.answer),
        reason=body.reason,
        **_said(request, body),
    )


def _open_lines(request, code):
    letter = letter_or_404(request, code)
    access.require(request.user, "province.answer", letter)
    return letter, shown.lines_for(letter, request.held)


@router.get("/transmittals/{code}/answer-sheet", auth=ANSWER)
def answer_sheet(request, code: Code):
    """The open lines as an Excel list to fill in."""
    letter, lines = _open_lines(request, code)
    noted(request, "exported", commune_id=letter.commune_id, what=f"{letter.stream}/answer-sheet")
    return HttpResponse(answer_template(letter, lines), content_type=MediaType.XLSX.value)


@router.post("/transmittals/{code}/answer-sheet", auth=ANSWER, response=schemas.Read)
def read_sheet(request, code: Code, file: File[UploadedFile]):
    """Read a filled-in list; nothing is recorded: send what it says to /answers."""
    _letter, lines = _open_lines(request, code)
    if file.size > MOST_BYTES:
        raise ValidationError({"file": too_large()})
    found = ReadAnswers(file.read(), lines)
    return {"values": found.values, "faults": found.faults}
