"""Standing aside: a member declares it, or who runs the votes enters it and takes it back while nobody has voted."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from permissions import access
from permissions.ledger import acts, tracked
from permissions.refusals import NotNow, ValidationError
from permissions.vietnamese import clean_line
from workflows.council.aside import noted
from workflows.council.room import Room
from workflows.council.services import finish, lock_item, lock_meeting
from workflows.council.states import MeetingState, RecusalKind, VoteState
from workflows.council.vote_models import Recusal

acts.declare(
    {
        "meeting.stood_aside": gettext_lazy("declared that they stand aside from a vote"),
        "meeting.aside_entered": gettext_lazy("entered that a member stands aside from a vote"),
        "meeting.aside_removed": gettext_lazy("took back that a member stands aside from a vote"),
    }
)
_NEED_A_REASON = (RecusalKind.FAMILY, RecusalKind.INTEREST)


def _locked(item, by, acting_as, now, *, is_own):
    """The room, the item in it and the capacity, under lock."""
    meeting = lock_meeting(item.meeting, MeetingState.PREPARED, MeetingState.OPEN)
    right = "meetings.vote" if is_own else "meetings.run_votes"
    capacity = access.require(by, right, meeting, acting_as=acting_as)
    lock_item(item)
    room = Room(meeting, timezone.localdate(now))
    return room, room.item(item.pk), capacity


def aside_obstacle(room, item, member=None):
    """Why nobody, or not this member, can be noted as standing aside from an item: (code, sentence); None if so."""
    if room.meeting.state == MeetingState.CLOSED:
        return "meeting_closed", _("The meeting is closed.")
    if item.state not in (VoteState.PREPARED, VoteState.OPEN):
        return "vote_closed", _("The vote on this item is closed.")
    if member and (member.person.pk in room.voters(item) or item.pk in room.hands):
        told = _("The vote of %(person)s on this item is recorded already; it stands.")
        return "voted_already", told % {"person": member.full_name}
    return None


def kinds_of(council):
    """Relations that count: that of the unit only where the council's own regulation says so."""
    return [kind for kind in RecusalKind if kind != RecusalKind.UNIT or council.unit_stands_aside]


def _refuse(room, item, member, nominations, kind):
    known = {row.pk for row in room.nominations[item.pk]}
    if member is None:
        raise ValidationError({"person": _("Choose a voting member of the council.")})
    if not nominations or set(nominations) - known:
        raise ValidationError({"nominations": _("Choose nominations of this item.")})
    if obstacle := aside_obstacle(room, item, member):
        raise NotNow(obstacle[1], code=obstacle[0])
    if kind not in RecusalKind.values:
        raise ValidationError({"kind": _("Choose the relation.")})
    if kind not in kinds_of(room.meeting.council):
        raise ValidationError(
            {"kind": _("The council's regulation does not have the unit's head and clerk stand aside.")}
        )


@transaction.atomic
def stand_aside(*, item, nominations, kind, by, person_id=None, reason="", acting_as="", now=None):
    """Have a member stand aside from nominations of an item; on the others of the same item the member votes.

    nominations: ids. person_id: None for oneself; another one is entered by who runs the votes. kind: a RecusalKind;
    kin and other interests need a reason, which the minutes tell. Returns the new rows; what is noted already stays.
    Raises NotYou, NotNow (closed, voted already), ValidationError.
    """
    now = now or timezone.now()
    is_own = person_id in (None, by.pk)
    room, item, capacity = _locked(item, by, acting_as, now, is_own=is_own)
    member, reason = room.voting.get(by.pk if is_own else person_id), clean_line(reason)
    _refuse(room, item, member, nominations, kind)
    if kind in _NEED_A_REASON and not reason:
        raise ValidationError({"reason": _("Say what the relation is; the minutes tell it.")})
    rows = [
        Recusal(meeting=room.meeting, nomination=row, person=member.person, kind=kind, reason=reason, entered_by=by)
        for row in room.nominations[item.pk]
        if row.pk in nominations and member.person.pk not in noted(room, row)
    ]
    for row in rows:
        row.clean_fields(exclude=["meeting", "nomination", "person", "entered_by"])
    if not rows:
        return []
    kept = tracked.add_many(rows, by=by)
    _say(room, item, "meeting.stood_aside" if is_own else "meeting.aside_entered", rows, kept, by, capacity, now)
    return rows


def _say(room, item, act, rows, kept, by, capacity, now, reason=""):
    """reason: of taking back; else why they stand aside."""
    body = {
        "proposal": item.proposal.code,
        "person": room.voting[rows[0].person_id].full_name,
        "relation": str(rows[0].kind),
        "reason": reason[:300] or rows[0].reason,
        "names": [row.nomination.full_name for row in rows],
    }
    body = {key: value for key, value in body.items() if value}
    finish(room.meeting, act, body, by=by, capacity=capacity, now=now, kept=kept, bump=False)


@transaction.atomic
def take_back(*, item, nomination_id, person_id, by, reason="", acting_as="", now=None):
    """Take back that a member stands aside, while the vote on the item is not open, and say why.

    Raises NotYou, NotNow (not noted, vote opened), ValidationError (no reason).
    """
    now, reason = now or timezone.now(), clean_line(reason)
    room, item, capacity = _locked(item, by, acting_as, now, is_own=False)
    known = {row.pk for row in room.nominations[item.pk]}
    rows = Recusal.objects.filter(meeting=room.meeting, nomination=nomination_id, person=person_id)
    row = rows.select_related("nomination").first()
    if row is None or row.nomination_id not in known:
        raise NotNow(_("This is not noted any more; look at the item."), code="wrong_state")
    if item.state != VoteState.PREPARED:
        raise NotNow(_("The vote on this item has been opened; who stands aside stays so."), code="vote_opened")
    if not reason:
        raise ValidationError({"reason": _("Give the reason.")})
    kept = [tracked.delete(row, by=by)]
    _say(room, item, "meeting.aside_removed", [row], kept, by, capacity, now, reason=reason)
