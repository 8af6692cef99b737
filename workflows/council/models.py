"""The council, its meetings, who is there, the agenda, and the ballots: open ones by name, secret ones as counters."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from documents.catalogue.kinds import VoteBase
from documents.proposals.models import Desk, desk_indexes
from permissions.people.models import history
from permissions.roles import Office
from workflows.council.states import (
    BallotMethod,
    Channel,
    Choice,
    ItemVerdict,
    MeetingKind,
    MeetingState,
    Presence,
    SeatRole,
    VoteManner,
    VoteState,
)

__all__ = [
    "AgendaItem",
    "Attendance",
    "BallotBox",
    "BallotCast",
    "Council",
    "HandsException",
    "HandsRecord",
    "Meeting",
    "Seat",
    "Vote",
]


class Council(models.Model):
    """An awards council with its term; its seats are appointments in its unit."""

    commune = models.ForeignKey("permissions.Unit", models.PROTECT, related_name="+")
    unit = models.OneToOneField("permissions.Unit", models.PROTECT, related_name="council")
    founding_number = models.CharField(_("founding decision"), max_length=60)
    founded_on = models.DateField(_("date of the founding decision"))
    term_from = models.DateField(_("term from"))
    term_to = models.DateField(_("term to"), null=True, blank=True)
    unit_stands_aside = models.BooleanField(
        _("head and clerk of the proposing unit stand aside"),
        default=False,
        help_text=_("Only where the council's own regulation says so: members are heads of units."),
    )
    row_version = models.PositiveIntegerField(default=1, editable=False)

    history = history()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="council_term_ends_after_it_starts", condition=Q(term_to=None) | Q(term_to__gte=F("term_from"))
            )
        ]

    def __str__(self):
        return self.unit.name


class Meeting(Desk):
    """A meeting of the council. Its roll and base are frozen when it opens, its minutes when two people have signed."""

    tells_of_people = True  # who opens one is recorded

    commune = models.ForeignKey("permissions.Unit", models.PROTECT, related_name="+")
    council = models.ForeignKey(Council, models.PROTECT, related_name="meetings")
    code = models.CharField(max_length=30, unique=True)
    title = models.CharField(_("title of the meeting"), max_length=200)
    held_at = models.DateTimeField(_("time"))
    place = models.CharField(_("place"), max_length=200, blank=True, default="")
    answer_by = models.DateField(_("last day for written opinions"), null=True, blank=True)
    kind = models.CharField(_("kind of meeting"), max_length=20, choices=MeetingKind, default=MeetingKind.REGULAR)
    vote_method = models.CharField(_("manner of voting"), max_length=10, choices=VoteManner, default=VoteManner.SECRET)
    state = models.CharField(max_length=20, choices=MeetingState, default=MeetingState.PREPARED)
    members_count = models.PositiveSmallIntegerField(null=True, help_text="voting members, frozen at opening")
    quorum_words = models.CharField(max_length=500, blank=True, default="", help_text="the quorum at opening")
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    # Who presides where the chair is absent; empty where the chair does.
    presided_by = models.ForeignKey("permissions.User", models.PROTECT, null=True, blank=True, related_name="+")
    presiding_reason = models.CharField(_("why the chair does not preside"), max_length=300, blank=True, default="")
    discussion = models.TextField(_("discussion"), blank=True, default="")
    secretary_signed_by = models.ForeignKey("permissions.User", models.PROTECT, null=True, related_name="+")
    secretary_signed_at = models.DateTimeField(null=True, blank=True)
    chair_signed_by = models.ForeignKey("permissions.User", models.PROTECT, null=True, related_name="+")
    chair_signed_at = models.DateTimeField(null=True, blank=True)
    search_key = models.CharField(max_length=300, editable=False, default="")
    minutes_signed_at = models.DateTimeField(null=True, blank=True)
    minutes = models.ForeignKey("documents.Issued", models.PROTECT, null=True, related_name="+")
    minutes_paper = models.ForeignKey("documents.Arrival", models.PROTECT, null=True, blank=True, related_name="+")

    history = history()

    class Meta:
        ordering = ["-held_at", "-pk"]
        constraints = [
            models.CheckConstraint(name="meeting_known_state", condition=Q(state__in=MeetingState.values)),
            models.CheckConstraint(
                name="meeting_signed_by_two_people",
                condition=Q(minutes_signed_at=None)
                | Q(secretary_signed_by__isnull=False, chair_signed_by__isnull=False)
                & ~Q(secretary_signed_by=F("chair_signed_by")),
            ),
            models.CheckConstraint(
                name="meeting_in_writing_has_a_last_day",
                condition=Q(kind="written", answer_by__isnull=False) | ~Q(kind="written") & Q(answer_by=None),
            ),
            models.CheckConstraint(
                name="meeting_base_frozen_when_opened",
                condition=Q(state="prepared", members_count=None) | ~Q(state="prepared") & Q(members_count__gte=1),
            ),
        ]
        indexes = [
            models.Index(fields=["commune", "-held_at", "-id"], name="meeting_newest"),
            *desk_indexes("meeting"),
        ]

    def __str__(self):
        return f"{self.code} {self.title}"

    @property
    def stream(self):
        return f"meeting/{self.code}"

    @property
    def is_in_writing(self):
        """No room: every member answers by written opinion, on the own screen or on paper."""
        return self.kind == MeetingKind.WRITTEN

    @property
    def takes_agenda(self):
        """Proposals may still be placed and taken off."""
        return self.state != MeetingState.CLOSED


class Seat(models.Model):
    """A line of the roll as it stood when the meeting opened; the secretary has one without a vote."""

    append_only = True

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="seats")
    person = models.ForeignKey("permissions.User", models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField()
    full_name = models.CharField(max_length=120)
    office = models.CharField(max_length=30, choices=Office)
    role = models.CharField(max_length=20, choices=SeatRole, blank=True, default="")
    title = models.CharField(max_length=200, blank=True)
    is_voting = models.BooleanField()

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="seat_once_in_meeting")]


class Attendance(models.Model):
    """Whether a person of the roll is there, and from when to when."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendances")
    person = models.ForeignKey("permissions.User", models.PROTECT, related_name="+")
    presence = models.CharField(_("presence"), max_length=20, choices=Presence, default=Presence.ABSENT)
    arrived_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)

    history = history()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="attendance_once_in_meeting")]


class AgendaItem(models.Model):
    """A proposal on the agenda. `vote_rule` is frozen at opening, the verdict and who took part at closing.

    `state` is that of the vote in its present `round`; a vote that is repeated begins the next round.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    proposal = models.ForeignKey("documents.Proposal", models.PROTECT, related_name="agenda_items")
    order = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField(help_text="number of the Version judged")
    vote_rule = models.ForeignKey("documents.VoteRule", models.PROTECT, null=True, related_name="+")
    verdict = models.CharField(max_length=20, choices=ItemVerdict, blank=True, default="")
    defer_reason = models.TextField(_("reason for deferring"), blank=True, default="")
    participants = models.PositiveSmallIntegerField(null=True, help_text="members who took part in the vote")
    written_count = models.PositiveSmallIntegerField(null=True, help_text="of these by written opinion")
    state = models.CharField(_("vote"), max_length=20, choices=VoteState, default=VoteState.PREPARED)
    round = models.PositiveSmallIntegerField(_("round of the vote"), default=1)
    vote_opened_at = models.DateTimeField(null=True, blank=True)
    row_version = models.PositiveIntegerField(default=1, editable=False)

    history = history()

    class Meta:
        # The last row of a proposal is the one of its latest meeting.
        ordering = ["meeting_id", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "proposal"], name="agenda_item_once_in_meeting"),
            models.CheckConstraint(name="agenda_item_known_state", condition=Q(state__in=VoteState.values)),
            models.CheckConstraint(
                name="agenda_item_deferred_with_a_reason", condition=~Q(verdict="deferred") | ~Q(defer_reason="")
            ),
        ]

    def __str__(self):
        return f"{self.order}. {self.proposal.code}"

    @property
    def commune_id(self):
        return self.meeting.commune_id

    @property
    def stream(self):
        return self.meeting.stream


class BallotBoxes(models.QuerySet):
    """Boxes, and what of them others than the meeting itself read: counted votes of meetings that are closed."""

    def told(self):
        """Not those of an item deferred before its result was announced. Rounds that were set aside are among them."""
        rows = self.filter(item__meeting__state=MeetingState.CLOSED, passed__isnull=False)
        return rows.exclude(item__verdict=ItemVerdict.DEFERRED, round=F("item__round"))

    def binding(self):
        """Of each meeting the last round alone."""
        return self.told().filter(round=F("item__round"))


class BallotBox(models.Model):
    """The ballots on one nomination in one round as counters, and the verdict computed when the vote is closed.

    No time, no history: nothing here tells who voted what. Counters are shown to nobody while the vote is open, and
    to others than chair and secretary only when the result is announced.
    """

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="boxes")
    nomination = models.ForeignKey("documents.Nomination", models.PROTECT, related_name="ballot_boxes")
    round = models.PositiveSmallIntegerField(default=1)
    yes = models.PositiveSmallIntegerField(default=0)
    no = models.PositiveSmallIntegerField(default=0)
    abstain = models.PositiveSmallIntegerField(default=0)
    invalid = models.PositiveSmallIntegerField(default=0)
    aside = models.PositiveSmallIntegerField(default=0, help_text="voting members who stood aside")
    method = models.CharField(max_length=10, choices=BallotMethod, blank=True, default="")
    base_kind = models.CharField(max_length=10, choices=VoteBase, blank=True, default="")
    base = models.PositiveSmallIntegerField(null=True)
    threshold_numerator = models.PositiveSmallIntegerField(null=True)
    threshold_denominator = models.PositiveSmallIntegerField(null=True)
    is_strict = models.BooleanField(null=True)
    votes_needed = models.PositiveSmallIntegerField(null=True)
    passed = models.BooleanField(null=True)
    sentence = models.TextField(blank=True, default="")
    legal_basis = models.CharField(max_length=400, blank=True, default="")

    objects = BallotBoxes.as_manager()

    class Meta:
        ordering = ["item", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["item", "nomination", "round"], name="ballot_box_once_for_nomination"),
            models.CheckConstraint(
                name="ballot_box_verdict_whole",
                condition=Q(passed=None, base=None, method="")
                | Q(passed__isnull=False, base__isnull=False) & ~Q(method=""),
            ),
        ]


class BallotCast(models.Model):
    """Who has voted on which item in which round; nothing on what, no time."""

    append_only = True

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="casts")
    round = models.PositiveSmallIntegerField(default=1)
    person = models.ForeignKey("permissions.User", models.PROTECT, related_name="+")
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.SCREEN)

    class Meta:
        ordering = ["item", "person"]
        constraints = [models.UniqueConstraint(fields=["item", "round", "person"], name="ballot_cast_once")]


class Vote(models.Model):
    """An open vote by name; a change is a row with the next `turn`, the last one counts. Never for a secret ballot."""

    append_only = True

    box = models.ForeignKey(BallotBox, models.PROTECT, related_name="votes")
    person = models.ForeignKey("permissions.User", models.PROTECT, related_name="+")
    turn = models.PositiveSmallIntegerField(default=1)
    choice = models.CharField(max_length=10, choices=Choice)
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.SCREEN)
    entered_by = models.ForeignKey("permissions.User", models.PROTECT, related_name="+")
    cast_at = models.DateTimeField()

    class Meta:
        ordering = ["box", "person", "turn"]
        constraints = [models.UniqueConstraint(fields=["box", "person", "turn"], name="vote_turn_once")]


class Counts(models.Model):
    """Hands counted in the room."""

    yes = models.PositiveSmallIntegerField()
    no = models.PositiveSmallIntegerField()
    abstain = models.PositiveSmallIntegerField()
    chair_agrees = models.BooleanField(default=False)

    class Meta:
        abstract = True


class HandsRecord(Counts):
    """A show of hands on an item: the counts that hold for all its nominations but the exceptions.

    Written opinions are not in the counts. A correction is a new record; the last one counts.
    """

    append_only = True

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="hands")
    round = models.PositiveSmallIntegerField(default=1)
    room_count = models.PositiveSmallIntegerField(help_text="members in the room at that moment")
    aside_count = models.PositiveSmallIntegerField(default=0, help_text="of these who stood aside")
    recorded_by = models.ForeignKey("permissions.User", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="hands_add_up",
                condition=Q(room_count=F("yes") + F("no") + F("abstain") + F("aside_count")),
            )
        ]


class HandsException(Counts):
    """A nomination on which hands went another way than on the rest of its item."""

    append_only = True

    record = models.ForeignKey(HandsRecord, models.PROTECT, related_name="exceptions")
    nomination = models.ForeignKey("documents.Nomination", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["record", "nomination"], name="hands_exception_once")]
