"""Renditions: papers as they were printed and kept. What they say is chosen by the topics that issue them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from documents.printing.kinds import PaperKind

__all__ = ["Issued"]


class Issued(models.Model):
    """A rendition kept for good: the same paper signed, and again with its number, are two rows."""

    append_only = True

    commune = models.ForeignKey("permissions.Unit", models.PROTECT, related_name="+")
    kind = models.CharField(_("kind of paper"), max_length=30, choices=PaperKind)
    subject_key = models.CharField(_("belongs to"), max_length=80)
    title = models.CharField(_("title"), max_length=500)
    number = models.CharField(_("number"), max_length=20, blank=True)
    symbol = models.CharField(_("symbol"), max_length=40, blank=True)
    issued_on = models.DateField(_("date on the paper"), null=True, blank=True)
    blob = models.ForeignKey("documents.Blob", models.PROTECT, related_name="+")
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    made_by = models.ForeignKey("permissions.User", models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["commune", "subject_key", "kind", "sha256"], name="issued_same_rendition_once"
            ),
        ]

    def __str__(self):
        return self.title
