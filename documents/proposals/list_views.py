"""The list of letters: views by state, filter, search, pages of fifty."""

from django.db.models import Prefetch, Q
from django.shortcuts import render
from django.views.decorators.http import require_GET

from documents.proposals.exports import letters_file
from documents.proposals.forms import LetterFilter
from documents.proposals.models import Letter, Proposal
from documents.proposals.queries import letters_with_words, with_row_count
from documents.proposals.sent import show_letters
from documents.proposals.states import LetterState
from documents.sheets.serving import is_export, words_of_filter
from permissions import access
from permissions.pages import asks, held_by, newest_first, state_tabs
from permissions.people.models import Unit

ROWS_A_PAGE = 50


def _narrowed(rows, form):
    found = form.cleaned_data if form.is_valid() else {}
    rows = letters_with_words(rows, found.get("q", ""))
    if found.get("unit"):
        rows = rows.filter(unit=found["unit"])
    return rows.filter(state=found["state"]) if found.get("state") else rows


@require_GET
@asks("letters.view")
def index(request):
    held = held_by(request)
    units, communes = access.units_and_communes(held, "letters.view")
    form = LetterFilter(request.GET, units=Unit.objects.filter(Q(pk__in=units) | Q(commune_id__in=communes)))
    if not communes and len(units) < 2:
        del form.fields["unit"]
    rows = _narrowed(access.visible_to(request.user, Letter, acting=held), form)
    if is_export(request):
        return letters_file(request, with_row_count(rows), words_of_filter(form))
    made = Prefetch("proposals", Proposal.objects.order_by("pk").only("code", "state", "letter_id"), to_attr="made")
    rows = with_row_count(rows).select_related("unit", "campaign").prefetch_related(made)
    shown, newer_url, older_url = newest_first(rows, request, ROWS_A_PAGE)
    offices = access.offices_with("letters.edit") | access.offices_with("letters.enter_received")
    context = {
        "rows": show_letters(shown, held),
        "filter": form,
        "is_narrowed": any(request.GET.get(name) for name in ("q", "unit", "state", "before", "after")),
        "previous_url": newer_url,
        "next_url": older_url,
        "may_draft": any(capacity.office in offices for capacity in held),
        "many_units": "unit" in form.fields,
        "tabs": state_tabs(request, [("", LetterFilter.EVERY_STATE), *LetterState.choices]),
    }
    return render(request, "documents/proposals/list.html", context)
