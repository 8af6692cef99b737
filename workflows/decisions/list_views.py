"""The list of decisions, and the page on which a new one begins."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from permissions import access
from permissions.keyset import with_words
from permissions.pages import asks, held_by, newest_first, state_tabs
from workflows.decisions import papers, services
from workflows.decisions.forms import DossierChoice, Filters
from workflows.decisions.models import Decision
from workflows.decisions.queries import ready_to_decide, with_totals
from workflows.decisions.states import DecisionState
from workflows.decisions.views import GET_OR_POST

PAGE = 25


def _narrowed(rows, filters):
    filters.is_valid()
    found = filters.cleaned_data
    rows = with_words(rows, found.get("q", ""))
    if found.get("form"):
        rows = rows.filter(award_form=found["form"])
    return rows.filter(state=found["state"]) if found.get("state") else rows


@require_GET
@asks("decisions.view")
def index(request):
    held = held_by(request)
    filters = Filters(request.GET)
    rows = _narrowed(access.visible_to(request.user, Decision, acting=held), filters)
    shown, newer_url, older_url = newest_first(with_totals(rows).select_related("award_form"), request, PAGE)
    for row in shown:
        row.document_number = papers.number_of(row)
    context = {
        "rows": shown,
        "filters": filters,
        "tabs": state_tabs(request, [("", _("All")), *DecisionState.choices]),
        "newer_url": newer_url,
        "older_url": older_url,
        "may_draft": any(c.office in access.offices_with("decisions.draft") for c in held),
        "is_narrowed": any(request.GET.get(name) for name in ("q", "form", "state", "before", "after")),
    }
    return render(request, "workflows/decisions/decisions.html", context)


@GET_OR_POST
@asks("decisions.draft")
def draft(request):
    """Choose the award form, then the dossiers; the words follow on the next page."""
    offices = access.offices_with("decisions.draft")
    drafters = [c for c in held_by(request) if c.office in offices]
    named = [c for c in drafters if c.key == (request.POST.get("acting_as") or request.GET.get("acting_as"))]
    drafter = (named or drafters)[0]
    groups = ready_to_decide(drafter.appointment.unit.commune, timezone.localdate())
    chosen = next((g for g in groups if g.award_form.code == request.GET.get("form")), None)
    form = DossierChoice(request.POST or None, ready=chosen) if chosen else None
    if request.method == "POST" and form is None:
        messages.warning(request, _("No dossier of this award form waits for a decision any more."))
        return redirect("decisions:draft")
    if request.method == "POST" and form.is_valid():
        proposals = form.chosen()
        decision = services.draft_decision(
            proposals=proposals,
            row_versions={proposal.pk: proposal.row_version for proposal in proposals},
            by=request.user,
            acting_as=drafter.key,
        )
        messages.success(request, _("%(code)s is drafted. Check its words.") % {"code": decision.code})
        return redirect("decisions:change", code=decision.code)
    context = {"groups": groups, "chosen": chosen, "form": form, "drafter": drafter, "drafters": drafters}
    status = 422 if request.method == "POST" else 200
    return render(request, "workflows/decisions/draft.html", context, status=status)
