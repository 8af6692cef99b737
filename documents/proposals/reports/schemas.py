"""Reports uploaded together as endpoints take and give them."""

from ninja import Field, Schema

from permissions.api_fields import Body, Code, Deed, DeedOnRow, Key


class WaitingReport(Schema):
    """nomination: the row it surely belongs to, null where it must be chosen. likely: rows to choose from first."""

    id: int
    file_name: str
    sha256: str
    size_bytes: int
    nomination: int | None
    likely: list[int]
    doubt: str


class RefusedFile(Schema):
    file_name: str
    sentences: list[str]


class WaitingReports(Schema):
    """row_version: of the letter, as attaching sends it back. refused: of this upload alone."""

    row_version: int
    waiting: list[WaitingReport]
    refused: list[RefusedFile] = []


class Choice(Body):
    report: Key
    nomination: Key


class Attaching(DeedOnRow):
    """row_version: of the letter. kind: of a place of the rows, as `GET /letters/{code}/papers` names them."""

    kind: Code
    rows: list[Choice] = Field(max_length=500)


class Dropping(Deed):
    report: Key
