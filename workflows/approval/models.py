"""What reviewers say about a version: remarks pinned to a place, and a judgement per nomination."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Remark(models.Model):
    """A demand of the reviewer, pinned to a field, a paper or a nomination; answered by the unit."""

    class Target(models.TextChoices):
        GENERAL = "general", _("The proposal as a whole")
        FIELD = "field", _("A field of the letter")
        PAPER = "paper", _("A paper")
        NOMINATION = "nomination", _("A nomination")

    class State(models.TextChoices):
        NOTED = "noted", _("Noted, not yet sent")
        OPEN = "open", _("Waiting for the unit")
        ANSWERED = "answered", _("Answered")
        SETTLED = "settled", _("Settled")

    proposal = models.ForeignKey("documents.Proposal", models.PROTECT, related_name="remarks")
    version = models.PositiveIntegerField(_("version judged"))
    target = models.CharField(_("about"), max_length=20, choices=Target)
    field = models.CharField(_("field"), max_length=40, blank=True)
    paper_kind = models.CharField(_("kind of paper"), max_length=40, blank=True)
    nomination = models.ForeignKey(
        "documents.Nomination", models.PROTECT, null=True, blank=True, related_name="remarks"
    )
    text = models.TextField(_("remark"))
    state = models.CharField(max_length=20, choices=State, default=State.NOTED)
    made_by = models.ForeignKey("permissions.User", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey("permissions.User", models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="remark_pinned_where_it_says",
                condition=Q(target="general")
                | Q(target="field") & ~Q(field="")
                | Q(target="paper") & ~Q(paper_kind="")
                | Q(target="nomination", nomination__isnull=False),
            )
        ]
        indexes = [models.Index(fields=["proposal", "state"], name="remark_of_proposal")]


class Judgement(models.Model):
    """The reviewer's verdict on one nomination in one version; only added to, the last one counts."""

    append_only = True

    class Verdict(models.TextChoices):
        ELIGIBLE = "eligible", _("Eligible")
        STRUCK_OUT = "struck_out", _("Struck out")

    proposal = models.ForeignKey("documents.Proposal", models.PROTECT, related_name="judgements")
    nomination = models.ForeignKey("documents.Nomination", models.PROTECT, related_name="judgements")
    version = models.PositiveIntegerField(_("version judged"))
    verdict = models.CharField(_("verdict"), max_length=20, choices=Verdict)
    reason = models.TextField(_("reason"), blank=True)
    made_by = models.ForeignKey("permissions.User", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="judgement_strikes_out_with_a_reason", condition=Q(verdict="eligible") | ~Q(reason="")
            )
        ]
        indexes = [models.Index(fields=["proposal", "nomination"], name="judgement_of_nomination")]
