"""Free items in a running meeting: the room comes to one, and leaves it. What stands on the agenda: topic_services."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from permissions import access
from permissions.ledger import acts, tracked
from permissions.ledger.races import check_row_version
from permissions.refusals import NotNow
from workflows.council.convening_models import AgendaTopic
from workflows.council.services import finish, lock_meeting
from workflows.council.states import MeetingState, VoteState

acts.declare(
    {
        "meeting.topic_begun": gettext_lazy("came to a free item of the agenda"),
        "meeting.topic_ended": gettext_lazy("ended a free item of the agenda"),
    }
)


def begin_obstacle(meeting):
    """Why the room cannot come to a free item now: (code, sentence); one statement."""
    if meeting.state != MeetingState.OPEN:
        return "meeting_not_open", _("Free items are dealt with while the meeting is in session.")
    if meeting.is_in_writing:
        return "in_writing", _("Opinions are asked in writing only; nobody meets to discuss a free item.")
    if meeting.items.filter(state=VoteState.OPEN).exclude(verdict="deferred").exists():
        return "vote_open", _("A vote is open. Close it before the room comes to a free item.")
    return None


def _topic(topic, row_version, by, acting_as):
    meeting = lock_meeting(topic.meeting, MeetingState.OPEN)
    check_row_version(meeting, row_version, _("the agenda"))
    capacity = access.require(by, "meetings.run_votes", meeting, acting_as=acting_as)
    row = AgendaTopic.objects.select_for_update(of=("self",)).filter(meeting=meeting, pk=topic.pk).first()
    if row is None:
        raise NotNow(_("This item is not on the agenda any more."), code="wrong_state")
    row.meeting = meeting
    return meeting, row, capacity


def leave_topics(meeting, *, by, now):
    """End the free item at which the room is, as another one begins; returns the history, for the entry of that."""
    rows = list(meeting.topics.select_for_update(of=("self",)).filter(begun_at__isnull=False, ended_at=None))
    for row in rows:
        row.ended_at = now
    return tracked.save_many(rows, ["ended_at"], by=by) if rows else []


@transaction.atomic
def begin_topic(*, topic, row_version, by, acting_as="", now=None):
    """The room comes to a free item; the one before is left. It may come to an item again.

    row_version: of the meeting. Raises NotYou, NotNow (no session, a vote open, in writing, there already), LostRace.
    """
    now = now or timezone.now()
    meeting, row, capacity = _topic(topic, row_version, by, acting_as)
    if obstacle := begin_obstacle(meeting):
        raise NotNow(obstacle[1], code=obstacle[0])
    if row.is_at_hand:
        raise NotNow(_("The room is at this item already."), code="wrong_state")
    kept = leave_topics(meeting, by=by, now=now)
    row.begun_at, row.ended_at = now, None
    kept += [tracked.save(row, by=by, fields=["begun_at", "ended_at"])]
    body = {"title": row.title}
    finish(meeting, "meeting.topic_begun", body, by=by, capacity=capacity, now=now, kept=kept, bump=False)
    return row


@transaction.atomic
def end_topic(*, topic, row_version, by, acting_as="", now=None):
    """The room is through with a free item; the screens go on to the next one.

    row_version: of the meeting. Raises NotYou, NotNow (the room is not at it), LostRace.
    """
    now = now or timezone.now()
    meeting, row, capacity = _topic(topic, row_version, by, acting_as)
    if not row.is_at_hand:
        raise NotNow(_("The room is not at this item."), code="wrong_state")
    row.ended_at = now
    kept = [tracked.save(row, by=by, fields=["ended_at"])]
    body = {"title": row.title}
    finish(meeting, "meeting.topic_ended", body, by=by, capacity=capacity, now=now, kept=kept, bump=False)
    return row
