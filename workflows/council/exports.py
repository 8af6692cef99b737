"""Meetings of the council and the councils as files; nothing of any vote stands in them."""

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


def conclusions_file(request, rows, narrowed):
    """Which units were told of which meeting. rows: those this person may see, narrowed."""
    shown = [
        Shown(_("Code"), lambda row: row.meeting.code, 18),
        Shown(_("Meeting"), lambda row: row.meeting.title, 44),
        Shown(_("Unit"), lambda row: row.unit.name, 34),
        Shown(_("Told on"), lambda row: row.sent_at, 17, "date"),
    ]
    title = _("Conclusions of the council")
    return export_response(
        request, "conclusions", title=title, shown=shown, rows=rows_to_export(rows), narrowed=narrowed
    )


def councils_file(request, units):
    """Each council with its founding decision and term. units: those of councils."""
    shown = [
        Shown(_("Council"), lambda row: row.name, 44),
        Shown(_("Commune"), lambda row: row.commune.name if row.commune else "", 28),
        Shown(_("Founding decision"), lambda row: _of_council(row, "founding_number"), 22),
        Shown(_("Founded on"), lambda row: _of_council(row, "founded_on"), 13, "date"),
        Shown(_("From"), lambda row: _of_council(row, "term_from"), 13, "date"),
        Shown(_("To"), lambda row: _of_council(row, "term_to"), 13, "date"),
    ]
    return export_response(request, "councils", title=_("Awards councils"), shown=shown, rows=rows_to_export(units))


def _of_council(unit, name):
    council = getattr(unit, "council", None)
    return getattr(council, name) if council else None
