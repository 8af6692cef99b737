"""What the three screens of a running meeting show - chair and secretary, member, room - round the item at hand.

Nothing is stored: the item at hand is `Room.current`, the result told last that of the vote opened last.
"""

import hashlib
from dataclasses import dataclass, field

from django.utils import timezone

from workflows.council import counting, queries
from workflows.council.forms import BallotForm
from workflows.council.states import MeetingState, VoteState


@dataclass(slots=True)
class Screen:
    """place, total: of the item on the agenda. voted, asked: how many have voted of those who may, never what.

    seconds: since the vote was opened. told: the result announced last, shown until the next vote is opened.
    """

    room: object
    item: object = None
    place: int = 0
    total: int = 0
    is_secret: bool = False
    quorum: object = None
    voted: int = 0
    asked: int = 0
    seconds: int = 0
    told: object = None
    waiting: list = field(default_factory=list)

    @property
    def is_open(self):
        """Are ballots taken on the item now?"""
        return self.is_running and self.item is not None and self.item.state == VoteState.OPEN

    @property
    def is_counted(self):
        return self.item is not None and self.item.state == VoteState.CLOSED

    @property
    def is_running(self):
        return self.room.meeting.state == MeetingState.OPEN


def screen_of(room, item=None, *, now=None):
    """The screen of a room, at the item at hand or at another one; a fixed number of statements.

    After `queries.put_nominations`, which says what results this person sees.
    """
    items, now = room.items, now or timezone.now()
    item = item or (room.current if room.meeting.state != MeetingState.CLOSED else None)
    screen = Screen(room, item, total=len(items), quorum=room.quorum)
    screen.waiting = [row for row in items if row.state == VoteState.PREPARED and not room.is_deferred(row)]
    told = [row for row in items if row.state == VoteState.ANNOUNCED and row is not item and not room.is_deferred(row)]
    if item is None or item.state == VoteState.PREPARED:
        screen.told = max(told, key=lambda row: (row.vote_opened_at, row.order), default=None)
    if item is not None:
        screen.place, screen.is_secret = items.index(item) + 1, room.is_secret(item)
        screen.quorum = room.quorum_of(item) if item.rule else room.quorum
    if item is not None and item.state != VoteState.PREPARED:
        screen.voted = room.participants(item)
        screen.asked = screen.voted + len(room.missing(item))
        screen.seconds = max(int((now - item.vote_opened_at).total_seconds()), 0)
    return screen


def item_by_code(room, code):
    """The item of a dossier on the agenda; None for a code that does not stand there."""
    return next((item for item in room.items if item.proposal.code == code), None)


def neighbours(room, item):
    """(item before, item after) on the agenda; None at its ends and without an item."""
    place = room.items.index(item) if item else -1
    before = room.items[place - 1] if place > 0 else None
    return before, room.items[place + 1] if item and place + 1 < len(room.items) else None


def secrecy_warnings(item):
    """What the totals of a vote that is counted and not announced give away about people."""
    if item is None or item.state != VoteState.CLOSED:
        return []
    for box in item.results:
        box.nomination = box.name
    return counting.secrecy_warnings(item.results)


@dataclass(slots=True)
class Sheet:
    """A member's own ballot on the item at hand. obstacle: why there is none. own: an open vote as it stands."""

    form: object = None
    obstacle: str = ""
    has_voted: bool = False
    own: list = field(default_factory=list)
    aside: list = field(default_factory=list)


def sheet_of(screen, person, data=None):
    """The ballot of a person on the item of a screen; what a secret one said is known to nobody."""
    room, item = screen.room, screen.item
    sheet = Sheet(has_voted=person.pk in room.voters(item))
    obstacle = room.obstacle(item, person.pk)
    rows = room.nominations[item.pk]
    if obstacle:
        sheet.obstacle = obstacle[1]
    else:
        sheet.aside = [(row, room.aside[row.pk][person.pk]) for row in rows if person.pk in room.aside[row.pk]]
        sheet.form = form_for(room, item, person, data)
    if sheet.has_voted and not screen.is_secret:
        own = queries.own_votes(item, person)
        sheet.own = [(row, own[row.pk]) for row in rows if row.pk in own]
    return sheet


def form_for(room, item, person, data=None):
    """The ballot form of a person: without the nominations from which the person stands aside."""
    rows = [row for row in room.nominations[item.pk] if person.pk not in room.aside[row.pk]]
    return BallotForm(data, nominations=rows)


def other_votes(screen, person):
    """Other items on which the person may vote now and has not."""
    room = screen.room
    rows = (item for item in room.items if item is not screen.item and person.pk not in room.voters(item))
    return [item for item in rows if room.obstacle(item, person.pk) is None]


def tag_of(meeting, *facts):
    """The ETag of what a person sees: other after every act on the meeting, on another day, in other offices.

    One statement. Asked before the meeting is read: what is read later is never older than its tag.
    """
    told = (meeting.code, queries.pulse_of(meeting), timezone.localdate(), *facts)
    return f'"{hashlib.sha256(repr([str(fact) for fact in told]).encode()).hexdigest()[:24]}"'
