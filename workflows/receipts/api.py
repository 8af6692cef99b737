"""Endpoints of the scans of signed sheets."""

from datetime import datetime

from ninja import File, Form, Schema
from ninja.files import UploadedFile

from permissions.api_fields import Code, DeedOnRow, Key, Line
from permissions.endpoints import Asks, Endpoints
from permissions.people.schemas import PersonShort
from workflows.receipts.models import About
from workflows.receipts.queries import RECORD, VIEW, receipts_of, version_of
from workflows.receipts.services import add_receipt
from workflows.receipts.views import decision_or_404, scan_file

router = Endpoints(tags=["signed sheets"])
SEE, ADD = Asks(VIEW[About.HANDOVER]), Asks(RECORD[About.HANDOVER])


class ReceiptOut(Schema):
    """A scan of a signed sheet."""

    id: int
    file_name: str
    note: str
    added_by: PersonShort
    added_at: datetime


class Receipts(Schema):
    """Of one decision; row_version is sent back with one more."""

    row_version: int
    receipts: list[ReceiptOut]


class NewReceipt(DeedOnRow):
    note: Line = ""


@router.get("/decisions/{code}/receipts/{about}", auth=SEE, response=Receipts)
def receipts(request, code: Code, about: About):
    """The scans of what was signed for awards handed over, or for money paid."""
    decision = decision_or_404(request, code, about)
    return {"row_version": version_of(decision, about), "receipts": receipts_of(decision, about)}


@router.post("/decisions/{code}/receipts/{about}", auth=ADD, response={201: ReceiptOut})
def add(request, code: Code, about: About, body: Form[NewReceipt], file: UploadedFile = File(...)):  # noqa: B008 - how django-ninja names a file
    """Add the scan of a signed sheet."""
    decision = decision_or_404(request, code, about)
    return add_receipt(decision=decision, about=about, upload=file, by=request.user, **body.dict())


@router.get("/decisions/{code}/receipts/{about}/{key}", auth=SEE)
def scan(request, code: Code, about: About, key: Key):
    """The file of one scan."""
    return scan_file(request, code, about, key)
