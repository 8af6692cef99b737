"""Endpoints of the registers of numbers."""

from datetime import date, datetime

from django.shortcuts import get_object_or_404
from ninja import Field, Query, Schema

from documents.attachments.media_types import MediaType
from documents.numbers.models import IssuedNumber
from documents.numbers.queries import RIGHT, entries_of, numbers_of, registers_seen
from documents.numbers.voiding import RIGHT as VOID
from documents.numbers.voiding import void_number
from permissions.api_fields import DeedOnRow, Key, Page, Slice, Text
from permissions.endpoints import Asks, Endpoints
from permissions.keyset import page_of
from permissions.reads import noted
from workflows.registers.exports import book, numbers_file

router = Endpoints(tags=["registers"])
VIEW, VOIDING = Asks(RIGHT), Asks(VOID)


class RegisterShort(Schema):
    """One series of numbers of a year."""

    id: int
    kind: str
    kind_label: str = Field(alias="get_kind_display")
    year: int
    mode: str
    symbol: str
    last_number: int


class Voided(Schema):
    """Why a number is void."""

    reason: str
    voided_at: datetime


class Line(Schema):
    """A number: what bears it, and whether it is void. code: as printed. is_backdated: dated before it was taken.
    row_version: sent back to void it."""

    id: int = Field(alias="pk")
    number: str
    taken_at: datetime
    code: str
    title: str
    day: date | None
    by: str
    is_backdated: bool
    row_version: int
    voided: Voided | None


class Reason(DeedOnRow):
    """Why the number is voided."""

    reason: Text


def _register(request, key):
    return get_object_or_404(registers_seen(request.held), pk=key)


@router.get("/registers", auth=VIEW, response=list[RegisterShort])
def registers(request):
    """The registers of papers I may read, the newest year first."""
    return registers_seen(request.held)


@router.get("/registers/{key}/numbers", auth=VIEW, response=Page[Line])
def numbers(request, key: Key, query: Query[Slice]):
    """The numbers of a register, the newest first."""
    register = _register(request, key)
    noted(request, "opened", commune_id=register.commune_id, what=register.stream)
    page = page_of(numbers_of(register), ("-pk",), query)
    return page | {"items": entries_of(register, page["items"])}


@router.get("/registers/{key}/numbers.xlsx", auth=VIEW)
def numbers_for_excel(request, key: Key):
    """The same as a file; every file taken out leaves a record."""
    return numbers_file(request, _register(request, key))


@router.get("/registers/{key}/book.pdf", auth=VIEW)
def book_pdf(request, key: Key):
    """The register as a printed book."""
    return book(request, _register(request, key), MediaType.PDF)


@router.get("/registers/{key}/book.docx", auth=VIEW)
def book_docx(request, key: Key):
    """The same book for Word."""
    return book(request, _register(request, key), MediaType.DOCX)


@router.post("/registers/numbers/{key}/void", auth=VOIDING, response={204: None})
def void(request, key: Key, body: Reason):
    """Void a number that stands on no paper in force; it is kept and never given again."""
    seen = registers_seen(request.held)
    number = get_object_or_404(IssuedNumber.objects.select_related("register"), pk=key, register__in=seen)
    void_number(number=number, by=request.user, **body.dict())
