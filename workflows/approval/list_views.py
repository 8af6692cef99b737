"""Every proposal the person may see: filters, search without accents, keyset pages."""

from django import forms
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from documents.campaigns.models import Campaign
from documents.catalogue.models import AwardForm
from documents.proposals.models import Proposal
from documents.proposals.states import ProposalState
from documents.sheets.serving import is_export, words_of_filter
from permissions import access
from permissions.fields import whole_number
from permissions.keyset import with_words
from permissions.pages import asks, held_by
from permissions.people.models import Unit
from workflows.approval.exports import proposals_file
from workflows.approval.path import STEPS, step_number

PAGE = 25


class Filters(forms.Form):
    """What narrows the list; an unknown value narrows nothing."""

    q = forms.CharField(label=_("Code, title or person, without accents too"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("All states")), *ProposalState.choices])
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Unit"), required=False, empty_label=_("All units"))
    form = forms.ModelChoiceField(
        AwardForm.objects.all(), label=_("Award form"), required=False, empty_label=_("All award forms")
    )
    campaign = forms.ModelChoiceField(
        Campaign.objects.none(), label=_("Campaign"), required=False, empty_label=_("All campaigns")
    )

    def __init__(self, data, *, user, held):
        super().__init__(data)
        communes = {capacity.commune_id for capacity in held}
        self.fields["unit"].queryset = Unit.objects.filter(commune__in=communes, is_active=True)
        self.fields["campaign"].queryset = access.visible_to(user, Campaign, acting=held)

    def narrow(self, rows):
        self.is_valid()
        chosen = {name: value for name, value in self.cleaned_data.items() if value}
        rows = with_words(rows, chosen.get("q", ""))
        names = {"state": "state", "unit": "unit", "form": "award_form", "campaign": "campaign"}
        return rows.filter(**{column: chosen[name] for name, column in names.items() if name in chosen})


@require_GET
@asks("proposals.view")
def proposals(request):
    held = held_by(request)
    filters = Filters(request.GET, user=request.user, held=held)
    rows = filters.narrow(access.visible_to(request.user, Proposal, acting=held)).select_related("unit", "handler")
    if is_export(request):
        return proposals_file(request, rows, words_of_filter(filters))
    if before := whole_number(request.GET.get("before")):
        rows = rows.filter(pk__lt=before)
    found = list(rows.order_by("-pk")[: PAGE + 1])
    shown = found[:PAGE]
    for row in shown:
        row.step = step_number(row.state_left or row.state)
    context = {
        "rows": shown,
        "filters": filters,
        "steps": len(STEPS),
        "before": shown[-1].pk if len(found) > PAGE else None,
    }
    return render(request, "workflows/approval/proposals.html", context)
