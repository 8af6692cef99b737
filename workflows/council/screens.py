"""What the three screens of a running meeting show - chair and secretary, member, room - round the item at hand.

What is at hand is `Room.current`, the result told last that of the vote opened last.
"""

import hashlib
from dataclasses import dataclass, field

from django.utils import timezone

from workflows.council import counting, queries
from workflows.council.convening_models import AgendaTopic
from workflows.council.forms import BallotForm
from workflows.council.numbering import key_of
from workflows.council.states import MeetingState, VoteState


@dataclass(slots=True)
class Screen:
    """item: what is voted on at hand; topic: the free item at hand, instead of it. place, total: on the agenda.

    voted, asked: how many have voted of those who may, never what. seconds: since the vote or the free item was begun.
    told: the result announced last, until the room goes on or votes anew. waiting: to what the room has not come yet.
    """

    room: object
    item: object = None
    topic: object = None
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
    def days_left(self):
        """Days after today on which opinions in writing are still taken, below nought once the last has passed."""
        return (self.room.meeting.answer_by - self.room.today).days

    @property
    def is_of_today(self):
        """Was the vote or the free item begun today? One of an earlier day has no clock that tells anything."""
        begun = self.item.vote_opened_at if self.item else self.topic.begun_at
        return timezone.localdate(begun) == self.room.today

    @property
    def at(self):
        """The item or the free item at hand; None of none."""
        return self.item or self.topic

    @property
    def shown(self):
        """The items of which names or results are told."""
        return [item for item in (self.item, self.told) if item is not None]

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


def screen_of(room, at=None, *, now=None):
    """The screen of a room, at the item or free item at hand or at another one; a fixed number of statements."""
    now = now or timezone.now()
    at = at or (room.current if room.meeting.state != MeetingState.CLOSED else None)
    item, topic = (None, at) if isinstance(at, AgendaTopic) else (at, None)
    screen = Screen(room, item, topic, total=len(room.agenda), quorum=room.quorum_now(item))
    screen.waiting = [each for each in room.agenda if room.waits(each)]
    if at is None or (room.waits(at) and (topic or item.round == 1)):
        screen.told = _told_last(room, item)
    if at is not None:
        screen.place = room.agenda.index(at) + 1
    if item is not None:
        screen.is_secret = room.is_secret(item)
    if item is not None and item.state != VoteState.PREPARED:
        screen.voted = room.participants(item)
        screen.asked = screen.voted + len(room.missing(item))
    begun = item.vote_opened_at if item else topic.begun_at if topic else None
    screen.seconds = max(int((now - begun).total_seconds()), 0) if begun else 0
    return screen


def _told_last(room, item):
    """The item whose result was announced last, beside one."""
    told = (row for row in room.items if row.state == VoteState.ANNOUNCED and not room.is_deferred(row))
    return max((row for row in told if row is not item), key=lambda row: (row.vote_opened_at, row.order), default=None)


def item_by_code(room, code):
    """The item of a dossier on the agenda; None for a code that does not stand there."""
    return next((item for item in room.items if item.proposal.code == code), None)


def by_key(room, key):
    """The item or free item that an address names; None for a key that does not stand on the agenda."""
    return next((each for each in room.agenda if key_of(each) == key), None)


def neighbours(room, at):
    """(key before, key after) on the agenda; None at its ends and where the room is at nothing."""
    place = room.agenda.index(at) if at else -1
    before = room.agenda[place - 1] if place > 0 else None
    after = room.agenda[place + 1] if at and place + 1 < len(room.agenda) else None
    return before and key_of(before), after and key_of(after)


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

    meeting: read with its pulse, before all else that is shown: that is never older than its tag.
    """
    told = (meeting.code, meeting.pulse, timezone.localdate(), *facts)
    return f'"{hashlib.sha256(repr([str(fact) for fact in told]).encode()).hexdigest()[:24]}"'
