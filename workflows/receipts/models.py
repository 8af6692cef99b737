"""Receipts: scans of what was signed when awards were handed over or money was paid. Only added to."""

from django.db import models
from django.utils.translation import gettext_lazy as _

__all__ = ["Receipt"]


class About(models.TextChoices):
    """What was signed for."""

    HANDOVER = "handover", _("Awards handed over")
    PAYMENT = "payment", _("Money paid")


class Receipt(models.Model):
    """One scan of a signed sheet of a decision. added_for: the principal where a deputy added it."""

    append_only = True

    decision = models.ForeignKey("workflows.Decision", models.PROTECT, related_name="receipts")
    about = models.CharField(_("what was signed for"), max_length=10, choices=About)
    scan = models.ForeignKey("documents.Blob", models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=255)
    note = models.CharField(_("note"), max_length=300, blank=True)
    added_by = models.ForeignKey("permissions.User", models.PROTECT, related_name="+", db_index=False)
    added_for = models.ForeignKey("permissions.User", models.PROTECT, related_name="+", db_index=False)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="receipt_known_subject", condition=models.Q(about__in=About.values)),
        ]

    def __str__(self):
        return self.file_name
