"""What must hold before people and offices change; each refusal is a sentence. Who may is asked in access.py."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from permissions import access
from permissions.people.models import Appointment, Unit
from permissions.people.units import UnitKind
from permissions.refusals import NotNow, NotYou, ValidationError
from permissions.roles import HELD_IN, NEEDS_CONFIRMATION, Office


class OwnPasswordFirst(NotYou):
    """The password was set by somebody else, and the holder has not chosen an own one."""

    code = "own_password_first"


def require_own_password(user):
    """A password that somebody else set opens one door only: that of choosing an own one."""
    if user.must_change_password:
        told = _("%(person)s set your password. Sign in on the page and choose one of your own first.")
        raise OwnPasswordFirst(told % {"person": user.password_set_by})


def refuse_given_password(user, password):
    """The password that somebody else set is not kept by choosing it again."""
    if user.must_change_password and user.check_password(password):
        raise ValidationError(_("Choose another password than the one that was set for you."))


def _one_deed_at_a_time():
    """Two deeds about administrators wait for each other: neither may rely on what the other takes away.

    Rows locked before must be locked without their key: the ledger entry of the other deed points at them.
    """
    list(Unit.objects.select_for_update(no_key=True).filter(parent=None).order_by("pk").values_list("pk"))


def needs_second_person(office, *, by):
    """Does an appointment to the office wait for a second person?

    The second administrator of a new installation does not: as long as nobody but the first ever held an office that
    confirms, there is nobody to do it. Ever, not now: else one could end the others' offices and be alone again.
    """
    if office != Office.ADMINISTRATOR:
        return office in NEEDS_CONFIRMATION
    _one_deed_at_a_time()
    confirming = access.offices_with("people.confirm_appointment")
    return Appointment.objects.filter(access.confirmed(), office__in=confirming).exclude(user=by).exists()


def refuse_office_out_of_place(office, unit):
    """An office stands in its kind of unit: nobody reviews for the commune from inside a school."""
    wanted = HELD_IN.get(office)
    if wanted and unit.kind != wanted:
        told = _("This office is held in a unit of the kind “%(kind)s”.")
        raise ValidationError({"unit": told % {"kind": UnitKind(wanted).label}})


def refuse_inspector_without_mandate(office, *, basis, to_on):
    """An inspector reads by a mandate: the number of a decision, and a last day."""
    if office != Office.INSPECTOR:
        return
    missing = {}
    if not basis:
        missing["basis"] = _("An inspector reads by a mandate: give the number and date of the decision.")
    if to_on is None:
        missing["to_on"] = _("An inspector's mandate ends: give its last day.")
    if missing:
        raise ValidationError(missing)


def keep_an_administrator(going, *, last_day=None):
    """Somebody must be left who can manage people.

    going: Q of the appointments that end. last_day: their last day, today or before where it is left out.
    Raises NotNow when no other active person is a confirmed administrator today and beyond that day.
    """
    _one_deed_at_a_time()
    today = timezone.localdate()
    rows = Appointment.objects.filter(
        access.in_force(), office=Office.ADMINISTRATOR, user__is_active=True, unit__is_active=True
    )
    longer = Q(to_on=None) | Q(to_on__gt=max(today, last_day or today))
    if rows.filter(going).exists() and not rows.exclude(going).filter(longer).exists():
        told = _("This is the last administrator. Appoint another one first, and have the appointment confirmed.")
        raise NotNow(told, code="last_administrator")
