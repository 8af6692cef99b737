"""Emulation campaigns (đợt thi đua): plan, aims, criteria per audience, award forms, dates."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from documents.campaigns.states import CampaignState
from permissions.people.models import history


class Campaign(models.Model):
    """A launched movement of limited time; letters of kind `campaign` belong to one."""

    commune = models.ForeignKey("permissions.Unit", models.PROTECT, related_name="campaigns")
    code = models.CharField(_("code"), max_length=30, unique=True)
    title = models.CharField(_("title"), max_length=300)
    plan_number = models.CharField(_("plan number"), max_length=60)
    plan_on = models.DateField(_("plan date"))
    legal_basis = models.TextField(_("legal basis"), blank=True)
    aims = models.TextField(_("aims"), blank=True)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    closes_on = models.DateField(_("last day to send letters"))
    closing_source = models.CharField(_("where the last day stands"), max_length=300, blank=True, default="")
    state = models.CharField(max_length=20, choices=CampaignState, default=CampaignState.DRAFTED, editable=False)
    launched_on = models.DateField(null=True, editable=False)
    summary = models.TextField(_("summary"), blank=True, default="")
    award_forms = models.ManyToManyField("documents.AwardForm", verbose_name=_("award forms"), related_name="+")
    row_version = models.PositiveIntegerField(default=1)

    history = history()

    class Meta:
        ordering = ["-starts_on", "pk"]
        constraints = [
            models.CheckConstraint(name="campaign_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))),
            models.CheckConstraint(name="campaign_known_state", condition=Q(state__in=CampaignState.values)),
        ]

    def __str__(self):
        return self.title

    @property
    def stream(self):
        return f"campaign/{self.code}"

    @property
    def unit_id(self):
        return self.commune_id


class CampaignContent(models.Model):
    """One of the contents of the movement, in the order of the plan."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="contents")
    order = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["campaign", "order"], name="campaign_content_once")]


class CampaignCriterion(models.Model):
    """What is asked of one audience (the commune, offices, the Front, companies, individuals)."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="criteria")
    order = models.PositiveSmallIntegerField()
    audience = models.CharField(max_length=200)
    unit_kinds = models.JSONField(default=list, blank=True, help_text="kinds of unit meant; none means everybody")
    text = models.TextField()

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["campaign", "order"], name="campaign_criterion_once")]


class CampaignDuty(models.Model):
    """What one body has to do in the movement (part VI of a plan)."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="duties")
    order = models.PositiveSmallIntegerField()
    body = models.CharField(max_length=200)
    text = models.TextField()

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["campaign", "order"], name="campaign_duty_once")]


class CampaignFile(models.Model):
    """The plan, the guidance on awards and what else belongs to them; removed ones stay, marked."""

    class Kind(models.TextChoices):
        PLAN = "plan", _("Plan")
        GUIDANCE = "guidance", _("Guidance on awards")
        OTHER = "other", _("Other paper")

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="files")
    kind = models.CharField(_("kind of paper"), max_length=20, choices=Kind)
    file_name = models.CharField(max_length=255)
    blob = models.ForeignKey("documents.Blob", models.PROTECT, related_name="+")
    added_by = models.ForeignKey("permissions.User", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]


class ExceptionRequest(models.Model):
    """A unit asks to send after the closing day; answered once."""

    class State(models.TextChoices):
        ASKED = "asked", _("Asked")
        GRANTED = "granted", _("Allowed")
        DECLINED = "declined", _("Not allowed")

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="exception_requests")
    unit = models.ForeignKey("permissions.Unit", models.PROTECT, related_name="+")
    until_on = models.DateField(_("until"))
    reason = models.TextField(_("reason"))
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    asked_by = models.ForeignKey("permissions.User", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.TextField(_("answer"), blank=True, default="")
    answered_by = models.ForeignKey("permissions.User", models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "unit"], name="exception_asked_once_at_a_time", condition=Q(state="asked")
            )
        ]


class LateException(models.Model):
    """A unit may send after the closing day, until a day, for a reason."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="late_exceptions")
    unit = models.ForeignKey("permissions.Unit", models.PROTECT, related_name="+")
    until_on = models.DateField(_("until"))
    reason = models.TextField(_("reason"))
    granted_by = models.ForeignKey("permissions.User", models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()

    class Meta:
        ordering = ["-granted_at"]
        constraints = [models.UniqueConstraint(fields=["campaign", "unit", "until_on"], name="late_exception_once")]
