"""Setting up campaigns and allowing late letters; every deed leaves a line on campaign/<code>."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.campaigns.announcing import announce
from documents.campaigns.models import (
    Campaign,
    CampaignContent,
    CampaignCriterion,
    CampaignDuty,
    ExceptionRequest,
    LateException,
)
from documents.campaigns.states import CampaignState
from permissions import access
from permissions.ledger import acts, tracked
from permissions.ledger.races import check_row_version
from permissions.ledger.services import Line, record
from permissions.people.models import Unit
from permissions.refusals import NotNow, ValidationError
from permissions.vietnamese import clean_line, clean_text

acts.declare(
    {
        "campaign.set_up": gettext_lazy("set up the campaign"),
        "campaign.changed": gettext_lazy("changed the campaign"),
        "campaign.exception_granted": gettext_lazy("allowed a late letter"),
    }
)
LINES = ("title", "plan_number", "closing_source")
TEXTS = ("legal_basis", "aims")
DAYS = ("plan_on", "starts_on", "ends_on", "closes_on")


def _fill(campaign, values):
    for field in LINES:
        setattr(campaign, field, clean_line(values.get(field, "")))
    for field in TEXTS:
        setattr(campaign, field, clean_text(values.get(field, "")))
    for field in DAYS:
        setattr(campaign, field, values[field])
    faults = {}
    if campaign.ends_on < campaign.starts_on:
        faults["ends_on"] = _("The campaign ends before it begins.")
    if campaign.closes_on < campaign.starts_on:
        faults["closes_on"] = _("The last day to send letters lies before the campaign begins.")
    twins = Campaign.objects.filter(
        commune=campaign.commune, plan_number=campaign.plan_number, plan_on=campaign.plan_on
    )
    if twins.exclude(pk=campaign.pk).exists():
        faults["plan_number"] = _("There is a campaign of this plan already.")
    if faults:
        raise ValidationError(faults)
    campaign.clean_fields(exclude=["commune", "code"])


def _write_lists(campaign, contents, criteria, award_forms, duties):
    """Contents, criteria and duties are short lists without own history: written anew, the ledger keeps them."""
    campaign.contents.all().delete()
    campaign.criteria.all().delete()
    for order, text in enumerate(filter(None, map(clean_text, contents)), start=1):
        CampaignContent.objects.create(campaign=campaign, order=order, text=text)
    for order, row in enumerate(criteria, start=1):
        CampaignCriterion.objects.create(
            campaign=campaign,
            order=order,
            audience=clean_line(row["audience"]),
            unit_kinds=sorted(row.get("unit_kinds", [])),
            text=clean_text(row["text"]),
        )
    campaign.duties.all().delete()
    for order, row in enumerate(duties, start=1):
        body, text = clean_line(row["body"]), clean_text(row["text"])
        CampaignDuty.objects.create(campaign=campaign, order=order, body=body, text=text)
    campaign.award_forms.set(award_forms)


def _described(campaign):
    """The campaign with its lists, as JSON values."""
    return tracked.snapshot(campaign) | {
        "contents": [row.text for row in CampaignContent.objects.filter(campaign=campaign)],
        "criteria": [
            {"audience": row.audience, "unit_kinds": row.unit_kinds, "text": row.text}
            for row in CampaignCriterion.objects.filter(campaign=campaign)
        ],
        "duties": [{"body": row.body, "text": row.text} for row in CampaignDuty.objects.filter(campaign=campaign)],
        "award_forms": [form.name for form in campaign.award_forms.all()],
    }


def _next_code(commune, year):
    """The next code of the year; the caller holds the lock on the commune."""
    count = Campaign.objects.filter(commune=commune, code__startswith=f"{commune.code}-{year}-C").count()
    return f"{commune.code}-{year}-C{count + 1:02d}"


@transaction.atomic
def set_up(*, commune, values, contents, criteria, award_forms, by, duties=(), acting_as="", now=None):
    """A new campaign of the commune, in preparation: the units see it when it is launched.

    contents: texts in the order of the plan. criteria: [{"audience", "unit_kinds", "text"}].
    duties: [{"body", "text"}].
    Raises NotYou, ValidationError per field.
    """
    now = now or timezone.now()
    commune = Unit.objects.select_for_update(no_key=True).get(pk=commune.pk)
    capacity = access.require(by, "campaigns.edit", commune, acting_as=acting_as)
    campaign = Campaign(commune=commune)
    _fill(campaign, values)
    campaign.code = _next_code(commune, timezone.localdate(now).year)
    kept = tracked.save(campaign, by=by)
    _write_lists(campaign, contents, criteria, award_forms, duties)
    line = Line(
        stream=campaign.stream, act="campaign.set_up", body={"history": [kept], "campaign": _described(campaign)}
    )
    record([line], commune_id=commune.pk, by=by, acting_as=capacity, at=now)
    return campaign


@transaction.atomic
def change(*, campaign, row_version, values, contents, criteria, award_forms, by, duties=(), acting_as="", now=None):
    """Change a campaign and its lists; saying the same again leaves no trace.

    Raises NotYou, LostRace, ValidationError per field.
    """
    now = now or timezone.now()
    campaign = Campaign.objects.select_for_update(of=("self",)).select_related("commune").get(pk=campaign.pk)
    check_row_version(campaign, row_version, _("the campaign"))
    capacity = access.require(by, "campaigns.edit", campaign, acting_as=acting_as)
    if campaign.state == CampaignState.SUMMARISED:
        raise NotNow(_("The campaign is summed up; it stays as it is."))
    before = _described(campaign)
    _fill(campaign, values)
    _write_lists(campaign, contents, criteria, award_forms, duties)
    changes = tracked.changes(before, _described(campaign))
    if not changes:
        return campaign
    campaign.row_version += 1
    kept = tracked.save(campaign, by=by)
    line = Line(stream=campaign.stream, act="campaign.changed", body={"changes": changes, "history": [kept]})
    record([line], commune_id=campaign.commune_id, by=by, acting_as=capacity, at=now)
    return campaign


@transaction.atomic
def grant_exception(*, campaign, unit, until_on, reason, by, acting_as="", now=None):
    """Let a unit send letters after the closing day, to the end of `until_on`.

    Raises NotYou, NotNow for a unit of elsewhere, ValidationError per field.
    """
    now = now or timezone.now()
    campaign = Campaign.objects.select_for_update(of=("self",)).select_related("commune").get(pk=campaign.pk)
    capacity = access.require(by, "campaigns.grant_exception", campaign, acting_as=acting_as)
    if unit.commune_id != campaign.commune_id:
        raise NotNow(_("This unit belongs to another commune."))
    reason, today = clean_text(reason), timezone.localdate(now)
    faults = {}
    if until_on <= campaign.closes_on:
        faults["until_on"] = _("Letters are taken until then anyway; choose a later day.")
    elif until_on < today:
        faults["until_on"] = _("This day is past already.")
    elif LateException.objects.filter(campaign=campaign, unit=unit, until_on__gte=until_on).exists():
        faults["until_on"] = _("This unit may send until that day already.")
    if not reason:
        faults["reason"] = _("Give the reason.")
    if faults:
        raise ValidationError(faults)
    made = LateException.objects.create(
        campaign=campaign, unit=unit, until_on=until_on, reason=reason, granted_by=by, granted_at=now
    )
    asked = ExceptionRequest.objects.filter(campaign=campaign, unit=unit, state=ExceptionRequest.State.ASKED)
    asked.update(state=ExceptionRequest.State.GRANTED, answered_by=by, answered_at=now)
    body = {"unit": unit.name, "until_on": until_on.isoformat(), "reason": reason}
    line = Line(stream=campaign.stream, act="campaign.exception_granted", body=body)
    record([line], commune_id=campaign.commune_id, by=by, acting_as=capacity, at=now)
    announce("exception_granted", campaign, by=by, now=now, unit_ids=[unit.pk], due_on=until_on)
    return made
