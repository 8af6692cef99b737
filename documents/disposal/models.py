"""What may no longer be kept: lists of dossiers to be disposed of, and holds that keep a dossier all the same."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from permissions.people.models import history

__all__ = ["DisposalItem", "DisposalList", "Hold"]


class Hold(models.Model):
    """A dossier that must not be disposed of for now: an inspection, a complaint, a court asks for it."""

    letter = models.ForeignKey("documents.Letter", models.PROTECT, related_name="holds")
    reason = models.TextField(_("reason"))
    document_number = models.CharField(_("number of the document that asks for it"), max_length=120)
    placed_by = models.ForeignKey("permissions.User", models.PROTECT, related_name="+", db_index=False)
    placed_at = models.DateTimeField()
    release_reason = models.TextField(_("why it is released"), blank=True)
    released_by = models.ForeignKey("permissions.User", models.PROTECT, null=True, related_name="+", db_index=False)
    released_at = models.DateTimeField(null=True)
    row_version = models.PositiveIntegerField(default=1, editable=False)

    history = history()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["letter"], condition=Q(released_at=None), name="hold_one_at_a_time"),
            models.CheckConstraint(
                name="hold_released_by_somebody_with_a_reason",
                condition=Q(released_at=None, released_by=None, release_reason="")
                | Q(released_at__isnull=False, released_by__isnull=False) & ~Q(release_reason=""),
            ),
        ]

    def __str__(self):
        return self.document_number


class DisposalList(models.Model):
    """Dossiers whose time is over: proposed by one person, approved by another, carried out by the operator."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        APPROVED = "approved", _("Approved")
        REFUSED = "refused", _("Refused")

    commune = models.ForeignKey("permissions.Unit", models.PROTECT, related_name="+", db_index=False)
    code = models.CharField(_("code"), max_length=30, unique=True)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.PROPOSED)
    legal_basis = models.TextField(_("legal basis"))
    proposed_by = models.ForeignKey("permissions.User", models.PROTECT, related_name="+", db_index=False)
    proposed_for = models.ForeignKey("permissions.User", models.PROTECT, related_name="+", db_index=False)
    proposed_at = models.DateTimeField(_("proposed at"))
    answered_by = models.ForeignKey("permissions.User", models.PROTECT, null=True, related_name="+", db_index=False)
    answered_for = models.ForeignKey("permissions.User", models.PROTECT, null=True, related_name="+", db_index=False)
    answered_at = models.DateTimeField(_("answered at"), null=True)
    refusal_reason = models.TextField(_("why it is refused"), blank=True)
    row_version = models.PositiveIntegerField(default=1, editable=False)

    history = history()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="disposal_list_answered_by_somebody",
                condition=Q(state="proposed", answered_by=None, answered_for=None, answered_at=None)
                | ~Q(state="proposed")
                & Q(answered_by__isnull=False, answered_for__isnull=False, answered_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["commune", "-id"], name="disposal_list_newest")]

    def __str__(self):
        return self.code

    @property
    def stream(self):
        return f"disposal/{self.code}"


class DisposalItem(models.Model):
    """One dossier on a list: the unit's letter with all proposals made of it. due_year: the first year it may go."""

    list = models.ForeignKey(DisposalList, models.PROTECT, related_name="items")
    letter = models.ForeignKey("documents.Letter", models.PROTECT, related_name="disposals")
    due_year = models.PositiveSmallIntegerField(_("may go since"))
    disposed_at = models.DateTimeField(_("disposed of at"), null=True)
    disposed_by = models.ForeignKey("permissions.User", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["list", "letter"], name="disposal_once_on_a_list"),
            models.UniqueConstraint(fields=["letter"], condition=~Q(disposed_at=None), name="disposal_once"),
        ]

    def __str__(self):
        return f"{self.list_id}/{self.letter_id}"
