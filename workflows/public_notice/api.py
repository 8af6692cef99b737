"""Endpoints of the public notice of a dossier as a paper, and of objections to it."""

from typing import Literal

from django.http import Http404
from django.shortcuts import get_object_or_404
from ninja import File, Form
from ninja.files import UploadedFile

from documents.attachments.serving import file_response
from documents.proposals.models import Proposal
from permissions.api_fields import Code, Key
from permissions.endpoints import Asks, Endpoints, read_form, seen_or_404
from permissions.reads import noted
from permissions.refusals import ValidationError
from workflows.approval.sight import sight_of
from workflows.public_notice import schemas, services
from workflows.public_notice.forms import ObjectionForm, ReplyForm
from workflows.public_notice.shown import objections_shown
from workflows.public_notice.views import notice_file

router = Endpoints(tags=["objections"])
VIEW, NOTE = Asks("proposals.view"), Asks(services.RIGHT)


def _proposal(request, code):
    return seen_or_404(request, Proposal, "commune", "unit", code=code)


def _objection(request, code, key):
    proposal = _proposal(request, code)
    rows = proposal.objections.select_related("scan", "noted_by", "answered_by")
    return proposal, get_object_or_404(rows, pk=key)


@router.get("/proposals/{code}/notice/{ending}", auth=VIEW)
def notice(request, code: Code, ending: Literal["pdf", "docx"]):
    """The public notice to be printed and put up, while it is open."""
    return notice_file(seen_or_404(request, Proposal, "commune", "unit", "award_form", code=code), ending)


@router.get("/proposals/{code}/objections", auth=VIEW, response=list[schemas.Objection])
def objections(request, code: Code):
    """What was objected and how it was answered, as far as I may read it."""
    proposal = _proposal(request, code)
    return objections_shown(proposal, sight_of(proposal, request.held))


@router.post("/proposals/{code}/objections", auth=NOTE, response={201: schemas.Objection})
def note(request, code: Code, body: Form[schemas.NewObjection], file: UploadedFile = File(None)):  # noqa: B008 - how django-ninja names a file
    """Note an objection; `file` is the scan of a letter."""
    proposal = _proposal(request, code)
    form = read_form(ObjectionForm(body.dict(), {"upload": file} if file else {}))
    try:
        return services.note_objection(
            proposal=proposal,
            row_version=body.row_version,
            by=request.user,
            acting_as=body.acting_as,
            **form.cleaned_data,
        )
    except ValidationError as fault:
        if hasattr(fault, "error_dict"):
            raise
        raise ValidationError({"file": fault.messages}) from None


@router.post("/proposals/{code}/objections/{key}/answer", auth=NOTE, response=schemas.Objection)
def answer(request, code: Code, key: Key, body: schemas.Reply):
    """Say how an objection was answered."""
    _dossier, objection = _objection(request, code, key)
    form = read_form(ReplyForm(body.dict()))
    return services.answer_objection(
        objection=objection,
        row_version=body.row_version,
        by=request.user,
        answer=form.cleaned_data["answer"],
        acting_as=body.acting_as,
    )


@router.get("/proposals/{code}/objections/{key}/scan", auth=VIEW)
def scan(request, code: Code, key: Key):
    """The letter of who objected, to who may know the name."""
    proposal, objection = _objection(request, code, key)
    if objection.scan is None or not sight_of(proposal, request.held).grounds:
        raise Http404
    what = f"{proposal.stream}/objections/{objection.pk} {objection.scan.sha256}"
    noted(request, "downloaded", commune_id=proposal.commune_id, what=what)
    return file_response(objection.scan, objection.scan_name, inline=False)
