"""Managing people, units, offices and deputies; each deed leaves one ledger entry on the people stream."""

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from permissions import access
from permissions.ledger import acts, tracked
from permissions.ledger.services import Line, record
from permissions.people import conditions, seating
from permissions.people.models import Appointment, Deputising, Unit, User
from permissions.people.units import UnitKind
from permissions.refusals import NotNow, NotYou, ValidationError
from permissions.roles import NEEDS_CONFIRMATION, NOT_DEPUTISED, Office
from permissions.vietnamese import clean_line

acts.declare(
    {
        "person.added": gettext_lazy("added a person"),
        "person.changed": gettext_lazy("changed a person's data"),
        "person.deactivated": gettext_lazy("deactivated a person"),
        "person.reactivated": gettext_lazy("reactivated a person"),
        "person.password_set": gettext_lazy("set a new password"),
        "unit.added": gettext_lazy("added a unit"),
        "unit.changed": gettext_lazy("changed a unit"),
        "appointment.made": gettext_lazy("appointed to an office"),
        "appointment.confirmed": gettext_lazy("confirmed an appointment"),
        "appointment.ended": gettext_lazy("ended an appointment"),
        "deputising.made": gettext_lazy("named a deputy"),
        "deputising.confirmed": gettext_lazy("confirmed a deputy"),
        "deputising.ended": gettext_lazy("ended a deputy's authority"),
    }
)


def stream_of(unit):
    """People of a commune are told on its stream, those above on the installation's."""
    commune = unit.commune if unit and unit.commune_id else None
    return f"people/{commune.code if commune else 'installation'}"


def _tell(act, body, *, unit, by, capacity, kept, now):
    history = kept if isinstance(kept, list) else [kept]
    line = Line(stream=stream_of(unit), act=act, body={**body, "history": history})
    commune_id = unit.commune_id if unit else None
    record([line], commune_id=commune_id, by=by, acting_as=capacity, at=now)


def home_of(user):
    """The unit on whose stream changes of a person are told: that of the newest appointment."""
    newest = user.appointments.select_related("unit__commune").order_by("-from_on", "-pk").first()
    return newest.unit if newest else None


@transaction.atomic
def add_person(*, username, full_name, password, by, email="", phone="", unit=None, acting_as=""):
    """Open an account, whose holder chooses an own password at the first sign-in.

    Raises ValidationError for a taken user name or a weak password.
    """
    capacity = access.require(by, "people.edit", acting_as=acting_as)
    user = User(
        username=clean_line(username).lower(), full_name=clean_line(full_name), email=email, phone=clean_line(phone)
    )
    user.full_clean(exclude=["password"])
    validate_password(password, user)
    user.set_password(password)
    user.password_set_by, user.password_set_at = by, timezone.now()
    kept = tracked.save(user, by=by)
    body = {"person": user.pk, "name": user.full_name, "username": user.username}
    _tell("person.added", body, unit=unit, by=by, capacity=capacity, kept=kept, now=user.password_set_at)
    return user


@transaction.atomic
def change_person(*, user, values, by, acting_as=""):
    """Change name, e-mail or telephone."""
    capacity = access.require(by, "people.edit", acting_as=acting_as)
    user = User.objects.select_for_update().get(pk=user.pk)
    before = tracked.snapshot(user)
    for name in ("full_name", "email", "phone"):
        if name in values:
            setattr(user, name, clean_line(values[name]))
    user.full_clean(exclude=["password"])
    changes = tracked.changes(before, tracked.snapshot(user))
    if changes:
        kept = tracked.save(user, by=by)
        body = {"person": user.pk, "name": user.full_name, "changes": changes}
        _tell("person.changed", body, unit=home_of(user), by=by, capacity=capacity, kept=kept, now=timezone.now())
    return user


def _revoke_tokens(user, now):
    """A shut account leaves no key behind: its live tokens end for good. The keys of the tokens."""
    live = user.api_tokens.select_for_update().filter(revoked_at=None, expires_at__gt=now)
    keys = sorted(live.values_list("pk", flat=True))
    user.api_tokens.filter(pk__in=keys).update(revoked_at=now)
    return keys


@transaction.atomic
def set_active(*, user, is_active, reason, by, acting_as=""):
    """Shut or reopen an account; nobody shuts their own. Shut ones lose their tokens. People are never deleted.

    Raises NotNow for the last administrator.
    """
    capacity = access.require(by, "people.edit", acting_as=acting_as)
    if user.pk == by.pk:
        raise NotYou(_("Nobody deactivates their own account; ask another administrator."))
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason.")})
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if user.is_active == is_active:
        return user
    if not is_active:
        conditions.keep_an_administrator(Q(user=user))
    user.is_active = is_active
    kept, now = tracked.save(user, by=by, reason=reason), timezone.now()
    act = "person.reactivated" if is_active else "person.deactivated"
    body = {"person": user.pk, "name": user.full_name, "reason": reason}
    if not is_active:
        body["revoked_tokens"] = _revoke_tokens(user, now)
    _tell(act, body, unit=home_of(user), by=by, capacity=capacity, kept=kept, now=now)
    return user


@transaction.atomic
def set_password(*, user, password, by, acting_as=""):
    """Set one's own password, or a new one for a person, who chooses an own one at the next sign-in."""
    own = user.pk == by.pk
    capacity = None if own else access.require(by, "people.edit", acting_as=acting_as)
    user = User.objects.select_for_update().get(pk=user.pk)
    validate_password(password, user)
    if own:
        conditions.refuse_given_password(user, password)
    user.set_password(password)
    user.password_set_by, user.password_set_at = None if own else by, timezone.now()
    kept = tracked.save(user, by=by)
    body = {"person": user.pk, "name": user.full_name}
    _tell(
        "person.password_set", body, unit=home_of(user), by=by, capacity=capacity, kept=kept, now=user.password_set_at
    )
    return user


UNIT_FIELDS = ("name", "short_name", "symbol", "place", "agency_code", "has_accounts", "is_active")


@transaction.atomic
def add_unit(*, code, name, kind, parent, by, acting_as="", **values):
    """Add a unit below another; its commune follows from the tree."""
    capacity = access.require(by, "people.edit", acting_as=acting_as)
    if kind != UnitKind.PROVINCE and parent is None:
        raise ValidationError({"parent": _("Choose the unit above this one.")})
    if kind == UnitKind.COMMUNE and parent.kind != UnitKind.PROVINCE:
        raise ValidationError({"parent": _("A commune stands below the province.")})
    unit = Unit(code=clean_line(code), name=clean_line(name), kind=kind, parent=parent)
    for field in UNIT_FIELDS:
        if field in values:
            setattr(unit, field, values[field])
    unit.commune = parent.commune if parent and kind != UnitKind.COMMUNE else None
    unit.full_clean()
    kept = [tracked.save(unit, by=by)]
    if kind == UnitKind.COMMUNE:
        unit.commune = unit
        kept.append(tracked.save(unit, by=by))
    body = {"unit": unit.pk, "name": unit.name, "code": unit.code}
    _tell("unit.added", body, unit=unit, by=by, capacity=capacity, kept=kept, now=timezone.now())
    return unit


@transaction.atomic
def change_unit(*, unit, values, by, acting_as=""):
    """Change a unit's names, symbol or state; kind and place in the tree stay.

    Raises NotNow for the unit in which the last administrator holds office.
    """
    capacity = access.require(by, "people.edit", acting_as=acting_as)
    unit = Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    if unit.is_active and not values.get("is_active", True):
        conditions.keep_an_administrator(Q(unit=unit))
    before = tracked.snapshot(unit)
    for field in UNIT_FIELDS:
        if field in values:
            setattr(unit, field, values[field])
    unit.full_clean()
    changes = tracked.changes(before, tracked.snapshot(unit))
    if changes:
        kept = tracked.save(unit, by=by)
        body = {"unit": unit.pk, "name": unit.name, "changes": changes}
        _tell("unit.changed", body, unit=unit, by=by, capacity=capacity, kept=kept, now=timezone.now())
    return unit


def _twin_of(row, fields):
    """The row that says the same already: a form sent twice makes one. The unit is locked, so twins wait."""
    unit = row.unit_id if isinstance(row, Appointment) else row.appointment.unit_id
    Unit.objects.select_for_update(no_key=True).get(pk=unit)
    return type(row).objects.filter(**{name: getattr(row, name) for name in fields}).first()


@transaction.atomic
def appoint(*, user, unit, office, from_on, by, to_on=None, title="", basis="", acting_as=""):
    """Appoint a person to an office; one of `roles.NEEDS_CONFIRMATION` waits for a second person's confirmation.

    Only the second administrator of a new installation need not: see `conditions.needs_second_person`.
    Raises NotYou when somebody appoints themselves, ValidationError for an inspector without a mandate.
    """
    capacity = access.require(by, "people.edit", acting_as=acting_as)
    said = {"user": user, "unit": unit, "office": office, "from_on": from_on, "to_on": to_on, "title": title}
    row = seating.appointment(**said, basis=basis, capacity=capacity, by=by)
    if twin := _twin_of(row, ("user", "unit", "office", "from_on", "to_on")):
        return twin
    row.needs_confirmation = conditions.needs_second_person(office, by=by)
    kept = tracked.save(row, by=by)
    body = {"appointment": row.pk, "name": user.full_name, "office": office, "unit": unit.name, "basis": row.basis}
    _tell("appointment.made", body, unit=unit, by=by, capacity=capacity, kept=kept, now=timezone.now())
    return row


def _confirm(row, *, capacity, by):
    """The second pair of eyes is nobody's who gave or gets the office, nor of anybody who acts for one of them."""
    if capacity.persons & row.parties:
        raise NotYou(_("A third person must confirm: neither who appointed, nor in whose name, nor who was appointed."))
    if not row.needs_confirmation or row.confirmed_by_id:
        raise NotNow(_("There is nothing to confirm any more."))
    row.confirmed_by = by
    return tracked.save(row, by=by)


@transaction.atomic
def confirm_appointment(*, appointment, by, acting_as=""):
    """The second pair of eyes: a second administrator or the commune chair.

    Raises NotYou for the person who appointed, the principal of an appointing deputy, and the person appointed.
    """
    row = Appointment.objects.select_for_update(of=("self",)).select_related("unit", "user").get(pk=appointment.pk)
    capacity = access.require(by, "people.confirm_appointment", row.unit, acting_as=acting_as)
    kept = _confirm(row, capacity=capacity, by=by)
    body = {"appointment": row.pk, "name": row.user.full_name, "office": row.office, "unit": row.unit.name}
    _tell("appointment.confirmed", body, unit=row.unit, by=by, capacity=capacity, kept=kept, now=timezone.now())
    return row


@transaction.atomic
def end_appointment(*, appointment, to_on, by, reason="", acting_as=""):
    """Give an appointment its last day; it is never deleted. Raises NotNow for that of the last administrator."""
    rows = Appointment.objects.select_for_update(of=("self",), no_key=True).select_related("unit", "user")
    row = rows.get(pk=appointment.pk)
    capacity = access.require(by, "people.edit", acting_as=acting_as)
    seating.refuse_longer(row, to_on)
    if row.office == Office.ADMINISTRATOR:
        conditions.keep_an_administrator(Q(pk=row.pk), last_day=to_on)
    row.to_on = to_on
    row.full_clean()
    kept = tracked.save(row, by=by, reason=reason)
    body = {"appointment": row.pk, "name": row.user.full_name, "office": row.office, "to_on": to_on.isoformat()}
    _tell("appointment.ended", body, unit=row.unit, by=by, capacity=capacity, kept=kept, now=timezone.now())
    return row


def _refuse_personal(appointment):
    if appointment.office == Office.INSPECTOR:
        raise NotNow(_("What an inspector may read is personal; nobody deputises. Another person needs a mandate."))
    if appointment.office in NOT_DEPUTISED:
        raise NotNow(_("A seat in the council is personal; nobody deputises in it."))


@transaction.atomic
def name_deputy(*, appointment, deputy, signing_form, basis, from_on, by, to_on=None, title="", acting_as=""):
    """Name a dated deputy for an office. Council seats and inspectors are personal; no deputy of a deputy.

    Where the office needs a second person's confirmation, its deputy does too: both hold the same rights.
    """
    capacity = access.require(by, "people.edit", acting_as=acting_as)
    _refuse_personal(appointment)
    if deputy.pk == appointment.user_id:
        raise ValidationError({"deputy": _("The deputy must be another person.")})
    if deputy.pk in capacity.persons:
        raise NotYou(_("Nobody names themselves deputy."))
    row = Deputising(
        appointment=appointment,
        deputy=deputy,
        signing_form=signing_form,
        basis=clean_line(basis),
        from_on=from_on,
        to_on=to_on,
        title=clean_line(title),
        named_by=by,
        named_for=capacity.appointment.user,
        needs_confirmation=appointment.office in NEEDS_CONFIRMATION,
    )
    row.full_clean()
    if twin := _twin_of(row, ("appointment", "deputy", "from_on", "to_on")):
        return twin
    kept = tracked.save(row, by=by)
    body = {"deputising": row.pk, "name": deputy.full_name, "for": str(appointment.user), "basis": row.basis}
    _tell("deputising.made", body, unit=appointment.unit, by=by, capacity=capacity, kept=kept, now=timezone.now())
    return row


@transaction.atomic
def confirm_deputy(*, deputising, by, acting_as=""):
    """The second pair of eyes on a deputy; also the holder of the office, if the chair, who did not name the deputy.

    Raises NotYou for the person who named, the principal of a naming deputy, and the deputy.
    """
    row = Deputising.objects.select_for_update(of=("self",)).select_related("appointment__unit", "deputy")
    row = row.get(pk=deputising.pk)
    unit = row.appointment.unit
    capacity = access.require(by, "people.confirm_appointment", unit, acting_as=acting_as)
    kept = _confirm(row, capacity=capacity, by=by)
    body = {"deputising": row.pk, "name": row.deputy.full_name, "for": str(row.appointment.user)}
    _tell("deputising.confirmed", body, unit=unit, by=by, capacity=capacity, kept=kept, now=timezone.now())
    return row


@transaction.atomic
def end_deputy(*, deputising, to_on, by, acting_as=""):
    """Give a deputy's authority its last day."""
    row = Deputising.objects.select_for_update(of=("self",)).select_related("appointment__unit", "deputy")
    row = row.get(pk=deputising.pk)
    capacity = access.require(by, "people.edit", acting_as=acting_as)
    seating.refuse_longer(row, to_on)
    row.to_on = to_on
    row.full_clean()
    kept = tracked.save(row, by=by)
    body = {"deputising": row.pk, "name": row.deputy.full_name, "to_on": to_on.isoformat()}
    _tell("deputising.ended", body, unit=row.appointment.unit, by=by, capacity=capacity, kept=kept, now=timezone.now())
    return row


@transaction.atomic
def found_installation(*, province_code, province_name, username, full_name, password):
    """The very first act: the province's unit and the first administrator. Refused once anybody has an account.

    The first administrator appoints the second, who needs no confirmation, before anybody else: from then on the two
    confirm each other's appointments.
    """
    if User.objects.exists():
        raise NotNow(_("This installation has people already; an administrator adds further ones."))
    province = Unit(code=province_code, name=province_name, kind=UnitKind.PROVINCE)
    kept = [tracked.save(province, by=None)]
    user = User(username=clean_line(username).lower(), full_name=full_name)
    validate_password(password, user)
    user.set_password(password)
    kept.append(tracked.save(user, by=None))
    today = timezone.localdate()
    row = Appointment(user=user, unit=province, office=Office.ADMINISTRATOR, from_on=today)
    kept.append(tracked.save(row, by=None))
    body = {"name": user.full_name, "office": str(row.office), "unit": province.name, "history": kept}
    line = Line(stream=stream_of(province), act="appointment.made", body=body)
    record([line], commune_id=None, by=None, acting_as=None)
    return user
