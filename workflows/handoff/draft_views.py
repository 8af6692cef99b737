"""The pages on which a letter to the province begins: its dossiers, then its words. Only the words make the draft."""

from dataclasses import dataclass, replace

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from permissions import access
from permissions.fields import refused_by_field
from permissions.pages import asks, held_by
from permissions.refusals import NotNow, ValidationError
from workflows.handoff import services
from workflows.handoff.drafting import plan_letter
from workflows.handoff.forms import DossierChoice, WordsForm
from workflows.handoff.queries import Ready, last_sent_back, ready_to_forward, why_sent_back
from workflows.handoff.views import GET_OR_POST


@dataclass(frozen=True, slots=True)
class Beginning:
    """Who drafts, what waits for a letter, and the award form chosen; None before one is."""

    drafter: access.Capacity
    groups: list
    chosen: Ready | None


def _beginning(request):
    offices = access.offices_with("transmittals.draft")
    drafters = [c for c in held_by(request) if c.office in offices]
    named = [c for c in drafters if c.key == (request.POST.get("acting_as") or request.GET.get("acting_as"))]
    drafter = (named or drafters)[0]
    groups = ready_to_forward(drafter.appointment.unit.commune, timezone.localdate())
    chosen = next((group for group in groups if group.award_form.code == request.GET.get("form")), None)
    return Beginning(drafter, groups, chosen)


def _dossiers_page(request, begun, form, status=200):
    context = {"groups": begun.groups, "chosen": begun.chosen, "drafter": begun.drafter, "form": form}
    return render(request, "workflows/handoff/draft.html", context, status=status)


@require_GET
@asks("transmittals.draft")
def draft(request):
    """Choose the award form - where one alone waits it is chosen -, then the dossiers; the words follow."""
    begun = _beginning(request)
    if begun.chosen is None and len(begun.groups) == 1:
        begun = replace(begun, chosen=begun.groups[0])
    return _dossiers_page(request, begun, DossierChoice(ready=begun.chosen) if begun.chosen else None)


@GET_OR_POST
@asks("transmittals.draft")
def words(request):
    """The words of a letter over the chosen dossiers; saving them makes the draft and lays it before the chair."""
    begun = _beginning(request)
    none_left = _("No dossier of this award form waits for a letter to the province any more.")
    if request.method == "POST":
        if begun.chosen is None:
            raise NotNow(none_left)
        return _save(request, begun)
    if begun.chosen is None:
        messages.warning(request, none_left)
        return redirect("transmittals:draft")
    choice = DossierChoice(request.GET, ready=begun.chosen)
    if not choice.is_valid():
        return _dossiers_page(request, begun, choice, status=422)
    plan = plan_letter(choice.chosen(), timezone.localdate())
    return _words_page(request, begun, choice, plan, WordsForm(initial=plan.words, lines=plan.lines))


def _words_page(request, begun, choice, plan, form, status=200):
    before = last_sent_back(choice.chosen())
    context = {
        "drafter": begun.drafter,
        "award_form": begun.chosen.award_form,
        "choice": choice,
        "form": form,
        "returned": plan.returned,
        "sent_back": why_sent_back(before) if before else None,
    }
    return render(request, "workflows/handoff/new.html", context, status=status)


def _save(request, begun):
    choice = DossierChoice(request.POST, ready=begun.chosen)
    if not choice.is_valid():
        raise NotNow(choice.errors["proposals"])
    proposals = choice.chosen()
    plan = plan_letter(proposals, timezone.localdate())
    form = WordsForm(request.POST, lines=plan.lines)
    if form.is_valid():
        try:
            letter = services.draft_transmittal(
                proposals=proposals,
                row_versions={proposal.pk: proposal.row_version for proposal in proposals},
                values=form.cleaned_data,
                order=[line.nomination_id for line in form.ordered()],
                by=request.user,
                acting_as=begun.drafter.key,
            )
        except ValidationError as fault:
            refused_by_field(form, fault)
        else:
            messages.success(
                request, _("The draft %(code)s is kept and lies before the chair.") % {"code": letter.code}
            )
            return redirect("transmittals:detail", code=letter.code)
    return _words_page(request, begun, choice, plan, form, status=422)
