"""People, units and mandates as files: permissions knows no workbooks, so these are put together here."""

from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from ninja import Query

from documents.sheets.serving import Shown, export_response, rows_to_export
from permissions import access
from permissions.endpoints import Asks, Endpoints
from permissions.keyset import with_words
from permissions.mandates.queries import mandates_seen
from permissions.pages import asks, held_by
from permissions.people.models import Unit
from permissions.people.queries import with_offices_now
from permissions.people.schemas import PeopleQuery

router = Endpoints(tags=["people"])


def _people_file(request, text):
    shown = [
        Shown(_("Full name"), lambda row: row.full_name, 28),
        Shown(_("Offices held"), lambda row: "; ".join(map(str, row.offices_now)), 60),
        Shown(_("User name"), lambda row: row.username, 18),
        Shown(_("Telephone"), lambda row: row.phone, 16),
        Shown(_("State"), lambda row: _("Active") if row.is_active else _("Deactivated"), 16),
    ]
    rows = with_words(with_offices_now(request.user, held_by(request)), text).order_by("sort_key", "pk")
    return export_response(
        request, "people", title=_("People and offices"), shown=shown, rows=rows_to_export(rows), narrowed=text
    )


def _units_file(request):
    shown = [
        Shown(_("Code"), lambda row: row.code, 16),
        Shown(_("Unit"), lambda row: row.name, 44),
        Shown(_("Kind"), lambda row: row.get_kind_display(), 24),
        Shown(_("Belongs to"), lambda row: row.parent.name if row.parent else "", 40),
        Shown(_("State"), lambda row: _("Active") if row.is_active else _("Deactivated"), 16),
    ]
    seen = access.visible_to(request.user, Unit, acting=held_by(request)).select_related("parent")
    rows = rows_to_export(seen.order_by("commune", "kind", "sort_key"))
    return export_response(request, "units", title=_("Units"), shown=shown, rows=rows)


def _covers(row):
    named = [(_("units"), row.units), (_("campaigns"), row.campaigns), (_("dossiers"), row.dossiers)]
    return "; ".join([row.appointment.unit.name, *(f"{label}: {codes}" for label, codes in named if codes)])


def _mandates_file(request):
    shown = [
        Shown(_("Decision"), lambda row: row.decision_number, 20),
        Shown(_("Decided on"), lambda row: row.decided_on, 13, "date"),
        Shown(_("Issued by"), lambda row: row.issued_by, 28),
        Shown(_("Inspector"), lambda row: row.appointment.user.full_name, 24),
        Shown(_("Covers"), _covers, 40),
        Shown(_("From"), lambda row: row.from_on, 13, "date"),
        Shown(_("To"), lambda row: row.to_on, 13, "date"),
        Shown(_("Confirmed by"), lambda row: row.confirmed_by.full_name if row.confirmed_by else "", 24),
        Shown(_("Ended early"), lambda row: row.ended_at, 17, "date"),
        Shown(_("Reason"), lambda row: row.end_reason, 28),
    ]
    rows = rows_to_export(mandates_seen(request.user, held_by(request)).order_by("-pk"))
    return export_response(request, "mandates", title=_("Inspectors' mandates"), shown=shown, rows=rows)


@require_GET
@asks("people.view")
def people(request):
    """The list of people as it is narrowed, as a file."""
    return _people_file(request, request.GET.get("q", ""))


@require_GET
@asks("people.view")
def units(request):
    """The units as a file."""
    return _units_file(request)


@require_GET
@asks("people.view")
def mandates(request):
    """The inspectors' mandates as a file."""
    return _mandates_file(request)


@router.get("/people.xlsx", auth=Asks("people.view"))
def people_for_excel(request, query: Query[PeopleQuery]):
    """The same list as a file; every file taken out leaves a record."""
    return _people_file(request, query.q)


@router.get("/units.xlsx", auth=Asks("people.view"))
def units_for_excel(request):
    """The same list as a file; every file taken out leaves a record."""
    return _units_file(request)


@router.get("/mandates.xlsx", auth=Asks("people.view"))
def mandates_for_excel(request):
    """The same list as a file."""
    return _mandates_file(request)
