"""Kinds of number register, and where the numbers come from."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RegisterKind(models.TextChoices):
    PROPOSAL = "proposal", _("Codes of proposals")
    LETTER = "letter", _("Codes of letters")
    MEETING = "meeting", _("Codes of meetings")
    DECISION_CODE = "decision_code", _("Codes of decision papers")
    DECISION = "decision", _("Decisions")
    MINUTES = "minutes", _("Minutes")
    TRANSMITTAL_CODE = "transmittal_code", _("Codes of letters to the province")
    TRANSMITTAL = "transmittal", _("Letters to the province")
    ARRIVAL = "arrival", _("Papers received")
    DISPOSAL = "disposal", _("Codes of disposal lists")
    GOLDEN_BOOK = "golden_book", _("Golden book")


class Mode(models.TextChoices):
    OWN = "own", _("Given here, without gap")
    EXTERNAL = "external", _("Typed from the document system")
