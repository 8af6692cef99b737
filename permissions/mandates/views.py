"""Pages of the inspectors' mandates."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from permissions import access
from permissions.mandates import forms, services
from permissions.mandates.queries import mandates_seen, readers_by
from permissions.pages import asks, held_by, newest_first
from permissions.refusals import ValidationError

PAGE = 25


@require_GET
@asks("people.view")
def mandates(request):
    """Every mandate, those in force and those that are over."""
    held, today, now = held_by(request), timezone.localdate(), timezone.now()
    shown, newer, older = newest_first(mandates_seen(request.user, held), request, PAGE)
    confirming, readers = (
        access.offices_with("people.confirm_appointment"),
        readers_by(row.appointment for row in shown),
    )
    for row in shown:
        parties = row.parties | readers[row.appointment_id]
        row.is_over = row.ended_at is not None or row.to_on < today
        row.in_force = row.holds_at(today, now)
        row.may_confirm = not row.confirmed_by_id and any(
            c.office in confirming and c.reaches(row.appointment.unit) and not c.persons & parties for c in held
        )
    context = {"rows": shown, "newer_url": newer, "older_url": older}
    context["may_edit"] = any(c.office in access.offices_with("people.edit") for c in held)
    return render(request, "permissions/mandates/mandates.html", context)


def _form_page(request, form, title):
    context = {"form": form, "title": title, "back": "mandates:list"}
    return render(request, "permissions/people/form.html", context, status=422 if form.is_bound else 200)


def _tried(form, deed, **said):
    """Run the deed of a valid form; what it refuses comes back onto the form."""
    if not form.is_valid():
        return False
    try:
        deed(**said)
    except ValidationError as fault:
        form.add_error(None, fault if hasattr(fault, "error_dict") else fault.messages)
    return form.is_valid()


@require_http_methods(["GET", "POST"])
@asks("people.edit")
def enter(request):
    form = forms.MandateForm(request.POST or None)

    def deed():
        services.enter_mandate(appointment=form.cleaned_data["appointment"], values=form.cleaned_data, by=request.user)

    if request.method == "POST" and _tried(form, deed):
        messages.success(request, _("The mandate is entered. It opens nothing before a third person confirms it."))
        return redirect("mandates:list")
    return _form_page(request, form, _("New mandate"))


def _mandate(request, pk):
    return get_object_or_404(mandates_seen(request.user, held_by(request)), pk=pk)


@require_POST
@asks("people.confirm_appointment")
def confirm(request, pk):
    services.confirm_mandate(mandate=_mandate(request, pk), by=request.user)
    messages.success(request, _("The mandate is confirmed; the inspector reads what it covers."))
    return redirect("mandates:list")


@require_http_methods(["GET", "POST"])
@asks("people.edit")
def end(request, pk):
    row = _mandate(request, pk)
    form = forms.EndMandateForm(request.POST or None)
    if request.method == "POST" and _tried(
        form, lambda: services.end_mandate(mandate=row, reason=form.cleaned_data["reason"], by=request.user)
    ):
        messages.success(request, _("The mandate is ended; the inspector reads nothing by it any more."))
        return redirect("mandates:list")
    return _form_page(request, form, _("End the mandate: %(number)s") % {"number": row})
