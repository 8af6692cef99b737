"""States of a decision, with their groups."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DecisionState(models.TextChoices):
    DRAFTED = "drafted", _("Waiting for the signature")
    SIGNED = "signed", _("Signed, waiting for its number")
    ISSUED = "issued", _("Issued")
    SENT_BACK = "sent_back", _("Sent back, abandoned")

    @property
    def is_open_for_editing(self):
        return self == DecisionState.DRAFTED

    @property
    def is_signed(self):
        return self in SIGNED_STATES


SIGNED_STATES = (DecisionState.SIGNED, DecisionState.ISSUED)
