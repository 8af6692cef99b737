"""On whose desk a meeting lies: written at every move of it and at the signatures under its minutes."""

from django.utils import timezone

from permissions.roles import Office
from workflows.approval.desks import NOWHERE, Place, set_desk
from workflows.council.states import MeetingState


def desk_of_meeting(meeting):
    """The Place of a meeting: the secretary prepares, members vote, secretary and chair sign the minutes."""
    if meeting.state == MeetingState.PREPARED:
        return Place(Office.COUNCIL_SECRETARY)
    if meeting.state == MeetingState.OPEN:
        return Place(Office.COUNCIL_MEMBER)
    if meeting.minutes_signed_at:
        return NOWHERE
    if not meeting.secretary_signed_at:
        return Place(Office.COUNCIL_SECRETARY)
    return Place(Office.COUNCIL_MEMBER if meeting.presided_by_id else Office.COUNCIL_CHAIR)


def place_meeting(meeting, deed, came_from):
    """Write desk and day; the day is that of the meeting until it is closed."""
    set_desk(meeting, desk_of_meeting(meeting))
    meeting.due_on = None if meeting.state == MeetingState.CLOSED else timezone.localdate(meeting.held_at)
