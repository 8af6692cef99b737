"""The closed lists of the award book: where an award is known from, whether it stands, and what was answered about
two that look alike."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Source(models.TextChoices):
    """Where the book knows an award from."""

    DECISION = "decision", _("Decision issued here")
    ANSWER = "answer", _("Answer of a higher level")
    IMPORTED = "imported", _("Excel list")
    TYPED = "typed", _("Entered by hand")


OF_A_NOMINATION = (Source.DECISION, Source.ANSWER)


class AwardState(models.TextChoices):
    GRANTED = "granted", _("Granted")
    REVOKED = "revoked", _("Revoked")


class Answer(models.TextChoices):
    """Is it the same person, collective or household?"""

    WAITING = "waiting", _("Not answered yet")
    SAME = "same", _("The same")
    DIFFERENT = "different", _("Not the same")
