"""Arrivals as endpoints take and give them."""

from datetime import date, datetime
from typing import Annotated

from ninja import Field, Schema

from documents.numbers.kinds import Mode
from permissions.api_fields import Code, Day, Deed, DeedOnRow, Line, Slice
from permissions.people.schemas import PersonShort, UnitShort


class ArrivalQuery(Slice):
    q: Line = ""


class Arrival(Schema):
    """id: what the endpoints call it. number: of the arrival book of `year`. sha256: of the scan."""

    id: int
    number: str
    year: int
    arrived_on: date
    unit: UnitShort | None
    sender: str
    title: str
    paper_number: str
    paper_on: date | None
    file_name: str
    sha256: str = Field(alias="scan.sha256")
    registered_by: PersonShort
    registered_at: datetime
    row_version: int


class NewArrival(Deed):
    """unit or sender: from whom. number: typed where the register is external, else empty."""

    unit: Code = ""
    sender: Line = ""
    title: Line
    paper_number: Line = ""
    paper_on: Day | None = None
    arrived_on: Day | None = None
    number: Annotated[Line, Field(max_length=20)] = ""


class ArrivalChange(DeedOnRow):
    """The whole of what is written of the paper; what is left out is emptied."""

    unit: Code = ""
    sender: Line = ""
    title: Line
    paper_number: Line = ""
    paper_on: Day | None = None


class NumberingIn(DeedOnRow):
    """mode: own (given here, without gap) or external (typed from the document system)."""

    mode: Mode


class Numbering(Schema):
    """The register of arrivals of a year."""

    year: int
    mode: str
    last_number: int
    row_version: int
