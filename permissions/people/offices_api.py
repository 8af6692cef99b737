"""Endpoints of offices and units: appointments, deputies, the tree."""

from django.forms.models import model_to_dict
from django.shortcuts import get_object_or_404
from ninja import Query

from permissions import access
from permissions.api_fields import Page
from permissions.endpoints import Asks, Endpoints, chosen, read_form, seen_or_404, unit_named
from permissions.keyset import page_of, with_words
from permissions.people import forms, queries, schemas, services
from permissions.people.models import Appointment, Deputising, Unit, User

router = Endpoints(tags=["people"])


# --- offices -------------------------------------------------------------------------------------------
@router.get("/appointments/waiting", auth=Asks("people.view"), response=list[schemas.OfficeHeld])
def waiting_for_confirmation(request):
    """Appointments that need a second person's confirmation."""
    units = access.visible_to(request.user, Unit, acting=request.held)
    return queries.waiting_for_confirmation(units).select_related("confirmed_by", "appointed_for")


@router.post("/people/{key}/appointments", auth=Asks("people.edit"), response={201: schemas.OfficeHeld})
def appoint(request, key: schemas.Key, body: schemas.NewAppointment):
    """Appoint a person to an office; `needs_confirmation` tells whether it waits for a second person.

    An inspector needs `basis`, the decision, and `to_on`, the last day.
    """
    person = seen_or_404(request, User, pk=key)
    said = body.dict(exclude={"acting_as"}) | {"unit": unit_named(request, body.unit).pk}
    form = read_form(forms.AppointmentForm(said))
    return services.appoint(user=person, by=request.user, acting_as=body.acting_as, **form.cleaned_data)


@router.post("/appointments/{key}/confirm", auth=Asks("people.confirm_appointment"), response=schemas.OfficeHeld)
def confirm_appointment(request, key: schemas.Key, body: schemas.Confirmation):
    """The second pair of eyes: another administrator or the commune chair confirms."""
    units = access.visible_to(request.user, Unit, acting=request.held)
    row = get_object_or_404(Appointment, pk=key, unit__in=units)
    return services.confirm_appointment(appointment=row, by=request.user, acting_as=body.acting_as)


@router.post("/appointments/{key}/end", auth=Asks("people.edit"), response=schemas.OfficeHeld)
def end_appointment(request, key: schemas.Key, body: schemas.LastDay):
    """Give an appointment its last day."""
    row = get_object_or_404(Appointment, pk=key)
    return services.end_appointment(appointment=row, to_on=body.to_on, by=request.user, acting_as=body.acting_as)


@router.post("/people/{key}/deputisings", auth=Asks("people.edit"), response={201: schemas.DeputyShort})
def name_deputy(request, key: schemas.Key, body: schemas.NewDeputy):
    """Name the person dated deputy in another's office; waits for a second person where the office itself would."""
    deputy = seen_or_404(request, User, pk=key)
    form = read_form(forms.DeputyForm(body.dict(exclude={"acting_as"}), deputy=deputy))
    return services.name_deputy(deputy=deputy, by=request.user, acting_as=body.acting_as, **form.cleaned_data)


@router.get("/deputisings/waiting", auth=Asks("people.view"), response=list[schemas.DeputyShort])
def deputies_waiting(request):
    """Deputies who need a second person's confirmation."""
    units = access.visible_to(request.user, Unit, acting=request.held)
    office = [f"appointment__{name}" for name in ("confirmed_by", "appointed_by", "appointed_for")]
    return queries.deputies_waiting(units).select_related("confirmed_by", "named_for", *office)


@router.post("/deputisings/{key}/confirm", auth=Asks("people.confirm_appointment"), response=schemas.DeputyShort)
def confirm_deputy(request, key: schemas.Key, body: schemas.Confirmation):
    """The second pair of eyes on a deputy: another administrator or the commune chair confirms."""
    units = access.visible_to(request.user, Unit, acting=request.held)
    row = get_object_or_404(Deputising, pk=key, appointment__unit__in=units)
    return services.confirm_deputy(deputising=row, by=request.user, acting_as=body.acting_as)


@router.post("/deputisings/{key}/end", auth=Asks("people.edit"), response=schemas.DeputyShort)
def end_deputy(request, key: schemas.Key, body: schemas.LastDay):
    """Give a deputy's authority its last day."""
    row = get_object_or_404(Deputising, pk=key)
    return services.end_deputy(deputising=row, to_on=body.to_on, by=request.user, acting_as=body.acting_as)


# --- units ---------------------------------------------------------------------------------------------
@router.get("/units", auth=Asks("people.view"), response=Page[schemas.Unit])
def units(request, query: Query[schemas.UnitQuery]):
    """Units in the order of their names."""
    rows = with_words(access.visible_to(request.user, Unit, acting=request.held), query.q)
    if query.kind:
        rows = rows.filter(kind=query.kind)
    return page_of(rows.select_related("commune", "parent"), ("sort_key", "pk"), query)


@router.get("/units/{code}", auth=Asks("people.view"), response=schemas.Unit)
def unit(request, code: schemas.Code):
    """One unit."""
    return seen_or_404(request, Unit, "commune", "parent", code=code)


@router.post("/units", auth=Asks("people.edit"), response={201: schemas.Unit})
def add_unit(request, body: schemas.NewUnit):
    """Add a unit below another; its commune follows from the tree."""
    parent = chosen(Unit.objects.all(), "parent", code=body.parent).pk if body.parent else None
    form = read_form(forms.NewUnitForm(body.dict(exclude={"acting_as"}) | {"parent": parent}))
    return services.add_unit(by=request.user, acting_as=body.acting_as, **form.cleaned_data)


@router.patch("/units/{code}", auth=Asks("people.edit"), response=schemas.Unit)
def change_unit(request, code: schemas.Code, body: schemas.UnitChange):
    """Change a unit's names, symbol or state; kind and place in the tree stay."""
    shown = seen_or_404(request, Unit, code=code)
    said = model_to_dict(shown, forms.UnitForm.Meta.fields) | body.dict(exclude_none=True, exclude={"acting_as"})
    form = read_form(forms.UnitForm(said, instance=shown))
    return services.change_unit(unit=shown, values=form.cleaned_data, by=request.user, acting_as=body.acting_as)
