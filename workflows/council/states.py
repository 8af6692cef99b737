"""States of a meeting, manners of voting, presence, choices and verdicts."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MeetingKind(models.TextChoices):
    REGULAR = "regular", _("Regular meeting")
    EXTRAORDINARY = "extraordinary", _("Extraordinary meeting")
    WRITTEN = "written", _("By written opinion only")


class SeatRole(models.TextChoices):
    """What a member is in the council, in the order of the roll."""

    CHAIR = "chair", _("Chair of the council")
    STANDING_VICE_CHAIR = "standing_vice_chair", _("Standing vice chair of the council")
    VICE_CHAIR = "vice_chair", _("Vice chair of the council")
    STANDING_MEMBER = "standing_member", _("Standing member of the council")
    MEMBER = "member", _("Member of the council")
    SECRETARY = "secretary", _("Secretary of the council")

    @property
    def rank(self):
        return list(SeatRole).index(self)


class MeetingState(models.TextChoices):
    PREPARED = "prepared", _("In preparation")
    OPEN = "open", _("In session")
    CLOSED = "closed", _("Meeting closed")


class VoteState(models.TextChoices):
    """How far the vote on an item is. Ballots are taken while it is open, and at no other time."""

    PREPARED = "prepared", _("Vote not opened yet")
    OPEN = "open", _("Vote open")
    CLOSED = "closed", _("Vote closed, result not announced")
    ANNOUNCED = "announced", _("Result announced")

    @property
    def is_counted(self):
        return self in (VoteState.CLOSED, VoteState.ANNOUNCED)


class RecusalKind(models.TextChoices):
    """Why a member stands aside from the vote on a nomination."""

    NOMINEE = "nominee", _("the member is the nominee")
    FAMILY = "family", _("the member is of the nominee's family")
    UNIT = "unit", _("the member heads the proposing unit or is its clerk")
    INTEREST = "interest", _("the member has another interest in the nomination")


class VoteManner(models.TextChoices):
    """How the meeting votes where the rule leaves it to the meeting."""

    OPEN = "open", _("Open vote")
    SECRET = "secret", _("Secret ballot")


class BallotMethod(models.TextChoices):
    """How a result came about."""

    HANDS = "hands", _("Show of hands")
    NAMED = "named", _("Open vote by name")
    SECRET = "secret", _("Secret ballot")


class Presence(models.TextChoices):
    PRESENT = "present", _("Present")
    ONLINE = "online", _("Present online")
    ABSENT_WRITTEN = "absent_written", _("Absent, written opinion")
    ABSENT = "absent", _("Absent")

    @property
    def is_in_room(self):
        return self in (Presence.PRESENT, Presence.ONLINE)


class Choice(models.TextChoices):
    YES = "yes", _("In favour")
    NO = "no", _("Against")
    ABSTAIN = "abstain", _("Other opinion")


class Channel(models.TextChoices):
    """How a ballot reached the meeting."""

    SCREEN = "screen", _("on the own screen")
    WRITTEN = "written", _("written opinion")
    PAPER = "paper", _("on paper")


class ItemVerdict(models.TextChoices):
    CARRIED = "carried", _("Carried")
    REJECTED = "rejected", _("Rejected")
    DEFERRED = "deferred", _("Deferred")
