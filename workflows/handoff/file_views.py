"""The papers of a letter to the province as files: asked, noted, then given out. And what a sending changed."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from documents.attachments.media_types import MediaType
from documents.attachments.models import Blob
from documents.attachments.serving import file_response, made_anew
from documents.signatures.told import file_for
from permissions.pages import asks, held_by
from permissions.reads import noted
from workflows.handoff import papers, shown
from workflows.handoff.differences import changes_of
from workflows.handoff.queries import is_inside, lines_as_sent
from workflows.handoff.states import TransmittalState
from workflows.handoff.views import letter_or_404


def note_download(request, letter, what, sha256=""):
    """The AccessRecord of a file taken out."""
    told = f"{letter.stream}/{what} {sha256}".strip()
    noted(request, "downloaded", commune_id=letter.commune_id, what=told)


def sending_or_404(request, code, number):
    """(letter, sending), for who works on it in the commune and for the province."""
    letter = letter_or_404(request, code)
    if not shown.may_open_packages(letter, held_by(request)):
        raise Http404
    return letter, get_object_or_404(letter.sendings.select_related("package", "note__blob"), number=number)


@require_GET
@asks("transmittals.view")
def paper(request, code, which):
    """A kept rendition, signed or issued; with its digital signatures where it has any."""
    letter = letter_or_404(request, code)
    issued = shown.kept_papers(letter, held_by(request)).get(which)
    if issued is None:
        raise Http404
    blob = file_for(issued)
    note_download(request, letter, f"papers/{which}", blob.sha256)
    return file_response(blob, papers.file_name(letter, which), inline=True)


@require_GET
@asks("transmittals.view")
def draft(request, code):
    """The draft as it would be printed, made anew each time and not kept."""
    letter = letter_or_404(request, code)
    if letter.state != TransmittalState.DRAFTED:
        raise Http404
    note_download(request, letter, "papers/draft")
    pdf = papers.render_letter(letter, lines_as_sent(letter), on=timezone.localdate(letter.drafted_at))
    return made_anew(pdf, papers.file_name(letter, "draft"), MediaType.PDF)


@require_GET
@asks("transmittals.view")
def word(request, code):
    """The letter with its list for Word, made anew each time."""
    letter, held = letter_or_404(request, code), held_by(request)
    if not is_inside(letter, held) and not shown.kept_papers(letter, held):
        raise Http404
    note_download(request, letter, "papers/word")
    on = letter.issued_on or timezone.localdate(letter.signed_at or letter.drafted_at)
    content = papers.render_letter_docx(letter, lines_as_sent(letter), on=on)
    return made_anew(content, papers.file_name(letter, "word"), MediaType.DOCX)


@require_GET
@asks("transmittals.view")
def package(request, code, number):
    """The package of a sending, byte for byte as it was sent."""
    letter, sending = sending_or_404(request, code, number)
    note_download(request, letter, f"sendings/{number}/package", sending.sha256)
    return file_response(sending.package, papers.file_name(letter, "package", number), inline=False)


@require_GET
@asks("transmittals.view")
def note(request, code, number):
    """The consignment note of a sending."""
    letter, sending = sending_or_404(request, code, number)
    note_download(request, letter, f"sendings/{number}/note", sending.note.sha256)
    return file_response(sending.note.blob, papers.file_name(letter, "note", number), inline=True)


@require_GET
@asks("transmittals.view")
def note_word(request, code, number):
    """The same note for Word, made anew each time from the package as it was sent."""
    letter, sending = sending_or_404(request, code, number)
    note_download(request, letter, f"sendings/{number}/note/word")
    content = papers.render_consignment_docx(sending)
    return made_anew(content, papers.file_name(letter, "note_word", number), MediaType.DOCX)


@require_GET
@asks("transmittals.view")
def changes(request, code, number):
    """What a sending says otherwise than the one before, line by line."""
    letter, sending = sending_or_404(request, code, number)
    context = {"letter": letter, "sending": sending, "lines": changes_of(sending)}
    return render(request, "workflows/handoff/changes.html", context)


@require_GET
@asks("transmittals.view")
def nominee_file(request, code, line, sha256):
    """A paper of a nominee as the last sending gave it; nothing that was attached since."""
    letter, held = letter_or_404(request, code), held_by(request)
    if not shown.may_open_packages(letter, held):
        raise Http404
    found = next((each for each in shown.lines_for(letter, held) if each.pk == line), None)
    told = next((file for file in shown.files_of(found) if file["sha256"] == sha256), None) if found else None
    if told is None:
        raise Http404
    note_download(request, letter, f"lines/{line}", sha256)
    return file_response(Blob.objects.get(sha256=sha256), told["file_name"], inline=True)
