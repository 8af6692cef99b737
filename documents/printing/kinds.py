"""The kinds of paper of which renditions are kept."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PaperKind(models.TextChoices):
    LETTER = "letter", _("letter of the unit")
    MINUTES = "minutes", _("minutes of the council")
    DECISION = "decision", _("decision")
    CERTIFICATES = "certificates", _("certificates")
