"""The deeds on the vote of an item: open, close, announce, repeat. Ballots are cast in ballot_services."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from permissions import access
from permissions.ledger import acts, tracked
from permissions.ledger.races import check_row_version
from permissions.vietnamese import clean_text
from workflows.approval.deeds import Deed
from workflows.approval.moving import cross, moves_of
from workflows.council import counting, equals
from workflows.council.aside import note_by_the_regulation
from workflows.council.closing import boxes_of
from workflows.council.machine import VoteFlow
from workflows.council.models import BallotBox
from workflows.council.room import Room
from workflows.council.services import finish, lock_item, lock_meeting
from workflows.council.states import VoteState
from workflows.council.topic_running import leave_topics
from workflows.council.vote_models import Revote

acts.declare(
    {
        "meeting.vote_opened": gettext_lazy("opened the vote on an item"),
        "meeting.vote_closed": gettext_lazy("closed the vote on an item"),
        "meeting.vote_announced": gettext_lazy("announced the result on an item"),
        "meeting.vote_repeated": gettext_lazy("had the vote on an item repeated"),
    }
)
_CHANGES = ["state", "round", "vote_opened_at", "row_version"]


def vote_moves(item, user, *, held=None):
    """The moves of a vote that the person's offices allow now, each with every unmet condition. item: of a Room."""
    return moves_of(item, user, held=held, flow=VoteFlow)


def _move(item, name, apply, *, row_version, by, acting_as, now, reason="", facts=None):
    """Lock, who, when, move, save, tell: `apply(item, room, deed)` runs before the move and gives body and history."""
    now = now or timezone.now()
    meeting = lock_meeting(item.meeting)
    lock_item(item)
    right = next(iter(getattr(VoteFlow, name).get_transitions())).permission.right
    capacity = access.require(by, right, meeting, acting_as=acting_as)
    room = Room(meeting, timezone.localdate(now))
    item = room.item(item.pk)
    check_row_version(item, row_version, _("the vote on %(code)s") % {"code": item.proposal.code})
    item.meeting, item.__dict__["room"] = meeting, room
    deed = Deed(by=capacity, now=now, reason=clean_text(reason), facts=facts or {})
    flow, was = VoteFlow(item, deed), item.state
    cross(flow, name)
    told = apply(item, room, deed, was)
    item.row_version += 1
    kept = [tracked.save(item, by=by, reason=deed.reason, fields=_CHANGES), *told.pop("history", [])]
    body = {"proposal": item.proposal.code, "round": item.round, **told}
    finish(meeting, f"meeting.vote_{_PAST[name]}", body, by=by, capacity=capacity, now=now, kept=kept, bump=False)
    return item


_PAST = {"open": "opened", "close": "closed", "announce": "announced", "repeat": "repeated"}


@transaction.atomic
def open_vote(*, item, row_version, by, namesakes_differ=False, acting_as="", now=None):
    """Take ballots on an item from now on; who stands aside by the council's regulation is noted, a free item is left.

    row_version: of the item. namesakes_differ: it is said that members who bear a nominee's name are other people.
    Raises NotYou, NotNow with every unmet condition, LostRace.
    """

    def apply(item, room, deed, was):
        item.vote_opened_at = deed.now
        namesakes = [member.full_name for member, _nomination in room.namesakes(item)]
        told = {"namesakes": sorted(set(namesakes))} if namesakes else {}
        left = leave_topics(room.meeting, by=by, now=deed.now)
        return {**told, "history": [*left, *note_by_the_regulation(room, item, by=by)]}

    said = {"facts": {"namesakes_differ": namesakes_differ}, "row_version": row_version}
    return _move(item, "open", apply, by=by, acting_as=acting_as, now=now, **said)


@transaction.atomic
def close_vote(*, item, row_version, by, missing_ballots=False, acting_as="", now=None):
    """Take no more ballots on an item and count: counters and verdicts are written, once, and shown to nobody else.

    missing_ballots: it is said that the vote is closed although members who are there have not voted. The item
    returned has `warnings`, what the totals give away about people, and `hints` among equals, for who closed it.
    Raises NotYou, NotNow (nobody voted, too few, papers not counted alike, a box that does not add up), LostRace.
    """
    warnings, hints = [], []

    def apply(item, room, deed, was):
        result = counting.count(room, item)
        counting.keep(result, now=deed.now)
        boxes = [box for box, _tally, _verdict in result.boxes]
        warnings.extend(counting.secrecy_warnings(boxes))
        hints.extend(equals.hints(item, boxes))
        told = {"participants": result.participants, "written": result.written, "on_paper": result.papers}
        return told if result.found is None else {**told, "papers_found": result.found}

    said = {"facts": {"missing_ballots": missing_ballots}, "row_version": row_version}
    item = _move(item, "close", apply, by=by, acting_as=acting_as, now=now, **said)
    item.warnings, item.hints = warnings, hints
    return item


@transaction.atomic
def announce_vote(*, item, row_version, by, acting_as="", now=None):
    """Tell everybody the result on an item: from now on it is shown, and the closing of the meeting applies it."""

    def apply(item, room, deed, was):
        boxes = boxes_of([item])[item.pk]
        return {"results": [counting.words(box) for box in boxes]}

    return _move(item, "announce", apply, row_version=row_version, by=by, acting_as=acting_as, now=now)


@transaction.atomic
def repeat_vote(*, item, row_version, reason, by, acting_as="", now=None):
    """Set the result on an item aside and vote again: the result and the reason stay, the next round is prepared.

    Raises NotYou, NotNow (nothing was counted yet, no reason), LostRace.
    """

    def apply(item, room, deed, was):
        Revote.objects.create(
            item=item,
            number=item.round,
            was_announced=was == VoteState.ANNOUNCED,
            reason=deed.reason,
            by=by,
            at=deed.now,
        )
        rows = room.nominations[item.pk]
        item.round, item.vote_opened_at = item.round + 1, None
        BallotBox.objects.bulk_create(BallotBox(item=item, nomination=row, round=item.round) for row in rows)
        return {"reason": deed.reason}

    said = {"reason": reason, "row_version": row_version}
    return _move(item, "repeat", apply, by=by, acting_as=acting_as, now=now, **said)
