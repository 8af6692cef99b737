"""States of a letter to the province, with their groups; and what the province answers."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TransmittalState(models.TextChoices):
    DRAFTED = "drafted", _("Waiting for the signature")
    SIGNED = "signed", _("Signed, waiting for its number")
    FORWARDED = "forwarded", _("With the province")
    ANSWERED = "answered", _("Answered in every line")
    REPLACED = "replaced", _("Replaced by another letter")
    SENT_BACK = "sent_back", _("Sent back, abandoned")

    @property
    def is_open_for_editing(self):
        return self == TransmittalState.DRAFTED


# The chair has signed: the records clerk sees it from here on.
SIGNED_STATES = (
    TransmittalState.SIGNED,
    TransmittalState.FORWARDED,
    TransmittalState.ANSWERED,
    TransmittalState.REPLACED,
)
# It has left the commune: the province sees it from here on.
SENT_STATES = (TransmittalState.FORWARDED, TransmittalState.ANSWERED, TransmittalState.REPLACED)


class Said(models.TextChoices):
    """What the province says of one nominee."""

    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Not granted")
