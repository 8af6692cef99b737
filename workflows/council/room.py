"""The meeting as it stands: roll, presence, quorum, who has voted on what item - read at once, never what was voted."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import F
from django.utils import timezone

from documents.catalogue.kinds import VoteMethod
from permissions.people.models import User
from permissions.roles import Office
from workflows.council import membership, papers_in_box, queries
from workflows.council.aside import asides_of, namesakes_among
from workflows.council.convening_models import AgendaTopic
from workflows.council.models import BallotCast, HandsRecord
from workflows.council.obstacles import ballot_obstacle
from workflows.council.quorum import hardest, quorum
from workflows.council.states import Channel, ItemVerdict, MeetingState, Presence, SeatRole, VoteManner, VoteState
from workflows.council.vote_models import PaperBallot


@dataclass(slots=True)
class Member:
    """A line of the roll with the person's presence."""

    person: User
    full_name: str
    office: str
    title: str
    is_voting: bool
    role: str = SeatRole.MEMBER
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
        """The role in the council; who sits there says more by the title."""
        return SeatRole(self.role).label

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
            rows = membership.seats_on(self.meeting.council, self.day)
            roll = [
                Member(row.user, row.user.full_name, row.office, row.title, row.office in queries.VOTING, row.role)
                for row in rows
            ]
        else:
            rows = self.meeting.seats.select_related("person").order_by("order")
            roll = [
                Member(row.person, row.full_name, row.office, row.title, row.is_voting, membership.role_on_roll(row))
                for row in rows
            ]
        if self.meeting.is_in_writing:  # every member is asked in writing, nobody comes
            for member in roll:
                member.presence = Presence.ABSENT_WRITTEN if member.is_voting else Presence.ABSENT
            return roll
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
            item.meeting, item.__dict__["room"] = self.meeting, self
        return items

    def item(self, pk):
        """The item of this key."""
        return next(item for item in self.items if item.pk == pk)

    @cached_property
    def topics(self):
        """Free items in order."""
        return list(self.meeting.topics.all())

    @cached_property
    def agenda(self):
        """Items and free items in their order; where opinions are asked in writing, nobody discusses the free ones."""
        free = [] if self.meeting.is_in_writing else self.topics
        return sorted([*self.items, *free], key=lambda each: each.order)

    @property
    def current(self):
        """What the room is at: the open vote, else a free item, else a vote not announced, else what waits; or None."""
        at = [item for item in self.items if item.state in (VoteState.OPEN, VoteState.CLOSED)]
        at = [item for item in at if not self.is_deferred(item)]
        last = max(at, key=lambda item: (item.state == VoteState.OPEN, item.vote_opened_at, item.order), default=None)
        if last and last.state == VoteState.OPEN:
            return last
        begun = next((topic for topic in self.topics if topic.is_at_hand), None)
        return begun or last or next((each for each in self.agenda if self.waits(each)), None)

    def waits(self, each):
        """Has the room not come to this item or free item of the agenda yet?"""
        if isinstance(each, AgendaTopic):
            return each.begun_at is None
        return each.state == VoteState.PREPARED and not self.is_deferred(each)

    # --- who has a ballot in the present round of a vote -------------------------------------------
    @cached_property
    def nominations(self):
        """What is voted on: {item id: [Nomination]}, in order."""
        return queries.nominations_voted_on(self.items)

    @cached_property
    def aside(self):
        """Who stands aside from what: {nomination id: {person id: Aside}}."""
        return asides_of(self)

    def aside_from(self, nomination_id):
        """Ids of voting members who have no ballot on a nomination."""
        return {pk for pk in self.aside.get(nomination_id, {}) if pk in self.voting}

    def aside_from_all(self, item):
        """Ids of voting members who stand aside from every nomination of an item."""
        rows = self.nominations[item.pk]
        return set.intersection(*(self.aside_from(row.pk) for row in rows)) if rows else set()

    def electorate(self, item):
        """Ids of voting members who have a ballot on at least one nomination of an item."""
        return set(self.voting) - self.aside_from_all(item)

    def namesakes(self, item):
        """[(member, nomination)]: members who bear a nominee's name and do not stand aside from that nomination."""
        return namesakes_among(self, item)

    @cached_property
    def casts(self):
        """Who has voted: {item id: {person id: channel}}."""
        found = {item.pk: {} for item in self.items}
        rows = BallotCast.objects.filter(item__meeting=self.meeting, round=F("item__round"))
        for item_id, person_id, channel in rows.values_list("item_id", "person_id", "channel"):
            found[item_id][person_id] = channel
        return found

    @cached_property
    def papers(self):
        """Who holds a paper ballot: {item id: {person id}}."""
        found = {item.pk: set() for item in self.items}
        rows = PaperBallot.objects.filter(item__meeting=self.meeting, round=F("item__round"))
        for item_id, person_id in rows.values_list("item_id", "person_id"):
            found[item_id].add(person_id)
        return found

    @cached_property
    def hands(self):
        """The show of hands that counts: {item id: HandsRecord}."""
        rows = HandsRecord.objects.filter(item__meeting=self.meeting, round=F("item__round"))
        return {row.item_id: row for row in rows.order_by("pk").prefetch_related("exceptions")}

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

    def voted_on_paper(self, item):
        """Papers handed out; when the vote is closed each of them is a ballot."""
        return self.papers[item.pk] | {pk for pk, way in self.casts[item.pk].items() if way == Channel.PAPER}

    def voters(self, item):
        """Ids of members who have voted by name, secretly or in writing, or hold a paper; hands have no names."""
        return set(self.casts[item.pk]) | self.papers[item.pk]

    def hands_shown(self, item):
        """How many members in the room showed a hand on something of the item."""
        return self.hands[item.pk].room_count - len(self.aside_from_all(item) & self.in_room)

    def participants(self, item):
        """How many members have taken part in the vote on an item so far."""
        if item.pk in self.hands:
            return len(self.voted_in_writing(item)) + self.hands_shown(item)
        return len(self.voters(item))

    def has_started(self, item):
        """Has anybody voted on it, or got a paper?"""
        return item.pk in self.hands or bool(self.voters(item))

    def is_deferred(self, item):
        return item.verdict == ItemVerdict.DEFERRED

    def missing(self, item):
        """Members in the room, and written opinions that count, without a ballot on the item yet."""
        asked = set(self.in_room) if item.pk not in self.hands else set()
        if item.rule and item.rule.written_opinion_counts:
            asked |= self.written
        asked -= self.aside_from_all(item) | self.voters(item)
        return [self.voting[pk] for pk in self.voting if pk in asked]

    @property
    def answered(self):
        """Ids of voting members who have voted on every item whose vote was opened, and on one at least."""
        asked = [item for item in self.items if item.state != VoteState.PREPARED and not self.is_deferred(item)]
        return {pk for pk in self.voting if asked and all(self._has_dealt_with(item, pk) for item in asked)}

    def _has_dealt_with(self, item, person_id):
        return person_id in self.voters(item) or person_id in self.aside_from_all(item)

    def paper_faults(self, item):
        """Sentences: why the papers in the box cannot be counted yet; nothing where no paper was handed out."""
        return papers_in_box.faults(self, item)

    # --- quorum ------------------------------------------------------------------------------------
    def quorum_of(self, item):
        """The quorum of the room by the rule of an item."""
        return quorum(members=self.members, in_room=len(self.in_room), written=len(self.written), rule=item.rule)

    def turnout_of(self, item):
        """The quorum of the vote itself: who took part, and who is there and stands aside from all of it."""
        written = len(self.voted_in_writing(item))
        there = self.participants(item) - written + len(self.aside_from_all(item) & self.in_room)
        return quorum(members=self.members, in_room=there, written=written, rule=item.rule)

    @cached_property
    def quorum(self):
        """The hardest quorum of the agenda; None while nothing with a rule stands on it."""
        return hardest([self.quorum_of(item) for item in self.items if item.rule])

    def quorum_now(self, item=None):
        """The quorum to show, of an item or of the whole agenda: in writing those count who have answered."""
        if not self.meeting.is_in_writing or self.meeting.state == MeetingState.PREPARED:
            return self.quorum_of(item) if item and item.rule else self.quorum
        asked = [item] if item else [each for each in self.items if not self.is_deferred(each)]
        return hardest([self.turnout_of(each) for each in asked if each.rule])

    def obstacle(self, item, person_id):
        """Why a person cannot cast a ballot on an item now: (code, sentence); None when it is possible."""
        return ballot_obstacle(self, item, person_id)
