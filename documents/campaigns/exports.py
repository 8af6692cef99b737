"""Campaigns, and how far the units are with one, as files."""

from django.utils.translation import gettext as _

from documents.campaigns.queries import progress_of
from documents.sheets.serving import Shown, export_response, rows_to_export
from permissions import access


def campaigns_file(request, rows):
    """The campaigns of a list. rows: those this person may see, with `letter_count` for who sees letters."""
    shown = [
        Shown(_("Code"), lambda row: row.code, 18),
        Shown(_("Campaign"), lambda row: row.title, 44),
        Shown(_("Number of the plan"), lambda row: row.plan_number, 18),
        Shown(_("Begins"), lambda row: row.starts_on, 13, "date"),
        Shown(_("Ends"), lambda row: row.ends_on, 13, "date"),
        Shown(_("Letters until"), lambda row: row.closes_on, 13, "date"),
    ]
    if any(capacity.office in access.offices_with("letters.view") for capacity in request.held):
        shown.append(Shown(_("Letters"), lambda row: row.letter_count, 10, "number"))
    return export_response(request, "campaigns", title=_("Emulation campaigns"), shown=shown, rows=rows_to_export(rows))


def progress_file(request, campaign):
    """What each unit has sent for the campaign, of the units this person sees the progress of."""
    shown = [
        Shown(_("Unit"), lambda row: row.unit.name, 36),
        Shown(_("Letters"), lambda row: row.letters, 10, "number"),
        Shown(_("Drafting"), lambda row: row.drafting, 10, "number"),
        Shown(_("Returned"), lambda row: row.returned, 10, "number"),
        Shown(_("Nominees"), lambda row: row.nominees, 10, "number"),
        Shown(_("Waiting"), lambda row: row.waiting, 12, "number"),
        Shown(_("Passed"), lambda row: row.passed, 12, "number"),
        Shown(_("Granted"), lambda row: row.granted, 12, "number"),
        Shown(_("Turned down"), lambda row: row.turned_down, 12, "number"),
    ]
    rows = progress_of(campaign, request.user, request.held)
    what, title = f"campaign/{campaign.code}/progress", _("Progress: %(campaign)s") % {"campaign": campaign.title}
    return export_response(request, what, title=title, shown=shown, rows=rows)
