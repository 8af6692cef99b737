"""Decisions and the register of their numbers as files."""

from django.utils.translation import gettext as _

from documents.numbers.exports import register_file
from documents.sheets.serving import Shown, export_response, rows_to_export
from workflows.decisions import papers
from workflows.decisions.numbering import numbered_in
from workflows.decisions.queries import with_totals


def decisions_file(request, rows, narrowed):
    """The decisions of a list, numbers, nominees and money among them. rows: those this person may see, narrowed."""
    shown = [
        Shown(_("Code"), lambda row: row.code, 18),
        Shown(_("Number"), papers.number_of, 20),
        Shown(_("Date"), lambda row: row.issued_on, 13, "date"),
        Shown(_("Abstract"), lambda row: row.title, 48),
        Shown(_("Award form"), lambda row: row.award_form.name, 28),
        Shown(_("Nominees"), lambda row: row.nominee_count, 10, "number"),
        Shown(_("Money"), lambda row: row.bonus_total, 14, "number"),
        Shown(_("State"), lambda row: row.get_state_display(), 18),
    ]
    found = rows_to_export(with_totals(rows).select_related("award_form").order_by("-pk"))
    return export_response(request, "decisions", title=_("Decisions"), shown=shown, rows=found, narrowed=narrowed)


def decision_numbers_file(request, register):
    """The numbers of a year's register of decisions, each with the paper that bears it."""
    return register_file(request, register, numbered_in(register, request.user, request.held))
