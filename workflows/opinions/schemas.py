"""Opinions as endpoints take and give them."""

from datetime import date, datetime
from typing import Annotated

from ninja import Field, Schema

from permissions.api_fields import ActingAs, Body, Code, DeedOnRow, Key, Line, RowVersion, Slice, Text
from permissions.people.schemas import PersonShort, UnitShort
from workflows.opinions.states import Answer, OpinionState


class OpinionQuery(Slice):
    """q: code, dossier or body, without accents too."""

    q: Line = ""
    state: OpinionState | None = None


class OpinionRow(Schema):
    """unit: null for a body that is no unit of the commune. due_on: last day to answer, null while it is stopped."""

    code: str
    title: str
    body_name: str
    unit: UnitShort | None
    is_on_paper: bool
    state: str
    state_label: str = Field(alias="get_state_display")
    asked_at: datetime
    due_on: date | None
    row_version: int


class File(Schema):
    id: int
    file_name: str
    sha256: str = Field(alias="blob.sha256")
    size_bytes: int = Field(alias="blob.size_bytes")


class Opinion(OpinionRow):
    """answer: agree, remarks or disagree. answered_version: of the dossier, as it was answered on."""

    question: str
    version: int
    asked_by: PersonShort
    answer: str
    answer_text: str
    answered_on: date | None
    answered_version: int | None
    answered_by: PersonShort | None
    signer_name: str
    arrival_number: str
    withdrawn_reason: str
    files: list[File] = Field(alias="files_shown")


class Dossier(Schema):
    """The dossier as its last version says; papers by the keys under which they are given out."""

    class Paper(Schema):
        id: int = Field(alias="pk")
        kind: str
        file_name: str
        sha256: str = Field(alias="blob.sha256")

    class Row(Schema):
        order: int
        nominee_type: str
        full_name: str
        birth_on: date | None
        position: str
        workplace: str
        period_from: date | None
        period_to: date | None
        summary: str
        papers: list["Dossier.Paper"]

    version: int
    award_form: str = Field(alias="told.award_form.name")
    unit: str = Field(alias="told.unit.name")
    letter_number: str = Field(alias="told.letter.number")
    letter_title: str = Field(alias="told.letter.title")
    papers: list[Paper]
    rows: list[Row]


Dossier.model_rebuild()


class Question(DeedOnRow):
    """units: codes of units of the commune. bodies: names of others, who get a letter. row_version: of the dossier."""

    units: Annotated[list[Code], Field(max_length=20)] = []
    bodies: Annotated[list[Line], Field(max_length=20)] = []
    question: Text


class GivenAnswer(Body):
    """version: of the dossier, as it was read."""

    row_version: RowVersion
    version: RowVersion
    answer: Answer
    text: Text = ""
    acting_as: ActingAs = ""


class RecordedAnswer(Body):
    """arrival: id of the paper in the arrival book; number, day and scan come from there."""

    row_version: RowVersion
    answer: Answer
    arrival: Key
    signer_name: Line
    text: Text = ""
    acting_as: ActingAs = ""


class Withdrawal(DeedOnRow):
    reason: Text
