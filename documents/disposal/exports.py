"""What is due, what is held, the lists and the dossiers of one, as files."""

from django.utils.translation import gettext as _

from documents.proposals.sent import show_letters
from documents.sheets.serving import Shown, export_response, rows_to_export
from permissions.pages import held_by


def _yes(value):
    return _("yes") if value else ""


def _about(letter_of):
    """The columns that tell which dossier a row is about."""
    return [
        Shown(_("Code"), lambda row: letter_of(row).code, 18),
        Shown(_("Proposing unit"), lambda row: letter_of(row).unit.name, 28),
        Shown(_("Abstract"), lambda row: letter_of(row).title, 44),
        Shown(_("Sent"), lambda row: letter_of(row).sent_at, 17, "date"),
    ]


def due_file(request, rows, narrowed):
    """Dossiers whose time is over. rows: of `queries.due_seen`."""
    shown = [
        *_about(lambda row: row),
        Shown(_("May go since"), lambda row: row.due_year, 12, "number"),
        Shown(_("On hold"), lambda row: _yes(row.is_held), 10),
    ]
    found = show_letters(rows_to_export(rows.order_by("-pk")), held_by(request))
    title = _("Dossiers past their time")
    return export_response(request, "disposal", title=title, shown=shown, rows=found, narrowed=narrowed)


def holds_file(request, rows):
    """Dossiers on hold. rows: of `queries.holds_seen`."""
    shown = [
        *_about(lambda row: row.letter),
        Shown(_("Number of the document that asks for it"), lambda row: row.document_number, 24),
        Shown(_("Why the dossier must be kept"), lambda row: row.reason, 44),
        Shown(_("Held by"), lambda row: row.placed_by.full_name, 24),
        Shown(_("Held since"), lambda row: row.placed_at, 17, "date"),
    ]
    found = rows_to_export(rows.order_by("-pk"))
    show_letters([row.letter for row in found], held_by(request))
    return export_response(request, "disposal/holds", title=_("Dossiers on hold"), shown=shown, rows=found)


def lists_file(request, rows):
    """Lists for disposal. rows: of `queries.lists_seen`."""
    shown = [
        Shown(_("Code"), lambda row: row.code, 18),
        Shown(_("State"), lambda row: row.get_state_display(), 16),
        Shown(_("Dossiers"), lambda row: row.item_count, 10, "number"),
        Shown(_("Carried out"), lambda row: row.gone_count, 12, "number"),
        Shown(_("Legal basis"), lambda row: row.legal_basis, 44),
        Shown(_("Proposed by"), lambda row: row.proposed_by.full_name, 24),
        Shown(_("Proposed on"), lambda row: row.proposed_at, 17, "date"),
        Shown(_("Answered by"), lambda row: row.answered_by.full_name if row.answered_by else "", 24),
        Shown(_("Answered on"), lambda row: row.answered_at, 17, "date"),
    ]
    found = rows_to_export(rows.order_by("-pk"))
    return export_response(request, "disposal/lists", title=_("Lists for disposal"), shown=shown, rows=found)


def items_file(request, disposal_list, rows):
    """The dossiers of a list. rows: of `queries.items_of`."""
    shown = [
        *_about(lambda row: row.letter),
        Shown(_("May go since"), lambda row: row.due_year, 12, "number"),
        Shown(_("Disposed of on"), lambda row: row.disposed_at, 17, "date"),
        Shown(_("Carried out by"), lambda row: row.disposed_by.full_name if row.disposed_by else "", 24),
    ]
    found = rows_to_export(rows.order_by("pk"))
    show_letters([row.letter for row in found], held_by(request))
    title = _("List for disposal %(code)s") % {"code": disposal_list.code}
    return export_response(request, disposal_list.stream, title=title, shown=shown, rows=found)
