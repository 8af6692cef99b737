"""The tabs of the inbox as files: what waits on a desk or in an office's queue, what a person sent and did."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.sheets.serving import EXPORT_LIMIT, Shown, export_response, rows_to_export
from workflows.inbox import queries
from workflows.inbox.shown import with_sentences

KINDS = {
    "proposal": gettext_lazy("Proposals"),
    "letter": gettext_lazy("Letters"),
    "opinion": gettext_lazy("Opinions asked"),
    "meeting": gettext_lazy("Council meetings"),
    "decision": gettext_lazy("Decisions"),
    "transmittal": gettext_lazy("Letters to the province"),
    "offer": gettext_lazy("Offers of the office"),
}


def waiting_file(request, group, filters, narrowed=""):
    """The things that wait, overdue and soonest first. group: (desks, handler)."""
    desks, handler = group
    shown = [
        Shown(_("Kind"), lambda row: str(KINDS.get(row.kind, row.kind)), 16),
        Shown(_("Code"), lambda row: row.code, 18),
        Shown(_("Abstract"), lambda row: row.title, 48),
        Shown(_("Unit"), lambda row: row.unit, 28),
        Shown(_("State"), lambda row: row.get_state_display(), 20),
        Shown(_("Due on"), lambda row: row.due_on, 13, "date"),
    ]
    rows = queries.waiting(desks, handler=handler, filters=filters, limit=EXPORT_LIMIT + 1)
    return export_response(request, "inbox", title=_("Inbox"), shown=shown, rows=rows, narrowed=narrowed)


def sent_file(request, rows):
    """The dossiers of letters the person signed or drafted. rows: those this person may see."""
    shown = [
        Shown(_("Code"), lambda row: row.code, 18),
        Shown(_("Abstract"), lambda row: row.title, 48),
        Shown(_("Unit"), lambda row: row.unit.name, 28),
        Shown(_("State"), lambda row: row.get_state_display(), 20),
        Shown(_("Sent on"), lambda row: row.submitted_at, 17, "date"),
    ]
    found = rows_to_export(rows.order_by("-pk"))
    return export_response(request, "inbox/sent", title=_("Sent by me"), shown=shown, rows=found)


def done_file(request, rows):
    """The person's own deeds. rows: of `queries.deeds_of`."""
    shown = [
        Shown(_("At"), lambda row: row.at, 17, "date"),
        Shown(_("Code"), lambda row: row.stream.key.partition("/")[2], 24),
        Shown(_("Deed"), lambda row: row.sentence, 60),
    ]
    found = with_sentences(rows_to_export(rows.order_by("-pk")))
    return export_response(request, "inbox/done", title=_("Done by me"), shown=shown, rows=found)
