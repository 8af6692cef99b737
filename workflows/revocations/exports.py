"""Cancelling and correcting decisions, and what is to come back of revoked awards, as files."""

from django.utils import timezone
from django.utils.translation import gettext as _

from documents.sheets.serving import Shown, export_response, rows_to_export
from workflows.decisions.papers import number_of
from workflows.revocations.queries import items_of, with_line_count


def amendments_file(request, rows, narrowed):
    """The papers of a list. rows: those this person may see, narrowed."""
    shown = [
        Shown(_("Code"), lambda row: row.code, 18),
        Shown(_("Kind"), lambda row: row.get_kind_display(), 22),
        Shown(_("Number"), number_of, 20),
        Shown(_("Date"), lambda row: row.issued_on, 13, "date"),
        Shown(_("Abstract"), lambda row: row.title, 48),
        Shown(_("Nominees"), lambda row: row.line_count, 10, "number"),
        Shown(_("State"), lambda row: row.get_state_display(), 18),
    ]
    found = rows_to_export(with_line_count(rows).order_by("-pk"))
    title = _("Cancelling and correcting decisions")
    return export_response(request, "amendments", title=title, shown=shown, rows=found, narrowed=narrowed)


def item_words(due, today):
    """Came back, need not come back, overdue, or still due."""
    if not due.is_open:
        return due.record.get_state_display()
    return _("Overdue") if due.is_overdue(today) else _("Still due")


def returns_file(request, rows, narrowed):
    """What is to come back of whom. rows: of `revocations_seen`."""
    today = timezone.localdate()

    def of_item(place, read):
        def told(row):
            due = next((one for one in items_of(row) if one.item == place), None)
            return read(due) if due else None

        return told

    shown = [
        Shown(_("Nominee"), lambda row: row.nomination.full_name, 28),
        Shown(_("Unit"), lambda row: row.nomination.proposal.unit.name, 28),
        Shown(_("Revoked by decision"), lambda row: row.decision_number, 20),
        Shown(_("Date"), lambda row: row.decided_on, 13, "date"),
        Shown(_("To be given back by"), lambda row: row.last_day, 16, "date"),
        Shown(_("Money"), of_item("money", lambda due: due.amount), 14, "number"),
        Shown(_("State of the money"), of_item("money", lambda due: item_words(due, today)), 20),
        Shown(_("Number of the voucher"), of_item("money", lambda due: due.record and due.record.voucher), 16),
        Shown(_("Certificate and object"), of_item("object", lambda due: item_words(due, today)), 20),
    ]
    found = rows_to_export(rows.order_by("-pk"))
    return export_response(request, "returns", title=_("To be given back"), shown=shown, rows=found, narrowed=narrowed)
