"""The award book as endpoints take and give it."""

from datetime import date, datetime
from typing import Annotated

from ninja import Field, Schema

from documents.catalogue.kinds import Kind, Level, NomineeType
from documents.catalogue.schemas import AwardFormShort
from documents.registry.states import Answer
from permissions.api_fields import Body, Code, Day, Deed, DeedOnRow, Key, Line, Slice
from permissions.people.schemas import PersonShort, UnitShort

Year = Annotated[int, Field(ge=1945, le=2100)]


class BookQuery(Slice):
    """nominee_type: individual, collective or household."""

    q: Line = ""
    year: Year | None = None
    award_form: Code = ""
    nominee_type: NomineeType | None = None


class RecipientShort(Schema):
    id: int
    nominee_type: str
    full_name: str
    birth_on: date | None
    is_female: bool | None
    place: str
    row_version: int


class Award(Schema):
    """form: its name in the catalogue, or the older form in its own words. level: who granted."""

    id: int
    recipient: RecipientShort
    award_form: AwardFormShort | None
    form: str = Field(alias="form_label")
    kind: str
    level: str
    issuer: str
    decision_number: str
    year: int
    decided_on: date | None
    period_from: date | None
    period_to: date | None
    achievement: str
    state: str
    state_reason: str
    source: str
    row_version: int


class Recipient(RecipientShort):
    """same: keys of the recipients found to be the same; awards: of all of them, the newest first."""

    unit: UnitShort | None
    same: list[int]
    awards: list[Award]


class RecipientSaid(Body):
    """birth_on: of a person; with it later awards are found for certain."""

    full_name: Line
    birth_on: Day | None = None
    is_female: bool | None = None
    workplace: Line = ""


class RecipientChange(DeedOnRow, RecipientSaid):
    pass


class NewAward(Deed, RecipientSaid):
    """award_form (a code of the catalogue) or form_name (an older form); decided_on or year."""

    nominee_type: NomineeType
    award_form: Code = ""
    form_name: Line = ""
    kind: Kind | None = None
    level: Level
    issuer: Line = ""
    decision_number: Line = ""
    decided_on: Day | None = None
    year: Year | None = None
    period_from: Day | None = None
    period_to: Day | None = None
    achievement: Line = ""


class WithReason(DeedOnRow):
    reason: Line


class QuestionQuery(Slice):
    answer: Answer = Answer.WAITING


class Question(Schema):
    """Two that may be the same: a recipient, and another recipient or a nomination."""

    id: int
    recipient: RecipientShort
    other: RecipientShort | None
    nomination: int | None = Field(alias="nomination_id")
    answer: str
    reason: str
    answered_by: PersonShort | None
    answered_at: datetime | None
    row_version: int


class AnswerSaid(DeedOnRow):
    same: bool
    reason: Line


class NewImport(Deed):
    """only_good: take the rows that hold and leave out the faulty ones."""

    only_good: bool = False


class Imported(Schema):
    """What came in, and the rows that were left out with their faults."""

    awards: int
    faults: list[str]


class NomineeAnswer(Deed):
    """Whether a nominee is this recipient."""

    recipient: Key
    same: bool
    reason: Line


class KnownAward(Schema):
    award: Award
    marks: list[str]


class KnownDoubt(Schema):
    """A recipient of the same name who may be the nominee: a question, no fact."""

    recipient: RecipientShort
    awards: list[Award]


class Known(Schema):
    """What the book knows of a nominee; doubts are told to who keeps it."""

    awards: list[KnownAward]
    doubts: list[KnownDoubt]
