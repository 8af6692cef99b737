"""Letters to the province as a file."""

from django.utils.translation import gettext as _

from documents.sheets.serving import Shown, export_response, rows_to_export
from workflows.handoff import papers
from workflows.handoff.queries import with_totals


def transmittals_file(request, rows, narrowed):
    """The letters of a list with their numbers and nominees. rows: those this person may see, narrowed."""
    shown = [
        Shown(_("Code"), lambda row: row.code, 18),
        Shown(_("Commune"), lambda row: str(row.commune), 24),
        Shown(_("Number"), papers.number_of, 20),
        Shown(_("Date"), lambda row: row.issued_on, 13, "date"),
        Shown(_("Abstract"), lambda row: row.title, 48),
        Shown(_("Award form"), lambda row: row.award_form.name, 28),
        Shown(_("Nominees"), lambda row: row.nominee_count, 10, "number"),
        Shown(_("State"), lambda row: row.get_state_display(), 18),
        Shown(_("Due on"), lambda row: row.due_on, 13, "date"),
    ]
    found = rows_to_export(with_totals(rows).select_related("award_form", "commune").order_by("-pk"))
    title = _("Letters to the province")
    return export_response(request, "transmittals", title=title, shown=shown, rows=found, narrowed=narrowed)
