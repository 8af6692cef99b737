"""Endpoints of the stock for certificates."""

from decimal import Decimal
from typing import Annotated, Literal

from django.shortcuts import get_object_or_404
from ninja import Field, File, Form, Schema
from ninja.files import UploadedFile

from documents.attachments.media_types import MediaType
from documents.attachments.serving import made_anew
from documents.catalogue.models import AwardForm
from documents.printing import stock_services as services
from documents.printing.models import CertificateStock
from documents.printing.stock_forms import ChangeForm, Places, StockForm, initial_of
from documents.printing.stock_samples import trial_print
from permissions import access
from permissions.api_fields import Body, Code, Deed, DeedOnRow, Key, Line
from permissions.endpoints import Asks, Endpoints, chosen, read_form
from permissions.refusals import ValidationError

router = Endpoints(tags=["stocks"])
ISSUE = Asks(services.RIGHT)
Millimetres = Annotated[Decimal, Field(ge=0, le=900, decimal_places=1)]


class Place(Body):
    """One field: lengths in mm from the top left corner, size in pt."""

    name: Annotated[Code, Field(max_length=20)]
    is_on: bool
    x_mm: Millimetres
    y_mm: Millimetres
    width_mm: Millimetres
    height_mm: Millimetres
    size: Annotated[Decimal, Field(ge=0, le=120, decimal_places=1)]
    align: Literal["left", "center", "right"]


class Stock(Schema):
    """A kind of sheet. award_form: code of the only one it is for. scan_sha256: of the picture of the sheet."""

    id: int
    name: str
    award_form: str | None = Field(alias="award_form.code", default=None)
    width_mm: Decimal
    height_mm: Decimal
    is_text_only: bool
    is_active: bool
    places: list[Place] = Field(alias="fields_placed")
    scan_sha256: str | None = Field(alias="scan.sha256", default=None)
    row_version: int


class Sheet(Deed):
    """award_form: code of the only one it is for, empty for all."""

    name: Line
    award_form: Code = ""
    width_mm: Millimetres
    height_mm: Millimetres
    is_text_only: bool = True


class NewStock(Sheet):
    """A new stock; its fields stand where the built-in sheet has them."""


class StockChange(Sheet, DeedOnRow):
    """The whole of what is said of a stock; places left out stay."""

    is_active: bool = True
    places: Annotated[list[Place], Field(max_length=40)] = []


def _stock_or_404(request, key):
    communes = {capacity.commune_id for capacity in access.holding(request.held, services.RIGHT, None)}
    rows = CertificateStock.objects.select_related("award_form", "scan", "commune")
    return get_object_or_404(rows, pk=key, commune__in=communes)


def _said(body):
    form = (
        chosen(AwardForm.objects.filter(is_active=True), "award_form", code=body.award_form)
        if body.award_form
        else None
    )
    said = body.dict(include={"name", "width_mm", "height_mm", "is_text_only"})
    return said | {"award_form": form and form.pk, "page_size": "own"}


@router.get("/certificate-stocks", auth=ISSUE, response=list[Stock])
def stocks(request):
    """The stocks of my commune."""
    communes = {capacity.commune_id for capacity in access.holding(request.held, services.RIGHT, None)}
    return CertificateStock.objects.filter(commune__in=communes).select_related("award_form", "scan")


@router.post("/certificate-stocks", auth=ISSUE, response={201: Stock})
def set_up(request, body: NewStock):
    """A new stock."""
    capacity = access.require(request.user, services.RIGHT, acting_as=body.acting_as)
    values = read_form(StockForm(_said(body))).cleaned_data
    commune = capacity.appointment.unit.commune
    return services.set_up_stock(commune=commune, values=values, by=request.user, acting_as=capacity.key)


@router.get("/certificate-stocks/{key}", auth=ISSUE, response=Stock)
def stock(request, key: Key):
    """One stock with the places of its fields."""
    return _stock_or_404(request, key)


@router.put("/certificate-stocks/{key}", auth=ISSUE, response=Stock)
def change(request, key: Key, body: StockChange):
    """Change the sheet and where its fields stand; what was printed stays as it was printed."""
    found = _stock_or_404(request, key)
    form = read_form(ChangeForm(initial_of(found) | _said(body) | {"is_active": body.is_active}))
    values = {name: value for name, value in form.cleaned_data.items() if name != "scan"}
    if body.places:
        values["places"] = _places(found, body.places, values)
    return services.change_stock(
        stock=found, row_version=body.row_version, values=values, by=request.user, acting_as=body.acting_as
    )


def _places(stock, said, values):
    """The places of the body laid over those the stock has, read by the forms of the page."""
    kept = {place["name"]: place for place in stock.fields_placed} | {place.name: place.dict() for place in said}
    typed = {f"{name}-{key}": value for name, place in kept.items() for key, value in place.items()}
    places = Places(stock, {name: value for name, value in typed.items() if value is not False})
    if not places.is_valid(values["width_mm"], values["height_mm"]):
        faults = [f"{form.title}: {fault}" for form in places.forms for told in form.errors.values() for fault in told]
        raise ValidationError({"places": faults})
    return places.values()


@router.post("/certificate-stocks/{key}/scan", auth=ISSUE, response=Stock)
def scan(request, key: Key, body: Form[DeedOnRow], file: UploadedFile = File(...)):  # noqa: B008 - how django-ninja names a file
    """A picture of the empty sheet, for the preview."""
    found = _stock_or_404(request, key)
    return services.change_stock(
        stock=found, row_version=body.row_version, values={}, upload=file, by=request.user, acting_as=body.acting_as
    )


@router.get("/certificate-stocks/{key}/test-print", auth=ISSUE)
def trial(request, key: Key):
    """A sample with rulers in mm, as PDF."""
    found = _stock_or_404(request, key)
    return made_anew(trial_print(found), f"In thử - {found.name}.pdf", MediaType.PDF)
