"""The arrival book as a file."""

from django.utils.translation import gettext as _

from documents.sheets.serving import Shown, export_response, rows_to_export


def arrivals_file(request, rows, narrowed):
    """The arrivals of a list. rows: those this person may see, narrowed."""
    shown = [
        Shown(_("Number of arrival"), lambda row: row.number, 16),
        Shown(_("Day of arrival"), lambda row: row.arrived_on, 13, "date"),
        Shown(_("Sender"), lambda row: row.sender, 30),
        Shown(_("Number of the paper"), lambda row: row.paper_number, 18),
        Shown(_("Date of the paper"), lambda row: row.paper_on, 13, "date"),
        Shown(_("Abstract"), lambda row: row.title, 44),
    ]
    found = rows_to_export(rows.order_by("-pk"))
    return export_response(request, "arrivals", title=_("Arrival book"), shown=shown, rows=found, narrowed=narrowed)
