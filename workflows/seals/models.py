"""Whom the checkpoints are mailed to, and the mails. The checkpoints themselves belong to the ledger."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from permissions.people.models import history
from workflows.notices.states import MailState

__all__ = ["SealAddress", "SealMail"]


class SealAddress(models.Model):
    """Somebody outside who is sent every checkpoint. ended_at: since then no more; a row is never deleted."""

    name = models.CharField(_("who it is"), max_length=200)
    email = models.EmailField(_("e-mail"))
    row_version = models.PositiveIntegerField(default=1, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)

    history = history()

    class Meta:
        ordering = ["ended_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["email"],
                condition=Q(ended_at=None),
                name="seal_address_once",
                violation_error_message=_("This address is on the list already."),
            )
        ]

    def __str__(self):
        return f"{self.name} <{self.email}>"


class SealMail(models.Model):
    """One checkpoint to one address. due_at: when to try next; while being sent, when it counts as broken off."""

    checkpoint = models.ForeignKey("permissions.Checkpoint", models.PROTECT, related_name="mails")
    address = models.ForeignKey(SealAddress, models.PROTECT, related_name="mails", db_index=False)
    state = models.CharField(max_length=10, choices=MailState, default=MailState.WAITING)
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    fault = models.CharField(max_length=80, blank=True, default="")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["address", "checkpoint"], name="seal_mail_once"),
            models.CheckConstraint(name="seal_mail_known_state", condition=Q(state__in=MailState.values)),
        ]
        indexes = [models.Index(fields=["due_at"], name="seal_mail_due", condition=Q(state__in=["waiting", "sending"]))]
