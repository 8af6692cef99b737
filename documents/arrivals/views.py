"""Pages of the arrival book: list, registering, one arrival with its scan, mending, the way of numbering."""

from django.contrib import messages
from django.db.models import Max
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from documents.arrivals import services
from documents.arrivals.exports import arrival_numbers_file, arrivals_file
from documents.arrivals.forms import (
    ArrivalFilter,
    ArrivalForm,
    NewArrivalForm,
    NumberingForm,
    arrival_initial,
)
from documents.arrivals.models import Arrival
from documents.arrivals.queries import arrivals_seen, register_of
from documents.arrivals.recording import who_registered
from documents.attachments.media_types import MediaType
from documents.attachments.serving import file_response
from documents.numbers import services as numbers
from documents.numbers.kinds import Mode, RegisterKind
from documents.sheets.serving import is_export, words_of_filter
from permissions import access
from permissions.fields import refused_by_field, whole_number
from permissions.keyset import with_words
from permissions.pages import asks, held_by, newest_first
from permissions.reads import noted, opened, refused
from permissions.refusals import LostRace, ValidationError

ROWS_A_PAGE = 25
LETTERS = Arrival.letter.related.related_model.objects
GET_OR_POST = require_http_methods(["GET", "POST"])


def _holds(held, right, thing=None):
    offices = access.offices_with(right)
    return [c for c in held if c.office in offices and (thing is None or c.reaches(thing))]


def _arrival_or_404(request, pk):
    return opened(request, get_object_or_404(arrivals_seen(request.user, held_by(request)), pk=pk))


@require_GET
@asks("arrivals.view")
def index(request):
    """The book, the newest first."""
    held = held_by(request)
    form = ArrivalFilter(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    rows = with_words(arrivals_seen(request.user, held), words)
    if is_export(request):
        return arrivals_file(request, rows, words_of_filter(form))
    shown, newer_url, older_url = newest_first(rows, request, ROWS_A_PAGE)
    context = {
        "rows": shown,
        "filter": form,
        "is_narrowed": any(request.GET.get(name) for name in ("q", "before", "after")),
        "previous_url": newer_url,
        "next_url": older_url,
        "may_register": bool(_holds(held, "arrivals.register")),
    }
    return render(request, "documents/arrivals/list.html", context)


@GET_OR_POST
@asks("arrivals.register")
def register(request):
    """A paper that arrives; the same form sent twice is one arrival."""
    capacities, today = _holds(held_by(request), "arrivals.register"), timezone.localdate()
    commune = capacities[0].appointment.unit.commune
    is_external = numbers.is_external(commune=commune, kind=RegisterKind.ARRIVAL, year=today.year)
    form = NewArrivalForm(
        request.POST or None,
        request.FILES or None,
        commune_id=commune.pk,
        is_external=is_external,
        initial={"arrived_on": today},
    )
    newest = Arrival.objects.filter(commune=commune).aggregate(newest=Max("pk"))["newest"] or 0
    typed_newest = whole_number(request.POST.get("newest"))
    if request.method == "POST" and form.is_valid():
        values, rest = form.said()
        try:
            made = services.register(
                commune=commune,
                values=values,
                by=request.user,
                acting_as=request.POST.get("acting_as", ""),
                newest=typed_newest,
                **rest,
            )
        except ValidationError as fault:
            refused_by_field(form, fault)
        else:
            messages.success(request, _("Registered: number of arrival %(number)s.") % {"number": made})
            return redirect("arrivals:detail", made.pk)
    context = {
        "form": form,
        "capacities": capacities,
        "newest": newest if typed_newest is None else typed_newest,
        "next_number": None if is_external else register_of(commune, today.year).last_number + 1,
    }
    return render(request, "documents/arrivals/register.html", context, status=422 if form.errors else 200)


@require_GET
@asks("arrivals.view")
def detail(request, pk):
    """One arrival: what the book says, the scan, what was recorded on it."""
    arrival, held = _arrival_or_404(request, pk), held_by(request)
    may_decision = bool(_holds(held, "decisions.record_signature", arrival))
    may_transmittal = bool(_holds(held, "transmittals.record_signature", arrival))
    may_minutes = bool(_holds(held, "meetings.record_minutes", arrival))
    context = {
        "arrival": arrival,
        "is_registrar": (may_decision or may_transmittal or may_minutes) and request.user.pk in who_registered(arrival),
        "sees_letter": access.visible_to(request.user, LETTERS.filter(arrival=arrival), acting=held).exists(),
        "may_register": bool(_holds(held, "arrivals.register", arrival)),
        "may_record_decision": may_decision,
        "may_record_transmittal": may_transmittal,
        "may_record_revocation": bool(_holds(held, "revocations.record", arrival)),
        "may_record_minutes": may_minutes,
        "may_enter": bool(_holds(held, "letters.enter_received", arrival))
        and arrival.unit is not None
        and not arrival.unit.has_accounts,
    }
    return render(request, "documents/arrivals/detail.html", context)


@GET_OR_POST
@asks("arrivals.register")
def change(request, pk):
    """Mend what the book says of a paper."""
    arrival = _arrival_or_404(request, pk)
    access.require(request.user, "arrivals.register", arrival)
    capacities, race = _holds(held_by(request), "arrivals.register", arrival), None
    form = ArrivalForm(request.POST or None, commune_id=arrival.commune_id, initial=arrival_initial(arrival))
    if request.method == "POST" and form.is_valid():
        try:
            services.change(
                arrival=arrival,
                row_version=whole_number(request.POST.get("row_version"), 0),
                values=form.cleaned_data,
                by=request.user,
                acting_as=request.POST.get("acting_as", ""),
            )
        except LostRace as lost:
            refused(request, lost.code, commune_id=arrival.commune_id)
            race = lost
            arrival.refresh_from_db()
        except ValidationError as fault:
            refused_by_field(form, fault)
        else:
            messages.success(request, _("Saved."))
            return redirect("arrivals:detail", pk)
    context = {"arrival": arrival, "form": form, "capacities": capacities, "race": race}
    status = race.status if race else 422 if form.errors else 200
    return render(request, "documents/arrivals/change.html", context, status=status)


@require_GET
@asks("arrivals.view")
def scan(request, pk):
    """The scan, to who may read the book; every download leaves a record."""
    arrival = _arrival_or_404(request, pk)
    noted(request, "downloaded", commune_id=arrival.commune_id, what=f"{arrival.stream} {arrival.scan.sha256}")
    is_inline = arrival.scan.media_type == MediaType.PDF and "save" not in request.GET
    return file_response(arrival.scan, arrival.file_name, inline=is_inline)


@GET_OR_POST
@asks("arrivals.register")
def numbering(request):
    """Chosen once a year, before the first number is out."""
    commune = access.require(request.user, "arrivals.register").appointment.unit.commune
    shown = register_of(commune, timezone.localdate().year)
    if is_export(request):
        return arrival_numbers_file(request, shown)
    form = NumberingForm(request.POST or None, initial={"mode": shown.mode})
    if request.method == "POST" and form.is_valid():
        numbers.choose_mode(
            commune=commune,
            kind=RegisterKind.ARRIVAL,
            year=shown.year,
            row_version=whole_number(request.POST.get("row_version"), 0),
            by=request.user,
            mode=Mode(form.cleaned_data["mode"]),
        )
        messages.success(request, _("The register is set."))
        return redirect("arrivals:numbering")
    row_version = request.POST.get("row_version", shown.row_version)
    context = {"register": shown, "form": form, "row_version": row_version}
    return render(request, "documents/arrivals/numbering.html", context, status=422 if form.errors else 200)
