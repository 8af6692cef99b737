"""Letters to the province as endpoints take and give them."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Field, Schema

from documents.catalogue.schemas import AwardFormShort
from permissions.api_fields import Body, Code, Day, Deed, DeedOnRow, Key, Line, RowVersion, Slice, Text
from permissions.people.schemas import PersonShort, UnitShort
from workflows.handoff.services import DEEDS
from workflows.handoff.states import Said, TransmittalState


class TransmittalQuery(Slice):
    q: Line = ""
    state: TransmittalState | None = None
    award_form: Code = ""


class TransmittalRow(Schema):
    code: str
    title: str
    commune: UnitShort
    award_form: AwardFormShort
    state: str
    state_label: str = Field(alias="get_state_display")
    number: str
    symbol: str
    issued_on: date | None
    due_on: date | None
    nominee_count: int
    row_version: int


class Answer(Schema):
    """What the province decided on a nominee; the one that stands."""

    said: str
    number: str
    decided_on: date
    issuer: str
    reason: str
    recorded_at: datetime


class File(Schema):
    """A paper of a nominee as the last sending gave it."""

    kind: str
    file_name: str
    sha256: str
    size_bytes: int


class NomineeLine(Schema):
    """A nominee in the list, as the letter lists it, and where it stands. A unit is told of its own nominees alone."""

    id: int
    order: int
    nomination_id: int
    full_name: str = Field(alias="nomination.full_name")
    proposal: str = Field(alias="nomination.proposal.code")
    unit: UnitShort = Field(alias="nomination.proposal.unit")
    status: str
    returned_because: str
    answer: Answer | None
    files: list[File]


class Sending(Schema):
    """What went to the province at one time; the package is kept as it was sent."""

    number: int
    sent_at: datetime
    sha256: str
    manifest_sha256: str


class Transmittal(Schema):
    """sendings and files: for who works on it in the commune and for the province."""

    code: str
    title: str
    commune: UnitShort
    award_form: AwardFormShort
    kind: str
    state: str
    state_label: str = Field(alias="get_state_display")
    row_version: int
    addressees: str
    grounds: str
    request: str
    recipients: str
    number: str
    symbol: str
    issued_on: date | None
    drafted_by: PersonShort
    drafted_at: datetime
    signing_form: str
    signer_name: str
    signer_title: str
    signed_at: datetime | None
    due_on: date | None
    lines: list[NomineeLine] = Field(alias="nominees")
    sendings: list[Sending] = Field(alias="sent")


class Dossier(Schema):
    code: str
    title: str
    unit: UnitShort
    state: str
    row_version: int
    nominee_count: int
    unsigned_minutes: int


class Ready(Schema):
    """Dossiers of one award form that may go to the province in one letter."""

    award_form: AwardFormShort
    proposals: list[Dossier]


class Chosen(Body):
    """row_version: of the proposal as it was read."""

    code: Code
    row_version: RowVersion


class Words(Body):
    """Words of one's own; what is left out is suggested, or stays."""

    title: Line | None = None
    addressees: Text | None = None
    grounds: Text | None = None
    request: Text | None = None
    recipients: Text | None = None


class NewTransmittal(Deed):
    proposals: Annotated[list[Chosen], Field(min_length=1, max_length=500)]
    words: Words = Words()


class TransmittalChange(DeedOnRow):
    """order: ids of all lines in their new order."""

    words: Words = Words()
    order: Annotated[list[Key], Field(max_length=20_000)] | None = None


class TransmittalMove(DeedOnRow):
    """reason: of sending back. issued_on and number: of forwarding; the number only where another system gives it.
    dossiers: codes of those that are forwarded again, all that wait where none is named."""

    move: Literal[tuple(DEEDS)]
    reason: Text = ""
    issued_on: Day | None = None
    number: Line = ""
    dossiers: Annotated[list[Code], Field(max_length=500)] | None = None


class NewMessage(Deed):
    """Beside the message file. chosen: which attachment is the paper, from 1, where several could be.

    number: of arrival, typed where the register is external.
    """

    chosen: Annotated[int, Field(ge=1, le=50)] | None = None
    number: Annotated[Line, Field(max_length=20)] = ""


class NewStatus(DeedOnRow):
    """Beside the file of the status message."""


class ReceiverStatus(Schema):
    """What the receiver said. code: of QCVN 102:2016. said_at: as the message tells, null where it does not."""

    id: int
    code: str
    label: str = Field(alias="get_code_display")
    description: str
    organ_code: str
    organ_name: str
    said_at: datetime | None
    sha256: str
    recorded_at: datetime


class CarryAgain(DeedOnRow):
    """row_version: of the carriage."""


class Carriage(Schema):
    """A package with one carrier. due_at: when it is tried next. fault: the kind of fault of the last try."""

    id: int
    sending: int = Field(alias="sending.number")
    carrier: str
    state: str
    due_at: datetime
    sent_at: datetime | None
    tries: int
    fault: str
    row_version: int


class PaperSignature(DeedOnRow):
    """transmittal: its code. signer: key of the capacity, as `GET /arrivals/{key}/signers` gives it."""

    transmittal: Code
    signer: Code
    signed_on: Day


class OnPaper(DeedOnRow):
    """arrival: id of the paper in the arrival book, where the province has no account here."""

    arrival: Key | None = None


class LineBack(Body):
    """line: id of a line."""

    line: Key
    reason: Text


class Returned(OnPaper):
    lines: Annotated[list[LineBack], Field(min_length=1, max_length=2_000)]


class Spoken(Body):
    """What the province decided on one line."""

    line: Key
    said: Said
    number: Line
    decided_on: Day
    issuer: Line
    reason: Text = ""


class Answered(OnPaper):
    answers: Annotated[list[Spoken], Field(min_length=1, max_length=2_000)]


class Corrected(OnPaper):
    answer: Spoken
    reason: Text


class Read(Schema):
    """A filled-in list as it was read; nothing is recorded. values: {line id: {field: value}}."""

    values: dict[int, dict[str, Any]]
    faults: list[str]


class Change(Schema):
    label: str
    was: str
    now: str


class LineChanges(Schema):
    line: int
    full_name: str
    changes: list[Change]
