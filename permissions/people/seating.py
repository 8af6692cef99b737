"""What holds of every appointment that is given or ended, also where another topic's act gives it: a council's seat."""

from django.utils import formats
from django.utils.translation import gettext as _

from permissions.ledger import tracked
from permissions.people import conditions
from permissions.people.models import Appointment
from permissions.refusals import NotYou, ValidationError
from permissions.vietnamese import clean_line


def appointment(*, user, unit, office, from_on, capacity, by, to_on=None, title="", basis=""):
    """The unsaved row, checked. Raises NotYou for an own appointment, ValidationError."""
    if user.pk in capacity.persons:
        raise NotYou(_("Nobody appoints themselves."))
    row = Appointment(
        user=user,
        unit=unit,
        office=office,
        from_on=from_on,
        to_on=to_on,
        title=clean_line(title),
        basis=clean_line(basis),
        appointed_by=by,
        appointed_for=capacity.appointment.user,
    )
    row.full_clean()
    conditions.refuse_office_out_of_place(office, unit)
    conditions.refuse_inspector_without_mandate(office, basis=row.basis, to_on=to_on)
    return row


def refuse_longer(row, to_on):
    """An end that is set may come earlier, never later: more time is a new appointment, confirmed like the first."""
    if row.to_on is not None and to_on > row.to_on:
        told = _("The last day is %(day)s already and cannot be moved later; appoint anew instead.")
        raise ValidationError({"to_on": told % {"day": formats.date_format(row.to_on, "SHORT_DATE_FORMAT")}})


def seat(*, by, capacity, **said):
    """An appointment as part of an act of another topic, which records it: (the row, what its history is)."""
    row = appointment(**said, capacity=capacity, by=by)
    row.needs_confirmation = conditions.needs_second_person(row.office, by=by)
    return row, tracked.save(row, by=by)


def end_seat(row, *, to_on, by):
    """The last day of an appointment as part of an act of another topic; returns what its history is."""
    row = Appointment.objects.select_for_update(of=("self",), no_key=True).get(pk=row.pk)
    refuse_longer(row, to_on)
    row.to_on = to_on
    row.full_clean()
    return tracked.save(row, by=by)
