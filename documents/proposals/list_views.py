"""The list of letters: views by state, filter, search, pages of fifty."""

from django.db.models import Prefetch, Q
from django.shortcuts import render
from django.views.decorators.http import require_GET

from documents.proposals.forms import LetterFilter
from documents.proposals.models import Letter, Proposal
from documents.proposals.queries import with_row_count
from documents.proposals.sent import show_letters
from documents.proposals.states import LetterState
from documents.proposals.views import number_in
from permissions import access
from permissions.pages import asks, held_by
from permissions.people.models import Unit
from permissions.vietnamese import search_key

ROWS_A_PAGE = 50


def _with_parameters(request, **changes):
    """This page's address with other parameters; None takes one out."""
    query = request.GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None:
            query[name] = value
    return f"{request.path}?{query.urlencode()}"


def _page_of(rows, request):
    """One page of a list, newest first, with the addresses of the newer and the older page."""
    before, after = number_in(request.GET, "before"), number_in(request.GET, "after")
    if after is not None:
        found = list(rows.filter(pk__gt=after).order_by("pk")[: ROWS_A_PAGE + 1])
        is_newer, is_older, shown = len(found) > ROWS_A_PAGE, True, found[:ROWS_A_PAGE][::-1]
    else:
        older = rows.filter(pk__lt=before) if before is not None else rows
        found = list(older.order_by("-pk")[: ROWS_A_PAGE + 1])
        is_newer, is_older, shown = before is not None, len(found) > ROWS_A_PAGE, found[:ROWS_A_PAGE]
    newer_url = _with_parameters(request, after=shown[0].pk, before=None) if shown and is_newer else None
    older_url = _with_parameters(request, before=shown[-1].pk, after=None) if shown and is_older else None
    return shown, newer_url, older_url


def _narrowed(rows, form):
    found = form.cleaned_data if form.is_valid() else {}
    for word in search_key(found.get("q", "")).split():
        rows = rows.filter(search_key__contains=word)
    if found.get("unit"):
        rows = rows.filter(unit=found["unit"])
    return rows.filter(state=found["state"]) if found.get("state") else rows


def _tabs(request):
    chosen = request.GET.get("state", "")
    return [
        {
            "label": label,
            "url": _with_parameters(request, state=value or None, before=None, after=None),
            "active": chosen == value,
        }
        for value, label in [("", LetterFilter.EVERY_STATE), *LetterState.choices]
    ]


@require_GET
@asks("letters.view")
def index(request):
    held = held_by(request)
    units, communes = access.units_and_communes(held, "letters.view")
    form = LetterFilter(request.GET, units=Unit.objects.filter(Q(pk__in=units) | Q(commune_id__in=communes)))
    if not communes and len(units) < 2:
        del form.fields["unit"]
    rows = _narrowed(access.visible_to(request.user, Letter, acting=held), form)
    made = Prefetch("proposals", Proposal.objects.order_by("pk").only("code", "state", "letter_id"), to_attr="made")
    rows = with_row_count(rows).select_related("unit", "campaign").prefetch_related(made)
    shown, newer_url, older_url = _page_of(rows, request)
    offices = access.offices_with("letters.edit") | access.offices_with("letters.enter_received")
    context = {
        "rows": show_letters(shown, held),
        "filter": form,
        "is_narrowed": any(request.GET.get(name) for name in ("q", "unit", "state", "before", "after")),
        "previous_url": newer_url,
        "next_url": older_url,
        "may_draft": any(capacity.office in offices for capacity in held),
        "many_units": "unit" in form.fields,
        "tabs": _tabs(request),
    }
    return render(request, "documents/proposals/list.html", context)
