"""Decisions as endpoints take and give them. Amounts are in đồng."""

from datetime import date, datetime
from typing import Annotated, Literal

from ninja import Field, Schema

from documents.catalogue.schemas import AwardFormShort
from documents.numbers.kinds import Mode
from permissions.api_fields import Body, Code, Day, Deed, DeedOnRow, Key, Line, RowVersion, Slice, Text
from permissions.people.schemas import PersonShort, UnitShort
from workflows.decisions.services import DEEDS
from workflows.decisions.states import DecisionState


class DecisionQuery(Slice):
    q: Line = ""
    state: DecisionState | None = None
    award_form: Code = ""


class DecisionRow(Schema):
    code: str
    title: str
    award_form: AwardFormShort
    state: str
    state_label: str = Field(alias="get_state_display")
    number: str
    symbol: str
    issued_on: date | None
    due_on: date | None
    nominee_count: int
    bonus_total: int
    row_version: int


class NomineeLine(Schema):
    """A nominee in the list."""

    id: int
    order: int
    nomination_id: int
    full_name: str = Field(alias="nomination.full_name")
    proposal: str = Field(alias="nomination.proposal.code")
    unit: UnitShort = Field(alias="nomination.proposal.unit")
    bonus_amount: int
    bonus_reason: str
    golden_book_number: int | None
    dropped_at: datetime | None


class PaperShort(Schema):
    """A kept paper; name it in /decisions/{code}/papers/{name}."""

    name: str
    sha256: str
    made_at: datetime


class Decision(Schema):
    """papers: those this person may open; a unit gets the issued decision alone."""

    code: str
    title: str
    award_form: AwardFormShort
    kind: str
    state: str
    state_label: str = Field(alias="get_state_display")
    row_version: int
    grounds: str
    achievement: str
    money_source: str
    executors: str
    recipients: str
    number: str
    symbol: str
    issued_on: date | None
    drafted_by: PersonShort
    drafted_at: datetime
    signed_by: PersonShort | None
    signing_form: str
    signer_name: str
    signer_title: str
    signed_at: datetime | None
    due_on: date | None
    lines: list[NomineeLine] = Field(alias="nominees")
    papers: list[PaperShort]


class Dossier(Schema):
    code: str
    title: str
    unit: UnitShort
    row_version: int
    nominee_count: int
    unsigned_minutes: int


class Ready(Schema):
    """Passed dossiers of one award form that the chair of the commune may decide."""

    award_form: AwardFormShort
    proposals: list[Dossier]


class Chosen(Body):
    """row_version: of the proposal as it was read."""

    code: Code
    row_version: RowVersion


class Words(Body):
    """Words of one's own; what is left out is suggested, or stays."""

    title: Line | None = None
    grounds: Text | None = None
    achievement: Line | None = None
    money_source: Text | None = None
    executors: Text | None = None
    recipients: Text | None = None


class NewDecision(Deed):
    proposals: Annotated[list[Chosen], Field(min_length=1, max_length=500)]
    words: Words = Words()


class DecisionChange(DeedOnRow):
    """order: ids of all lines in their new order."""

    words: Words = Words()
    order: Annotated[list[Key], Field(max_length=20_000)] | None = None


class DecisionMove(DeedOnRow):
    """reason: of sending back. issued_on, number, stock: of issuing; the number only where another system gives it.

    stock: id of the stock the certificates are printed on, null for the built-in sheet; left out, the usual one.
    """

    move: Literal[tuple(DEEDS)]
    reason: Text = ""
    issued_on: Day | None = None
    number: Line = ""
    stock: Key | None = None


class PaperSignature(DeedOnRow):
    """decision: its code. signer: key of the capacity, as `GET /arrivals/{key}/signers` gives it."""

    decision: Code
    signer: Code
    signed_on: Day


class Signer(Schema):
    """Who could have signed on the day of the arrival; `key` is what the signature takes."""

    key: str
    person: PersonShort = Field(alias="user")
    label: str


class Register(Schema):
    """The register of decisions of a year."""

    year: int
    mode: str
    symbol: str
    last_number: int
    row_version: int


class RegisterIn(DeedOnRow):
    """mode: own (given here, without gap) or external (typed from the document system)."""

    mode: Mode
    symbol: Line = ""
