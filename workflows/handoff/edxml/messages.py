"""What an edXML message says, without its XML."""

from dataclasses import dataclass
from datetime import date, datetime


def document_id(organ_code, issued_on, number, symbol):
    """By which a receiver names a document: H55.242,2026/11/20,12/TTr-UBND"""
    return f"{organ_code},{issued_on:%Y/%m/%d},{number}/{symbol}"


@dataclass(frozen=True, slots=True)
class Organ:
    """A body that sends or receives. code: its electronic identifier, as H55.242."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class File:
    """An attachment. open_file: gives the bytes, open for reading; sha256 names it within the message."""

    name: str
    media_type: str
    description: str
    sha256: str
    open_file: object


@dataclass(frozen=True, slots=True)
class Message:
    """One document to one receiver, with its attachments. symbol: TTr-UBND; kind: the part of it before the hyphen.

    competence: in whose name it was signed (TM., KT. ...). to_places: the lines of "Nơi nhận".
    """

    sender: Organ
    receiver: Organ
    number: str
    symbol: str
    place: str
    issued_on: date
    subject: str
    content: str
    competence: str
    position: str
    signer: str
    at: datetime
    to_places: tuple = ()
    files: tuple = ()
    written_by: str = ""

    @property
    def kind(self):
        return self.symbol.partition("-")[0]

    @property
    def document_id(self):
        return document_id(self.sender.code, self.issued_on, self.number, self.symbol)


@dataclass(frozen=True, slots=True)
class IncomingFile:
    """An attachment as it came. content: its bytes; name: as the sender wrote it, no path."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Incoming:
    """A document that another body sent. receivers: identifiers of those it is for; empty where none is told."""

    sender: Organ
    receivers: tuple
    number: str
    symbol: str
    issued_on: date | None
    subject: str
    files: tuple

    @property
    def paper_number(self):
        return "/".join(part for part in (self.number, self.symbol) if part)


@dataclass(frozen=True, slots=True)
class StatusMessage:
    """What a receiver says of a document that was sent. code: of `codes.Status`. about: id of that document."""

    code: str
    description: str
    organ: Organ
    about: str
    at: datetime | None
