"""Renditions: papers as they were printed and kept; and the stock of paper on which a commune prints certificates.

What papers say is chosen by the topics that issue them.
"""

import json

from django.db import models
from django.utils.translation import gettext_lazy as _

from documents.printing.kinds import PaperKind
from permissions.people.models import history

__all__ = ["CertificateStock", "Issued"]


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


class CertificateStock(models.Model):
    """A kind of sheet that a commune prints certificates on: size in mm, and where each field stands.

    places: JSON, [{name, is_on, x_mm, y_mm, width_mm, height_mm, size (pt), align}]; what is not named is not printed.
    is_text_only: frame and heading are on the sheet already. scan: a picture of the sheet, for the preview alone.
    award_form: the only one it is for, None for all.
    """

    commune = models.ForeignKey("permissions.Unit", models.PROTECT, related_name="certificate_stocks")
    name = models.CharField(_("name of the stock"), max_length=120)
    award_form = models.ForeignKey(
        "documents.AwardForm", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("award form")
    )
    width_mm = models.DecimalField(_("width (mm)"), max_digits=5, decimal_places=1)
    height_mm = models.DecimalField(_("height (mm)"), max_digits=5, decimal_places=1)
    is_text_only = models.BooleanField(_("pre-printed: words only"), default=True)
    places = models.TextField(_("places of the fields"))
    scan = models.ForeignKey(
        "documents.Blob", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("scan of the sheet")
    )
    is_active = models.BooleanField(_("in use"), default=True)
    row_version = models.PositiveIntegerField(default=1)

    history = history()

    class Meta:
        ordering = ["-is_active", "name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["commune", "name"], name="certificate_stock_name_once"),
            models.CheckConstraint(
                name="certificate_stock_has_a_size", condition=models.Q(width_mm__gt=0, height_mm__gt=0)
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def stream(self):
        return f"stock/{self.pk}"

    @property
    def unit_id(self):
        return self.commune_id

    @property
    def fields_placed(self):
        """The places as they were typed."""
        return json.loads(self.places)
