"""Where the numbers of this year's letters to the province come from: given here, or typed from the document system."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from documents.numbers import services as numbers
from documents.numbers.kinds import RegisterKind
from permissions import access
from permissions.fields import whole_number
from permissions.pages import asks
from workflows.handoff.forms import NumberingForm
from workflows.handoff.queries import register_of
from workflows.handoff.views import GET_OR_POST


@GET_OR_POST
@asks("transmittals.forward")
def numbering(request):
    """Chosen once a year, before the first number is out."""
    commune = access.require(request.user, "transmittals.forward").appointment.unit.commune
    shown = register_of(commune, timezone.localdate().year)
    form = NumberingForm(request.POST or None, initial={"mode": shown.mode})
    if request.method == "POST" and form.is_valid():
        numbers.choose_mode(
            commune=commune,
            kind=RegisterKind.TRANSMITTAL,
            year=shown.year,
            row_version=whole_number(request.POST.get("row_version"), 0),
            by=request.user,
            **form.cleaned_data,
        )
        messages.success(request, _("The register is set."))
        return redirect("transmittals:numbering")
    context = {"register": shown, "form": form, "row_version": request.POST.get("row_version", shown.row_version)}
    status = 422 if request.method == "POST" else 200
    return render(request, "workflows/handoff/numbering.html", context, status=status)
