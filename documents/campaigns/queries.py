"""Questions about campaigns."""

from django.db.models import Q

from documents.campaigns.models import Campaign, LateException
from permissions import access


def may_still_send(campaign, unit_id, on):
    """Is the campaign open for letters of the unit on a day? An exception counts to its last day."""
    if on <= campaign.closes_on:
        return True
    return LateException.objects.filter(campaign=campaign, unit_id=unit_id, until_on__gte=on).exists()


def running(commune_id, on):
    """Campaigns of a commune under way on a day."""
    return Campaign.objects.filter(commune_id=commune_id, starts_on__lte=on, ends_on__gte=on)


def _everybody_of_the_commune(held):
    communes = {capacity.commune_id for capacity in held if capacity.commune_id}
    return Q(commune_id__in=communes) if communes else None


access.register_visibility(Campaign, _everybody_of_the_commune)
