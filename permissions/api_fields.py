"""The kinds of value endpoints take and give: cleaned texts, keys and numbers that fit every database, ISO days."""

from datetime import date, datetime
from typing import Annotated, Generic, TypeVar

from ninja import Schema
from pydantic import AfterValidator, AwareDatetime, ConfigDict, Field
from pydantic.types import StringConstraints

from permissions.fields import EARLIEST_YEAR, LATEST_YEAR
from permissions.vietnamese import clean_line, clean_text

Item = TypeVar("Item")

# Cleaned as forms clean: NFC, no control characters (PostgreSQL refuses U+0000). Lengths are those of the fields.
Line = Annotated[str, StringConstraints(max_length=1_000), AfterValidator(clean_line)]
Text = Annotated[str, StringConstraints(max_length=20_000), AfterValidator(clean_text)]
Code = Annotated[str, StringConstraints(max_length=60, pattern=r"^[\w.-]*$")]
ActingAs = Annotated[str, StringConstraints(max_length=20, pattern=r"^([ad]\d{1,18})?$")]
Key = Annotated[int, Field(ge=1, lt=2**63)]
Count = Annotated[int, Field(ge=0, lt=2**31)]
RowVersion = Annotated[int, Field(ge=0, lt=2**31)]
Day = Annotated[date, Field(ge=date(EARLIEST_YEAR, 1, 1), le=date(LATEST_YEAR, 12, 31))]
Moment = Annotated[
    AwareDatetime,
    Field(
        ge=datetime.fromisoformat(f"{EARLIEST_YEAR}-01-01T00:00:00+00:00"),
        le=datetime.fromisoformat(f"{LATEST_YEAR}-12-31T00:00:00+00:00"),
    ),
]


class Body(Schema):
    """What an endpoint takes; a field it does not know is a mistake, not noise."""

    model_config = ConfigDict(from_attributes=True, extra="forbid", use_enum_values=True)


class Deed(Body):
    """A deed, and the office in which it is done: `key` of one of `GET /me`, empty for the first that may."""

    acting_as: ActingAs = ""


class DeedOnRow(Deed):
    """A deed on something that others may have changed meanwhile: `row_version` as it was read."""

    row_version: RowVersion


class Slice(Schema):
    """Which part of a list: behind a cursor `next` of the answer before."""

    after: Annotated[str, StringConstraints(max_length=3_000)] = ""
    limit: Annotated[int, Field(ge=1, le=100)] = 50


class Page(Schema, Generic[Item]):
    """A part of a list; `next` is the cursor of the following part, null at the end."""

    items: list[Item]
    next: str | None = None


class Choice(Schema):
    """A stored value and its word."""

    value: str
    label: str
