"""A show of hands: the counts on an item, and other counts on single nominations."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from permissions import access
from permissions.ledger import acts
from permissions.refusals import LostRace, NotNow, ValidationError
from workflows.council.ballot_services import locked_room
from workflows.council.models import HandsException, HandsRecord
from workflows.council.obstacles import vote_obstacle
from workflows.council.services import finish
from workflows.council.states import Choice, MeetingState

acts.declare({"meeting.hands": gettext_lazy("recorded a show of hands")})


def hands_obstacle(room, item):
    """Why a show of hands cannot be recorded on an item: (code, sentence); None when it can."""
    if room.meeting.state != MeetingState.OPEN:
        return "wrong_state", _("A show of hands is recorded while the meeting is open.")
    if room.meeting.is_in_writing:
        return "no_room", _("Opinions are asked in writing only; there is no show of hands.")
    if obstacle := vote_obstacle(room, item):
        return obstacle
    if room.is_secret(item):
        return "secret", _("This item is voted on by secret ballot; no hands are counted.")
    if room.voted_on_screen(item):
        return "votes_by_name", _("Members have voted by name on this item; hands are not counted beside that.")
    return None


def _check_counts(room, counts, aside, place):
    """aside: ids of members in the room who show no hand on what is counted."""
    asked = len(room.in_room - aside)
    total = sum(counts.get(choice) or 0 for choice in Choice.values)
    if any((counts.get(choice) or 0) < 0 for choice in Choice.values) or total != asked:
        raise ValidationError(
            {
                place: _("The hands make %(total)s, but %(people)s members are in the room and have a vote.")
                % {"total": total, "people": asked}
            }
        )
    if counts.get("chair_agrees") and not (room.chair_id in room.in_room - aside and counts.get("yes")):
        told = _(
            "The chair is not in the room or stands aside, or nobody is in favour: "
            "the chair's hand cannot be among those in favour."
        )
        raise ValidationError({place: told})


def _check_all(room, item, counts, exceptions):
    """Returns how many members in the room stand aside from what the common counts are for."""
    aside = {row.pk: room.in_room & room.aside_from(row.pk) for row in room.nominations[item.pk]}
    if set(exceptions) - set(aside):
        raise ValidationError(_("The ballot names somebody who is not voted on here."))
    common = [row for row in room.nominations[item.pk] if row.pk not in exceptions]
    usual = min((aside[row.pk] for row in common), key=len, default=set())
    _check_counts(room, counts, usual, "counts")
    for row in common:
        if aside[row.pk] != usual:
            told = _("%(name)s: a member stands aside here; give the hands on this nomination by themselves.")
            raise ValidationError({f"exception_{row.pk}": told % {"name": row.full_name}})
    for pk, each in exceptions.items():
        _check_counts(room, each, aside[pk], f"exception_{pk}")
    return len(usual)


def _fill_counts(record, counts):
    for choice in Choice.values:
        setattr(record, choice, counts.get(choice) or 0)
    record.chair_agrees = bool(counts.get("chair_agrees"))
    return record


def _recorded_meanwhile(last):
    """The refusal that names who recorded hands after the form was opened."""
    winner = last.recorded_by.full_name if last else _("Somebody else")
    told = _("%(winner)s has recorded hands on this item meanwhile. Look at them first.") % {"winner": winner}
    return LostRace(told, winner=winner, at=last.recorded_at if last else None)


@transaction.atomic
def record_hands(*, item, counts, by, exceptions=None, seen=None, acting_as="", now=None):
    """Record a show of hands: counts for all nominations of an item, other counts for the exceptions.

    counts: {"yes", "no", "abstain", "chair_agrees"}, of the members in the room. exceptions: {nomination id: counts}.
    seen: key of the record that the form showed; a correction is a new record.
    Raises NotYou, NotNow, LostRace, ValidationError (hands and members in the room differ).
    """
    now = now or timezone.now()
    room, item = locked_room(item)
    capacity = access.require(by, "meetings.record_hands", room.meeting, acting_as=acting_as)
    if obstacle := hands_obstacle(room, item):
        raise NotNow(obstacle[1], code=obstacle[0])
    last = room.hands.get(item.pk)
    if (last.pk if last else None) != seen:
        raise _recorded_meanwhile(last)
    exceptions = exceptions or {}
    aside = _check_all(room, item, counts, exceptions)
    names = {row.pk: row.full_name for row in room.nominations[item.pk]}
    there = {"room_count": len(room.in_room), "aside_count": aside}
    record = HandsRecord(item=item, round=item.round, recorded_by=by, recorded_at=now, **there)
    _fill_counts(record, counts).save()
    HandsException.objects.bulk_create(
        _fill_counts(HandsException(record=record, nomination_id=pk), each) for pk, each in exceptions.items()
    )
    body = {
        "proposal": item.proposal.code,
        "counts": _words(counts),
        "exceptions": [{"nomination": pk, "name": names[pk], **_words(each)} for pk, each in exceptions.items()],
        "room": len(room.in_room),
    }
    finish(room.meeting, "meeting.hands", body, by=by, capacity=capacity, now=now, bump=False)
    return record


def _words(counts):
    told = {choice: counts.get(choice) or 0 for choice in Choice.values}
    return {**told, "chair_agrees": bool(counts.get("chair_agrees"))}
