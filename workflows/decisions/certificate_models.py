"""Certificates: each sheet handed out for a line of a decision, sheets that were spoiled, and the brake on asking."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

__all__ = ["Certificate", "CodeAsked", "SpoiledSheet"]


class Certificate(models.Model):
    """One certificate of one line. turn: 1 for the one of the issue, then one more with each re-issue.

    code: by which everybody may look it up; at least 128 random bits, derived from nothing. The newest of a line is the
    one that counts. stock_version: row version of the stock at the time; None on the built-in sheet.
    """

    append_only = True

    class Kind(models.TextChoices):
        FIRST = "first", _("With the decision")
        REPLACED = "replaced", _("Issued again: lost or damaged")
        EXCHANGED = "exchanged", _("Exchanged: old form or wrong print")

    line = models.ForeignKey("workflows.DecisionLine", models.PROTECT, related_name="certificates")
    turn = models.PositiveSmallIntegerField(_("turn"), default=1)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.FIRST)
    code = models.CharField(_("code"), max_length=32, unique=True)
    golden_book_number = models.PositiveIntegerField(_("golden-book number"))
    golden_book_year = models.PositiveSmallIntegerField(_("year of the golden book"))
    reason = models.TextField(_("reason"), blank=True)
    request_paper = models.ForeignKey(
        "documents.Arrival", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("request")
    )
    stock = models.ForeignKey("documents.CertificateStock", models.PROTECT, null=True, blank=True, related_name="+")
    stock_version = models.PositiveIntegerField(null=True, blank=True)
    rendition = models.ForeignKey("documents.Issued", models.PROTECT, related_name="+")
    made_by = models.ForeignKey("permissions.User", models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made at"))

    class Meta:
        ordering = ["line", "turn"]
        constraints = [
            models.UniqueConstraint(fields=["line", "turn"], name="certificate_turn_once"),
            models.CheckConstraint(
                name="certificate_again_has_its_reason",
                condition=Q(turn=1, kind="first") | Q(turn__gt=1) & ~Q(reason=""),
            ),
        ]

    def __str__(self):
        return f"{self.line_id}/{self.turn}"


class SpoiledSheet(models.Model):
    """A sheet that went wrong and was destroyed. serial: number printed on the blank, where it has one."""

    append_only = True

    line = models.ForeignKey(
        "workflows.DecisionLine", models.PROTECT, related_name="spoiled_sheets", verbose_name=_("nominee")
    )
    serial = models.CharField(_("number of the blank"), max_length=40, blank=True)
    reason = models.TextField(_("reason"))
    noted_by = models.ForeignKey("permissions.User", models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(_("noted at"))

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.line_id}: {self.reason[:40]}"


class CodeAsked(models.Model):
    """Somebody looked a code up, kept a short while: what the brake counts. No evidence."""

    address = models.CharField(max_length=45, blank=True)
    at = models.DateTimeField(db_index=True)
