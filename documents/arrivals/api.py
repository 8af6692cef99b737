"""Endpoints of the arrival book: list, registering with the scan, one arrival, mending, the way of numbering."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import File, Form, Query
from ninja.files import UploadedFile

from documents.arrivals import schemas, services
from documents.arrivals.exports import arrival_numbers_file, arrivals_file
from documents.arrivals.forms import ArrivalForm
from documents.arrivals.queries import arrivals_seen, register_of
from documents.attachments.serving import file_response
from documents.numbers import services as numbers
from documents.numbers.kinds import RegisterKind
from documents.sheets.serving import words_of_query
from permissions import access
from permissions.api_fields import Key, Page
from permissions.endpoints import Asks, Endpoints, read_form, unit_named
from permissions.keyset import page_of, with_words
from permissions.reads import noted, opened
from permissions.refusals import ValidationError

router = Endpoints(tags=["arrivals"])
VIEW, REGISTER = Asks("arrivals.view"), Asks("arrivals.register")


def _arrival_or_404(request, key):
    return opened(request, get_object_or_404(arrivals_seen(request.user, request.held), pk=key))


@router.get("/arrivals", auth=VIEW, response=Page[schemas.Arrival])
def arrivals(request, query: Query[schemas.ArrivalQuery]):
    """The arrival book, the newest first."""
    return page_of(with_words(arrivals_seen(request.user, request.held), query.q), ("-pk",), query)


@router.get("/arrivals.xlsx", auth=VIEW)
def arrivals_for_excel(request, query: Query[schemas.ArrivalQuery]):
    """The same list as a file; every file taken out leaves a record."""
    rows = with_words(arrivals_seen(request.user, request.held), query.q)
    return arrivals_file(request, rows, words_of_query(query))


def _said(request, body, commune_id):
    """What the body says, read by the form of the page."""
    said = body.dict(include={"sender", "title", "paper_number", "paper_on"})
    unit = unit_named(request, body.unit).pk if body.unit else None
    return read_form(ArrivalForm(said | {"unit": unit}, commune_id=commune_id)).cleaned_data


@router.post("/arrivals", auth=REGISTER, response={201: schemas.Arrival})
def register(request, body: Form[schemas.NewArrival], file: UploadedFile = File(...)):  # noqa: B008 - how django-ninja names a file
    """Register a paper that arrived, with its scan."""
    capacity = access.require(request.user, "arrivals.register", acting_as=body.acting_as)
    commune = capacity.appointment.unit.commune
    try:
        return services.register(
            commune=commune,
            values=_said(request, body, commune.pk),
            upload=file,
            arrived_on=body.arrived_on,
            number=body.number,
            by=request.user,
            acting_as=capacity.key,
        )
    except ValidationError as fault:
        told = getattr(fault, "message_dict", None)
        raise ValidationError({"file" if name == "scan" else name: said for name, said in told.items()}) from None


@router.get("/arrivals/{key}", auth=VIEW, response=schemas.Arrival)
def arrival(request, key: Key):
    """One arrival."""
    return _arrival_or_404(request, key)


@router.put("/arrivals/{key}", auth=REGISTER, response=schemas.Arrival)
def change(request, key: Key, body: schemas.ArrivalChange):
    """Mend what the book says of a paper; number, day and scan stay."""
    seen = _arrival_or_404(request, key)
    return services.change(
        arrival=seen,
        row_version=body.row_version,
        values=_said(request, body, seen.commune_id),
        by=request.user,
        acting_as=body.acting_as,
    )


@router.get("/arrivals/{key}/scan", auth=VIEW)
def scan(request, key: Key):
    """The scan itself; every download leaves a record."""
    seen = _arrival_or_404(request, key)
    noted(request, "downloaded", commune_id=seen.commune_id, what=f"{seen.stream} {seen.scan.sha256}")
    return file_response(seen.scan, seen.file_name, inline=False)


@router.get("/registers/arrivals", auth=REGISTER, response=schemas.Numbering)
def numbering(request):
    """This year's register of arrivals."""
    commune = access.require(request.user, "arrivals.register").appointment.unit.commune
    return register_of(commune, timezone.localdate().year)


@router.get("/registers/arrivals.xlsx", auth=REGISTER)
def register_for_excel(request):
    """The numbers of this year's register as a file; every file taken out leaves a record."""
    commune = access.require(request.user, "arrivals.register").appointment.unit.commune
    return arrival_numbers_file(request, register_of(commune, timezone.localdate().year))


@router.put("/registers/arrivals", auth=REGISTER, response=schemas.Numbering)
def choose_numbering(request, body: schemas.NumberingIn):
    """Choose how this year's arrivals are numbered, before the first number is out."""
    capacity = access.require(request.user, "arrivals.register", acting_as=body.acting_as)
    return numbers.choose_mode(
        commune=capacity.appointment.unit.commune,
        kind=RegisterKind.ARRIVAL,
        year=timezone.localdate().year,
        row_version=body.row_version,
        mode=body.mode,
        by=request.user,
        acting_as=capacity.key,
    )
