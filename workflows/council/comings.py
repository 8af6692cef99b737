"""When each person came into the room of a meeting and left it, as often as it happened: read from what was noted."""

from dataclasses import dataclass
from datetime import datetime

from workflows.council.models import Attendance
from workflows.council.states import Presence


@dataclass(frozen=True, slots=True)
class Coming:
    """at: the moment it was noted; of those who were there at the opening, that of the opening."""

    at: datetime
    is_arrival: bool


def comings_of(meeting):
    """{person id: [Coming]}, from the opening of the meeting on, in order; one statement."""
    found = {}
    for row in Attendance.history.filter(meeting=meeting).order_by("history_id"):
        mine = found.setdefault(row.person_id, [])
        was_there = bool(mine) and mine[-1].is_arrival
        is_there = Presence(row.presence).is_in_room and row.arrived_at is not None  # none before the opening
        if is_there and not was_there:
            mine.append(Coming(row.history_date if mine else row.arrived_at, is_arrival=True))
        elif was_there and not is_there:
            mine.append(Coming(row.left_at, is_arrival=False))
    return {pk: comings for pk, comings in found.items() if comings}
