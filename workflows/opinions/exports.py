"""Opinions asked, as a file."""

from django.utils.translation import gettext as _

from documents.sheets.serving import Shown, export_response, rows_to_export


def opinions_file(request, rows, narrowed):
    """The questions of a list, as it shows them: what was answered is read on the page of each alone.

    rows: those this person may see, narrowed.
    """
    shown = [
        Shown(_("Code"), lambda row: row.code, 22),
        Shown(_("Dossier"), lambda row: row.title, 48),
        Shown(_("Body asked"), lambda row: row.body_name, 30),
        Shown(_("Asked on"), lambda row: row.asked_at, 17, "date"),
        Shown(_("State"), lambda row: row.get_state_display(), 18),
        Shown(_("Due on"), lambda row: row.due_on, 13, "date"),
    ]
    found = rows_to_export(rows.order_by("-pk"))
    return export_response(request, "opinions", title=_("Opinions asked"), shown=shown, rows=found, narrowed=narrowed)
