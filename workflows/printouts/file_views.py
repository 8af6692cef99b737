"""A paper as a file: drawn, recorded, given out as PDF/A or for Word; pages and endpoints answer with the same."""

from django.http import Http404

from documents.attachments.media_types import MediaType
from documents.attachments.serving import made_anew
from documents.printing.docx_writer import render_docx
from documents.printing.typst_writer import render_pdf
from documents.printing.wording import watermark
from documents.proposals.sent import sent_of
from documents.word_forms.file_views import filled_form
from documents.word_forms.queries import in_force
from permissions.reads import noted

OWN = "own"
WRITERS = {"pdf": (render_pdf, MediaType.PDF), "docx": (render_docx, MediaType.DOCX)}


def drawn_file(drawn, ending):
    """The paper in one of the two forms (bytes). ending: pdf or docx."""
    render, _media_type = WRITERS[ending]
    return render(drawn.blocks, title=drawn.title, on=drawn.on, watermark=watermark(is_draft=drawn.is_draft))


def printed(request, choices, paper, ending, thing, *, held, commune_id, what):
    """The answer with a paper of these choices. what: the stream for the record of access.

    Raises Http404 for a paper that is none of these, and whatever the paper itself refuses.
    """
    if paper not in choices:
        raise Http404
    if ending == OWN:
        content, name, media_type = _own(choices[paper], thing, held, commune_id)
    else:
        drawn = choices[paper].draw(thing, request.user, held)
        content, name, media_type = drawn_file(drawn, ending), f"{drawn.title}.{ending}", WRITERS[ending][1]
    noted(request, "downloaded", commune_id=commune_id, what=f"{what}/print/{paper}")
    return made_anew(content, name, media_type)


def _own(printout, thing, held, commune_id):
    """The paper in the commune's own Word form. Raises Http404 where the commune has none for it."""
    form = in_force(commune_id, printout.code) if printout.own else None
    if form is None:
        raise Http404
    return filled_form(form, printout.own(thing, held)), form.file_name, MediaType.DOCX


def row_shown(letter, pk, held):
    """The row with its letter, both as this person is shown them: what was sent, for who does not write on it.

    Raises Http404 for a row of another letter.
    """
    sent = sent_of(letter, held)
    row = sent.rows_of(letter).filter(pk=pk).first()
    if row is None:
        raise Http404
    row.letter = sent.show_letter(letter)
    return sent.show_row(row)
