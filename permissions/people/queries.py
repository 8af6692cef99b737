"""Reading people, units and offices for the administrators' pages."""

from django.db.models import Prefetch, Q

from permissions import access
from permissions.fields import whole_number
from permissions.keyset import with_words
from permissions.people.models import Appointment, Deputising, Unit, User

PAGE = 50


def _people_below(held):
    """Administrators see everybody, leaders and inspectors who holds or held an office in their commune."""
    offices = access.offices_with("people.view")
    communes = {c.commune_id for c in held if c.office in offices}
    if None in communes:  # an office above the communes
        return Q(pk__isnull=False)
    return Q(pk__in=Appointment.objects.filter(unit__commune_id__in=communes).values("user")) if communes else None


def _units_below(held):
    """Administrators see every unit, leaders and inspectors those of their commune."""
    offices = access.offices_with("people.view")
    communes = {c.commune_id for c in held if c.office in offices}
    if None in communes:  # an office above the communes
        return Q(pk__isnull=False)
    return Q(commune_id__in=communes) if communes else None


access.register_visibility(User, _people_below)
access.register_visibility(Unit, _units_below)


def with_offices_now(user, held=None):
    """The people this person may see, each with the offices in force as `offices_now`: two statements."""
    offices = Appointment.objects.filter(access.in_force()).select_related("unit")
    rows = access.visible_to(user, User, acting=held)
    return rows.prefetch_related(Prefetch("appointments", offices, "offices_now"))


def people(user, held, *, text="", after=""):
    """A page of people in the order of their names, with offices in force: two statements.

    after: `sort_key~key` of the last person of the page before; anything else begins at the start.
    """
    rows = with_words(with_offices_now(user, held), text)
    key, _tilde, pk = after.rpartition("~")
    if key and (last := whole_number(pk)) is not None:
        rows = rows.filter(Q(sort_key__gt=key) | Q(sort_key=key, pk__gt=last))
    return rows.order_by("sort_key", "pk")[: PAGE + 1]


def offices_of(user):
    """Every appointment of a person, newest first."""
    rows = user.appointments.select_related("unit", "appointed_by", "appointed_for", "confirmed_by")
    return rows.order_by("-from_on", "-pk")


def deputies_of(user):
    """Where the person is deputy, and who is deputy for the person."""
    rows = Deputising.objects.select_related(
        "appointment__unit", "appointment__user", "deputy", "named_by", "named_for", "confirmed_by"
    )
    return rows.filter(Q(deputy=user) | Q(appointment__user=user)).order_by("-from_on")


def waiting_for_confirmation(unit_rows):
    """Appointments that need a second person's confirmation."""
    return Appointment.objects.filter(~access.confirmed(), unit__in=unit_rows).select_related(
        "user", "unit", "appointed_by"
    )


def deputies_waiting(unit_rows):
    """Deputies who need a second person's confirmation."""
    return Deputising.objects.filter(~access.confirmed(), appointment__unit__in=unit_rows).select_related(
        "deputy", "appointment__user", "appointment__unit", "named_by"
    )
