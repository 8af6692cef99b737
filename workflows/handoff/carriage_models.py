"""Packages on their way by a carrier: what is to be carried, how far it is. What was carried stands in the ledger."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from workflows.notices.states import MailState

__all__ = ["Carriage", "CarrierName"]


class CarrierName(models.TextChoices):
    """Ways a package leaves besides being taken out by hand and read here by the province's officer."""

    FOLDER = "folder", _("into a folder")
    MAIL = "mail", _("by mail")
    HTTPS = "https", _("to an address of the province (HTTPS)")


class Carriage(models.Model):
    """One sending by one carrier. due_at: when to try next; while it is carried, when it counts as broken off."""

    sending = models.ForeignKey("workflows.Sending", models.PROTECT, related_name="carriages")
    carrier = models.CharField(_("carrier"), max_length=10, choices=CarrierName)
    state = models.CharField(max_length=10, choices=MailState, default=MailState.WAITING)
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    fault = models.CharField(max_length=80, blank=True, default="")
    row_version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["sending", "carrier"]
        constraints = [
            models.UniqueConstraint(fields=["sending", "carrier"], name="carriage_once"),
            models.CheckConstraint(name="carriage_known_state", condition=Q(state__in=MailState.values)),
            models.CheckConstraint(name="carriage_known_carrier", condition=Q(carrier__in=CarrierName.values)),
        ]
        indexes = [models.Index(fields=["due_at"], name="carriage_due", condition=Q(state__in=["waiting", "sending"]))]

    def __str__(self):
        return f"{self.sending_id} {self.carrier}"

    @property
    def is_on_its_way(self):
        return self.state in (MailState.WAITING, MailState.SENDING)
