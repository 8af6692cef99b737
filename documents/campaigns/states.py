"""How far a campaign is on a day; computed, never stored."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CampaignState(models.TextChoices):
    """What the office has done with the campaign; how far it is by the calendar is its Phase."""

    DRAFTED = "drafted", _("In preparation")
    LAUNCHED = "launched", _("Launched")
    ENDED = "ended", _("Closed by the office")
    SUMMARISED = "summarised", _("Summed up")


class Phase(models.TextChoices):
    ANNOUNCED = "announced", _("Announced")
    RUNNING = "running", _("Under way")
    RECEIVING = "receiving", _("Ended, letters still taken")
    ENDED = "ended", _("Closed")


def phase_on(campaign, day):
    """The phase of a campaign on a day; the last day to send letters counts."""
    if day < campaign.starts_on:
        return Phase.ANNOUNCED
    if day > campaign.closes_on:
        return Phase.ENDED
    return Phase.RUNNING if day <= campaign.ends_on else Phase.RECEIVING
