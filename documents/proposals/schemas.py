"""Letters, nominations and papers as endpoints take and give them."""

from datetime import date, datetime

from ninja import Field, Schema

from documents.catalogue.kinds import Kind, NomineeType
from documents.catalogue.schemas import AwardFormShort
from documents.proposals.states import LetterState
from permissions.api_fields import Code, Count, Day, Deed, DeedOnRow, Key, Line, Slice, Text
from permissions.people.schemas import UnitShort


class CampaignShort(Schema):
    code: str
    title: str


# --- papers --------------------------------------------------------------------------------------------
class Paper(Schema):
    """nomination_id: null for a paper of the letter. media_type as told by the first bytes."""

    id: int
    nomination_id: int | None
    kind: str
    file_name: str
    sha256: str = Field(alias="blob.sha256")
    size_bytes: int = Field(alias="blob.size_bytes")
    media_type: str = Field(alias="blob.media_type")
    uploaded_at: datetime


class PaperPlace(Schema):
    """A kind of paper that the rules ask for, or `khac` for any other; row_id: 0 for the letter."""

    kind: str = Field(alias="code")
    title: str
    is_mandatory: bool
    is_missing: bool
    row_id: int
    papers: list[Paper]


class NewPaper(Deed):
    """kind: code of a place of `GET /letters/{code}/papers`. nomination: the row it belongs to, none for the letter."""

    kind: Line
    nomination: Key | None = None


# --- nominations ---------------------------------------------------------------------------------------
class Nomination(Schema):
    id: int
    order: int
    letter: str = Field(alias="letter.code")
    proposal: str | None = None
    nominee_type: str
    full_name: str
    birth_on: date | None
    is_female: bool | None
    position: str
    workplace: str
    period_from: date | None
    period_to: date | None
    summary: str
    yes_count: int | None
    no_count: int | None
    award_form: AwardFormShort | None
    outcome: str
    outcome_label: str = Field(alias="get_outcome_display")
    outcome_reason: str
    row_version: int
    papers: list[Paper] = Field(alias="papers_now")

    @staticmethod
    def resolve_proposal(row):
        return row.proposal.code if row.proposal_id else None


class NominationQuery(Slice):
    """The rows of one letter, or of one proposal where that is named; q: a part of the name."""

    letter: Code = ""
    proposal: Code = ""
    q: Line = ""


class NominationSaid(Deed):
    """award_form: code of one that the rules give to this kind of nominee."""

    nominee_type: NomineeType | None = None
    full_name: Line | None = None
    birth_on: Day | None = None
    is_female: bool | None = None
    position: Line | None = None
    workplace: Line | None = None
    period_from: Day | None = None
    period_to: Day | None = None
    summary: Text | None = None
    yes_count: Count | None = None
    no_count: Count | None = None
    award_form: Code | None = None


class NewNomination(NominationSaid):
    """expected_order: the number the row will have; the same row sent twice with it is added once."""

    nominee_type: NomineeType
    full_name: Line
    expected_order: Count | None = None


class NominationChange(NominationSaid, DeedOnRow):
    pass


# --- letters -------------------------------------------------------------------------------------------
class ProposalShort(Schema):
    code: str
    title: str
    state: str
    state_label: str = Field(alias="get_state_display")


class LetterShort(Schema):
    code: str
    unit: UnitShort
    kind: str
    campaign: CampaignShort | None
    title: str
    number: str
    signed_on: date | None
    state: str
    state_label: str = Field(alias="get_state_display")
    due_on: date | None
    drafted_at: datetime
    sent_at: datetime | None
    row_version: int


class LetterRow(LetterShort):
    row_count: int


class Letter(LetterShort):
    """What stands of the unit's examination is told to who writes on the letter alone."""

    signer_name: str
    signer_title: str
    arrival_number: str
    arrived_on: date | None
    examined_on: date | None
    examined_from: str
    examined_until: str
    examined_at: str
    examination_chair: str
    examination_secretary: str
    called_count: int | None
    present_count: int | None
    proposals: list[ProposalShort]


class LetterQuery(Slice):
    q: Line = ""
    unit: Code = ""
    state: LetterState | None = None


class LetterSaid(Deed):
    """campaign: code, for letters of kind `campaign`. arrival: only for units without accounts."""

    kind: Kind | None = None
    campaign: Code | None = None
    title: Line | None = None
    number: Line | None = None
    signed_on: Day | None = None
    signer_name: Line | None = None
    signer_title: Line | None = None
    arrival_number: Line | None = None
    arrived_on: Day | None = None
    examined_on: Day | None = None
    examined_from: Line | None = None
    examined_until: Line | None = None
    examined_at: Line | None = None
    examination_chair: Line | None = None
    examination_secretary: Line | None = None
    called_count: Count | None = None
    present_count: Count | None = None


class NewLetter(LetterSaid):
    """arrival: the registered paper that is entered, of a unit without accounts."""

    arrival: Key | None = None
    unit: Code
    kind: Kind
    title: Line


class LetterChange(LetterSaid, DeedOnRow):
    pass


class Check(Schema):
    """A line of the checklist; `where` it is mended: letter, rows, row, papers or row_papers."""

    label: str
    is_met: bool
    sentence: str
    nomination_id: int | None
    where: str
