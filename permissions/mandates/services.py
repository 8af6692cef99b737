"""Entering, confirming and ending an inspector's mandate; each deed leaves one ledger entry on the people stream."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from permissions import access
from permissions.ledger import acts, tracked
from permissions.ledger.services import Line, record
from permissions.mandates.models import Mandate
from permissions.mandates.queries import readers_by
from permissions.people.models import Appointment
from permissions.people.services import stream_of
from permissions.refusals import NotNow, NotYou
from permissions.roles import Office
from permissions.vietnamese import clean_line, clean_text

acts.declare(
    {
        "mandate.entered": gettext_lazy("entered an inspector's mandate"),
        "mandate.confirmed": gettext_lazy("confirmed an inspector's mandate"),
        "mandate.ended": gettext_lazy("ended an inspector's mandate early"),
    }
)
_TEXTS = ("decision_number", "issued_by", "units", "campaigns", "dossiers")
_DAYS = ("decided_on", "from_on", "to_on", "sent_from", "sent_to")


def _tell(act, row, *, by, capacity, now, reason="", **more):
    unit = row.appointment.unit
    kept = tracked.save(row, by=by, reason=reason)
    body = {"mandate": row.pk, "name": row.appointment.user.full_name, "number": row.decision_number, **more}
    body |= {"reason": reason} if reason else {}
    line = Line(stream=stream_of(unit), act=act, body=body | {"history": [kept]})
    record([line], commune_id=unit.commune_id, by=by, acting_as=capacity, at=now)
    return row


def _refuse_outside_appointment(appointment, row):
    if appointment.office != Office.INSPECTOR:
        raise ValidationError(_("A mandate is for an inspector: appoint the person as one first."))
    begins_late = row.from_on < appointment.from_on
    if begins_late or (appointment.to_on is not None and row.to_on > appointment.to_on):
        raise ValidationError({"to_on": _("The mandate must lie within the days of the inspector's appointment.")})


@transaction.atomic
def enter_mandate(*, appointment, values, by, acting_as=""):
    """Enter the decision by which an inspector reads; it opens nothing until a third person has confirmed it.

    values: the fields of the form; codes with blanks between. The same decision entered twice is one.
    Raises NotYou for one's own and that of one's principal, ValidationError for days outside the appointment.
    """
    capacity = access.require(by, "people.edit", acting_as=acting_as)
    rows = Appointment.objects.select_for_update(of=("self",), no_key=True).select_related("unit", "user")
    appointment = rows.get(pk=appointment.pk)
    if readers_by([appointment])[appointment.pk] & capacity.persons:
        raise NotYou(_("Nobody enters their own mandate."))
    row = Mandate(appointment=appointment, made_by=by, made_for=capacity.appointment.user)
    for name in _TEXTS:
        setattr(row, name, clean_line(values.get(name) or ""))
    for name in _DAYS:
        setattr(row, name, values.get(name))
    row.full_clean(exclude=["made_by", "made_for", "confirmed_by"])
    _refuse_outside_appointment(appointment, row)
    said = {name: getattr(row, name) for name in (*_TEXTS, *_DAYS)}
    if twin := Mandate.objects.filter(appointment=appointment, ended_at=None, **said).first():
        return twin
    scope = {name: getattr(row, name) for name in ("units", "campaigns", "dossiers") if getattr(row, name)}
    return _tell("mandate.entered", row, by=by, capacity=capacity, now=timezone.now(), scope=scope)


def _locked(mandate):
    rows = Mandate.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("appointment__unit", "appointment__user").get(pk=mandate.pk)


@transaction.atomic
def confirm_mandate(*, mandate, by, acting_as=""):
    """The second pair of eyes: another administrator or the chair of the commune. From now on it opens.

    Raises NotYou for who entered it, in whose name, the inspector and their deputies; NotNow where nothing waits.
    """
    row = _locked(mandate)
    capacity = access.require(by, "people.confirm_appointment", row.appointment.unit, acting_as=acting_as)
    if capacity.persons & (row.parties | readers_by([row.appointment])[row.appointment_id]):
        raise NotYou(_("A third person must confirm: neither who entered the mandate, nor the inspector."))
    if row.confirmed_by_id or row.ended_at:
        raise NotNow(_("There is nothing to confirm any more."))
    row.confirmed_by = by
    return _tell("mandate.confirmed", row, by=by, capacity=capacity, now=timezone.now())


@transaction.atomic
def end_mandate(*, mandate, reason, by, acting_as=""):
    """End a mandate before its last day; from this moment it shows nothing. Raises NotNow where it is over already."""
    row = _locked(mandate)
    capacity = access.require(by, "people.edit", acting_as=acting_as)
    reason = clean_text(reason)
    if not reason:
        raise ValidationError({"reason": _("Give the reason.")})
    if row.appointment.user_id in capacity.persons:
        raise NotYou(_("Nobody ends their own mandate."))
    if row.ended_at or row.to_on < timezone.localdate():
        raise NotNow(_("The mandate is over already."))
    now = timezone.now()
    row.ended_at, row.end_reason = now, reason
    return _tell("mandate.ended", row, by=by, capacity=capacity, now=now, reason=reason)
