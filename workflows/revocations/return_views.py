"""Pages of what is to come back of revoked awards; and recording that a higher level revoked one."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from documents.arrivals.queries import arrivals_seen
from documents.sheets.serving import is_export, words_of_filter
from permissions import access
from permissions.fields import refused_by_field, whole_number
from permissions.keyset import with_words
from permissions.pages import asks, held_by, newest_first, stand_in, state_tabs
from permissions.reads import opened, refused
from permissions.refusals import NotNow, ValidationError
from workflows.revocations import recording, returning
from workflows.revocations.exports import item_words, returns_file
from workflows.revocations.forms import AboveForm, FindForm, ReturnFilters, ReturnForm
from workflows.revocations.queries import history_of, items_of, revocations_seen, version_of
from workflows.revocations.states import Part
from workflows.revocations.views import GET_OR_POST

PAGE = 25
MOST_CHOICES = 50  # in one list to choose from; a name finds the others


def _told(revocation, today):
    """[(DueItem, words, tone)] of a revocation as pages show them."""
    found = []
    for due in items_of(revocation):
        tone = "red" if due.is_overdue(today) else "amber" if due.is_open else "green"
        found.append((due, item_words(due, today), tone))
    return found


@require_GET
@asks("returns.view")
def index(request):
    """What is to come back of whom, and what is overdue."""
    filters, today = ReturnFilters(request.GET), timezone.localdate()
    filters.is_valid()
    said = {"words": filters.cleaned_data.get("q", ""), "part": filters.cleaned_data.get("state", "")}
    rows = revocations_seen(request.user, held_by(request), today=today, **said)
    if is_export(request):
        return returns_file(request, rows, words_of_filter(filters))
    shown, newer_url, older_url = newest_first(rows, request, PAGE)
    for row in shown:
        row.told = _told(row, today)
    context = {
        "rows": shown,
        "filters": filters,
        "tabs": state_tabs(request, [("", _("All")), *Part.choices]),
        "newer_url": newer_url,
        "older_url": older_url,
        "is_narrowed": any(request.GET.get(name) for name in ("q", "state", "before", "after")),
    }
    return render(request, "workflows/revocations/returns.html", context)


def _revocation_or_404(request, pk):
    found = get_object_or_404(revocations_seen(request.user, held_by(request)), pk=pk)
    return opened(request, found)


def _recorders(request, revocation):
    return access.own_first(access.holding(held_by(request), returning.RIGHT, revocation.nomination.proposal))


@require_GET
@asks("returns.view")
def detail(request, pk):
    """One revoked award: what is to come back, what did."""
    revocation = _revocation_or_404(request, pk)
    context = {
        "revocation": revocation,
        "told": _told(revocation, timezone.localdate()),
        "past": [row for row in history_of(revocation) if row.supersedes_id],
        "may_record": bool(_recorders(request, revocation)),
    }
    return render(request, "workflows/revocations/return.html", context)


def _start(due):
    """What the form shows first: the record that stands, else that it came back today."""
    if due.is_open:
        return {"state": "returned", "returned_on": timezone.localdate()}
    return {name: getattr(due.record, name) for name in ("state", "returned_on", "voucher")}


@GET_OR_POST
@asks(returning.RIGHT)
def record(request, pk, item):
    """Record that one item came back, or need not; a record that stands is corrected."""
    revocation = _revocation_or_404(request, pk)
    due = next((each for each in items_of(revocation) if each.item == item), None)
    if due is None:
        raise Http404
    access.require(request.user, returning.RIGHT, revocation.nomination.proposal)
    form = ReturnForm(request.POST or None, due=due, initial=_start(due))
    status = 200
    if request.method == "POST":
        status = _record(request, revocation, item, form)
        if status is None:
            messages.success(request, _("The record is kept."))
            return redirect("returns:detail", pk=pk)
    context = {
        "revocation": revocation,
        "due": due,
        "form": form,
        "capacities": _recorders(request, revocation),
        "row_version": request.POST.get("row_version") or version_of(revocation),
    }
    return render(request, "workflows/revocations/return_record.html", context, status=status)


def _record(request, revocation, item, form):
    """The status of the page that shows what has to be mended, None when it is done."""
    if not form.is_valid():
        return 422
    try:
        returning.record_given_back(
            revocation=revocation,
            row_version=request.POST.get("row_version") or 0,
            item=item,
            values=form.cleaned_data,
            by=request.user,
            acting_as=request.POST.get("acting_as", ""),
        )
    except ValidationError as fault:
        refused_by_field(form, fault)
        return 422
    return None


@GET_OR_POST
@asks(recording.RIGHT)
def above(request, pk):
    """An award of a higher level, revoked by the decision that arrived on this paper."""
    arrival = opened(request, get_object_or_404(arrivals_seen(request.user, held_by(request)), pk=pk))
    access.require(request.user, recording.RIGHT, arrival)
    recording.refuse_recorder(arrival, {request.user.pk})
    stand_in(request, "arrivals")
    start = {"decision_number": arrival.paper_number, "decided_on": arrival.paper_on, "decided_by": arrival.sender}
    find = FindForm(request.GET)
    nominations, has_more = _to_choose(request, recording.granted_above(arrival.commune_id), find)
    form = AboveForm(request.POST or None, nominations=nominations, on=timezone.localdate(), initial=start)
    status = 200
    if request.method == "POST":
        status = _above(request, arrival, form)
        if not isinstance(status, int):
            messages.success(request, _("Recorded: the award of %(name)s is revoked.") % {"name": status.nomination})
            return redirect(_after(status))
    offices = access.offices_with(recording.RIGHT)
    context = {
        "arrival": arrival,
        "form": form,
        "find": find,
        "most": MOST_CHOICES if has_more else None,
        "has_any": bool(nominations) or recording.granted_above(arrival.commune_id).exists(),
        "capacities": [c for c in held_by(request) if c.office in offices and c.reaches(arrival)],
    }
    return render(request, "workflows/revocations/above.html", context, status=status)


def _to_choose(request, rows, find):
    """The newest of those that match, and who is chosen already; are there more than are shown?"""
    found = with_words(rows, find.cleaned_data.get("q", "") if find.is_valid() else "")
    shown = list(found[: MOST_CHOICES + 1])
    has_more, shown = len(shown) > MOST_CHOICES, shown[:MOST_CHOICES]
    chosen = whole_number(request.POST.get("nomination"))
    if chosen and chosen not in {row.pk for row in shown}:
        shown += rows.filter(pk=chosen)
    return shown, has_more


def _after(revocation):
    if revocation.give_back_by:
        return reverse("returns:detail", args=[revocation.pk])
    return reverse("proposals:detail", args=[revocation.nomination.proposal.code])


def _above(request, arrival, form):
    """The Revocation, or the status of the page that shows what has to be mended."""
    if not form.is_valid():
        return 422
    try:
        return recording.record_revocation(
            nomination=form.chosen(),
            arrival=arrival,
            values=form.cleaned_data,
            by=request.user,
            acting_as=request.POST.get("acting_as", ""),
        )
    except ValidationError as fault:
        refused_by_field(form, fault)
        return 422
    except NotNow as refusal:
        form.add_error(None, refusal.sentences)
        refused(request, refusal.code, commune_id=arrival.commune_id)
        return refusal.status
