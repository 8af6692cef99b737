"""The list of cancelling and correcting decisions."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from documents.sheets.serving import is_export, words_of_filter
from permissions import access
from permissions.keyset import with_words
from permissions.pages import asks, held_by, newest_first, state_tabs
from workflows.decisions.papers import number_of
from workflows.revocations.exports import amendments_file
from workflows.revocations.forms import Filters
from workflows.revocations.models import Amendment
from workflows.revocations.queries import with_line_count
from workflows.revocations.states import AmendmentState

PAGE = 25


def _narrowed(rows, filters):
    filters.is_valid()
    found = filters.cleaned_data
    rows = with_words(rows, found.get("q", ""))
    rows = rows.filter(kind=found["kind"]) if found.get("kind") else rows
    return rows.filter(state=found["state"]) if found.get("state") else rows


@require_GET
@asks("decisions.view")
def index(request):
    held = held_by(request)
    filters = Filters(request.GET)
    rows = _narrowed(access.visible_to(request.user, Amendment, acting=held), filters)
    if is_export(request):
        return amendments_file(request, rows, words_of_filter(filters))
    shown, newer_url, older_url = newest_first(with_line_count(rows), request, PAGE)
    for row in shown:
        row.document_number = number_of(row)
    offices = {capacity.office for capacity in held}
    context = {
        "rows": shown,
        "filters": filters,
        "tabs": state_tabs(request, [("", _("All")), *AmendmentState.choices]),
        "newer_url": newer_url,
        "older_url": older_url,
        "may_draft": bool(offices & access.offices_with("decisions.draft")),
        "may_see_returns": bool(offices & access.offices_with("returns.view")),
        "is_narrowed": any(request.GET.get(name) for name in ("q", "kind", "state", "before", "after")),
    }
    return render(request, "workflows/revocations/list.html", context)
