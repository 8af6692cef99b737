"""Which mandates a person may see."""

from django.db.models import Q
from django.utils import timezone

from permissions import access
from permissions.mandates.models import Mandate
from permissions.people.models import Deputising


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


def readers_by(appointments):
    """{key of an inspector's appointment: keys of who holds it and of whoever was named deputy in it, not over yet}.

    Such a deputy reads nothing any more, yet is not the third person who confirms a mandate. One statement.
    """
    found = {appointment.pk: {appointment.user_id} for appointment in appointments}
    named = Deputising.objects.filter(appointment__in=found).exclude(to_on__lt=timezone.localdate())
    for key, deputy in named.values_list("appointment", "deputy"):
        found[key].add(deputy)
    return found
