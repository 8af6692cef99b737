"""Voting: a member's own ballot, a written opinion. What a secret ballot said is only counted."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from permissions import access
from permissions.ledger import acts
from permissions.refusals import NotNow, NotYou, ValidationError
from workflows.council.models import (
    BallotBox,
    BallotCast,
    Meeting,
    Vote,
)
from workflows.council.obstacles import OF_THE_PERSON, vote_obstacle
from workflows.council.room import Room
from workflows.council.services import finish, lock_item
from workflows.council.states import Channel, Choice, MeetingState

acts.declare(
    {
        "meeting.voted": gettext_lazy("voted"),
        "meeting.vote_changed": gettext_lazy("changed an open vote"),
        "meeting.written_opinion": gettext_lazy("entered a written opinion"),
    }
)


def locked_room(item):
    """The room and the item under lock. The meeting is read after the lock: a closing that came first is seen."""
    lock_item(item)
    meeting = Meeting.objects.select_related("commune", "council").get(pk=item.meeting_id)
    room = Room(meeting)
    return room, next(each for each in room.items if each.pk == item.pk)


def _sheet(room, item, person_id, choices, default):
    """(boxes, whole choices): the item's boxes that the person votes on, under lock, in key order.

    Raises ValidationError unless each has one valid choice, NotYou where one is named from which the person stands
    aside.
    """
    rows = BallotBox.objects.select_for_update(of=("self",)).filter(item=item, round=item.round)
    boxes = list(rows.select_related("nomination").order_by("pk"))
    if set(choices) - {box.nomination_id for box in boxes}:
        raise ValidationError(_("The ballot names somebody who is not voted on here."))
    aside = {box.nomination_id: room.aside[box.nomination_id].get(person_id) for box in boxes}
    if named := [aside[pk].sentence for pk in choices if aside[pk]]:
        raise NotYou(*named, code="recused")
    boxes = [box for box in boxes if not aside[box.nomination_id]]
    open_ones = {box.nomination_id: box for box in boxes}
    choices = {pk: choices.get(pk) or default for pk in open_ones}
    faults = {
        f"choice_{pk}": _("%(name)s: choose how you vote.") % {"name": box.nomination.full_name}
        for pk, box in open_ones.items()
        if choices.get(pk) not in Choice.values
    }
    if faults:
        raise ValidationError(faults)
    return boxes, choices


def _count(item, boxes, choices, person_id, channel):
    """Raise the counters of a secret ballot: every box is written alike, whatever was chosen."""
    for box in boxes:
        choice = choices[box.nomination_id]
        setattr(box, choice, getattr(box, choice) + 1)
    # Not `bulk_update`: its CASE for every box takes a third of the time of a ballot.
    BallotBox.objects.bulk_create(
        boxes, update_conflicts=True, unique_fields=["pk"], update_fields=["yes", "no", "abstain"]
    )
    BallotCast.objects.create(item=item, round=item.round, person_id=person_id, channel=channel)


def _name(item, boxes, choices, person_id, channel, by, now):
    """Add rows of an open vote where they differ from the last ones; returns what changed, for the ledger."""
    rows = Vote.objects.filter(box__in=boxes, person_id=person_id).order_by("turn")
    last = {vote.box_id: vote for vote in rows}
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
    BallotCast.objects.get_or_create(item=item, round=item.round, person_id=person_id, defaults={"channel": channel})
    return [
        {"nomination": row.box.nomination_id, "name": row.box.nomination.full_name, "choice": str(row.choice)}
        for row in rows
    ]


@transaction.atomic
def cast_ballot(*, item, by, choices=None, default="", round_seen=None, acting_as="", now=None):
    """A member votes on every nomination of an item at once, but those from which the member stands aside.

    default: the Choice for all; choices: {nomination id: Choice} of the others, or of all without a default. A secret
    ballot is final, only counters rise, and the ledger says "voted"; an open vote is kept by name, and a change is a
    new row. round_seen: the round of the vote that the sheet showed; what was chosen then says nothing in a later one.
    Raises NotYou (no seat on the roll, stands aside), NotNow (why not, with a code), ValidationError (a choice is
    missing).
    """
    now = now or timezone.now()
    room, item = locked_room(item)
    capacity = access.require(by, "meetings.vote", room.meeting, acting_as=acting_as)
    if round_seen is not None and item.round != round_seen:
        raise NotNow(
            _("The vote on this item was repeated meanwhile; your earlier choice was not taken. Vote anew."),
            code="vote_repeated",
        )
    obstacle = room.obstacle(item, by.pk)
    if obstacle:
        code, sentence = obstacle
        raise (NotYou if code in OF_THE_PERSON else NotNow)(sentence, code=code)
    boxes, choices = _sheet(room, item, by.pk, choices or {}, default)
    channel = Channel.WRITTEN if room.meeting.is_in_writing else Channel.SCREEN
    body, act = {"proposal": item.proposal.code}, "meeting.voted"
    if room.is_secret(item):
        _count(item, boxes, choices, by.pk, channel)
    else:
        act = "meeting.vote_changed" if by.pk in room.casts[item.pk] else act
        body["votes"] = _name(item, boxes, choices, by.pk, channel, by, now)
        if not body["votes"]:
            return item
    finish(room.meeting, act, body, by=by, capacity=capacity, now=now, bump=False)
    return item


def refuse_another_round(item, round_seen):
    """NotNow for what was typed on a sheet of an earlier round. round_seen: None where nobody says of which."""
    if round_seen is not None and item.round != round_seen:
        told = _("The vote on this item was repeated meanwhile; what you typed was not taken. Look at the item anew.")
        raise NotNow(told, code="vote_repeated")


def _refuse_opinion(room, item, person_id):
    member = room.voting.get(person_id)
    if room.meeting.state != MeetingState.OPEN:
        raise NotNow(_("A written opinion is entered while the meeting is open."), code="wrong_state")
    if member is None:
        raise ValidationError({"person": _("Choose a member on the roll.")})
    if obstacle := vote_obstacle(room, item):
        raise NotNow(obstacle[1], code=obstacle[0])
    if person_id in room.aside_from_all(item):
        raise NotNow(_("%(person)s stands aside from this vote.") % {"person": member.full_name}, code="recused")
    if not item.rule.written_opinion_counts:
        raise NotNow(_("The vote rule of this award does not count written opinions."), code="not_counted")
    if person_id not in room.written:
        raise NotNow(
            _("%(person)s is not marked as absent with a written opinion.") % {"person": member.full_name},
            code="not_absent",
        )
    if person_id in room.voters(item):
        raise NotNow(
            _("The vote of %(person)s on this item is recorded already; it stands.") % {"person": member.full_name},
            code="voted_already",
        )
    return member


@transaction.atomic
def record_written_opinion(*, item, person_id, by, choices=None, default="", round_seen=None, acting_as="", now=None):
    """The secretary enters the signed written opinion of an absent member on an item; it is final.

    default, choices, round_seen: as in cast_ballot. Raises NotYou, NotNow, ValidationError.
    """
    now = now or timezone.now()
    room, item = locked_room(item)
    capacity = access.require(by, "meetings.record_hands", room.meeting, acting_as=acting_as)
    refuse_another_round(item, round_seen)
    member = _refuse_opinion(room, item, person_id)
    boxes, choices = _sheet(room, item, person_id, choices or {}, default)
    body = {"proposal": item.proposal.code, "person": member.full_name}
    if room.is_secret(item):
        _count(item, boxes, choices, person_id, Channel.WRITTEN)
    else:
        body["votes"] = _name(item, boxes, choices, person_id, Channel.WRITTEN, by, now)
    finish(room.meeting, "meeting.written_opinion", body, by=by, capacity=capacity, now=now, bump=False)
    return item
