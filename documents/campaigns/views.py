"""Pages of campaigns: list, one campaign with its progress, setting up, changing, late exceptions."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from documents.campaigns import announcing, services
from documents.campaigns.exports import campaigns_file, progress_file
from documents.campaigns.figures import figures_of
from documents.campaigns.forms import (
    AskForm,
    CampaignForm,
    CriteriaFormSet,
    DutyFormSet,
    ExceptionForm,
    FileForm,
    SummaryForm,
    campaign_initial,
    criteria_initial,
    duties_initial,
    paragraphs,
    rows_typed,
)
from documents.campaigns.models import Campaign
from documents.campaigns.queries import exceptions_shown, progress_of, requests_shown, with_letter_count
from documents.campaigns.states import CampaignState, Phase, phase_on
from documents.sheets.serving import is_export
from permissions import access
from permissions.fields import whole_number
from permissions.pages import asks, held_by
from permissions.reads import refused
from permissions.refusals import LostRace, ValidationError

CLOSED = (CampaignState.ENDED, CampaignState.SUMMARISED)
LOOKS = {
    Phase.ANNOUNCED: ("blue", "clock"),
    Phase.RUNNING: ("green", "flag"),
    Phase.RECEIVING: ("amber", "hourglass"),
    Phase.ENDED: ("grey", "archive"),
}

STATE_LOOKS = {
    CampaignState.DRAFTED: ("grey", "pencil"),
    CampaignState.ENDED: ("grey", "archive"),
    CampaignState.SUMMARISED: ("gold", "chart-bar"),
}


def _holding(held, right, campaign=None):
    """The offices in which the right is held, on the campaign if one is given."""
    offices = access.offices_with(right)
    return [c for c in held if c.office in offices and (campaign is None or c.reaches(campaign))]


def campaign_or_404(request, code):
    """The campaign, if this person may see it."""
    rows = access.visible_to(request.user, Campaign, acting=held_by(request)).select_related("commune")
    return get_object_or_404(rows, code=code)


def _with_phase(campaign, today):
    campaign.phase = phase_on(campaign, today)
    campaign.tone, campaign.icon = LOOKS[campaign.phase]
    campaign.stand = campaign.phase.label
    if campaign.state != CampaignState.LAUNCHED:  # what the office did says more than the calendar
        campaign.stand, (campaign.tone, campaign.icon) = campaign.get_state_display(), STATE_LOOKS[campaign.state]
    return campaign


@require_GET
@asks("campaigns.view")
def index(request):
    held, today = held_by(request), timezone.localdate()
    rows = with_letter_count(access.visible_to(request.user, Campaign, acting=held), request.user, held)
    rows = rows.order_by(*Campaign._meta.ordering)  # counting forgets it
    if is_export(request):
        return campaigns_file(request, rows)
    context = {
        "rows": [_with_phase(row, today) for row in rows],
        "may_edit": bool(_holding(held, "campaigns.edit")),
        "sees_letters": bool(_holding(held, "letters.view")),
    }
    return render(request, "documents/campaigns/list.html", context)


def page(request, campaign, *, exception_form=None, ask_form=None, file_form=None, summary_form=None, status=200):
    """One campaign with everything this person may do with it; forms carry what was typed."""
    held, today = held_by(request), timezone.localdate()
    may_grant = bool(_holding(held, "campaigns.grant_exception", campaign))
    may_edit = bool(_holding(held, "campaigns.edit", campaign))
    may_launch = bool(_holding(held, "campaigns.launch", campaign))
    asking = [c.unit_id for c in _holding(held, "campaigns.ask_exception") if c.commune_id == campaign.commune_id]
    is_open = campaign.state in (CampaignState.LAUNCHED, CampaignState.ENDED)
    progress = progress_of(campaign, request.user, held)
    context = {
        "campaign": _with_phase(campaign, today),
        "contents": campaign.contents.all(),
        "criteria": campaign.criteria.all(),
        "award_forms": campaign.award_forms.all(),
        "progress": progress,
        "total": {name: sum(getattr(row, name) for row in progress) for name in ("letters", "nominees", "granted")},
        "silent": sum(1 for row in progress if not row.letters),
        "duties": campaign.duties.all(),
        "files": campaign.files.filter(removed_at=None).select_related("blob"),
        "figures": figures_of(campaign) if campaign.state in CLOSED else None,
        "exceptions": exceptions_shown(campaign, held),
        "requests": requests_shown(campaign, held) if may_grant or asking else [],
        "may_edit": may_edit and campaign.state != CampaignState.SUMMARISED,
        "may_launch": may_launch,
        "may_end": today > campaign.closes_on,
        "may_remind": bool(_holding(held, "campaigns.remind", campaign)) and campaign.state == CampaignState.LAUNCHED,
        "may_draft": bool(_holding(held, "letters.edit"))
        and campaign.phase != Phase.ANNOUNCED
        and campaign.state == CampaignState.LAUNCHED,
        "file_form": (file_form or FileForm()) if may_edit else None,
        "summary_form": (summary_form or SummaryForm())
        if may_launch and campaign.state == CampaignState.ENDED
        else None,
        "ask_form": (ask_form or AskForm(unit_ids=asking)) if asking and is_open else None,
        "may_grant": may_grant,
        "exception_form": (exception_form or ExceptionForm(campaign=campaign)) if may_grant else None,
    }
    return render(request, "documents/campaigns/detail.html", context, status=status)


@require_GET
@asks("campaigns.view")
def detail(request, code):
    campaign = campaign_or_404(request, code)
    if is_export(request):
        return progress_file(request, campaign)
    announcing.opened(campaign, person=request.user)
    return page(request, campaign)


def _typed(form, criteria, duties):
    """What the forms say, as the services take it."""
    values = dict(form.cleaned_data)
    return {
        "contents": paragraphs(values.pop("contents")),
        "award_forms": values.pop("award_forms"),
        "criteria": rows_typed(criteria),
        "duties": rows_typed(duties),
        "values": values,
    }


def _attempt(request, form, lists, commune_id, deed):
    """(the campaign or None, the LostRace to show or None); faults go onto the form."""
    if request.method != "POST" or not (form.is_valid() & all([each.is_valid() for each in lists])):
        return None, None
    try:
        acting_as = request.POST.get("acting_as", "")
        return deed(by=request.user, acting_as=acting_as, **_typed(form, *lists)), None
    except LostRace as race:
        refused(request, race.code, commune_id=commune_id)
        return None, race
    except ValidationError as fault:
        form.add_error(None, fault)
        return None, None


def _status(form, lists, race):
    if race:
        return race.status
    return 422 if form.is_bound and (form.errors or any(fault for each in lists for fault in each.errors)) else 200


@require_http_methods(["GET", "POST"])
@asks("campaigns.edit")
def new(request):
    capacities = _holding(held_by(request), "campaigns.edit")
    commune = capacities[0].appointment.unit.commune
    form = CampaignForm(request.POST or None)
    criteria = CriteriaFormSet(request.POST or None, prefix="criteria")
    duties = DutyFormSet(request.POST or None, prefix="duties")
    campaign, _race = _attempt(
        request, form, (criteria, duties), commune.pk, lambda **deed: services.set_up(commune=commune, **deed)
    )
    if campaign:
        messages.success(request, _("The campaign is set up. Look it over; the units see it when it is launched."))
        return redirect("campaigns:detail", campaign.code)
    context = {"form": form, "criteria": criteria, "duties": duties, "capacities": capacities}
    return render(request, "documents/campaigns/form.html", context, status=_status(form, (criteria, duties), None))


@require_http_methods(["GET", "POST"])
@asks("campaigns.edit")
def edit(request, code):
    campaign = campaign_or_404(request, code)
    capacities = _holding(held_by(request), "campaigns.edit", campaign)
    if not capacities:
        access.require(request.user, "campaigns.edit", campaign)
    form = CampaignForm(request.POST or None, initial=campaign_initial(campaign))
    criteria = CriteriaFormSet(request.POST or None, prefix="criteria", initial=criteria_initial(campaign))
    duties = DutyFormSet(request.POST or None, prefix="duties", initial=duties_initial(campaign))
    version = whole_number(request.POST.get("row_version"), 0)
    changed, race = _attempt(
        request,
        form,
        (criteria, duties),
        campaign.commune_id,
        lambda **deed: services.change(campaign=campaign, row_version=version, **deed),
    )
    if changed:
        messages.success(request, _("Saved."))
        return redirect("campaigns:detail", code)
    if race:
        campaign.refresh_from_db()
    context = {
        "campaign": campaign,
        "form": form,
        "criteria": criteria,
        "duties": duties,
        "capacities": capacities,
        "race": race,
    }
    return render(request, "documents/campaigns/form.html", context, status=_status(form, (criteria, duties), race))


@require_POST
@asks("campaigns.grant_exception")
def grant_exception(request, code):
    campaign = campaign_or_404(request, code)
    access.require(request.user, "campaigns.grant_exception", campaign)
    form = ExceptionForm(request.POST, campaign=campaign)
    if form.is_valid():
        try:
            made = services.grant_exception(
                campaign=campaign,
                by=request.user,
                acting_as=request.POST.get("acting_as", ""),
                **form.cleaned_data,
            )
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            messages.success(request, _("%(unit)s may send late.") % {"unit": made.unit})
            return redirect(f"{reverse('campaigns:detail', args=[code])}#exceptions")
    return page(request, campaign, exception_form=form, status=422)
