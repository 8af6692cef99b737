"""Endpoints of the inspectors' mandates."""

from datetime import date, datetime

from django.shortcuts import get_object_or_404
from ninja import Query, Schema
from pydantic import Field

from permissions.api_fields import Day, Deed, Key, Line, Page, Slice, Text
from permissions.endpoints import Asks, Endpoints, read_form
from permissions.keyset import page_of
from permissions.mandates import forms, services
from permissions.mandates.queries import mandates_seen
from permissions.people.schemas import PersonShort

router = Endpoints(tags=["mandates"])


class MandateShown(Schema):
    """A decision by which an inspector reads; `units`, `campaigns`, `dossiers`: codes, empty for all."""

    id: int
    appointment: int = Field(alias="appointment_id")
    inspector: PersonShort = Field(alias="appointment.user")
    decision_number: str
    decided_on: date
    issued_by: str
    from_on: date
    to_on: date
    units: str
    campaigns: str
    dossiers: str
    sent_from: date | None
    sent_to: date | None
    made_by: PersonShort | None
    confirmed_by: PersonShort | None
    ended_at: datetime | None
    end_reason: str


class NewMandate(Deed):
    appointment: Key
    decision_number: Line
    decided_on: Day
    issued_by: Line
    from_on: Day
    to_on: Day
    units: Line = ""
    campaigns: Line = ""
    dossiers: Line = ""
    sent_from: Day | None = None
    sent_to: Day | None = None


class Ending(Deed):
    reason: Text


def _mandate(request, key):
    return get_object_or_404(mandates_seen(request.user, request.held), pk=key)


@router.get("/mandates", auth=Asks("people.view"), response=Page[MandateShown])
def mandates(request, query: Query[Slice]):
    """Mandates in force and over, the newest first."""
    return page_of(mandates_seen(request.user, request.held), ("-from_on", "-pk"), query)


@router.post("/mandates", auth=Asks("people.edit"), response={201: MandateShown})
def enter(request, body: NewMandate):
    """Enter a mandate; it opens nothing before a third person confirms it."""
    form = read_form(forms.MandateForm(body.dict(exclude={"acting_as"})))
    return services.enter_mandate(
        appointment=form.cleaned_data["appointment"],
        values=form.cleaned_data,
        by=request.user,
        acting_as=body.acting_as,
    )


@router.post("/mandates/{key}/confirm", auth=Asks("people.confirm_appointment"), response=MandateShown)
def confirm(request, key: Key, body: Deed):
    """The second pair of eyes: another administrator or the chair of the commune."""
    return services.confirm_mandate(mandate=_mandate(request, key), by=request.user, acting_as=body.acting_as)


@router.post("/mandates/{key}/end", auth=Asks("people.edit"), response=MandateShown)
def end(request, key: Key, body: Ending):
    """End a mandate before its last day."""
    mandate = _mandate(request, key)
    return services.end_mandate(mandate=mandate, reason=body.reason, by=request.user, acting_as=body.acting_as)
