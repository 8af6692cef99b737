"""The pages on which a cancelling or correcting decision begins - its lines, its words - and where it is changed."""

from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from documents.catalogue import queries as catalogue
from documents.proposals.naming import post_and_place
from permissions import access
from permissions.fields import refused_by_field, whole_number
from permissions.pages import asks, held_by, with_parameters
from permissions.reads import refused
from permissions.refusals import NotNow, ValidationError
from workflows.decisions.papers import number_of
from workflows.revocations import services, told
from workflows.revocations.drafting import WORDS
from workflows.revocations.forms import LineFilters, WordsForm, line_forms
from workflows.revocations.models import Amendment
from workflows.revocations.queries import is_inside, lines_of, lines_to_choose
from workflows.revocations.states import AmendmentKind
from workflows.revocations.suggestions import words_for
from workflows.revocations.views import GET_OR_POST, amendment_or_404, may_change
from workflows.revocations.words import MENDED, value_of

MOST = 50  # lines to choose from at once; a name or a decision narrows them


def _kind(request):
    asked = request.GET.get("kind", "")
    return AmendmentKind(asked) if asked in AmendmentKind.values else AmendmentKind.REVOCATION


def _kind_tabs(request):
    """The kinds as views of one list; what was searched for stays."""
    chosen = _kind(request)
    return [
        {"label": kind.label, "url": with_parameters(request, kind=str(kind)), "active": kind == chosen}
        for kind in AmendmentKind
    ]


@require_GET
@asks("decisions.draft")
def draft(request):
    """Choose whether awards are revoked or words corrected, then whose; what it says follows on the next page."""
    filters = LineFilters(request.GET)
    filters.is_valid()
    said = {"words": filters.cleaned_data.get("q", ""), "decision": filters.cleaned_data.get("decision", "")}
    rows = list(lines_to_choose(request.user, held_by(request), **said)[:MOST])
    for row in rows:
        row.number, row.detail = number_of(row.decision), post_and_place(row.nomination)
    context = {
        "filters": filters,
        "rows": rows,
        "kind": _kind(request),
        "tabs": _kind_tabs(request),
        "is_cut": len(rows) == MOST,
    }
    return render(request, "workflows/revocations/draft.html", context)


def _chosen(request):
    keys = [whole_number(key, 0) for key in request.GET.getlist("lines")]
    return list(lines_to_choose(request.user, held_by(request)).filter(pk__in=keys, open_paper=False)[:500])


def _start(request, kind):
    """The words and {line pk: values} of the ended draft that is written again; ({}, {}) for a new one."""
    code = request.GET.get("again", "")
    if not code:
        return {}, {}
    amendment = amendment_or_404(request, code)
    if amendment.kind != kind or not is_inside(amendment, held_by(request)):
        return {}, {}
    return {name: getattr(amendment, name) for name in WORDS}, _initial(lines_of(amendment))


@GET_OR_POST
@asks("decisions.draft")
def words(request):
    """What the paper says of the chosen lines, and its words; saving makes the draft and lays it before the chair."""
    kind, lines, today = _kind(request), _chosen(request), timezone.localdate()
    if not lines or len({line.decision.commune_id for line in lines}) != 1:
        return _nothing_chosen(request)
    data = request.POST if request.method == "POST" else None
    rule_set = catalogue.rule_set_on(today, lines[0].decision.commune)
    written, said = _start(request, kind)
    start = words_for(kind, lines, rule_set=rule_set, on=today) | written
    form = WordsForm(data, instance=Amendment(), initial=start)
    entries = line_forms(kind, lines, on=today, data=data, initial=said)
    status = 200
    if data is not None:
        status = _draft(request, kind, form, entries)
        if not isinstance(status, int):
            messages.success(request, told.after_drafting(status))
            return redirect("revocations:detail", code=status.code)
    return _words_page(request, "new.html", kind, form, entries, status)


def _nothing_chosen(request):
    told = _("Tick at least one award that no other draft touches.")
    if request.method == "POST":
        raise NotNow(told, code="nothing_chosen")
    messages.warning(request, told)
    kept = {name: request.GET.get(name, "") for name in ("kind", "decision")}
    return redirect(f"{reverse('revocations:draft')}?{urlencode(kept)}")


def _words_page(request, template, kind, form, entries, status, **more):
    for entry in entries:
        entry.number = number_of(entry.line.decision)
        entry.detail = post_and_place(entry.line.nomination)
    context = {"kind": kind, "form": form, "entries": entries, **more}
    context["faulty"] = [entry for entry in entries if entry.errors]
    return render(request, f"workflows/revocations/{template}", context, status=status)


def _draft(request, kind, form, entries):
    """The Amendment, or the status of the page that shows what has to be mended."""
    if not all([form.is_valid(), *(entry.is_valid() for entry in entries)]):
        return 422
    try:
        return services.draft_amendment(
            kind=kind,
            lines=[entry.said() for entry in entries],
            values=form.cleaned_data,
            by=request.user,
            acting_as=request.POST.get("acting_as", ""),
        )
    except ValidationError as fault:
        refused_by_field(form, fault)
        return 422
    except NotNow as refusal:
        form.add_error(None, refusal.sentences)
        refused(request, refusal.code)
        return refusal.status


def _initial(rows):
    """{line pk: values} of the forms of lines that say something already."""
    return {
        row.line_id: {
            "ground": row.ground.code if row.ground else "",
            "reason": row.reason,
            **{field: value_of(field, row.right[field]) for field in MENDED if field in row.right},
        }
        for row in rows
    }


@GET_OR_POST
@asks("decisions.draft")
def change(request, code):
    """The words of a draft and what it says of its lines, in one form."""
    amendment = amendment_or_404(request, code)
    if not may_change(request, amendment):
        access.require(request.user, "decisions.draft", amendment)
        return redirect("revocations:detail", code=code)
    rows, data = lines_of(amendment), request.POST if request.method == "POST" else None
    form = WordsForm(data, instance=amendment)
    on = timezone.localdate(amendment.drafted_at)
    entries = line_forms(amendment.kind, [row.line for row in rows], on=on, data=data, initial=_initial(rows))
    row_version, status = amendment.row_version, 200
    if data is not None:
        row_version = data.get("row_version", 0)
        status = _change(request, amendment, form, entries)
        if status is None:
            messages.success(request, told.after_changing(amendment))
            return redirect("revocations:detail", code=code)
    said = {"amendment": amendment, "row_version": row_version}
    return _words_page(request, "change.html", amendment.kind, form, entries, status, **said)


def _change(request, amendment, form, entries):
    """The status of the page that shows what has to be mended, None when it is done."""
    if not all([form.is_valid(), *(entry.is_valid() for entry in entries)]):
        return 422
    try:
        services.change_draft(
            amendment=amendment,
            row_version=request.POST.get("row_version", 0),
            values=form.cleaned_data,
            lines=[entry.said() for entry in entries],
            by=request.user,
            acting_as=request.POST.get("acting_as", ""),
        )
    except ValidationError as fault:
        refused_by_field(form, fault)
        return 422
    return None
