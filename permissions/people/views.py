"""The administrators' pages: people, units, offices, deputies."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from permissions import access
from permissions.pages import asks, held_by
from permissions.people import forms, queries, services
from permissions.people.models import Appointment, Deputising, Unit, User
from permissions.reads import opened
from permissions.refusals import ValidationError


def _person(request, pk):
    return opened(request, get_object_or_404(access.visible_to(request.user, User), pk=pk))


def _try(form, deed, **values):
    """Run a deed of a valid form; a ValidationError comes back onto the form. Returns what was made, or None."""
    if not form.is_valid():
        return None
    try:
        return deed(**{**form.cleaned_data, **values})
    except ValidationError as fault:
        known = {name: told for name, told in getattr(fault, "message_dict", {}).items() if name in form.fields}
        if known:
            form.add_error(None, ValidationError({name: told for name, told in known.items()}))
        else:
            form.add_error(None, fault.messages)
        return None


def _form_page(request, form, *, title, back, status=200):
    context = {"form": form, "title": title, "back": back}
    return render(request, "permissions/people/form.html", context, status=status)


@require_GET
@asks("people.view")
def people(request):
    text, held = request.GET.get("q", ""), held_by(request)
    rows = list(queries.people(request.user, held, text=text, after=request.GET.get("after", "")))
    shown, units_seen = rows[: queries.PAGE], access.visible_to(request.user, Unit, acting=held)
    context = {
        "rows": shown,
        "text": text,
        "after": f"{shown[-1].sort_key}~{shown[-1].pk}" if len(rows) > queries.PAGE else "",
        "may_edit": any(capacity.office in access.offices_with("people.edit") for capacity in held),
        "waiting": queries.waiting_for_confirmation(units_seen),
        "deputies_waiting": queries.deputies_waiting(units_seen),
    }
    return render(request, "permissions/people/people.html", context)


@require_GET
@asks("people.view")
def person(request, pk):
    shown = _person(request, pk)
    context = {
        "person": shown,
        "offices": queries.offices_of(shown),
        "deputies": queries.deputies_of(shown),
        "may_edit": access.may(request.user, "people.edit"),
        "may_confirm": access.may(request.user, "people.confirm_appointment"),
    }
    return render(request, "permissions/people/person.html", context)


@require_http_methods(["GET", "POST"])
@asks("people.edit")
def add_person(request):
    form = forms.NewPersonForm(request.POST or None)
    if request.method == "POST":
        made = _try(form, services.add_person, by=request.user)
        if made:
            messages.success(request, _("The account is open. Appoint the person to an office next."))
            return redirect("people:person", made.pk)
    status = 422 if form.is_bound else 200
    return _form_page(request, form, title=_("New person"), back="people:list", status=status)


def _person_deed(request, pk, make_form, deed, title):
    """A page with one form about a person, and the deed it leads to."""
    shown = _person(request, pk)
    form = make_form(shown)
    if request.method == "POST" and _try(form, deed, by=request.user, user=shown):
        messages.success(request, _("Done."))
        return redirect("people:person", pk)
    status = 422 if form.is_bound else 200
    return _form_page(request, form, title=f"{title}: {shown}", back="people:list", status=status)


@require_http_methods(["GET", "POST"])
@asks("people.edit")
def change_person(request, pk):
    def deed(*, by, user, **values):
        return services.change_person(user=User.objects.get(pk=pk), values=values, by=by)

    def make_form(shown):
        return forms.PersonForm(request.POST or None, instance=shown)

    return _person_deed(request, pk, make_form, deed, _("Change data"))


@require_http_methods(["GET", "POST"])
@asks("people.edit")
def set_password(request, pk):
    def deed(*, by, user, password):
        changed = services.set_password(user=user, password=password, by=by)
        if user.pk == by.pk:
            update_session_auth_hash(request, changed)
        return changed

    return _person_deed(request, pk, lambda shown: forms.PasswordForm(request.POST or None), deed, _("New password"))


@require_http_methods(["GET", "POST"])
@asks("people.edit")
def set_active(request, pk):
    def deed(*, by, user, reason):
        return services.set_active(user=user, is_active=not user.is_active, reason=reason, by=by)

    title = _("Deactivate or reactivate the account")
    return _person_deed(request, pk, lambda shown: forms.ActiveForm(request.POST or None), deed, title)


@require_http_methods(["GET", "POST"])
@asks("people.edit")
def appoint(request, pk):
    def make_form(shown):
        return forms.AppointmentForm(request.POST or None)

    return _person_deed(request, pk, make_form, services.appoint, _("Appoint to an office"))


@require_http_methods(["GET", "POST"])
@asks("people.edit")
def name_deputy(request, pk):
    def deed(*, by, user, **values):
        return services.name_deputy(deputy=user, by=by, **values)

    def make_form(shown):
        return forms.DeputyForm(request.POST or None, deputy=shown)

    return _person_deed(request, pk, make_form, deed, _("Name as deputy"))


@require_POST
@asks("people.confirm_appointment")
def confirm_appointment(request, pk):
    seen = Appointment.objects.filter(unit__in=access.visible_to(request.user, Unit))
    row = get_object_or_404(seen, pk=pk)
    services.confirm_appointment(appointment=row, by=request.user)
    messages.success(request, _("The appointment is confirmed."))
    return redirect("people:person", row.user_id)


@require_POST
@asks("people.confirm_appointment")
def confirm_deputy(request, pk):
    seen = Deputising.objects.filter(appointment__unit__in=access.visible_to(request.user, Unit))
    row = get_object_or_404(seen, pk=pk)
    services.confirm_deputy(deputising=row, by=request.user)
    messages.success(request, _("The deputy is confirmed."))
    return redirect("people:person", row.deputy_id)


@require_http_methods(["GET", "POST"])
@asks("people.edit")
def end_appointment(request, pk):
    row = get_object_or_404(Appointment, pk=pk)
    form = forms.EndForm(request.POST or None)
    if request.method == "POST" and _try(form, services.end_appointment, appointment=row, by=request.user):
        return redirect("people:person", row.user_id)
    status = 422 if form.is_bound else 200
    return _form_page(
        request, form, title=_("End the appointment: %(office)s") % {"office": row}, back="people:list", status=status
    )


@require_http_methods(["GET", "POST"])
@asks("people.edit")
def end_deputy(request, pk):
    row = get_object_or_404(Deputising, pk=pk)
    form = forms.EndForm(request.POST or None)
    if request.method == "POST" and _try(form, services.end_deputy, deputising=row, by=request.user):
        return redirect("people:person", row.deputy_id)
    status = 422 if form.is_bound else 200
    return _form_page(
        request,
        form,
        title=_("End the deputy's authority: %(office)s") % {"office": row},
        back="people:list",
        status=status,
    )


@require_GET
@asks("people.view")
def units(request):
    rows = (
        access.visible_to(request.user, Unit)
        .select_related("commune", "parent")
        .order_by("commune", "kind", "sort_key")
    )
    return render(
        request, "permissions/people/units.html", {"rows": rows, "may_edit": access.may(request.user, "people.edit")}
    )


@require_http_methods(["GET", "POST"])
@asks("people.edit")
def add_unit(request):
    form = forms.NewUnitForm(request.POST or None)
    if request.method == "POST" and _try(form, services.add_unit, by=request.user):
        messages.success(request, _("The unit is added."))
        return redirect("people:units")
    return _form_page(request, form, title=_("New unit"), back="people:units", status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@asks("people.edit")
def change_unit(request, pk):
    unit = get_object_or_404(access.visible_to(request.user, Unit), pk=pk)
    form = forms.UnitForm(request.POST or None, instance=unit)

    def deed(*, by, **values):
        return services.change_unit(unit=Unit.objects.get(pk=pk), values=values, by=by)

    if request.method == "POST" and _try(form, deed, by=request.user):
        messages.success(request, _("Done."))
        return redirect("people:units")
    status = 422 if form.is_bound else 200
    return _form_page(
        request, form, title=_("Change the unit: %(unit)s") % {"unit": unit}, back="people:units", status=status
    )
