"""Pages of the registers of numbers: which there are, the numbers of one, voiding a number."""

from django.contrib import messages
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from documents.attachments.media_types import MediaType
from documents.numbers.models import IssuedNumber
from documents.numbers.queries import RIGHT, entries_of, numbers_of, registers_seen
from documents.numbers.voiding import RIGHT as VOID
from documents.numbers.voiding import void_number
from documents.sheets.serving import is_export
from permissions import access
from permissions.pages import asks, held_by, newest_first
from permissions.reads import noted
from permissions.refusals import ValidationError
from workflows.registers.exports import book, numbers_file
from workflows.registers.forms import VoidForm

ROWS_A_PAGE = 25
GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


def _register_or_404(request, pk):
    return get_object_or_404(registers_seen(held_by(request)), pk=pk)


@require_GET
@asks(RIGHT)
def index(request):
    """The registers of papers, by year."""
    rows = registers_seen(held_by(request)).annotate(voided_count=Count("numbers__voided"))
    return render(request, "workflows/registers/list.html", {"registers": rows})


@require_GET
@asks(RIGHT)
def detail(request, pk):
    """The numbers of one register, the newest first."""
    register = _register_or_404(request, pk)
    if is_export(request):
        return numbers_file(request, register)
    noted(request, "opened", commune_id=register.commune_id, what=register.stream)
    shown, newer_url, older_url = newest_first(numbers_of(register), request, ROWS_A_PAGE)
    context = {
        "register": register,
        "entries": entries_of(register, shown),
        "may_void": access.may(request.user, VOID, register),
        "previous_url": newer_url,
        "next_url": older_url,
    }
    return render(request, "workflows/registers/register.html", context)


@require_GET
@asks(RIGHT)
def book_pdf(request, pk):
    """The register as a printed book."""
    return book(request, _register_or_404(request, pk), MediaType.PDF)


@require_GET
@asks(RIGHT)
def book_docx(request, pk):
    """The same book for Word."""
    return book(request, _register_or_404(request, pk), MediaType.DOCX)


@GET_OR_POST
@asks(VOID)
def void(request, pk):
    """Void a number that stands on no paper in force."""
    seen = registers_seen(held_by(request))
    number = get_object_or_404(IssuedNumber.objects.select_related("register", "voided"), pk=pk, register__in=seen)
    access.require(request.user, VOID, number.register)
    form = VoidForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            seen = request.POST.get("row_version") or ""
            void_number(number=number, row_version=seen, by=request.user, **form.cleaned_data)
        except ValidationError as fault:
            form.add_error("reason", fault.messages)
        else:
            messages.success(request, _("Number %(number)s is void; it is not given again.") % {"number": number})
            return redirect("registers:detail", pk=number.register_id)
    seen = int(hasattr(number, "voided"))
    context = {"number": number, "form": form, "row_version": request.POST.get("row_version") or seen}
    return render(request, "workflows/registers/void.html", context, status=422 if form.errors else 200)
