"""Objections to a dossier in public notice, each with its answer. Days and state of the notice stand on the dossier."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from permissions.people.models import history

__all__ = ["Objection"]


class Objection(models.Model):
    """What somebody objected, and what the office answered. Who it was is told to nobody outside the office."""

    class Channel(models.TextChoices):
        LETTER = "letter", _("By letter")
        IN_PERSON = "in_person", _("In person")
        PHONE = "phone", _("By telephone")
        MAIL = "mail", _("By e-mail")

    proposal = models.ForeignKey("documents.Proposal", models.PROTECT, related_name="objections")
    received_on = models.DateField(_("received on"))
    channel = models.CharField(_("how it came"), max_length=20, choices=Channel)
    objector = models.CharField(_("who objects"), max_length=200, blank=True)
    text = models.TextField(_("what is objected"))
    scan = models.ForeignKey("documents.Blob", models.PROTECT, null=True, blank=True, related_name="+")
    scan_name = models.CharField(max_length=255, blank=True)
    noted_by = models.ForeignKey("permissions.User", models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey("permissions.User", models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    row_version = models.PositiveIntegerField(default=1, editable=False)

    history = history()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="objection_answered_by_somebody",
                condition=Q(answer="", answered_by=None, answered_at=None)
                | ~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.proposal_id}/{self.pk}"
