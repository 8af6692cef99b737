"""Endpoints of reports uploaded together: what matched, attaching in one act."""

from django.utils.translation import gettext as _
from ninja import File, Form
from ninja.files import UploadedFile

from documents.proposals import schemas as letters
from documents.proposals.api import VIEW, letter_to_write
from documents.proposals.reports import schemas, services
from documents.proposals.reports.matching import match_reports
from documents.proposals.reports.places import kinds_of
from permissions.api_fields import Code, Deed
from permissions.endpoints import Endpoints
from permissions.refusals import ValidationError

router = Endpoints(tags=["papers"])


def _told(letter, refused=()):
    waiting = list(letter.waiting_reports.select_related("blob"))
    found = match_reports({one.pk: one.file_name for one in waiting}, list(letter.nominations.all()))
    return {
        "row_version": letter.row_version,
        "waiting": [
            {
                "id": one.pk,
                "file_name": one.file_name,
                "sha256": one.blob.sha256,
                "size_bytes": one.blob.size_bytes,
                "nomination": found[one.pk].row_id,
                "likely": found[one.pk].likely,
                "doubt": found[one.pk].doubt,
            }
            for one in waiting
        ],
        "refused": [{"file_name": name, "sentences": sentences} for name, sentences in refused],
    }


@router.get("/letters/{code}/reports", auth=VIEW, response=schemas.WaitingReports)
def waiting(request, code: Code):
    """The files that wait for their row, and the rows they belong to."""
    return _told(letter_to_write(request, code, ""))


@router.post("/letters/{code}/reports", auth=VIEW, response={201: schemas.WaitingReports})
def take_in(request, code: Code, body: Form[Deed], file: list[UploadedFile] = File(...)):  # noqa: B008 - how django-ninja names files
    """Upload several files at once; nothing is attached yet."""
    letter = letter_to_write(request, code, body.acting_as)
    _kept, refused = services.take_in(letter=letter, uploads=file, by=request.user, acting_as=body.acting_as)
    return _told(letter, refused)


@router.post("/letters/{code}/reports/attach", auth=VIEW, response=list[letters.Paper])
def attach(request, code: Code, body: schemas.Attaching):
    """Attach files to the rows chosen for them, in one act."""
    letter = letter_to_write(request, code, body.acting_as)
    known = [place.code for place in kinds_of(letter, letter.nominations.select_related("award_form"))]
    if body.kind not in known:
        raise ValidationError({"kind": _("Choose one of: %(choices)s.") % {"choices": ", ".join(sorted(known))}})
    rows = {choice.report: choice.nomination for choice in body.rows}
    return services.attach_all(
        letter=letter,
        row_version=body.row_version,
        kind=body.kind,
        rows=rows,
        by=request.user,
        acting_as=body.acting_as,
    )


@router.post("/letters/{code}/reports/drop", auth=VIEW, response={204: None})
def drop(request, code: Code, body: schemas.Dropping):
    """Throw away a file that waits."""
    letter = letter_to_write(request, code, body.acting_as)
    services.drop_report(letter=letter, report=body.report, by=request.user, acting_as=body.acting_as)
