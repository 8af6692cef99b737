"""Free items of the agenda: added, changed, taken off. Their order is that of the agenda."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from permissions import access
from permissions.ledger import acts, tracked
from permissions.ledger.races import check_row_version
from permissions.refusals import NotNow, ValidationError
from permissions.vietnamese import clean_line
from workflows.council.convening_models import AgendaTopic
from workflows.council.numbering import agenda_in_order, last_place, number_agenda
from workflows.council.services import finish, lock_meeting
from workflows.council.states import MeetingState

acts.declare(
    {
        "meeting.topic_added": gettext_lazy("added a free item to the agenda"),
        "meeting.topic_changed": gettext_lazy("changed a free item of the agenda"),
        "meeting.topic_removed": gettext_lazy("took a free item off the agenda"),
    }
)


def _begin(meeting, row_version, by, acting_as):
    meeting = lock_meeting(meeting, MeetingState.PREPARED, MeetingState.OPEN)
    check_row_version(meeting, row_version, _("the agenda"))
    return meeting, access.require(by, "meetings.place_on_agenda", meeting, acting_as=acting_as)


def _said(title):
    title = clean_line(title)
    if not title:
        raise ValidationError({"title": _("Say what is discussed.")})
    if len(title) > 300:
        raise ValidationError({"title": _("Say it in 300 letters at most.")})
    return title


def _found(meeting, topic):
    row = AgendaTopic.objects.select_for_update(of=("self",)).filter(meeting=meeting, pk=topic.pk).first()
    if row is None:
        raise NotNow(_("This item is not on the agenda any more."), code="wrong_state")
    return row


@transaction.atomic
def add_topic(*, meeting, row_version, title, by, acting_as="", now=None):
    """Put a free item at the end of the agenda: something to discuss, without a vote. Returns it.

    Raises NotYou, NotNow (the meeting is closed), LostRace, ValidationError (nothing is said, or too much).
    """
    now = now or timezone.now()
    meeting, capacity = _begin(meeting, row_version, by, acting_as)
    topic = AgendaTopic(meeting=meeting, order=last_place(meeting) + 1, title=_said(title))
    kept = [tracked.save(topic, by=by)]
    finish(meeting, "meeting.topic_added", {"title": topic.title}, by=by, capacity=capacity, now=now, kept=kept)
    return topic


@transaction.atomic
def change_topic(*, topic, row_version, title, by, acting_as="", now=None):
    """Say a free item otherwise. row_version: of the meeting. Raises as add_topic, NotNow where it is gone."""
    now = now or timezone.now()
    meeting, capacity = _begin(topic.meeting, row_version, by, acting_as)
    topic, title = _found(meeting, topic), _said(title)
    if title == topic.title:
        return topic
    changes = {"topic": [topic.title, title]}
    topic.title = title
    kept = [tracked.save(topic, by=by)]
    finish(meeting, "meeting.topic_changed", {"changes": changes}, by=by, capacity=capacity, now=now, kept=kept)
    return topic


@transaction.atomic
def remove_topic(*, topic, row_version, by, acting_as="", now=None):
    """Take a free item off the agenda, as long as the room has not come to it; what follows moves up.

    row_version: of the meeting.
    """
    now = now or timezone.now()
    meeting, capacity = _begin(topic.meeting, row_version, by, acting_as)
    topic = _found(meeting, topic)
    if topic.begun_at:
        raise NotNow(_("The room has come to this item; the minutes tell it."), code="begun")
    kept = [tracked.delete(topic, by=by)]
    kept += number_agenda(agenda_in_order(meeting), by)
    finish(meeting, "meeting.topic_removed", {"title": topic.title}, by=by, capacity=capacity, now=now, kept=kept)
    return meeting
