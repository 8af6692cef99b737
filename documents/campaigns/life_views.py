"""The deeds on a campaign's page: launch, close, sum up, remind; its papers; what units ask."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from documents.attachments.serving import file_response
from documents.campaigns import life_services as services
from documents.campaigns.forms import AskForm, FileForm, SummaryForm
from documents.campaigns.views import campaign_or_404, page
from permissions import access
from permissions.fields import whole_number
from permissions.pages import asks, held_by
from permissions.reads import noted
from permissions.refusals import ValidationError


def _deed(request, campaign):
    return {
        "campaign": campaign,
        "row_version": whole_number(request.POST.get("row_version"), 0),
        "by": request.user,
        "acting_as": request.POST.get("acting_as", ""),
    }


@require_POST
@asks("campaigns.launch")
def launch(request, code):
    services.launch(**_deed(request, campaign_or_404(request, code)))
    messages.success(request, _("The campaign is launched; every unit is told."))
    return redirect("campaigns:detail", code)


@require_POST
@asks("campaigns.launch")
def end(request, code):
    services.end(**_deed(request, campaign_or_404(request, code)))
    messages.success(request, _("The campaign is closed."))
    return redirect("campaigns:detail", code)


@require_POST
@asks("campaigns.launch")
def summarise(request, code):
    campaign = campaign_or_404(request, code)
    access.require(request.user, "campaigns.launch", campaign)
    form = SummaryForm(request.POST)
    if not form.is_valid():
        return page(request, campaign, summary_form=form, status=422)
    services.summarise(**_deed(request, campaign), summary=form.cleaned_data["summary"])
    messages.success(request, _("The campaign is summed up."))
    return redirect("campaigns:detail", code)


@require_POST
@asks("campaigns.remind")
def remind(request, code):
    units = services.remind_silent_units(campaign=campaign_or_404(request, code), by=request.user)
    told = ngettext("%(count)d unit is reminded.", "%(count)d units are reminded.", len(units)) % {"count": len(units)}
    messages.success(request, told)
    return redirect(f"{reverse('campaigns:detail', args=[code])}#progress")


@require_GET
@asks("campaigns.view")
def file(request, code, pk):
    """A paper of the campaign, to be saved or, a PDF, to be read."""
    campaign = campaign_or_404(request, code)
    found = get_object_or_404(campaign.files.filter(removed_at=None).select_related("blob"), pk=pk)
    noted(request, "downloaded", commune_id=campaign.commune_id, what=f"{campaign.stream} {found.file_name}")
    return file_response(found.blob, found.file_name, inline=found.blob.media_type == "application/pdf")


@require_POST
@asks("campaigns.edit")
def add_file(request, code):
    campaign = campaign_or_404(request, code)
    access.require(request.user, "campaigns.edit", campaign)
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            services.add_file(campaign=campaign, by=request.user, **form.cleaned_data)
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            messages.success(request, _("The paper is attached."))
            return redirect(f"{reverse('campaigns:detail', args=[code])}#files")
    return page(request, campaign, file_form=form, status=422)


@require_POST
@asks("campaigns.edit")
def remove_file(request, code, pk):
    campaign = campaign_or_404(request, code)
    services.remove_file(file=get_object_or_404(campaign.files, pk=pk), by=request.user)
    return redirect(f"{reverse('campaigns:detail', args=[code])}#files")


@require_POST
@asks("campaigns.ask_exception")
def ask_exception(request, code):
    campaign, offices = campaign_or_404(request, code), access.offices_with("campaigns.ask_exception")
    form = AskForm(request.POST, unit_ids=[c.unit_id for c in held_by(request) if c.office in offices])
    if form.is_valid():
        try:
            services.ask_exception(campaign=campaign, by=request.user, **form.cleaned_data)
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            messages.success(request, _("The office has your request."))
            return redirect(f"{reverse('campaigns:detail', args=[code])}#requests")
    return page(request, campaign, ask_form=form, status=422)


@require_POST
@asks("campaigns.grant_exception")
def decline_exception(request, code, pk):
    campaign = campaign_or_404(request, code)
    asked = get_object_or_404(campaign.exception_requests, pk=pk)
    services.decline_exception(request=asked, answer=request.POST.get("answer", ""), by=request.user)
    messages.success(request, _("The unit is told that it may not send late."))
    return redirect(f"{reverse('campaigns:detail', args=[code])}#requests")
