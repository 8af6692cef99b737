"""Which mandates a person may see."""

from django.db.models import Q

from permissions import access
from permissions.mandates.models import Mandate


def _of_the_commune(held):
    """Administrators see every mandate, leaders and inspectors those of their commune."""
    offices = access.offices_with("people.view")
    communes = {c.commune_id for c in held if c.office in offices}
    if None in communes:  # an office above the communes
        return Q(pk__isnull=False)
    return Q(appointment__unit__commune__in=communes) if communes else None


access.register_visibility(Mandate, _of_the_commune)
access.register_coverage(Mandate, lambda mandate: Q(pk=mandate.pk))


def mandates_seen(user, held):
    """The mandates this person may see, the newest first, with whom they concern; one statement."""
    rows = access.visible_to(user, Mandate, acting=held)
    return rows.select_related("appointment__user", "appointment__unit", "made_by", "confirmed_by")
