"""Endpoints of papers: what is asked and there, uploading, downloading, removing."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import File, Form
from ninja.files import UploadedFile

from documents.attachments.serving import file_response
from documents.proposals import schemas, services
from documents.proposals.api import VIEW, letter_or_404, letter_to_write
from documents.proposals.paper_places import places_of_letter, places_of_row
from documents.proposals.queries import papers_seen, rules_for
from documents.proposals.sent import sent_of
from permissions.api_fields import Code, Deed, Key
from permissions.endpoints import Asks, Endpoints, chosen
from permissions.reads import noted
from permissions.refusals import ValidationError

router = Endpoints(tags=["papers"])


def _places(letter, held):
    """Every place of the letter and of its rows, outside the unit with what was sent: at most five statements."""
    sent, rules = sent_of(letter, held), rules_for(letter, timezone.localdate())
    rows = sent.show_rows(sent.rows_of(letter))
    shared = places_of_letter(sent.papers_of(letter), rows, rules)
    return [*shared, *(place for row in rows for place in places_of_row(row, rules))]


@router.get("/letters/{code}/papers", auth=VIEW, response=list[schemas.PaperPlace])
def places(request, code: Code):
    """Which papers the rules ask with the letter and with each row, and what lies there."""
    return _places(letter_or_404(request, code), request.held)


@router.post("/letters/{code}/papers", auth=VIEW, response={201: schemas.Paper})
def attach(request, code: Code, body: Form[schemas.NewPaper], file: UploadedFile = File(...)):  # noqa: B008 - how django-ninja names a file
    """Attach a file to the letter, or to one row: PDF, Word, Excel, JPEG or PNG by its own bytes."""
    letter = letter_to_write(request, code, body.acting_as)
    row = chosen(letter.nominations.all(), "nomination", pk=body.nomination) if body.nomination else None
    known = {place.code for place in _places(letter, request.held) if place.row_id == (row.pk if row else 0)}
    if body.kind not in known:
        raise ValidationError({"kind": _("Choose one of: %(choices)s.") % {"choices": ", ".join(sorted(known))}})
    try:
        return services.attach_paper(
            letter=letter, nomination=row, kind=body.kind, upload=file, by=request.user, acting_as=body.acting_as
        )
    except ValidationError as fault:
        raise ValidationError({"file": fault.messages}) from None


@router.get("/papers/{key}", auth=Asks("proposals.view"))
def download(request, key: Key):
    """The file itself, to who may see its letter or its proposal; every download leaves a record."""
    paper = get_object_or_404(papers_seen(request.user, request.held), pk=key)
    what = f"{paper.letter.stream}/papers/{paper.pk} {paper.blob.sha256}"
    noted(request, "downloaded", commune_id=paper.letter.commune_id, what=what)
    return file_response(paper.blob, paper.file_name, inline=False)


@router.post("/papers/{key}/remove", auth=VIEW, response={204: None})
def remove(request, key: Key, body: Deed):
    """Mark a paper as removed; versions that named it keep its hash."""
    paper = get_object_or_404(papers_seen(request.user, request.held), pk=key)
    letter_to_write(request, paper.letter.code, body.acting_as)
    services.remove_paper(paper=paper, by=request.user, acting_as=body.acting_as)
