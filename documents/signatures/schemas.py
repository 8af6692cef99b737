"""Digital signatures as endpoints take and give them."""

from datetime import date, datetime

from ninja import Schema
from pydantic import Field

from documents.signatures.services import signatures_of
from permissions.api_fields import Deed, DeedOnRow


class Signature(Schema):
    """One signature as it was found. claimed_at: by the clock of the signer's computer."""

    verdict: str
    fault: str
    revocation: str
    subject: str
    issuer: str
    serial: str
    claimed_at: str


class SignedFile(Schema):
    """A signed file and the finding of the day it came. sha256: of the file."""

    id: int
    verdict: str
    fault: str
    sentence: str
    tie: str
    door: str
    reason: str
    sha256: str
    added_at: datetime
    signatures: list[Signature]

    @staticmethod
    def resolve_sentence(row):
        return row.get_fault_display() if row.fault else ""

    @staticmethod
    def resolve_sha256(row):
        return row.blob.sha256

    @staticmethod
    def resolve_signatures(row):
        return signatures_of(row)


class NewSignedFile(Deed):
    """reason: only for a file that does not begin with the one handed out."""

    reason: str = Field("", max_length=2000)


class Issuer(Schema):
    """An issuer whose signatures are trusted, until `ended_at`. fingerprint: SHA-256 of the certificate."""

    id: int
    name: str
    serial: str
    fingerprint: str
    valid_from: date
    valid_to: date
    source: str
    obtained_on: date
    row_version: int
    added_at: datetime
    ended_at: datetime | None
    end_reason: str


class NewIssuers(Deed):
    source: str = Field(max_length=300)
    obtained_on: date


class IssuerEnd(DeedOnRow):
    reason: str = Field(max_length=300)
