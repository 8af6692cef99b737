"""Proposals as a file."""

from django.utils.translation import gettext as _

from documents.sheets.serving import Shown, export_response, rows_to_export


def proposals_file(request, rows, narrowed):
    """The proposals of a list. rows: those this person may see, narrowed."""
    shown = [
        Shown(_("Code"), lambda row: row.code, 18),
        Shown(_("Proposing unit"), lambda row: row.unit.name, 28),
        Shown(_("Abstract"), lambda row: row.title, 44),
        Shown(_("Award form"), lambda row: row.award_form.name, 28),
        Shown(_("Nominees"), lambda row: row.nominee_count, 10, "number"),
        Shown(_("State"), lambda row: row.get_state_display(), 20),
        Shown(_("Handler"), lambda row: row.handler.full_name if row.handler else "", 22),
        Shown(_("Due on"), lambda row: row.due_on, 13, "date"),
        Shown(_("Sent on"), lambda row: row.submitted_at, 17, "date"),
    ]
    found = rows_to_export(rows.select_related("unit", "award_form", "handler").order_by("-pk"))
    return export_response(request, "proposals", title=_("Proposals"), shown=shown, rows=found, narrowed=narrowed)
