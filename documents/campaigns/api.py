"""Endpoints of campaigns: list, one campaign with its progress, setting up, changing, late exceptions."""

from django.utils import timezone
from ninja import Query

from documents.campaigns import schemas, services
from documents.campaigns.exports import campaigns_file, progress_file
from documents.campaigns.forms import CampaignForm, CriterionForm, ExceptionForm
from documents.campaigns.models import Campaign
from documents.campaigns.queries import exceptions_shown, progress_of, requests_shown, with_letter_count
from documents.campaigns.states import phase_on
from documents.catalogue.models import AwardForm
from permissions import access
from permissions.api_fields import Code, Page, Slice
from permissions.endpoints import Asks, Endpoints, read_form, seen_or_404, unit_named
from permissions.keyset import page_of
from permissions.refusals import ValidationError

router = Endpoints(tags=["campaigns"])


@router.get("/campaigns", auth=Asks("campaigns.view"), response=Page[schemas.CampaignRow])
def campaigns(request, query: Query[Slice]):
    """The campaigns of my communes, the newest first."""
    seen = access.visible_to(request.user, Campaign, acting=request.held)
    rows = with_letter_count(seen, request.user, request.held)
    page, today = page_of(rows, ("-starts_on", "-pk"), query), timezone.localdate()
    for row in page["items"]:
        row.phase = phase_on(row, today)
    return page


@router.get("/campaigns.xlsx", auth=Asks("campaigns.view"))
def campaigns_for_excel(request):
    """The same list as a file; every file taken out leaves a record."""
    seen = access.visible_to(request.user, Campaign, acting=request.held)
    return campaigns_file(request, with_letter_count(seen, request.user, request.held).order_by("-starts_on", "-pk"))


@router.get("/campaigns/{code}/progress.xlsx", auth=Asks("campaigns.view"))
def progress_for_excel(request, code: Code):
    """How far the units are with a campaign, as a file."""
    return progress_file(request, seen_or_404(request, Campaign, code=code))


@router.get("/campaigns/{code}", auth=Asks("campaigns.view"), response=schemas.Campaign)
def campaign(request, code: Code):
    """One campaign with its contents, criteria, exceptions and how far the units are."""
    return shown(request, seen_or_404(request, Campaign, code=code))


def shown(request, campaign):
    """One campaign as the endpoints tell it to this person."""
    names = schemas.Campaign.model_fields.keys() - {"contents", "phase", "exceptions", "progress", "files", "requests"}
    return {
        **{name: getattr(campaign, name) for name in names},
        "contents": [row.text for row in campaign.contents.all()],
        "phase": phase_on(campaign, timezone.localdate()),
        "files": campaign.files.filter(removed_at=None),
        "requests": requests_shown(campaign, request.held),
        "exceptions": exceptions_shown(campaign, request.held),
        "progress": progress_of(campaign, request.user, request.held),
    }


def _criteria(rows):
    """Each criterion read by the form of the page. Raises ValidationError on `criteria`."""
    forms = [CriterionForm(row) for row in rows]
    faults = [sentence for form in forms for told in form.errors.values() for sentence in told]
    if faults:
        raise ValidationError({"criteria": faults})
    return [form.cleaned_data for form in forms]


def _said(body):
    """What the body says, read by the form of the page, as the services take it."""
    said = body.dict(exclude={"acting_as", "row_version", "contents", "criteria", "duties"})
    found = AwardForm.objects.filter(code__in=body.award_forms).values_list("code", "pk")
    keys = dict(found)
    form = read_form(CampaignForm(said | {"award_forms": [keys.get(code, 0) for code in body.award_forms]}))
    values = dict(form.cleaned_data)
    values.pop("contents")
    return {
        "award_forms": values.pop("award_forms"),
        "values": values,
        "contents": body.contents,
        "criteria": _criteria(body.dict()["criteria"]),
        "duties": body.dict()["duties"],
        "acting_as": body.acting_as,
    }


@router.post("/campaigns", auth=Asks("campaigns.edit"), response={201: schemas.Campaign})
def set_up(request, body: schemas.CampaignSaid):
    """Set up a campaign of the commune in which I act."""
    commune = access.require(request.user, "campaigns.edit", acting_as=body.acting_as).appointment.unit.commune
    return shown(request, services.set_up(commune=commune, by=request.user, **_said(body)))


@router.put("/campaigns/{code}", auth=Asks("campaigns.edit"), response=schemas.Campaign)
def change(request, code: Code, body: schemas.CampaignChange):
    """Change a campaign and its lists; saying the same again leaves no trace."""
    seen = seen_or_404(request, Campaign, code=code)
    changed = services.change(campaign=seen, row_version=body.row_version, by=request.user, **_said(body))
    return shown(request, changed)


@router.post(
    "/campaigns/{code}/exceptions", auth=Asks("campaigns.grant_exception"), response={201: schemas.LateException}
)
def grant_exception(request, code: Code, body: schemas.NewException):
    """Let a unit send letters after the closing day, until a day."""
    seen = seen_or_404(request, Campaign, code=code)
    said = body.dict(exclude={"acting_as"}) | {"unit": unit_named(request, body.unit).pk}
    form = read_form(ExceptionForm(said, campaign=seen))
    return services.grant_exception(campaign=seen, by=request.user, acting_as=body.acting_as, **form.cleaned_data)
