"""Number registers per commune, kind and year, and every number that left them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from documents.numbers.kinds import Mode, RegisterKind


class Register(models.Model):
    """One series of numbers of a year. `last_number` is written under lock by services.take alone.

    row_version: of the way of numbering; a number taken does not raise it.
    """

    commune = models.ForeignKey("permissions.Unit", models.PROTECT, related_name="registers")
    kind = models.CharField(_("register"), max_length=30, choices=RegisterKind)
    year = models.PositiveSmallIntegerField(_("year"))
    mode = models.CharField(_("numbers"), max_length=10, choices=Mode, default=Mode.OWN)
    symbol = models.CharField(_("symbol"), max_length=30, blank=True)
    last_number = models.PositiveIntegerField(default=0)
    row_version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["commune", "kind", "-year"]
        constraints = [
            models.UniqueConstraint(fields=["commune", "kind", "year"], name="register_once_a_year"),
            models.CheckConstraint(
                name="register_golden_book_is_own", condition=~Q(kind=RegisterKind.GOLDEN_BOOK) | Q(mode=Mode.OWN)
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.year}"

    @property
    def stream(self):
        """Key of its ledger stream."""
        return f"register/{self.commune.code}/{self.kind}/{self.year}"


class IssuedNumber(models.Model):
    """A number that is taken for good: 12, or 12a where the document system gave it."""

    register = models.ForeignKey(Register, models.PROTECT, related_name="numbers")
    number = models.PositiveIntegerField(_("number"))
    suffix = models.CharField(max_length=2, blank=True)
    taken_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["register", "number", "suffix"]
        constraints = [
            models.UniqueConstraint(fields=["register", "number", "suffix"], name="issued_number_once"),
            models.CheckConstraint(name="issued_number_from_one", condition=Q(number__gte=1)),
        ]

    def __str__(self):
        return f"{self.number}{self.suffix}"


class VoidedNumber(models.Model):
    """A number that stands on no paper any more: it is kept, told with its reason, and never given again."""

    append_only = True

    number = models.OneToOneField(IssuedNumber, models.PROTECT, related_name="voided")
    reason = models.TextField(_("reason"))
    voided_by = models.ForeignKey("permissions.User", models.PROTECT, related_name="+")
    voided_at = models.DateTimeField(_("voided at"))

    def __str__(self):
        return str(self.number)
