"""A register given out: as a list for Excel, as a printed book in PDF and Word."""

from django.utils import timezone
from django.utils.translation import gettext as _

from documents.attachments.media_types import MediaType
from documents.attachments.serving import made_anew
from documents.numbers.queries import entries_of, numbers_of
from documents.printing import wording
from documents.printing.docx_writer import render_docx
from documents.printing.typst_writer import render_pdf
from documents.sheets.serving import Shown, export_response, rows_to_export
from permissions.reads import noted
from workflows.registers.papers import book_blocks


def _in_order(register):
    return numbers_of(register).order_by("number", "suffix")


def numbers_file(request, register):
    """Every number of a register with its paper, or why it is void."""
    shown = [
        Shown(_("Number"), lambda row: row.number, 10),
        Shown(_("Date"), lambda row: row.day, 13, "date"),
        Shown(_("Code"), lambda row: row.code, 20),
        Shown(_("Abstract or name"), lambda row: row.title, 56),
        Shown(_("Taken by"), lambda row: row.by, 24),
        Shown(_("Taken at"), lambda row: row.taken_at, 17, "date"),
        Shown(_("Dated before it was taken"), lambda row: _("yes") if row.is_backdated else "", 14),
        Shown(_("Voided at"), lambda row: row.voided and row.voided.voided_at, 17, "date"),
        Shown(_("Why it is void"), lambda row: row.voided.reason if row.voided else "", 40),
    ]
    rows = entries_of(register, rows_to_export(_in_order(register)))
    title = _("Register of numbers: %(register)s") % {"register": register}
    return export_response(
        request, register.stream.replace("register", "registers", 1), title=title, shown=shown, rows=rows
    )


def book(request, register, media_type):
    """The whole register as a book, made anew; who takes it out is recorded. media_type: PDF or DOCX."""
    on = timezone.localdate()
    blocks = book_blocks(register, entries_of(register, _in_order(register)), on)
    noted(request, "downloaded", commune_id=register.commune_id, what=f"{register.stream}/book")
    render = render_pdf if media_type == MediaType.PDF else render_docx
    content = render(blocks, title=f"Sổ đăng ký: {register}", on=on, watermark=wording.watermark())
    return made_anew(content, f"Sổ đăng ký - {register}{media_type.extensions[0]}", media_type)
