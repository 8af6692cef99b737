"""What a record of the money of one nominee says, and out of which fund it was paid."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PaymentState(models.TextChoices):
    PAID = "paid", _("Paid")
    NOT_DUE = "not_due", _("Not to be paid")
    OPEN = "open", _("Not paid after all")


class Fund(models.TextChoices):
    OWN = "own", _("Emulation and commendation fund of the commune")
    DONATIONS = "donations", _("Donations")


class Shown(models.TextChoices):
    """The parts of the list of money."""

    UNPAID = "unpaid", _("Not paid yet")
    PAID = "paid", _("Paid")
    NOT_DUE = "not_due", _("Not to be paid")
