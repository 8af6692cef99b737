"""The list of letters to the province: of the commune, or of every commune below the province."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from documents.sheets.serving import is_export, words_of_filter
from permissions import access
from permissions.pages import asks, held_by, newest_first, state_tabs
from workflows.handoff import papers
from workflows.handoff.exports import transmittals_file
from workflows.handoff.forms import Filters
from workflows.handoff.models import Transmittal
from workflows.handoff.queries import found_by_words, with_totals
from workflows.handoff.states import TransmittalState

PAGE = 25


def _narrowed(rows, filters, held):
    filters.is_valid()
    found = filters.cleaned_data
    rows = found_by_words(rows, found.get("q", ""), held)
    if found.get("form"):
        rows = rows.filter(award_form=found["form"])
    return rows.filter(state=found["state"]) if found.get("state") else rows


@require_GET
@asks("transmittals.view")
def index(request):
    held = held_by(request)
    filters = Filters(request.GET)
    rows = _narrowed(access.visible_to(request.user, Transmittal, acting=held), filters, held)
    if is_export(request):
        return transmittals_file(request, rows, words_of_filter(filters))
    rows = with_totals(rows).select_related("award_form", "commune")
    shown, newer_url, older_url = newest_first(rows, request, PAGE)
    for row in shown:
        row.document_number = papers.number_of(row)
    context = {
        "rows": shown,
        "filters": filters,
        "tabs": state_tabs(request, [("", _("All")), *TransmittalState.choices]),
        "newer_url": newer_url,
        "older_url": older_url,
        "may_draft": any(c.office in access.offices_with("transmittals.draft") for c in held),
        "may_register": any(c.office in access.offices_with("arrivals.register") for c in held),
        "is_narrowed": any(request.GET.get(name) for name in ("q", "form", "state", "before", "after")),
    }
    return render(request, "workflows/handoff/transmittals.html", context)
