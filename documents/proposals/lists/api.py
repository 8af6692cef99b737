"""Endpoints of a list from Excel: sample, upload, rows with their faults, mending, taking over."""

from django.http import Http404
from django.utils import timezone
from ninja import File, Form, Query
from ninja.files import UploadedFile

from documents.proposals.api import VIEW, letter_to_write
from documents.proposals.lists import columns, schemas, services
from documents.proposals.lists.checking import check_list
from documents.proposals.lists.faulty_file import faulty_file
from documents.proposals.lists.models import ListDraft
from documents.proposals.queries import forms_by_type
from documents.sheets.serving import sheet_response
from permissions.api_fields import Code
from permissions.endpoints import Endpoints
from permissions.reads import noted
from permissions.refusals import ValidationError

router = Endpoints(tags=["letters"])


def _draft_or_404(letter):
    draft = ListDraft.objects.filter(letter=letter).first()
    if draft is None:
        raise Http404
    return draft


def _told(draft, letter, query=None):
    """The list as endpoints give it."""
    query = query or schemas.ListQuery()
    checked = check_list(draft.rows, letter)
    rows = [row for row in (checked.faulty if query.faulty else checked.rows) if row.number > query.after]
    shown = rows[: query.limit]
    return {
        "file_name": draft.file_name,
        "sha256": draft.sha256,
        "row_version": draft.row_version,
        "changed_at": draft.changed_at,
        "columns": {column.key: str(column.title) for column in checked.columns},
        **draft.told,
        "row_count": len(checked.rows),
        "good_count": len(checked.good),
        "faulty_count": len(checked.faulty),
        "left_out_count": len(checked.left_out),
        "rows": shown,
        "next": shown[-1].number if len(rows) > query.limit else None,
    }


def _deed(request, body, letter):
    return {"letter": letter, "row_version": body.row_version, "by": request.user, "acting_as": body.acting_as}


@router.get("/letters/{code}/excel/sample", auth=VIEW)
def sample(request, code: Code):
    """The .xlsx to fill in, with what this letter may ask for."""
    letter = letter_to_write(request, code, "")
    return sheet_response(columns.sample(letter, forms_by_type(letter, timezone.localdate())), letter.code)


@router.post("/letters/{code}/excel", auth=VIEW, response={201: schemas.WaitingList})
def upload(request, code: Code, body: Form[schemas.Upload], file: UploadedFile = File(...)):  # noqa: B008 - how django-ninja names a file
    """Read a list; nothing is added to the letter yet."""
    letter = letter_to_write(request, code, body.acting_as)
    try:
        draft = services.upload_list(letter=letter, upload=file, by=request.user, acting_as=body.acting_as)
    except ValidationError as fault:
        raise ValidationError({"file": fault.messages}) from None
    return _told(draft, letter)


@router.get("/letters/{code}/excel", auth=VIEW, response=schemas.WaitingList)
def waiting(request, code: Code, query: Query[schemas.ListQuery]):
    """The list that waits to be taken over, with every fault."""
    letter = letter_to_write(request, code, "")
    return _told(_draft_or_404(letter), letter, query)


@router.get("/letters/{code}/excel/faults", auth=VIEW)
def faults(request, code: Code):
    """The same file with a column of faults."""
    letter = letter_to_write(request, code, "")
    draft = _draft_or_404(letter)
    noted(request, "exported", commune_id=letter.commune_id, what=f"{letter.stream}/excel {draft.sha256}")
    return sheet_response(faulty_file(draft, letter), letter.code)


@router.patch("/letters/{code}/excel", auth=VIEW, response=schemas.WaitingList)
def mend(request, code: Code, body: schemas.Mending):
    """Write cells of the waiting list."""
    letter = letter_to_write(request, code, body.acting_as)
    cells = {(cell.row, cell.column): cell.text for cell in body.cells}
    return _told(services.mend_cells(cells=cells, alike=body.alike, **_deed(request, body, letter)), letter)


@router.post("/letters/{code}/excel/leave-out", auth=VIEW, response=schemas.WaitingList)
def leave_out(request, code: Code, body: schemas.LeavingOut):
    """Leave a row of the waiting list out, or bring it back."""
    letter = letter_to_write(request, code, body.acting_as)
    draft = services.leave_out(row=body.row, is_out=body.is_out, **_deed(request, body, letter))
    return _told(draft, letter)


@router.post("/letters/{code}/excel/take", auth=VIEW, response=schemas.Taken)
def take(request, code: Code, body: schemas.Taking):
    """Add the rows of the waiting list to the letter."""
    letter = letter_to_write(request, code, body.acting_as)
    rows, rest = services.take_list(only_good=body.only_good, **_deed(request, body, letter))
    return {"nominations": [row.pk for row in rows], "waiting_count": len(rest.rows) if rest else 0}


@router.post("/letters/{code}/excel/drop", auth=VIEW, response={204: None})
def drop(request, code: Code, body: schemas.DeedOnRow):
    """Throw the waiting list away; the letter stays as it is."""
    services.drop_list(**_deed(request, body, letter_to_write(request, code, body.acting_as)))
