"""Meetings of the council as a file; nothing of any vote stands in it."""

from django.utils.translation import gettext as _

from documents.sheets.serving import Shown, export_response, rows_to_export


def meetings_file(request, rows):
    """The meetings of a list. rows: those this person may see."""
    shown = [
        Shown(_("Code"), lambda row: row.code, 18),
        Shown(_("Abstract"), lambda row: row.title, 44),
        Shown(_("Held at"), lambda row: row.held_at, 17, "date"),
        Shown(_("Place"), lambda row: row.place, 24),
        Shown(_("State"), lambda row: row.get_state_display(), 18),
    ]
    return export_response(request, "meetings", title=_("Council meetings"), shown=shown, rows=rows_to_export(rows))
