"""The meeting as it stands: roll, presence, quorum, who has voted on what item - read at once, never what was voted."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _

from documents.catalogue.kinds import VoteMethod
from permissions.people.models import User
from permissions.roles import Office
from workflows.council import queries
from workflows.council.models import BallotCast, HandsRecord
from workflows.council.quorum import hardest, quorum
from workflows.council.states import Channel, ItemVerdict, MeetingState, Presence, VoteManner


@dataclass(slots=True)
class Member:
    """A line of the roll with the person's presence."""

    person: User
    full_name: str
    office: str
    title: str
    is_voting: bool
    presence: str = Presence.ABSENT
    arrived_at: datetime | None = None
    left_at: datetime | None = None

    @property
    def is_in_room(self):
        return Presence(self.presence).is_in_room

    @property
    def presence_label(self):
        return Presence(self.presence).label

    @property
    def office_label(self):
        return Office(self.office).label

    @property
    def initials(self):
        return self.person.initials


class Room:
    """Read-only picture of a meeting at a moment; a fixed number of statements, whatever the agenda is."""

    def __init__(self, meeting, today=None, *, is_frozen=None):
        self.meeting = meeting
        self.today = today or timezone.localdate()
        self.is_frozen = meeting.state != MeetingState.PREPARED if is_frozen is None else is_frozen

    @property
    def day(self):
        """The day whose roll and rules hold: the planned one until it has passed."""
        return max(timezone.localdate(self.meeting.held_at), self.today)

    @cached_property
    def roll(self):
        """Every person of the council, in order, with presence."""
        if not self.is_frozen:
            rows = queries.seats_on(self.meeting.council, self.day)
            roll = [
                Member(row.user, row.user.full_name, row.office, row.title, row.office in queries.VOTING)
                for row in rows
            ]
        else:
            rows = self.meeting.seats.select_related("person").order_by("order")
            roll = [Member(row.person, row.full_name, row.office, row.title, row.is_voting) for row in rows]
        there = {row.person_id: row for row in self.meeting.attendances.all()}
        for member in roll:
            row = there.get(member.person.pk)
            if row:
                member.presence, member.arrived_at, member.left_at = row.presence, row.arrived_at, row.left_at
        return roll

    @cached_property
    def voting(self):
        return {member.person.pk: member for member in self.roll if member.is_voting}

    @property
    def members(self):
        """The base: voting members, frozen at opening."""
        return self.meeting.members_count or len(self.voting)

    @cached_property
    def in_room(self):
        """Ids of voting members present or online."""
        return {pk for pk, member in self.voting.items() if member.is_in_room}

    @cached_property
    def written(self):
        """Ids of absent voting members who give a written opinion."""
        return {pk for pk, member in self.voting.items() if member.presence == Presence.ABSENT_WRITTEN}

    @property
    def chair_id(self):
        return next((m.person.pk for m in self.roll if m.office == Office.COUNCIL_CHAIR), None)

    # --- the agenda --------------------------------------------------------------------------------
    @cached_property
    def items(self):
        """Items in order, each with `rule` (None where the law of the day knows none)."""
        items = queries.agenda_of(self.meeting)
        bare = [item.proposal for item in items if item.vote_rule_id is None]
        rules = queries.rules_on(self.day, bare, self.meeting.commune)
        for item in items:
            item.rule = item.vote_rule or rules.get((item.proposal.award_form_id, item.proposal.kind))
        return items

    @cached_property
    def casts(self):
        """Who has voted: {item id: {person id: channel}}."""
        found = {item.pk: {} for item in self.items}
        rows = BallotCast.objects.filter(item__meeting=self.meeting).values_list("item_id", "person_id", "channel")
        for item_id, person_id, channel in rows:
            found[item_id][person_id] = channel
        return found

    @cached_property
    def hands(self):
        """The show of hands that counts: {item id: HandsRecord}."""
        rows = HandsRecord.objects.filter(item__meeting=self.meeting).order_by("pk").prefetch_related("exceptions")
        return {row.item_id: row for row in rows}

    def is_secret(self, item):
        """By the rule, else as the meeting resolves; where the chair must agree, a free choice means openly."""
        if item.rule is None or item.rule.method == VoteMethod.EITHER:
            must_agree = bool(item.rule and item.rule.chair_must_agree)
            return self.meeting.vote_method == VoteManner.SECRET and not must_agree
        return item.rule.method == VoteMethod.SECRET

    def voted_on_screen(self, item):
        return {pk for pk, channel in self.casts[item.pk].items() if channel == Channel.SCREEN}

    def voted_in_writing(self, item):
        return {pk for pk, channel in self.casts[item.pk].items() if channel == Channel.WRITTEN}

    def participants(self, item):
        """How many members have taken part in the vote on an item so far."""
        written = len(self.voted_in_writing(item))
        hands = self.hands.get(item.pk)
        return written + (hands.room_count if hands else len(self.voted_on_screen(item)))

    def has_started(self, item):
        """Has anybody voted on it?"""
        return item.pk in self.hands or bool(self.casts[item.pk])

    def is_deferred(self, item):
        return item.verdict == ItemVerdict.DEFERRED

    def missing(self, item):
        """Members in the room, and written opinions that count, without a ballot on the item yet."""
        asked = set(self.in_room) if item.pk not in self.hands else set()
        if item.rule and item.rule.written_opinion_counts:
            asked |= self.written
        return [self.voting[pk] for pk in self.voting if pk in asked and pk not in self.casts[item.pk]]

    # --- quorum ------------------------------------------------------------------------------------
    def quorum_of(self, item):
        """The quorum of the room by the rule of an item."""
        return quorum(members=self.members, in_room=len(self.in_room), written=len(self.written), rule=item.rule)

    def turnout_of(self, item):
        """The quorum of the vote itself: who took part."""
        written = len(self.voted_in_writing(item))
        return quorum(members=self.members, in_room=self.participants(item) - written, written=written, rule=item.rule)

    @cached_property
    def quorum(self):
        """The hardest quorum of the agenda; None while nothing with a rule stands on it."""
        return hardest([self.quorum_of(item) for item in self.items if item.rule])

    # --- a member's ballot -------------------------------------------------------------------------
    def obstacle(self, item, person_id):
        """Why a person cannot cast a ballot on an item now: (code, sentence); None when it is possible."""
        member = self.voting.get(person_id)
        if self.meeting.state == MeetingState.PREPARED:
            return "meeting_not_open", _("The meeting has not been opened yet.")
        if self.meeting.state == MeetingState.CLOSED:
            return "meeting_closed", _("The meeting is closed; no ballot is taken any more.")
        if member is None:
            return "not_on_the_roll", _("You are not a voting member on the roll of this meeting.")
        if self.is_deferred(item):
            return "deferred", _("The council deferred this item; it is not voted on today.")
        if item.pk in self.hands:
            return "hands_recorded", _("A show of hands is recorded for this item.")
        channel = self.casts[item.pk].get(person_id)
        if channel == Channel.WRITTEN:
            return "written_opinion", _("Your written opinion on this item is recorded; it stands.")
        if channel and self.is_secret(item):
            return "voted_already", _("You have voted on this item already. A secret ballot is final.")
        if not member.is_in_room:
            return "not_present", _("The roll does not show you as present. Tell the secretary, then vote.")
        return None
