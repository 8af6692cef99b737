"""A person's own notices as a file."""

from django.utils.translation import gettext as _

from documents.sheets.serving import Shown, export_response, rows_to_export
from permissions.pages import held_by
from workflows.notices.shown import for_their_person


def notices_file(request, rows):
    """What the person was told, the newest first. rows: of `queries.notices_of`."""
    shown = [
        Shown(_("When"), lambda row: row.at, 17, "date"),
        Shown(_("Code"), lambda row: row.code, 20),
        Shown(_("Notice"), lambda row: row.sentence, 48),
        Shown(_("Abstract"), lambda row: row.title, 48),
        Shown(_("Kind"), lambda row: row.get_kind_display(), 18),
        Shown(_("Due on"), lambda row: row.due_on, 13, "date"),
    ]
    found = for_their_person(rows_to_export(rows.order_by("-pk")), held_by(request))
    return export_response(request, "notices", title=_("Notices"), shown=shown, rows=found)
