"""Pages of disposal: what is due, holding and releasing, proposing a list, answering it, what was carried out."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from documents.disposal import queries, services
from documents.disposal.exports import due_file, holds_file, items_file, lists_file
from documents.disposal.forms import DueFilter, HoldForm, ListForm, ReleaseForm
from documents.disposal.models import DisposalList
from documents.proposals.models import Letter
from documents.proposals.sent import show_letters
from documents.sheets.serving import is_export, words_of_filter
from permissions import access
from permissions.fields import whole_number
from permissions.pages import asks, held_by, newest_first

ROWS_A_PAGE = 25
GET_OR_POST = require_http_methods(["GET", "POST"])


def _holds(held, right, thing=None):
    offices = access.offices_with(right)
    return [c for c in held if c.office in offices and (thing is None or c.reaches(thing))]


def _tabs(here):
    names = (("list", _("Time is over")), ("holds", _("On hold")), ("lists", _("Lists for disposal")))
    return [{"label": label, "url": reverse(f"disposal:{name}"), "active": name == here} for name, label in names]


def _shown(request, letters):
    """The letters of a page as they were sent; each tells whether this person may open it."""
    held = held_by(request)
    show_letters(letters, held)
    keys = [letter.pk for letter in letters]
    seen = access.visible_to(request.user, Letter.objects.filter(pk__in=keys), acting=held)
    opens = set(seen.values_list("pk", flat=True))
    for letter in letters:
        letter.is_seen = letter.pk in opens


@require_GET
@asks("disposal.view")
def index(request):
    """Dossiers whose time is over and that are on no list yet."""
    held = held_by(request)
    years = queries.years_of(queries.due_seen(held))
    form = DueFilter(request.GET, years=years)
    year = form.cleaned_data["year"] if form.is_valid() else None
    rows = queries.due_seen(held, year=year)
    if is_export(request):
        return due_file(request, rows, words_of_filter(form))
    shown, newer_url, older_url = newest_first(rows, request, ROWS_A_PAGE)
    _shown(request, shown)
    context = {
        "tabs": _tabs("list"),
        "rows": shown,
        "filter": form,
        "is_narrowed": any(request.GET.get(name) for name in ("year", "before", "after")),
        "previous_url": newer_url,
        "next_url": older_url,
        "may_hold": bool(_holds(held, "disposal.hold")),
        "may_propose": bool(_holds(held, "disposal.propose")),
    }
    return render(request, "documents/disposal/list.html", context)


@require_GET
@asks("disposal.view")
def holds(request):
    """Dossiers that are kept all the same."""
    held = held_by(request)
    rows = queries.holds_seen(held)
    if is_export(request):
        return holds_file(request, rows)
    shown, newer_url, older_url = newest_first(rows, request, ROWS_A_PAGE)
    _shown(request, [row.letter for row in shown])
    context = {
        "tabs": _tabs("holds"),
        "rows": shown,
        "previous_url": newer_url,
        "next_url": older_url,
        "may_hold": bool(_holds(held, "disposal.hold")),
    }
    return render(request, "documents/disposal/holds.html", context)


@GET_OR_POST
@asks("disposal.hold")
def hold(request, code):
    """Keep a dossier from disposal."""
    held = held_by(request)
    letter = get_object_or_404(queries.dossiers_seen(held), code=code)
    form = HoldForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        acting_as = request.POST.get("acting_as", "")
        services.hold(letter=letter, by=request.user, acting_as=acting_as, **form.cleaned_data)
        messages.success(request, _("%(code)s is on hold.") % {"code": code})
        return redirect("disposal:holds")
    show_letters([letter], held)
    context = {"letter": letter, "form": form, "capacities": _holds(held, "disposal.hold", letter)}
    return render(request, "documents/disposal/hold.html", context, status=422 if form.errors else 200)


@GET_OR_POST
@asks("disposal.hold")
def release(request, pk):
    """Let a dossier go again to the ordinary end of its time."""
    held = held_by(request)
    row = get_object_or_404(queries.holds_seen(held), pk=pk)
    form = ReleaseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.release(
            held=row,
            row_version=whole_number(request.POST.get("row_version"), 0),
            reason=form.cleaned_data["reason"],
            by=request.user,
            acting_as=request.POST.get("acting_as", ""),
        )
        messages.success(request, _("%(code)s is not on hold any more.") % {"code": row.letter.code})
        return redirect("disposal:holds")
    show_letters([row.letter], held)
    context = {
        "hold": row,
        "letter": row.letter,
        "form": form,
        "row_version": request.POST.get("row_version", row.row_version),
        "capacities": _holds(held, "disposal.hold", row.letter),
    }
    return render(request, "documents/disposal/release.html", context, status=422 if form.errors else 200)


@GET_OR_POST
@asks("disposal.propose")
def propose(request):
    """A list of the ticked dossiers, with its legal basis."""
    held = held_by(request)
    dossiers = queries.dossiers_seen(held)
    form = ListForm(request.POST or None, dossiers=dossiers)
    if request.method == "POST" and form.is_valid():
        acting_as = request.POST.get("acting_as", "")
        capacity = access.require(request.user, "disposal.propose", acting_as=acting_as)
        made = services.propose(
            commune=capacity.appointment.unit.commune,
            letters=list(form.cleaned_data["letters"]),
            legal_basis=form.cleaned_data["legal_basis"],
            by=request.user,
            acting_as=capacity.key,
        )
        messages.success(request, _("The list %(code)s waits for its approval.") % {"code": made})
        return redirect("disposal:detail", made.code)
    ticked = [whole_number(key) for key in (request.POST or request.GET).getlist("letters")]
    rows = list(queries.with_due_year(dossiers.filter(pk__in=[key for key in ticked if key])).order_by("-pk"))
    show_letters(rows, held)
    context = {"form": form, "rows": rows, "capacities": _holds(held, "disposal.propose")}
    return render(request, "documents/disposal/propose.html", context, status=422 if form.errors else 200)


@require_GET
@asks("disposal.view")
def lists(request):
    """The lists, the newest first."""
    rows = queries.lists_seen(request.user, held_by(request))
    if is_export(request):
        return lists_file(request, rows)
    shown, newer_url, older_url = newest_first(rows, request, ROWS_A_PAGE)
    context = {"tabs": _tabs("lists"), "rows": shown, "previous_url": newer_url, "next_url": older_url}
    return render(request, "documents/disposal/lists.html", context)


def _list_or_404(request, code):
    return get_object_or_404(queries.lists_seen(request.user, held_by(request)), code=code)


@require_GET
@asks("disposal.view")
def detail(request, code):
    """One list: its dossiers, the answer to it, what was carried out."""
    row = _list_or_404(request, code)
    items = queries.items_of(row)
    if is_export(request):
        return items_file(request, row, items)
    shown, newer_url, older_url = newest_first(items, request, ROWS_A_PAGE)
    _shown(request, [item.letter for item in shown])
    answering = _answering(request, row)
    context = {
        "list": row,
        "rows": shown,
        "previous_url": newer_url,
        "next_url": older_url,
        "moves": _moves(row, answering) if answering else [],
    }
    return render(request, "documents/disposal/detail.html", context)


def _answering(request, row):
    """The capacities in which this person may answer the list; none for who proposed it."""
    if row.state != DisposalList.State.PROPOSED:
        return []
    proposers = {row.proposed_by_id, row.proposed_for_id}
    return [c for c in _holds(held_by(request), "disposal.approve", row) if not c.persons & proposers]


def _moves(row, capacities):
    approving = {
        "url": reverse("disposal:approve", args=[row.code]),
        "label": _("Approve the list"),
        "tone": "green",
        "confirm": _("Approve? Once it is carried out, the texts of these dossiers cannot be brought back."),
    }
    refusing = {
        "url": reverse("disposal:refuse", args=[row.code]),
        "label": _("Refuse the list"),
        "tone": "red",
        "icon": "x",
        "needs_reason": True,
    }
    return [{**move, "capacities": capacities} for move in (approving, refusing)]


def _answer(request, code, deed, **said):
    return deed(
        disposal_list=_list_or_404(request, code),
        row_version=whole_number(request.POST.get("row_version"), 0),
        by=request.user,
        acting_as=request.POST.get("acting_as", ""),
        **said,
    )


@require_POST
@asks("disposal.approve")
def approve(request, code):
    _answer(request, code, services.approve)
    messages.success(request, _("The list is approved; the operator may carry it out."))
    return redirect("disposal:detail", code)


@require_POST
@asks("disposal.approve")
def refuse(request, code):
    _answer(request, code, services.refuse, reason=request.POST.get("reason", ""))
    messages.success(request, _("The list is refused; its dossiers may be proposed again."))
    return redirect("disposal:detail", code)
