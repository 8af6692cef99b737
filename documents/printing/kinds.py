"""The kinds of paper of which renditions are kept."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PaperKind(models.TextChoices):
    LETTER = "letter", _("letter of the unit")
    INVITATION = "invitation", _("invitation of the council")
    MINUTES = "minutes", _("minutes of the council")
    MINUTES_TEXT = "minutes_text", _("minutes of the council, as a Word file")
    CONCLUSION = "conclusion", _("conclusions of the council for a unit")
    CONCLUSION_TEXT = "conclusion_text", _("conclusions of the council for a unit, as a Word file")
    DECISION = "decision", _("decision")
    AMENDMENT = "amendment", _("cancelling or correcting decision")
    TRANSMITTAL = "transmittal", _("letter to the province")
    CONSIGNMENT = "consignment", _("consignment note")
    CERTIFICATES = "certificates", _("certificates")
    OPINION_LETTER = "opinion_letter", _("letter asking for an opinion")
