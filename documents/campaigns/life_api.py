"""Endpoints of a campaign's life: launch, close, sum up, remind, figures; its papers; what units ask."""

from django.shortcuts import get_object_or_404
from ninja import File, Form
from ninja.files import UploadedFile

from documents.attachments.serving import file_response
from documents.campaigns import life_services as services
from documents.campaigns import schemas
from documents.campaigns.api import shown
from documents.campaigns.figures import figures_of
from documents.campaigns.models import Campaign
from permissions.api_fields import Code, Deed, DeedOnRow, Key
from permissions.endpoints import Asks, Endpoints, seen_or_404, unit_named
from permissions.reads import noted

router = Endpoints(tags=["campaigns"])
VIEW, LAUNCH, EDIT = Asks("campaigns.view"), Asks("campaigns.launch"), Asks("campaigns.edit")


def _campaign(request, code):
    return seen_or_404(request, Campaign, code=code)


def _on_row(request, body):
    return {"row_version": body.row_version, "by": request.user, "acting_as": body.acting_as}


@router.post("/campaigns/{code}/launch", auth=LAUNCH, response=schemas.Campaign)
def launch(request, code: Code, body: DeedOnRow):
    """Launch: every unit is told and may send letters."""
    return shown(request, services.launch(campaign=_campaign(request, code), **_on_row(request, body)))


@router.post("/campaigns/{code}/end", auth=LAUNCH, response=schemas.Campaign)
def end(request, code: Code, body: DeedOnRow):
    """Close the campaign, after the last day to send letters."""
    return shown(request, services.end(campaign=_campaign(request, code), **_on_row(request, body)))


@router.post("/campaigns/{code}/summary", auth=LAUNCH, response=schemas.Campaign)
def summarise(request, code: Code, body: schemas.Summary):
    """Keep the summary and the figures of the day."""
    campaign = _campaign(request, code)
    done = services.summarise(campaign=campaign, summary=body.summary, **_on_row(request, body))
    return shown(request, done)


@router.get("/campaigns/{code}/figures", auth=Asks("campaigns.edit"), response=schemas.Figures)
def figures(request, code: Code):
    """Numbers of nominees by award form, kind of nominee and kind of unit, as they stand now."""
    return figures_of(_campaign(request, code))


@router.post("/campaigns/{code}/reminders", auth=Asks("campaigns.remind"), response=list[schemas.UnitShort])
def remind(request, code: Code, body: Deed):
    """Remind every unit that has sent nothing; the answer names them."""
    campaign = _campaign(request, code)
    return services.remind_silent_units(campaign=campaign, by=request.user, acting_as=body.acting_as)


@router.post("/campaigns/{code}/files", auth=EDIT, response={201: schemas.CampaignFile})
def add_file(request, code: Code, body: Form[schemas.NewFile], file: UploadedFile = File(...)):  # noqa: B008 - how django-ninja names a file
    """Attach the plan, the guidance or another paper."""
    campaign = _campaign(request, code)
    return services.add_file(campaign=campaign, upload=file, by=request.user, **body.dict())


@router.get("/campaigns/{code}/files/{key}", auth=VIEW)
def download(request, code: Code, key: Key):
    """The bytes of a paper."""
    campaign = _campaign(request, code)
    found = get_object_or_404(campaign.files.filter(removed_at=None).select_related("blob"), pk=key)
    noted(request, "downloaded", commune_id=campaign.commune_id, what=f"{campaign.stream} {found.file_name}")
    return file_response(found.blob, found.file_name, inline=False)


@router.post("/campaigns/{code}/files/{key}/remove", auth=EDIT, response={204: None})
def remove_file(request, code: Code, key: Key, body: Deed):
    """Take a paper off."""
    found = get_object_or_404(_campaign(request, code).files, pk=key)
    services.remove_file(file=found, by=request.user, acting_as=body.acting_as)


@router.post(
    "/campaigns/{code}/exception-requests",
    auth=Asks("campaigns.ask_exception"),
    response={201: schemas.ExceptionRequest},
)
def ask_exception(request, code: Code, body: schemas.NewException):
    """Ask to send letters of my unit after the closing day."""
    campaign, said = _campaign(request, code), body.dict(exclude={"unit"})
    return services.ask_exception(campaign=campaign, unit=unit_named(request, body.unit), by=request.user, **said)


@router.post(
    "/campaigns/{code}/exception-requests/{key}/decline",
    auth=Asks("campaigns.grant_exception"),
    response=schemas.ExceptionRequest,
)
def decline_exception(request, code: Code, key: Key, body: schemas.Declining):
    """Say no to a unit that asks; yes is POST /campaigns/{code}/exceptions."""
    asked = get_object_or_404(_campaign(request, code).exception_requests, pk=key)
    return services.decline_exception(request=asked, by=request.user, **body.dict())
