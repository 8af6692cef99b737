"""The life of a campaign: launch, end, sum up, remind; its files; what a unit asks. A line on campaign/<code> each."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.attachments import services as attachments
from documents.attachments.naming import clean_name
from documents.campaigns.announcing import announce
from documents.campaigns.figures import figures_of
from documents.campaigns.models import Campaign, CampaignFile, ExceptionRequest
from documents.campaigns.queries import silent_units
from documents.campaigns.states import CampaignState
from permissions import access
from permissions.ledger import acts, tracked
from permissions.ledger.races import check_row_version
from permissions.ledger.services import Line, record
from permissions.refusals import NotNow, ValidationError
from permissions.vietnamese import clean_text

acts.declare(
    {
        "campaign.launched": gettext_lazy("launched the campaign"),
        "campaign.ended": gettext_lazy("closed the campaign"),
        "campaign.summarised": gettext_lazy("summed the campaign up"),
        "campaign.reminded": gettext_lazy("reminded the units that have sent nothing"),
        "campaign.file_added": gettext_lazy("attached a paper to the campaign"),
        "campaign.file_removed": gettext_lazy("took a paper off the campaign"),
        "campaign.exception_asked": gettext_lazy("asked to send late"),
        "campaign.exception_declined": gettext_lazy("did not allow a late letter"),
    }
)


def _locked(campaign, right, by, acting_as):
    """The campaign under lock, and the capacity in which the right is held on it."""
    campaign = Campaign.objects.select_for_update(of=("self",)).select_related("commune").get(pk=campaign.pk)
    return campaign, access.require(by, right, campaign, acting_as=acting_as)


def _note(campaign, act, body, by, capacity, now, **states):
    line = Line(stream=campaign.stream, act=act, body=body, **states)
    record([line], commune_id=campaign.commune_id, by=by, acting_as=capacity, at=now)


def _turn(campaign, target, act, body, by, capacity, now):
    """Into another state, with history and ledger; the caller has asked whether it may."""
    before, campaign.state = campaign.state, target
    campaign.row_version += 1
    kept = tracked.save(campaign, by=by)
    states = {"from_state": str(before), "to_state": str(target)}
    _note(campaign, act, body | {"history": [kept]}, by, capacity, now, **states)


def _refuse_state(campaign, wanted, sentence):
    if campaign.state != wanted:
        raise NotNow(sentence, code="wrong_state")


@transaction.atomic
def launch(*, campaign, row_version, by, acting_as="", now=None):
    """Launch: every unit of the commune is told and may send letters. Raises NotYou, NotNow, LostRace."""
    now = now or timezone.now()
    campaign, capacity = _locked(campaign, "campaigns.launch", by, acting_as)
    check_row_version(campaign, row_version, _("the campaign"))
    _refuse_state(campaign, CampaignState.DRAFTED, _("The campaign is launched already."))
    campaign.launched_on = timezone.localdate(now)
    _turn(campaign, CampaignState.LAUNCHED, "campaign.launched", {}, by, capacity, now)
    announce("launched", campaign, by=by, now=now, due_on=campaign.closes_on)
    return campaign


@transaction.atomic
def end(*, campaign, row_version, by, acting_as="", now=None):
    """Close for letters, once the last day to send them is past; exceptions granted go on to their day.

    Raises NotYou, NotNow, LostRace.
    """
    now = now or timezone.now()
    campaign, capacity = _locked(campaign, "campaigns.launch", by, acting_as)
    check_row_version(campaign, row_version, _("the campaign"))
    _refuse_state(campaign, CampaignState.LAUNCHED, _("Only a launched campaign can be closed."))
    if timezone.localdate(now) <= campaign.closes_on:
        raise NotNow(_("Letters are still taken; the campaign can be closed after its last day."))
    _turn(campaign, CampaignState.ENDED, "campaign.ended", {}, by, capacity, now)
    announce("ended", campaign, by=by, now=now)
    return campaign


@transaction.atomic
def summarise(*, campaign, row_version, summary, by, acting_as="", now=None):
    """Keep the summary and the figures of the day. Raises NotYou, NotNow, LostRace, ValidationError without a text."""
    now = now or timezone.now()
    campaign, capacity = _locked(campaign, "campaigns.launch", by, acting_as)
    check_row_version(campaign, row_version, _("the campaign"))
    _refuse_state(campaign, CampaignState.ENDED, _("A campaign is summed up after it is closed."))
    campaign.summary = clean_text(summary)
    if not campaign.summary:
        raise ValidationError({"summary": _("Write the summary.")})
    body = {"summary": campaign.summary, "figures": figures_of(campaign).as_body()}
    _turn(campaign, CampaignState.SUMMARISED, "campaign.summarised", body, by, capacity, now)
    return campaign


@transaction.atomic
def remind_silent_units(*, campaign, by, acting_as="", now=None):
    """Remind every unit that has sent nothing; nobody twice a day. Returns the units. Raises NotYou, NotNow."""
    now = now or timezone.now()
    campaign, capacity = _locked(campaign, "campaigns.remind", by, acting_as)
    _refuse_state(campaign, CampaignState.LAUNCHED, _("Only a launched campaign is reminded of."))
    units = list(silent_units(campaign))
    if not units:
        raise NotNow(_("Every unit has sent something."))
    _note(campaign, "campaign.reminded", {"units": [unit.name for unit in units]}, by, capacity, now)
    keys = [unit.pk for unit in units]
    announce("reminded", campaign, by=by, now=now, unit_ids=keys, due_on=campaign.closes_on)
    return units


@transaction.atomic
def add_file(*, campaign, kind, upload, by, acting_as="", now=None):
    """Attach the plan, the guidance or another paper. Raises NotYou, ValidationError on `upload`."""
    now = now or timezone.now()
    campaign, capacity = _locked(campaign, "campaigns.edit", by, acting_as)
    if kind not in CampaignFile.Kind.values:
        raise ValidationError({"kind": _("Choose the kind of paper.")})
    try:
        blob = attachments.store(upload)
    except ValidationError as fault:
        raise ValidationError({"upload": fault.messages}) from fault
    made = CampaignFile.objects.create(
        campaign=campaign, kind=kind, file_name=clean_name(upload.name), blob=blob, added_by=by, added_at=now
    )
    body = {"file_name": made.file_name, "sha256": blob.sha256, "kind": str(kind)}
    _note(campaign, "campaign.file_added", body, by, capacity, now)
    return made


@transaction.atomic
def remove_file(*, file, by, acting_as="", now=None):
    """Take a paper off; its row and bytes stay. Raises NotYou, NotNow where it is off already."""
    now = now or timezone.now()
    campaign, capacity = _locked(file.campaign, "campaigns.edit", by, acting_as)
    file = CampaignFile.objects.select_related("blob").get(pk=file.pk)
    if file.removed_at:
        raise NotNow(_("This paper was taken off already."))
    file.removed_at = now
    file.save(update_fields=["removed_at"])
    body = {"file_name": file.file_name, "sha256": file.blob.sha256}
    _note(campaign, "campaign.file_removed", body, by, capacity, now)
    return file


@transaction.atomic
def ask_exception(*, campaign, unit, until_on, reason, by, acting_as="", now=None):
    """A unit asks to send after the closing day; the head of the office is told.

    Raises NotYou, NotNow (a request waits already, no such campaign any more), ValidationError per field.
    """
    now = now or timezone.now()
    campaign = Campaign.objects.select_for_update(of=("self",)).select_related("commune").get(pk=campaign.pk)
    capacity = access.require(by, "campaigns.ask_exception", unit, acting_as=acting_as)
    if unit.commune_id != campaign.commune_id or campaign.state not in (CampaignState.LAUNCHED, CampaignState.ENDED):
        raise NotNow(_("A late letter is asked for a launched campaign of one's own commune."))
    asked = ExceptionRequest.State.ASKED
    if campaign.exception_requests.filter(unit=unit, state=asked).exists():
        raise NotNow(_("The unit has asked already; the office has not answered yet."))
    reason, faults = clean_text(reason), {}
    if until_on <= max(campaign.closes_on, timezone.localdate(now)):
        faults["until_on"] = _("Choose a day after today and after the last day to send letters.")
    if not reason:
        faults["reason"] = _("Give the reason.")
    if faults:
        raise ValidationError(faults)
    made = ExceptionRequest.objects.create(
        campaign=campaign, unit=unit, until_on=until_on, reason=reason, asked_by=by, asked_at=now
    )
    body = {"unit": unit.name, "until_on": until_on.isoformat(), "reason": reason}
    _note(campaign, "campaign.exception_asked", body, by, capacity, now)
    announce("exception_asked", campaign, by=by, now=now, unit_ids=[unit.pk])
    return made


@transaction.atomic
def decline_exception(*, request, answer, by, acting_as="", now=None):
    """Say no, with a reason; yes is `services.grant_exception`. Raises NotYou, NotNow, ValidationError."""
    now = now or timezone.now()
    campaign, capacity = _locked(request.campaign, "campaigns.grant_exception", by, acting_as)
    request = ExceptionRequest.objects.select_for_update(of=("self",)).select_related("unit").get(pk=request.pk)
    if request.state != ExceptionRequest.State.ASKED:
        raise NotNow(_("This request is answered already."))
    request.answer = clean_text(answer)
    if not request.answer:
        raise ValidationError({"answer": _("Give the reason.")})
    request.state, request.answered_by, request.answered_at = ExceptionRequest.State.DECLINED, by, now
    request.save(update_fields=["answer", "state", "answered_by", "answered_at"])
    body = {"unit": request.unit.name, "reason": request.answer}
    _note(campaign, "campaign.exception_declined", body, by, capacity, now)
    announce("exception_declined", campaign, by=by, now=now, unit_ids=[request.unit_id])
    return request
