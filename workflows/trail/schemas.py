"""The trail as endpoints give it."""

from datetime import datetime

from ninja import Schema
from pydantic import Field

from permissions.api_fields import Key


class TrailQuery(Schema):
    """stream: `proposal/PQ-2026-0012`. before: number of the entry behind which the list goes on."""

    stream: str = Field(max_length=100, pattern=r"^[\w-]+(/[\w.-]+)*$")
    before: Key | None = None
    limit: int = Field(50, ge=1, le=100)


class Difference(Schema):
    label: str
    before: str
    after: str


class Entry(Schema):
    """One entry of the chain, in words. hash: of the entry, as `verify_trail` recomputes it."""

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
    hash: str

    @staticmethod
    def resolve_differences(event):
        return [{"label": label, "before": before, "after": after} for label, before, after in event.differences]


class Trail(Schema):
    """next: `before` of the following part, null at the beginning of the chain."""

    items: list[Entry]
    next: int | None
