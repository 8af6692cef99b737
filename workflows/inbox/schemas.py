"""The inbox as endpoints give it."""

from datetime import date, datetime
from typing import Annotated, Literal

from ninja import Field, Schema
from pydantic import StringConstraints

from permissions.api_fields import Code, Line


class WaitingQuery(Schema):
    """tab: my own desk, or my office's queue. unit, award_form and campaign by code."""

    tab: Literal["mine", "queue"] = "mine"
    q: Annotated[Line, StringConstraints(max_length=100)] = ""
    state: Code = ""
    kind: Literal["", "letter", "proposal", "meeting", "decision", "offer", "opinion", "transmittal"] = ""
    unit: Code = ""
    award_form: Code = ""
    campaign: Code = ""
    after: Line = ""
    limit: Annotated[int, Field(ge=1, le=100)] = 25


class Waiting(Schema):
    kind: str
    code: str
    title: str
    state: str
    state_label: str
    due_on: date | None
    unit: str
    handler_id: int | None
    row_version: int

    @staticmethod
    def resolve_state_label(item):
        return str(item.get_state_display())


class Counts(Schema):
    """How many things wait, counted up to 100: 100 means 100 or more."""

    mine: int
    queue: int
    overdue: int


class DeedDone(Schema):
    """A move of mine."""

    stream: str = Field(alias="stream.key")
    act: str
    sentence: str
    from_state: str
    to_state: str
    at: datetime
