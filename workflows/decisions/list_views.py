"""The list of decisions."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from documents.sheets.serving import is_export, words_of_filter
from permissions import access
from permissions.keyset import with_words
from permissions.pages import asks, held_by, newest_first, state_tabs
from workflows.decisions import papers
from workflows.decisions.exports import decisions_file
from workflows.decisions.forms import Filters
from workflows.decisions.models import Decision
from workflows.decisions.queries import with_totals
from workflows.decisions.states import DecisionState

PAGE = 25


def _narrowed(rows, filters):
    filters.is_valid()
    found = filters.cleaned_data
    rows = with_words(rows, found.get("q", ""))
    if found.get("form"):
        rows = rows.filter(award_form=found["form"])
    return rows.filter(state=found["state"]) if found.get("state") else rows


def _holds(held, right):
    return any(capacity.office in access.offices_with(right) for capacity in held)


@require_GET
@asks("decisions.view")
def index(request):
    held = held_by(request)
    filters = Filters(request.GET)
    rows = _narrowed(access.visible_to(request.user, Decision, acting=held), filters)
    if is_export(request):
        return decisions_file(request, rows, words_of_filter(filters))
    shown, newer_url, older_url = newest_first(with_totals(rows).select_related("award_form"), request, PAGE)
    for row in shown:
        row.document_number = papers.number_of(row)
    context = {
        "rows": shown,
        "filters": filters,
        "tabs": state_tabs(request, [("", _("All")), *DecisionState.choices]),
        "newer_url": newer_url,
        "older_url": older_url,
        "may_draft": _holds(held, "decisions.draft"),
        "may_issue": _holds(held, "decisions.issue"),
        "may_read_registers": _holds(held, "registers.view"),
        "is_narrowed": any(request.GET.get(name) for name in ("q", "form", "state", "before", "after")),
    }
    return render(request, "workflows/decisions/decisions.html", context)
