"""What a paper of the arrival book can be recorded as."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RecordedAs(models.TextChoices):
    LETTER = "letter", _("Letter")
    RESEND = "resend", _("Completed dossier")
    SUPPLEMENT = "supplement", _("Supplement for the province")
    WITHDRAWAL = "withdrawal", _("Withdrawal")
    OFFER = "offer", _("Answer to an offer")
    OPINION = "opinion", _("Opinion")
    MINUTES = "minutes", _("Signed minutes")
    DECISION = "decision", _("Signed decision")
    AMENDMENT = "amendment", _("Signed cancelling or correcting decision")
    REVOCATION = "revocation", _("Award revoked by a higher level")
    TRANSMITTAL = "transmittal", _("Signed letter to the province")
    PROVINCE = "province", _("Paper of the province")
