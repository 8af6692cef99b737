"""Voting: a member's own ballot, a written opinion, a show of hands. What a secret ballot said is only counted."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from permissions import access
from permissions.ledger import acts
from permissions.refusals import LostRace, NotNow, NotYou, ValidationError
from workflows.council.models import (
    AgendaItem,
    BallotBox,
    BallotCast,
    HandsException,
    HandsRecord,
    Meeting,
    Vote,
)
from workflows.council.room import Room
from workflows.council.services import finish
from workflows.council.states import Channel, Choice, MeetingState

acts.declare(
    {
        "meeting.voted": gettext_lazy("voted"),
        "meeting.vote_changed": gettext_lazy("changed an open vote"),
        "meeting.written_opinion": gettext_lazy("entered a written opinion"),
        "meeting.hands": gettext_lazy("recorded a show of hands"),
    }
)


def _locked(item):
    """The room and the item under lock. The meeting is read after the lock: a closing that came first is seen."""
    AgendaItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    meeting = Meeting.objects.select_related("commune", "council").get(pk=item.meeting_id)
    room = Room(meeting)
    return room, next(each for each in room.items if each.pk == item.pk)


def _boxes(item, choices):
    """The item's boxes under lock, in key order. Raises ValidationError unless each has one valid choice."""
    boxes = list(
        BallotBox.objects.select_for_update(of=("self",)).filter(item=item).select_related("nomination").order_by("pk")
    )
    open_ones = {box.nomination_id: box for box in boxes}
    if set(choices) - set(open_ones):
        raise ValidationError(_("The ballot names somebody who is not voted on here."))
    faults = {
        f"choice_{pk}": _("%(name)s: choose how you vote.") % {"name": box.nomination.full_name}
        for pk, box in open_ones.items()
        if choices.get(pk) not in Choice.values
    }
    if faults:
        raise ValidationError(faults)
    return boxes


def _count(item, boxes, choices, person_id, channel):
    """Raise the counters of a secret ballot: every box is written alike, whatever was chosen."""
    for box in boxes:
        choice = choices[box.nomination_id]
        setattr(box, choice, getattr(box, choice) + 1)
    BallotBox.objects.bulk_update(boxes, ["yes", "no", "abstain"])
    BallotCast.objects.create(item=item, person_id=person_id, channel=channel)


def _name(item, boxes, choices, person_id, channel, by, now):
    """Add rows of an open vote where they differ from the last ones; returns what changed, for the ledger."""
    last = {vote.box_id: vote for vote in Vote.objects.filter(box__item=item, person_id=person_id).order_by("turn")}
    rows = [
        Vote(
            box=box,
            person_id=person_id,
            turn=last[box.pk].turn + 1 if box.pk in last else 1,
            choice=choices[box.nomination_id],
            channel=channel,
            entered_by=by,
            cast_at=now,
        )
        for box in boxes
        if box.pk not in last or last[box.pk].choice != choices[box.nomination_id]
    ]
    Vote.objects.bulk_create(rows)
    BallotCast.objects.get_or_create(item=item, person_id=person_id, defaults={"channel": channel})
    return [
        {"nomination": row.box.nomination_id, "name": row.box.nomination.full_name, "choice": str(row.choice)}
        for row in rows
    ]


@transaction.atomic
def cast_ballot(*, item, choices, by, acting_as="", now=None):
    """A member votes on every nomination of an item at once.

    choices: {nomination id: Choice}. A secret ballot is final, only counters rise, and the ledger says "voted"; an open
    vote is kept by name, and a change is a new row.
    Raises NotYou (no seat on the roll), NotNow (why not, with a code), ValidationError (a choice is missing).
    """
    now = now or timezone.now()
    room, item = _locked(item)
    capacity = access.require(by, "meetings.vote", room.meeting, acting_as=acting_as)
    obstacle = room.obstacle(item, by.pk)
    if obstacle:
        code, sentence = obstacle
        raise (NotYou if code == "not_on_the_roll" else NotNow)(sentence, code=code)
    boxes = _boxes(item, choices)
    body, act = {"proposal": item.proposal.code}, "meeting.voted"
    if room.is_secret(item):
        _count(item, boxes, choices, by.pk, Channel.SCREEN)
    else:
        act = "meeting.vote_changed" if by.pk in room.casts[item.pk] else act
        body["votes"] = _name(item, boxes, choices, by.pk, Channel.SCREEN, by, now)
        if not body["votes"]:
            return item
    finish(room.meeting, act, body, by=by, capacity=capacity, now=now, bump=False)
    return item


def _refuse_opinion(room, item, person_id):
    member = room.voting.get(person_id)
    if room.meeting.state != MeetingState.OPEN:
        raise NotNow(_("A written opinion is entered while the meeting is open."), code="wrong_state")
    if member is None:
        raise ValidationError({"person": _("Choose a member on the roll.")})
    if room.is_deferred(item):
        raise NotNow(_("The council deferred this item; it is not voted on today."), code="deferred")
    if not item.rule.written_opinion_counts:
        raise NotNow(_("The vote rule of this award does not count written opinions."), code="not_counted")
    if person_id not in room.written:
        raise NotNow(
            _("%(person)s is not marked as absent with a written opinion.") % {"person": member.full_name},
            code="not_absent",
        )
    if person_id in room.casts[item.pk]:
        raise NotNow(
            _("The vote of %(person)s on this item is recorded already; it stands.") % {"person": member.full_name},
            code="voted_already",
        )
    return member


@transaction.atomic
def record_written_opinion(*, item, person_id, choices, by, acting_as="", now=None):
    """The secretary enters the signed written opinion of an absent member on an item; it is final.

    choices: as in cast_ballot. Raises NotYou, NotNow, ValidationError.
    """
    now = now or timezone.now()
    room, item = _locked(item)
    capacity = access.require(by, "meetings.record_hands", room.meeting, acting_as=acting_as)
    member = _refuse_opinion(room, item, person_id)
    boxes = _boxes(item, choices)
    body = {"proposal": item.proposal.code, "person": member.full_name}
    if room.is_secret(item):
        _count(item, boxes, choices, person_id, Channel.WRITTEN)
    else:
        body["votes"] = _name(item, boxes, choices, person_id, Channel.WRITTEN, by, now)
    finish(room.meeting, "meeting.written_opinion", body, by=by, capacity=capacity, now=now, bump=False)
    return item


# --- show of hands ---------------------------------------------------------------------------------
def hands_obstacle(room, item):
    """Why a show of hands cannot be recorded on an item: (code, sentence); None when it can."""
    if room.meeting.state != MeetingState.OPEN:
        return "wrong_state", _("A show of hands is recorded while the meeting is open.")
    if room.is_deferred(item):
        return "deferred", _("The council deferred this item; it is not voted on today.")
    if room.is_secret(item):
        return "secret", _("This item is voted on by secret ballot; no hands are counted.")
    if room.voted_on_screen(item):
        return "votes_by_name", _("Members have voted by name on this item; hands are not counted beside that.")
    return None


def _check_counts(room, counts, place):
    in_room = len(room.in_room)
    total = sum(counts.get(choice) or 0 for choice in Choice.values)
    if any((counts.get(choice) or 0) < 0 for choice in Choice.values) or total != in_room:
        raise ValidationError(
            {
                place: _("The hands make %(total)s, but %(people)s members are in the room.")
                % {"total": total, "people": in_room}
            }
        )
    if counts.get("chair_agrees") and not (room.chair_id in room.in_room and counts.get("yes")):
        told = _(
            "The chair is not in the room, or nobody is in favour: the chair's hand cannot be among those in favour."
        )
        raise ValidationError({place: told})


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
    room, item = _locked(item)
    capacity = access.require(by, "meetings.record_hands", room.meeting, acting_as=acting_as)
    if obstacle := hands_obstacle(room, item):
        raise NotNow(obstacle[1], code=obstacle[0])
    last = room.hands.get(item.pk)
    if (last.pk if last else None) != seen:
        raise _recorded_meanwhile(last)
    names = {box.nomination_id: box.nomination.full_name for box in item.boxes.select_related("nomination")}
    exceptions = exceptions or {}
    _check_counts(room, counts, "counts")
    for pk, each in exceptions.items():
        if pk not in names:
            raise ValidationError(_("The ballot names somebody who is not voted on here."))
        _check_counts(room, each, f"exception_{pk}")
    record = HandsRecord(item=item, room_count=len(room.in_room), recorded_by=by, recorded_at=now)
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
