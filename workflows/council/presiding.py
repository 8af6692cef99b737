"""Who presides over a meeting: the chair or, in the chair's absence, a vice chair, the standing one first; recorded.

A seat cannot be deputised: who presides holds a seat of their own, and the chair's rights on that meeting alone.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.proposals.models import Proposal
from permissions import access
from permissions.ledger import acts
from permissions.ledger.races import check_row_version
from permissions.refusals import NotNow, ValidationError
from permissions.roles import Office
from permissions.vietnamese import clean_line
from workflows.council.models import AgendaItem, Meeting
from workflows.council.room import Room
from workflows.council.services import finish, lock_meeting
from workflows.council.states import MeetingState, SeatRole

acts.declare({"meeting.presiding": gettext_lazy("recorded who presides")})
_VICE_CHAIRS = (SeatRole.STANDING_VICE_CHAIR, SeatRole.VICE_CHAIR)


# --- who holds the chair's rights ----------------------------------------------------------------------
def presides(capacity, thing):
    """Does this person preside over the meeting, or over that in which the item or dossier is voted on?"""
    meeting = thing.meeting if isinstance(thing, AgendaItem) else thing
    if isinstance(meeting, Meeting) and meeting.presided_by_id:
        return capacity.user.pk == meeting.presided_by_id
    if isinstance(thing, Proposal) and capacity.office != Office.COUNCIL_CHAIR:
        last = Meeting.objects.filter(items__proposal=thing).order_by("-pk").values_list("presided_by", flat=True)
        return capacity.user.pk == last.first()
    return capacity.office == Office.COUNCIL_CHAIR


def presides_or_is_secretary(capacity, thing):
    """Who runs the votes and signs the minutes: the secretary, and who presides."""
    return capacity.office == Office.COUNCIL_SECRETARY or presides(capacity, thing)


access.narrow("meetings.preside", presides)
access.narrow("meetings.run_votes", presides_or_is_secretary)
access.narrow("meetings.sign_minutes", presides_or_is_secretary)


# --- recording it --------------------------------------------------------------------------------------
def able_to_preside(room):
    """The vice chairs on the roll who are there, the standing one first; in writing nobody need be there."""
    found = [m for m in room.voting.values() if m.role in _VICE_CHAIRS]
    if not room.meeting.is_in_writing:
        found = [member for member in found if member.is_in_room]
    return sorted(found, key=lambda member: SeatRole(member.role).rank)


def presiding_obstacles(room):
    """Sentences: why nobody can take the chair's place now."""
    if room.meeting.state == MeetingState.CLOSED:
        yield _("The meeting is closed; who presided stands in its minutes.")
        return
    if room.chair_id in room.in_room:
        yield _("The chair is there and presides; first note in the attendance that the chair is absent.")
    if not able_to_preside(room):
        yield _("No vice chair is there who could preside. Note in the attendance who is present first.")


@transaction.atomic
def name_presiding(*, meeting, row_version, person_id, by, reason="", acting_as="", now=None):
    """Record which vice chair presides in the chair's absence; person_id None: the chair presides again.

    reason: why the chair is absent; of another vice chair than the standing one who is there, also why.
    Raises NotYou, NotNow (the chair is there, no vice chair is, the meeting is closed), LostRace, ValidationError.
    """
    now, reason = now or timezone.now(), clean_line(reason)
    meeting = lock_meeting(meeting, MeetingState.PREPARED, MeetingState.OPEN)
    check_row_version(meeting, row_version, _("the meeting"))
    capacity = access.require(by, "meetings.prepare", meeting, acting_as=acting_as)
    if person_id is None:
        return _chair_again(meeting, by, capacity, now)
    room = Room(meeting)
    if obstacles := list(presiding_obstacles(room)):
        raise NotNow(*obstacles, code="cannot_preside")
    member = next((each for each in able_to_preside(room) if each.person.pk == person_id), None)
    if member is None:
        raise ValidationError({"person": _("Choose a vice chair who is there.")})
    if not reason:
        raise ValidationError({"reason": _("Give the reason.")})
    meeting.presided_by, meeting.presiding_reason = member.person, reason[:300]
    body = {"person": member.full_name, "role": str(member.role), "reason": reason}
    return finish(meeting, "meeting.presiding", body, by=by, capacity=capacity, now=now)


def _chair_again(meeting, by, capacity, now):
    if meeting.presided_by_id is None:
        return meeting
    meeting.presided_by, meeting.presiding_reason = None, ""
    body = {"role": str(SeatRole.CHAIR)}
    return finish(meeting, "meeting.presiding", body, by=by, capacity=capacity, now=now)
