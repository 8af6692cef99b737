"""The trail as endpoints give it."""

from datetime import datetime

from ninja import Schema
from pydantic import Field

from permissions.api_fields import Body, Code, Day, Key, Line, Slice
from workflows.trail.kinds import Kind

_STREAM = r"^[\w-]+(/[\w.-]+)*$"


class TrailQuery(Schema):
    """stream: `proposal/PQ-2026-0012`. before: number of the entry behind which the list goes on."""

    stream: str = Field(max_length=100, pattern=_STREAM)
    before: Key | None = None
    limit: int = Field(50, ge=1, le=100)
    kind: Kind | None = None


class EntryQuery(Schema):
    """seq: the entry's number in its stream."""

    stream: str = Field(max_length=100, pattern=_STREAM)
    seq: Key


class Difference(Schema):
    label: str
    before: str
    after: str


class File(Schema):
    """A file an entry is about. sha256: empty where the entry names none."""

    name: str
    sha256: str


class Entry(Schema):
    """One entry of the chain, in words. hash: of the entry, as `verify_trail` recomputes it."""

    stream: str
    seq: int
    at: datetime
    person: str
    acting_as: str
    act: str
    sentence: str
    reason: str
    version: int | None
    differences: list[Difference]
    details: list[str]
    files: list[File]
    hash: str

    @staticmethod
    def resolve_differences(event):
        return [{"label": label, "before": before, "after": after} for label, before, after in event.differences]


class Trail(Schema):
    """next: `before` of the following part, null at the beginning of the chain."""

    items: list[Entry]
    next: int | None


class EntryWhole(Schema):
    """An entry with its links. text: what was hashed after `prev_hash`. body, salt: of the payload, empty for who does
    not read the trail of the commune. beside: what the same act left elsewhere."""

    entry: Entry = Field(alias="event")
    act_id: str
    prev_hash: str
    payload_digest: str
    text: str
    body: str
    salt: str
    from_state: str
    to_state: str
    beside: list[Entry]


class Versions(Schema):
    """older, newer: numbers of versions."""

    older: Key | None = None
    newer: Key | None = None


class Cell(Schema):
    """A cell that changed. sent: the entry by which it came to be so. typed: the unit's own, for the unit alone."""

    nomination_id: int | None
    place: str
    field: str
    label: str
    before: str
    after: str
    sent: Entry | None
    typed: Entry | None


class Compared(Schema):
    older: int
    newer: int
    changes: list[Cell]


# --- the journal ---------------------------------------------------------------------------------------
class Narrowing(Schema):
    """commune: where the reader has several. installation: what belongs to no commune, instead. q: code of a thing, or
    words of a dossier. person, unit: keys. first, last: days."""

    commune: Key | None = None
    installation: bool = False
    q: Line = Field("", max_length=100)
    kind: Kind | None = None
    act: Code = Field("", max_length=80)
    person: Key | None = None
    unit: Key | None = None
    first: Day | None = None
    last: Day | None = None

    def as_form(self):
        """The values as the form of the page takes them."""
        said = self.model_dump(include=set(Narrowing.model_fields), exclude_none=True)
        days = {name: f"{said.pop(name):%d/%m/%Y}" for name in ("first", "last") if name in said}
        above = {"commune": "installation"} if said.pop("installation") else {}
        return {name: str(value) for name, value in said.items()} | days | above


class JournalQuery(Narrowing, Slice):
    limit: int = Field(25, ge=1, le=100)


class Journal(Schema):
    """next: `after` of the following part."""

    items: list[Entry]
    next: str | None


class NewFilter(Narrowing, Body):
    """A filter of the journal to keep under a name."""

    name: Line


class Filter(Schema):
    """query: as it stands in the address of the page."""

    id: int
    name: str
    query: str
    made_at: datetime
