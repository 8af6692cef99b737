"""The register of decisions of the year: whose numbers, given here or typed from the document system."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from documents.numbers import services as numbers
from documents.numbers.kinds import RegisterKind
from documents.sheets.serving import is_export
from permissions import access
from permissions.fields import whole_number
from permissions.pages import asks
from workflows.decisions.exports import decision_numbers_file
from workflows.decisions.forms import RegisterForm
from workflows.decisions.queries import register_of
from workflows.decisions.views import GET_OR_POST


@GET_OR_POST
@asks("decisions.issue")
def register(request):
    """Chosen once a year, before the first number is out."""
    commune = access.require(request.user, "decisions.issue").appointment.unit.commune
    shown = register_of(commune, timezone.localdate().year)
    if is_export(request):
        return decision_numbers_file(request, shown)
    form = RegisterForm(request.POST or None, initial={"mode": shown.mode, "symbol": shown.symbol})
    if request.method == "POST" and form.is_valid():
        numbers.choose_mode(
            commune=commune,
            kind=RegisterKind.DECISION,
            year=shown.year,
            row_version=whole_number(request.POST.get("row_version"), 0),
            by=request.user,
            **form.cleaned_data,
        )
        messages.success(request, _("The register is set."))
        return redirect("decisions:register")
    row_version = request.POST.get("row_version", shown.row_version)
    context = {"register": shown, "form": form, "row_version": row_version}
    status = 422 if request.method == "POST" else 200
    return render(request, "workflows/decisions/register.html", context, status=status)
