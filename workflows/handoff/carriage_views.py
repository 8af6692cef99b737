"""The page's one deed on carriages: have a package carried again that did not arrive."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from permissions.pages import asks
from workflows.handoff.carriage_models import Carriage
from workflows.handoff.carrying import carry_again
from workflows.handoff.views import letter_or_404


def carriage_or_404(letter, key):
    return get_object_or_404(Carriage, pk=key, sending__transmittal=letter)


@require_POST
@asks("transmittals.forward")
def again(request, code, carriage):
    letter = letter_or_404(request, code)
    row_version, acting_as = request.POST.get("row_version") or 0, request.POST.get("acting_as", "")
    row = carriage_or_404(letter, carriage)
    carry_again(carriage=row, row_version=row_version, by=request.user, acting_as=acting_as)
    messages.success(request, _("The package is carried again within some minutes."))
    return redirect("transmittals:detail", code=code)
