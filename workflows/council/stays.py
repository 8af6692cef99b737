"""Who was in the room from when to when, by the history of the attendance, which keeps every mark."""

from django.utils import timezone

from workflows.council.models import Attendance
from workflows.council.states import MeetingState, Presence


def stays_of(meeting):
    """{person id: [[came, left]]} while the meeting was open; left None: stayed to the end. One statement.

    Who was marked as gone and as back within one minute never left, and who was marked as there for less than that
    after the opening never came: a slip of the hand.
    """
    found = {}
    for row in Attendance.history.filter(meeting=meeting, arrived_at__isnull=False).order_by("history_id"):
        stays, is_there = found.setdefault(row.person_id, []), Presence(row.presence).is_in_room
        is_inside = bool(stays) and stays[-1][1] is None
        if is_there and not is_inside:
            stays.append([row.history_date if stays else row.arrived_at, None])
        elif is_inside and not is_there:
            stays[-1][1] = row.left_at
    return {pk: told for pk, stays in found.items() if (told := _without_slips(stays, meeting.opened_at))}


def presiding_before(meeting):
    """Who presided over the open meeting before who presides now: [(person id, None: the chair; until when)].

    One statement. A change that was taken back within one minute is none: a slip of the hand.
    """
    found = []
    rows = meeting.history.filter(state=MeetingState.OPEN).order_by("history_id")
    for person_id, at in rows.values_list("presided_by", "history_date"):
        if found and _minute(found[-1][1]) == _minute(at):
            found.pop()
        if not found or found[-1][0] != person_id:
            found.append((person_id, at))
    untils = [at for _person, at in found[1:]]
    return [(person_id, until) for (person_id, _since), until in zip(found, untils, strict=False)]


def _without_slips(stays, opened_at):
    told = []
    for came, left in stays:
        if told and _minute(told[-1][1]) == _minute(came):
            told[-1][1] = left
        elif came <= opened_at or _minute(left) != _minute(came):
            told.append([came, left])
    return told


def _minute(moment):
    return moment and timezone.localtime(moment).replace(second=0, microsecond=0)


def asked_in_writing_at_opening(meeting):
    """Ids of who was marked at the opening as absent with a written opinion. One statement."""
    rows = Attendance.history.filter(meeting=meeting, arrived_at=None, history_date__lte=meeting.opened_at)
    last = dict(rows.order_by("history_id").values_list("person_id", "presence"))
    return {pk for pk, presence in last.items() if presence == Presence.ABSENT_WRITTEN}
