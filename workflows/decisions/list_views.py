"""The list of decisions."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from permissions import access
from permissions.keyset import with_words
from permissions.pages import asks, held_by
from workflows.decisions import papers
from workflows.decisions.forms import Filters
from workflows.decisions.models import Decision
from workflows.decisions.queries import with_totals
from workflows.decisions.states import DecisionState

PAGE = 25


def _with_parameters(request, **changes):
    """This page's address with other parameters; None takes one out."""
    query = request.GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None:
            query[name] = value
    return f"{request.path}?{query.urlencode()}"


def _number_in(query, name):
    text = query.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 19 else None


def _narrowed(rows, filters):
    filters.is_valid()
    found = filters.cleaned_data
    rows = with_words(rows, found.get("q", ""))
    if found.get("form"):
        rows = rows.filter(award_form=found["form"])
    return rows.filter(state=found["state"]) if found.get("state") else rows


def _page_of(rows, request):
    """One page, newest first, with the addresses of the newer and the older page."""
    before, after = _number_in(request.GET, "before"), _number_in(request.GET, "after")
    if after is not None:
        found = list(rows.filter(pk__gt=after).order_by("pk")[: PAGE + 1])
        is_newer, is_older, shown = len(found) > PAGE, True, found[:PAGE][::-1]
    else:
        older = rows.filter(pk__lt=before) if before is not None else rows
        found = list(older.order_by("-pk")[: PAGE + 1])
        is_newer, is_older, shown = before is not None, len(found) > PAGE, found[:PAGE]
    newer = _with_parameters(request, after=shown[0].pk, before=None) if shown and is_newer else None
    older = _with_parameters(request, before=shown[-1].pk, after=None) if shown and is_older else None
    return shown, newer, older


def _tabs(request):
    chosen = request.GET.get("state", "")
    return [
        {
            "label": label,
            "url": _with_parameters(request, state=value or None, before=None, after=None),
            "active": chosen == value,
        }
        for value, label in [("", _("All")), *DecisionState.choices]
    ]


@require_GET
@asks("decisions.view")
def index(request):
    held = held_by(request)
    filters = Filters(request.GET)
    rows = _narrowed(access.visible_to(request.user, Decision, acting=held), filters)
    shown, newer_url, older_url = _page_of(with_totals(rows).select_related("award_form"), request)
    for row in shown:
        row.document_number = papers.number_of(row)
    context = {
        "rows": shown,
        "filters": filters,
        "tabs": _tabs(request),
        "newer_url": newer_url,
        "older_url": older_url,
        "may_draft": any(c.office in access.offices_with("decisions.draft") for c in held),
        "is_narrowed": any(request.GET.get(name) for name in ("q", "form", "state", "before", "after")),
    }
    return render(request, "workflows/decisions/decisions.html", context)
