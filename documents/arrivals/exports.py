"""The arrival book and the register of its numbers as files."""

from django.utils.translation import gettext as _

from documents.arrivals.queries import arrivals_seen
from documents.numbers.exports import register_file
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


def arrival_numbers_file(request, register):
    """The numbers of a year's register of arrivals, each with the paper that came in under it."""
    rows = arrivals_seen(request.user, request.held).filter(commune=register.commune, year=register.year)
    told = rows.values_list("number", "paper_number", "title", "arrived_on")
    return register_file(request, register, {number: row for number, *row in told})
