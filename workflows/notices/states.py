"""What a notice is for, how often a person wants mail, and how far a mail is."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NoticeKind(models.TextChoices):
    WAITS = "waits", _("Waits for you")
    TOLD = "told", _("For your information")
    REMINDER = "reminder", _("Reminder")


class Mail(models.TextChoices):
    """How often a person gets mail; the notices in the system come at once in any case."""

    SOON = "soon", _("Soon, gathered over some minutes")
    DAILY = "daily", _("Once a day")
    NEVER = "never", _("No mail")


class MailState(models.TextChoices):
    WAITING = "waiting", _("Waiting to be sent")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    DROPPED = "dropped", _("Not needed any more")
    FAILED = "failed", _("Failed")
