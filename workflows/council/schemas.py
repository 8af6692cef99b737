"""Councils, meetings, agendas and ballots as endpoints take and give them. No count of an open box is among them."""

from datetime import date, datetime
from typing import Annotated, Literal

from ninja import Field, Schema

from documents.catalogue.schemas import AwardFormShort
from permissions.api_fields import Body, Code, Count, Day, Deed, DeedOnRow, Key, Line, Moment, RowVersion, Slice, Text
from permissions.people.schemas import PersonShort, UnitShort
from workflows.council.states import Choice, MeetingKind, MeetingState, Presence, VoteManner


# --- councils ------------------------------------------------------------------------------------------
class Council(Schema):
    """The council that meets in a unit; empty, with row_version 0, before its founding is entered."""

    unit: UnitShort
    row_version: int = 0
    founding_number: str = ""
    founded_on: date | None = None
    term_from: date | None = None
    term_to: date | None = None
    unit_stands_aside: bool = False


class Founding(DeedOnRow):
    """unit_stands_aside: by the council's regulation, head and clerk of the proposing unit have no ballot."""

    founding_number: Line
    founded_on: Day
    term_from: Day
    term_to: Day | None = None
    unit_stands_aside: bool = False


# --- meetings ------------------------------------------------------------------------------------------
class MeetingQuery(Slice):
    state: MeetingState | None = None


class MeetingRow(Schema):
    code: str
    title: str
    held_at: datetime
    place: str
    kind: str
    answer_by: date | None
    vote_method: str
    state: str
    state_label: str = Field(alias="get_state_display")
    row_version: int
    item_count: int


class Quorum(Schema):
    is_reached: bool
    counted: int
    needed: int
    members: int
    sentence: str


class Meeting(Schema):
    """members_count: voting members, frozen when the meeting opens. quorum: the hardest one of the agenda now."""

    code: str
    title: str
    held_at: datetime
    place: str
    kind: str
    answer_by: date | None
    vote_method: str
    state: str
    state_label: str = Field(alias="get_state_display")
    row_version: int
    members_count: int | None
    opened_at: datetime | None
    closed_at: datetime | None
    discussion: str
    secretary_signed_by: PersonShort | None
    secretary_signed_at: datetime | None
    chair_signed_by: PersonShort | None
    chair_signed_at: datetime | None
    presided_by: PersonShort | None
    presiding_reason: str
    minutes_signed_at: datetime | None
    quorum: Quorum | None


class MeetingSaid(Deed):
    title: Line | None = None
    held_at: Moment | None = None
    place: Line | None = None
    kind: MeetingKind | None = None
    answer_by: Day | None = None
    vote_method: VoteManner | None = None


class NewMeeting(MeetingSaid):
    title: Line
    held_at: Moment
    place: Line = ""
    kind: MeetingKind = MeetingKind.REGULAR
    vote_method: VoteManner = VoteManner.SECRET


class MeetingChange(MeetingSaid, DeedOnRow):
    pass


class MeetingMove(DeedOnRow):
    move: Literal["open", "close"]


# --- who is there --------------------------------------------------------------------------------------
class Coming(Schema):
    at: datetime
    is_arrival: bool


class Member(Schema):
    """comings: every arrival and departure since the opening, as it was noted."""

    person: PersonShort
    office: str
    title: str
    is_voting: bool
    presence: str
    arrived_at: datetime | None
    left_at: datetime | None
    comings: list[Coming]


class Mark(Body):
    """was: the presence that was shown when this one was chosen."""

    person: Key
    was: Presence
    presence: Presence


class Marks(Deed):
    marks: Annotated[list[Mark], Field(min_length=1, max_length=100)]


# --- the agenda ----------------------------------------------------------------------------------------
class Placed(Body):
    """row_version: of the proposal as it was read."""

    code: Code
    row_version: RowVersion


class Placing(Deed):
    proposals: Annotated[list[Placed], Field(min_length=1, max_length=200)]


class AgendaOrder(DeedOnRow):
    """codes: of proposals, in the new order; those left out follow in the old one. row_version: of the meeting."""

    codes: Annotated[list[Code], Field(max_length=500)]


class TakingOff(DeedOnRow):
    """row_version: of the proposal."""

    reason: Text


class Deferring(Deed):
    reason: Text


class DeferringSome(DeedOnRow):
    """nominations: their ids. row_version: of the item."""

    nominations: Annotated[list[Key], Field(min_length=1, max_length=500)]
    reason: Text


class PutOff(Schema):
    """Nominations of a dossier that were put off while the others were voted on. sister: where they are now."""

    sister: str = Field(alias="sister.code")
    names: list[str]
    reason: str


class BoxResult(Schema):
    """The verdict on one nomination, once it is announced; before that for who announces it."""

    nomination_id: int
    method: str
    yes: int
    no: int
    abstain: int
    invalid: int
    aside: int
    base_kind: str
    base: int
    votes_needed: int | None
    passed: bool
    sentence: str
    legal_basis: str


class NomineeShort(Schema):
    id: int
    order: int
    full_name: str
    position: str
    workplace: str
    outcome: str


class AgendaItem(Schema):
    """voted: ids of members who have voted or hold a paper, never what. results: none before they are announced.

    state: of the vote in its present round. row_version: of the item, for the deeds on its vote.
    """

    id: int
    order: int
    proposal: str = Field(alias="proposal.code")
    proposal_row_version: int = Field(alias="proposal.row_version")
    title: str = Field(alias="proposal.title")
    award_form: AwardFormShort = Field(alias="proposal.award_form")
    unit: UnitShort = Field(alias="proposal.unit")
    version: int
    is_secret: bool
    state: str
    state_label: str = Field(alias="get_state_display")
    round: int
    row_version: int
    vote_opened_at: datetime | None
    rule: str = Field(alias="rule_told")
    verdict: str
    defer_reason: str
    participants: int | None
    written_count: int | None
    voted: list[int]
    nominations: list[NomineeShort]
    results: list[BoxResult]
    put_off: list[PutOff]


# --- votes ---------------------------------------------------------------------------------------------
class NotMine(Schema):
    """A nomination on which I have no ballot, and why."""

    nomination: NomineeShort
    sentence: str


class Sheet(Schema):
    """A ballot sheet of mine: obstacle says why it cannot be filled in now, empty when it can.

    obstacle_code: the same for programs. nominations: on which I vote. aside: from which I stand aside.
    """

    item: int
    meeting: str
    proposal: str
    title: str
    is_secret: bool
    state: str
    round: int
    has_voted: bool
    obstacle: str
    obstacle_code: str
    nominations: list[NomineeShort]
    aside: list[NotMine]


class Cast(Schema):
    """That the ballot was taken; never what it said."""

    item: int
    has_voted: bool = True


Choices = Annotated[dict[Key, Choice], Field(max_length=1_000)]


class Sheetful(Deed):
    """default: the choice for all; choices: {nomination id: choice} of the others, or of all without a default."""

    default: Choice | None = None
    choices: Choices = {}


class Ballot(Sheetful):
    """A secret ballot is final. round: of the vote for which it is meant; in another it is refused."""

    item: Key
    round: int | None = None


class Opinion(Sheetful):
    """person: the absent member whose signed opinion is entered. round: as of a ballot."""

    person: Key
    round: int | None = None


class Counts(Body):
    """Hands of the members in the room. chair_agrees: the chair is among those in favour."""

    yes: Count = 0
    no: Count = 0
    abstain: Count = 0
    chair_agrees: bool = False


class Hands(Deed):
    """exceptions: {nomination id: counts} that differ from the rest. seen: id of the record that is corrected."""

    counts: Counts
    exceptions: Annotated[dict[Key, Counts], Field(max_length=1_000)] = {}
    seen: Key | None = None


class HandsException(Schema):
    nomination_id: int
    yes: int
    no: int
    abstain: int
    chair_agrees: bool


class HandsRecord(Schema):
    id: int
    room_count: int
    yes: int
    no: int
    abstain: int
    chair_agrees: bool
    exceptions: list[HandsException]
    recorded_by: PersonShort
    recorded_at: datetime


# --- the minutes ---------------------------------------------------------------------------------------
class RecordedMinutes(Schema):
    code: str
    minutes_signed_at: datetime
    sha256: str = Field(alias="minutes.sha256")
    row_version: int


class PaperMinutes(DeedOnRow):
    """meeting: its code. secretary, chair: ids of the appointments in which they signed."""

    meeting: Code
    secretary: Key
    chair: Key
    signed_on: Day


class Discussion(DeedOnRow):
    """conclusions: {id of a free item: what was concluded on it}."""

    text: Text
    conclusions: dict[Key, Text] = {}


class Signature(DeedOnRow):
    pass


class SendingBack(DeedOnRow):
    reason: Text
