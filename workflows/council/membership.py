"""Who sits on a council as what, on a day and over time. Reads only."""

from datetime import timedelta

from permissions import access
from permissions.people.models import Appointment
from permissions.roles import Office
from workflows.council.states import SeatRole

SEATS = (Office.COUNCIL_CHAIR, Office.COUNCIL_MEMBER, Office.COUNCIL_SECRETARY)
OFFICE_OF = {SeatRole.CHAIR: Office.COUNCIL_CHAIR, SeatRole.SECRETARY: Office.COUNCIL_SECRETARY}
# Seats given before roles were kept say the role in their title, as papers write it.
_BY_TITLE = {
    "phó chủ tịch thường trực": SeatRole.STANDING_VICE_CHAIR,
    "phó chủ tịch": SeatRole.VICE_CHAIR,
    "ủy viên thường trực": SeatRole.STANDING_MEMBER,
}


def office_of(role):
    """The office in which somebody sits as this; every vice chair is a member."""
    return OFFICE_OF.get(role, Office.COUNCIL_MEMBER)


def role_of(appointment):
    """What an appointment in a council is there. Its `council_seat` should have been read with it."""
    seat = getattr(appointment, "council_seat", None)
    if seat is not None:
        return SeatRole(seat.role)
    for role, office in OFFICE_OF.items():
        if appointment.office == office:
            return role
    titles = (part.strip().casefold().removesuffix(" hội đồng") for part in appointment.title.split(","))
    return next((_BY_TITLE[title] for title in titles if title in _BY_TITLE), SeatRole.MEMBER)


def role_on_roll(seat):
    """What a line of a frozen roll was; rolls frozen before roles were kept say it by office and title."""
    return SeatRole(seat.role) if seat.role else role_of(seat)


def _appointments(council):
    rows = Appointment.objects.filter(unit_id=council.unit_id, office__in=SEATS)
    return rows.select_related("user", "council_seat__came_by", "council_seat__left_by")


def seats_on(council, day):
    """The appointments in force in the council on a day, one per person, each with its `role`, in the order of roles.

    Who holds several seats sits once, on the first of these; an unconfirmed chair does not sit. One statement.
    """
    rows = list(_appointments(council).filter(access.in_force(on=day), user__is_active=True))
    for row in rows:
        row.role = role_of(row)
    found = {}
    for row in sorted(rows, key=lambda row: (row.role.rank, row.user.sort_key, row.pk)):
        found.setdefault(row.user_id, row)
    return list(found.values())


def seats_over_time(council):
    """Every seat ever given, the newest first, each with its `role`: one statement."""
    rows = list(_appointments(council).order_by("-from_on", "pk"))
    for row in rows:
        row.role = role_of(row)
    return sorted(rows, key=lambda row: (-row.from_on.toordinal(), row.role.rank, row.user.sort_key))


def changes_of(council):
    """The decisions that changed the council, the newest first, each with who `came` and who `left`."""
    return council.changes.select_related("made_by").prefetch_related(
        "came__appointment__user", "left__appointment__user"
    )


def day_before(day):
    """The last day of who is replaced from a day on."""
    return day - timedelta(days=1)
