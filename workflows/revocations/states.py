"""Kinds and states of decisions over earlier decisions, and what comes back of a revoked award."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AmendmentKind(models.TextChoices):
    REVOCATION = "revocation", _("Cancelling decision")
    CORRECTION = "correction", _("Correcting decision")


class AmendmentState(models.TextChoices):
    DRAFTED = "drafted", _("Waiting for the signature")
    SIGNED = "signed", _("Signed, waiting for its number")
    ISSUED = "issued", _("Issued")
    SENT_BACK = "sent_back", _("Sent back, abandoned")
    DROPPED = "dropped", _("Dropped")

    @property
    def is_open_for_editing(self):
        return self == AmendmentState.DRAFTED


SIGNED_STATES = (AmendmentState.SIGNED, AmendmentState.ISSUED)


class Item(models.TextChoices):
    """What is to come back of a revoked award."""

    MONEY = "money", _("Money")
    OBJECT = "object", _("Certificate and object")


class ReturnState(models.TextChoices):
    """What a record of an item says."""

    RETURNED = "returned", _("Came back")
    NOT_DUE = "not_due", _("Not to be given back")
    OPEN = "open", _("Did not come back after all")


class Part(models.TextChoices):
    """The parts of the list of what is to come back."""

    DUE = "due", _("Still due")
    OVERDUE = "overdue", _("Overdue")
    DONE = "done", _("Settled")
