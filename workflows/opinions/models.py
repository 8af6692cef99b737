"""Opinions: what another body is asked about one dossier, by when, and what it answers; the files that come with it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from documents.proposals.models import Desk, desk_indexes
from permissions.people.models import history
from workflows.opinions.states import Answer, OpinionState

__all__ = ["Opinion", "OpinionFile"]

_ANSWERED = Q(state="answered")


class Opinion(Desk):
    """A question to one body: a unit, which answers here if it has accounts, or another body, which answers on paper.

    unit: the unit asked, None for a body that is none of ours. `asked_for`, `answered_for`: the principals where a
    deputy acted. version, answered_version: of the dossier, as it was asked about and as it was answered on.
    arrival: the paper of the answer; its number alone where it was recorded before the arrival book.
    """

    tells_of_people = True  # who opens one is recorded

    commune = models.ForeignKey("permissions.Unit", models.PROTECT, related_name="+", db_index=False)
    proposal = models.ForeignKey("documents.Proposal", models.PROTECT, related_name="opinions")
    code = models.CharField(_("code"), max_length=40, unique=True)
    unit = models.ForeignKey("permissions.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    body_name = models.CharField(_("body asked"), max_length=200)
    is_on_paper = models.BooleanField(_("asked on paper"), default=False)
    title = models.CharField(_("dossier"), max_length=400)
    question = models.TextField(_("what is asked"))
    state = models.CharField(_("state"), max_length=20, choices=OpinionState, default=OpinionState.ASKED)
    version = models.PositiveIntegerField(_("version asked about"))
    asked_by = models.ForeignKey("permissions.User", models.PROTECT, related_name="+")
    asked_for = models.ForeignKey("permissions.User", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("asked at"))
    letter = models.ForeignKey("documents.Issued", models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.CharField(_("answer"), max_length=20, choices=Answer, blank=True)
    answer_text = models.TextField(_("opinion"), blank=True)
    answered_on = models.DateField(_("date of the answer"), null=True, blank=True)
    answered_version = models.PositiveIntegerField(_("version answered on"), null=True, blank=True)
    answered_by = models.ForeignKey("permissions.User", models.PROTECT, null=True, blank=True, related_name="+")
    answered_for = models.ForeignKey("permissions.User", models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    signer_name = models.CharField(_("signer"), max_length=120, blank=True)
    arrival_number = models.CharField(_("number of arrival"), max_length=60, blank=True)
    arrival = models.ForeignKey("documents.Arrival", models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_reason = models.TextField(_("why it was taken back"), blank=True)
    search_key = models.TextField(editable=False, default="")

    history = history()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(name="opinion_known_state", condition=Q(state__in=OpinionState.values)),
            models.CheckConstraint(
                name="opinion_answered_knows_its_answer",
                condition=_ANSWERED
                & Q(answered_on__isnull=False, answered_at__isnull=False, answered_by__isnull=False)
                & ~Q(answer="")
                | ~_ANSWERED & Q(answer="", answered_on=None, answered_at=None, answered_by=None),
            ),
            models.UniqueConstraint(
                fields=["proposal", "unit"], condition=Q(state="asked"), name="opinion_asked_of_a_unit_once_at_a_time"
            ),
        ]
        indexes = [
            models.Index(fields=["commune", "-id"], name="opinion_newest"),
            models.Index(fields=["unit", "-id"], name="opinion_of_unit"),
            *desk_indexes("opinion"),
        ]

    def __str__(self):
        return f"{self.code} {self.body_name}"

    @property
    def stream(self):
        return f"opinion/{self.code}"

    @property
    def is_late(self):
        """Did the answer come after its day?"""
        return bool(self.answered_on and self.due_on and self.answered_on > self.due_on)


class OpinionFile(models.Model):
    """A file of the answer: the unit's own, or the scan of an answer on paper."""

    append_only = True

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="files")
    blob = models.ForeignKey("documents.Blob", models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=255)
    added_by = models.ForeignKey("permissions.User", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.file_name
