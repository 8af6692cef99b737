"""What a record of the handing over of one award says."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class HandoverState(models.TextChoices):
    HANDED = "handed", _("Handed over")
    UNDONE = "undone", _("Not handed over after all")
