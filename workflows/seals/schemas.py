"""Checkpoints as endpoints take and give them."""

from datetime import date, datetime

from ninja import Schema
from pydantic import Field

from permissions.api_fields import Deed, DeedOnRow, Slice
from permissions.ledger.checkpoints.queries import code_of


class Checkpoint(Schema):
    """One sealing. code: as papers print it. unsigned: why there is no signature, empty where there is one."""

    number: int
    code: str
    day: date
    at: datetime
    size: int
    root: str
    access_size: int
    access_root: str
    prev_hash: str
    hash: str
    unsigned: str
    signature: str
    body: str

    @staticmethod
    def resolve_code(checkpoint):
        return code_of(checkpoint)


class CheckpointQuery(Slice):
    """The newest first."""


class ProofQuery(Schema):
    """stream and seq: of the entry."""

    stream: str = Field(max_length=100, pattern=r"^[\w-]+(/[\w.-]+)*$")
    seq: int = Field(ge=1, lt=2**63)


class Address(Schema):
    """Somebody to whom checkpoints are mailed, until `ended_at`."""

    id: int
    name: str
    email: str
    row_version: int
    ended_at: datetime | None


class NewAddress(Deed):
    name: str = Field(max_length=200)
    email: str = Field(max_length=254)


class AddressEnd(DeedOnRow):
    """The mailing ends."""
