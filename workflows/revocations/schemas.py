"""Cancelling and correcting decisions, and what comes back, as endpoints take and give them. Amounts are in đồng."""

from datetime import date, datetime
from typing import Annotated, Literal

from ninja import Field, Schema

from permissions.api_fields import Body, Code, Count, Day, Deed, DeedOnRow, Key, Line, Slice, Text
from permissions.people.schemas import PersonShort, UnitShort
from workflows.revocations.queries import items_of, version_of
from workflows.revocations.services import DEEDS
from workflows.revocations.states import AmendmentKind, AmendmentState, Item, Part, ReturnState


class AmendmentQuery(Slice):
    q: Line = ""
    kind: AmendmentKind | None = None
    state: AmendmentState | None = None


class AmendmentRow(Schema):
    code: str
    kind: str
    title: str
    state: str
    state_label: str = Field(alias="get_state_display")
    number: str
    symbol: str
    issued_on: date | None
    due_on: date | None
    line_count: int
    row_version: int


class Ground(Schema):
    """A ground on which an award may be revoked today."""

    code: str
    title: str
    legal_basis: str
    is_verified: bool


class AmendedLine(Schema):
    """A nominee as decided. wrong, right: {field: words} of a correcting decision."""

    id: int = Field(alias="line_id")
    decision: str = Field(alias="line.decision.code")
    name: str
    detail: str
    ground: str | None = Field(None, alias="ground.code")
    reason: str
    wrong: dict[str, str]
    right: dict[str, str]


class PaperShort(Schema):
    """A kept paper; name it in /amendments/{code}/papers/{name}."""

    name: str
    sha256: str
    made_at: datetime


class Amendment(Schema):
    """papers: those this person may open; a unit gets the issued paper alone."""

    code: str
    kind: str
    title: str
    state: str
    state_label: str = Field(alias="get_state_display")
    row_version: int
    grounds: str
    executors: str
    recipients: str
    number: str
    symbol: str
    issued_on: date | None
    drafted_by: PersonShort
    drafted_at: datetime
    signed_by: PersonShort | None
    signer_name: str
    signer_title: str
    signed_at: datetime | None
    due_on: date | None
    lines: list[AmendedLine] = Field(alias="over")
    papers: list[PaperShort]


class Right(Body):
    """The right words; what is left out stays. A birth date is written 1990-02-03, empty where none is known."""

    full_name: Line | None = None
    birth_on: Line | None = None
    position: Line | None = None
    workplace: Line | None = None


class LineIn(Body):
    """line: id of a line of an issued decision. ground, reason: of a cancelling decision; right: of the other kind."""

    line: Key
    ground: Code = ""
    reason: Text = ""
    right: Right | None = None

    def said(self):
        """As the services take it."""
        right = self.right.dict(exclude_none=True) if self.right else {}
        return {"line": self.line, "ground": self.ground, "reason": self.reason, "right": right}


class Words(Body):
    """Words of one's own; what is left out is suggested, or stays."""

    title: Line | None = None
    grounds: Text | None = None
    executors: Text | None = None
    recipients: Text | None = None


Lines = Annotated[list[LineIn], Field(min_length=1, max_length=500)]


class NewAmendment(Deed):
    kind: AmendmentKind
    lines: Lines
    words: Words = Words()


class AmendmentChange(DeedOnRow):
    """lines: those that say something else now."""

    words: Words = Words()
    lines: Lines | None = None


class AmendmentMove(DeedOnRow):
    """reason: of sending back and dropping. issued_on, number: of issuing; the number only of an external register."""

    move: Literal[tuple(DEEDS)]
    reason: Text = ""
    issued_on: Day | None = None
    number: Line = ""


class PaperSignature(DeedOnRow):
    """amendment: its code. signer: key of the capacity, as `GET /arrivals/{key}/signers` gives it."""

    amendment: Code
    signer: Code
    signed_on: Day


class LaterAward(Schema):
    """An award that came later, of the same nominee."""

    form: str = Field(alias="form_label")
    year: int
    decision_number: str
    decided_on: date | None


class LaterDossier(Schema):
    """An open dossier of the same nominee."""

    proposal: str = Field(alias="proposal.code")
    award_form: str = Field(alias="proposal.award_form.name")
    unit: UnitShort = Field(alias="proposal.unit")


class Later(Schema):
    """What came after the award of one nominee; a person judges whether it rests on it."""

    full_name: str = Field(alias="nomination.full_name")
    awards: list[LaterAward]
    dossiers: list[LaterDossier]


class UnpaidTitle(Schema):
    """A title that got no money because of one that is revoked here. is_open: nobody has decided about it since."""

    full_name: str = Field(alias="line.nomination.full_name")
    decision: str = Field(alias="line.decision.code")
    number: str
    award_form: str = Field(alias="line.decision.award_form.name")
    is_open: bool


class NewRevocation(Deed):
    """nomination: id of a nominee who holds an award of a higher level. The rest: from its cancelling decision."""

    nomination: Key
    ground: Code
    reason: Text
    decision_number: Line
    decided_on: Day
    decided_by: Line
    money_due: Count = 0
    object_due: bool = False


# --- what comes back -------------------------------------------------------------------------------
class ReturnQuery(Slice):
    """q: words of a name. state: which part of the list."""

    q: Line = ""
    state: Part | None = None


class DueRow(Schema):
    """One thing that is to come back; is_open: still."""

    item: str
    amount: int
    is_open: bool
    state: str
    returned_on: date | None
    voucher: str
    note: str

    @staticmethod
    def resolve_state(due):
        return due.record.state if due.record else ""

    @staticmethod
    def resolve_returned_on(due):
        return due.record and due.record.returned_on

    @staticmethod
    def resolve_voucher(due):
        return due.record.voucher if due.record else ""

    @staticmethod
    def resolve_note(due):
        return due.record.note if due.record else ""


class RevocationOut(Schema):
    """A revoked award, and what is to come back of it. row_version is sent back with a record."""

    id: int
    proposal: str = Field(alias="nomination.proposal.code")
    full_name: str = Field(alias="nomination.full_name")
    unit: UnitShort = Field(alias="nomination.proposal.unit")
    ground: str = Field(alias="ground.code")
    decision_number: str
    decided_on: date
    decided_by: str
    give_back_by: date | None = Field(alias="last_day")
    items: list[DueRow]
    row_version: int

    @staticmethod
    def resolve_items(revocation):
        return items_of(revocation)

    @staticmethod
    def resolve_row_version(revocation):
        return version_of(revocation)


class RevocationRow(RevocationOut):
    """The same in a list, where its version is not asked for."""

    row_version: int = 0

    @staticmethod
    def resolve_row_version(revocation):
        return 0


class Returned(DeedOnRow):
    """state `returned` with its day, of money with its voucher; `not_due` and `open` with the note saying why."""

    item: Item
    state: ReturnState
    returned_on: Day | None = None
    voucher: Line = ""
    note: Line = ""
