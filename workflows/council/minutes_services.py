"""The minutes: what was discussed, signed by secretary and chair, then kept as issued."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from permissions import access
from permissions.ledger import acts, tracked
from permissions.ledger.races import check_row_version
from permissions.refusals import NotNow, NotYou, ValidationError
from permissions.roles import Office
from permissions.vietnamese import clean_text
from workflows.approval import telling
from workflows.council.desks import place_meeting
from workflows.council.papers import keep_minutes
from workflows.council.services import finish, lock_meeting
from workflows.council.states import MeetingState

acts.declare(
    {
        "meeting.minutes_written": gettext_lazy("wrote the discussion into the minutes"),
        "meeting.minutes_signed": gettext_lazy("signed the minutes"),
        "meeting.minutes_sent_back": gettext_lazy("sent the minutes back to the secretary"),
    }
)


def refuse_unless_closed(meeting):
    """Raises NotNow while there is nothing to print."""
    if meeting.state != MeetingState.CLOSED:
        raise NotNow(_("The minutes can be printed once the meeting is closed."))


def _signed(meeting):
    return bool(meeting.secretary_signed_at or meeting.chair_signed_at)


def _conclude(meeting, conclusions, by):
    """Write what was concluded on free items: (history, the lines before, the lines after), of those that changed."""
    kept, before, after = [], [], []
    topics = {topic.pk: topic for topic in meeting.topics.select_for_update(of=("self",)).order_by("pk")}
    if set(conclusions) - set(topics):
        raise ValidationError(_("This item is not on the agenda any more."))
    for pk, text in sorted(conclusions.items()):
        topic, text = topics[pk], clean_text(text)
        if text != topic.conclusion:
            before.append(f"{topic.title}: {topic.conclusion}")
            after.append(f"{topic.title}: {text}")
            topic.conclusion = text
            kept.append(tracked.save(topic, by=by))
    return kept, before, after


@transaction.atomic
def write_discussion(*, meeting, row_version, text, by, conclusions=None, acting_as="", now=None):
    """Write what was discussed, in the secretary's words; figures come from the data. Until somebody has signed.

    conclusions: {id of a free item: what was concluded on it}; items that are not named stay as they are.
    Raises NotYou, NotNow, LostRace, ValidationError (no such item on the agenda).
    """
    now = now or timezone.now()
    meeting = lock_meeting(meeting, MeetingState.OPEN, MeetingState.CLOSED)
    check_row_version(meeting, row_version, _("the minutes"))
    capacity = access.require(by, "meetings.prepare", meeting, acting_as=acting_as)
    if _signed(meeting):
        raise NotNow(_("The minutes are signed; the chair sends them back before they can be changed."), code="signed")
    text = clean_text(text)
    kept, before, after = _conclude(meeting, conclusions or {}, by)
    changes = {"conclusions": [before, after]} if kept else {}
    if text != meeting.discussion:
        changes["discussion"] = [meeting.discussion, text]
    if not changes:
        return meeting
    meeting.discussion = text
    body = {"changes": changes}
    return finish(meeting, "meeting.minutes_written", body, by=by, capacity=capacity, now=now, kept=kept)


def sign_obstacle(meeting, capacity):
    """Why this person cannot sign now in this office; empty when it is possible."""
    is_chair = capacity.office != Office.COUNCIL_SECRETARY
    other = meeting.secretary_signed_by_id if is_chair else meeting.chair_signed_by_id
    if meeting.state != MeetingState.CLOSED:
        return _("The minutes are signed when the meeting is closed.")
    if meeting.chair_signed_at if is_chair else meeting.secretary_signed_at:
        return _("The minutes are signed already in this office.")
    if other == capacity.user.pk:
        return _("Secretary and chair must be two different people.")
    return ""


@transaction.atomic
def sign_minutes(*, meeting, row_version, by, acting_as="", now=None):
    """Sign as secretary or as chair; the second signature freezes the minutes and keeps them with their hash.

    Raises NotYou (the same person in both offices), NotNow, LostRace.
    """
    now = now or timezone.now()
    meeting = lock_meeting(meeting)
    check_row_version(meeting, row_version, _("the minutes"))
    capacity = access.require(by, "meetings.sign_minutes", meeting, acting_as=acting_as)
    if obstacle := sign_obstacle(meeting, capacity):
        same = by.pk in (meeting.secretary_signed_by_id, meeting.chair_signed_by_id)
        raise (NotYou if same and meeting.state == MeetingState.CLOSED else NotNow)(obstacle, code="cannot_sign")
    if capacity.office != Office.COUNCIL_SECRETARY:
        meeting.chair_signed_by, meeting.chair_signed_at = by, now
    else:
        meeting.secretary_signed_by, meeting.secretary_signed_at = by, now
    body = {"office": str(capacity.office)}
    if meeting.secretary_signed_at and meeting.chair_signed_at:
        meeting.minutes_signed_at = now
        body |= keep_minutes(meeting, by=by)
    place_meeting(meeting, None, meeting.state)
    telling.moved_on([meeting], "meeting", by=by, now=now)
    return finish(meeting, "meeting.minutes_signed", body, by=by, capacity=capacity, now=now)


@transaction.atomic
def send_minutes_back(*, meeting, row_version, reason, by, acting_as="", now=None):
    """The chair has the secretary mend the minutes; the secretary's signature falls away."""
    now = now or timezone.now()
    meeting = lock_meeting(meeting, MeetingState.CLOSED)
    check_row_version(meeting, row_version, _("the minutes"))
    capacity = access.require(by, "meetings.preside", meeting, acting_as=acting_as)
    reason = clean_text(reason)
    if not reason:
        raise ValidationError({"reason": _("Give the reason.")})
    if meeting.minutes_signed_at or not meeting.secretary_signed_at:
        raise NotNow(_("Only minutes that the secretary has signed and the chair has not can be sent back."))
    meeting.secretary_signed_by = meeting.secretary_signed_at = None
    place_meeting(meeting, None, meeting.state)
    telling.moved_on([meeting], "meeting", by=by, now=now)
    return finish(meeting, "meeting.minutes_sent_back", {"reason": reason}, by=by, capacity=capacity, now=now)
