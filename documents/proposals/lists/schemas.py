"""A list from Excel as endpoints take and give it."""

from datetime import datetime

from ninja import Field, Schema

from permissions.api_fields import Body, Count, Deed, DeedOnRow, Text


class ListQuery(Schema):
    """Which rows: behind a row of the file, and only those with a fault."""

    after: Count = 0
    limit: int = Field(100, ge=1, le=500)
    faulty: bool = False


class CellFault(Schema):
    """nearest: the right text most like what stands there, empty where none is near."""

    column: str
    told: str
    sentence: str
    nearest: str


class ListRow(Schema):
    """row: its number in the file. cells: by column, as written. twin: a warning, empty for none."""

    row: int = Field(alias="number")
    cells: dict[str, str] = Field(alias="texts")
    faults: list[CellFault]
    is_out: bool
    twin: str


class WaitingList(Schema):
    """A list that was read and not taken over yet; `next` is the row after which to go on, null at the end."""

    file_name: str
    sha256: str
    row_version: int
    changed_at: datetime
    columns: dict[str, str]
    unknown: list[str]
    skipped: list[tuple[int, str]]
    others: list[str]
    row_count: int
    good_count: int
    faulty_count: int
    left_out_count: int
    rows: list[ListRow]
    next: int | None


class Cell(Body):
    """A cell of the waiting list: row and column as the list gives them."""

    row: Count
    column: str = Field(max_length=40)
    text: Text


class Mending(DeedOnRow):
    """alike: cells of the column with the same fault and text are mended too."""

    cells: list[Cell] = Field(max_length=500)
    alike: bool = False


class LeavingOut(DeedOnRow):
    row: Count
    is_out: bool = True


class Taking(DeedOnRow):
    """only_good: rows with a fault stay behind; else the list is refused while a fault stands."""

    only_good: bool = False


class Taken(Schema):
    """What was added to the letter, and how many rows still wait."""

    nominations: list[int]
    waiting_count: int


class Upload(Deed):
    pass
