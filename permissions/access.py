"""Who may do what, on what, in whose name: `may` for one thing, `visible_to` for lists. Never cached."""

from dataclasses import dataclass, replace
from functools import cache, reduce
from operator import or_

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from permissions.mandates.models import Mandate
from permissions.names import RIGHTS
from permissions.people.models import Appointment, Deputising, Unit, User
from permissions.prepared import HOLE, Prepared
from permissions.refusals import NotYou
from permissions.roles import NOT_DEPUTISED, SCOPES, Office, Scope, offices_with

_visibility_rules = {}
_coverage_rules = {}
_narrowings = {}


@dataclass(frozen=True, slots=True)
class Capacity:
    """A person acting through an own appointment, or as dated deputy in another person's."""

    user: User
    appointment: Appointment
    deputising: Deputising | None = None
    # Of an inspector: by which one decision this capacity reads. An inspector has a capacity for each in force.
    mandate: Mandate | None = None

    @property
    def key(self):
        """What a form or request sends as `acting_as`."""
        return f"d{self.deputising.pk}" if self.deputising else f"a{self.appointment.pk}"

    @property
    def office(self):
        return self.appointment.office

    @property
    def unit_id(self):
        return self.appointment.unit_id

    @property
    def commune_id(self):
        known = self.appointment.__dict__
        if "commune_id" in known:  # read with the appointment where it was
            return known["commune_id"]
        return self.appointment.unit.commune_id

    @property
    def persons(self):
        """Actor and principal: where two people must differ, both count."""
        return {self.user.pk, self.appointment.user_id}

    @property
    def label(self):
        """Office and, for a deputy, the signing form and the principal."""
        title = self.appointment.title or self.appointment.get_office_display()
        if not self.deputising:
            return title
        return _("%(form)s. %(title)s %(principal)s") % {
            "form": self.deputising.signing_form,
            "title": title,
            "principal": self.appointment.user,
        }

    def reaches(self, obj):
        """Does the office reach this object? Units by `unit_id`, communes by `commune_id`; an inspector's mandate."""
        return self._office_reaches(obj) and (obj is None or self.mandate is None or covers(self.mandate, obj))

    def _office_reaches(self, obj):
        scope = SCOPES[self.office]
        if obj is None or scope == Scope.INSTALLATION:
            return True
        if scope == Scope.UNIT:
            return obj.unit_id == self.unit_id
        if scope == Scope.PROVINCE:
            return obj.commune_id is not None and _province_over(obj) == self.unit_id
        return obj.commune_id == self.commune_id


def _province_over(obj):
    """Key of the province over the commune of an object."""
    known = obj._state.fields_cache if hasattr(obj, "_state") else {}
    if known.get("commune") is not None:
        return known["commune"].parent_id
    return Unit.objects.filter(pk=obj.commune_id).values_list("parent_id", flat=True).first()


def confirmed(prefix=""):
    """Q: the row (appointment, deputising) has its confirmation or needs none."""
    return Q(**{f"{prefix}needs_confirmation": False}) | Q(**{f"{prefix}confirmed_by__isnull": False})


def in_force(prefix="", on=None):
    """Q: the dated row (appointment, deputising) holds on a day, and is confirmed where it must be."""
    on = on or timezone.localdate()
    begun, not_over = (
        Q(**{f"{prefix}from_on__lte": on}),
        Q(**{f"{prefix}to_on__gte": on}) | Q(**{f"{prefix}to_on": None}),
    )
    return begun & not_over & confirmed(prefix)


@cache
def _appointments(offices):
    rows = Appointment.objects.filter(user=HOLE, office__in=sorted(offices), unit__is_active=True)
    return Prepared(rows.annotate(commune_id=F("unit__commune_id")).order_by("pk"))


def _own(user, offices, on):
    """All with their units for pages, and for a right only what `reaches` looks at: a deed asks at every step."""
    on = on or timezone.localdate()
    if offices is None:
        rows = Appointment.objects.filter(user=user, unit__is_active=True).select_related("unit").order_by("pk")
    else:
        rows = _appointments(offices)(user.pk)
    held = [row for row in rows if row.holds_on(on)]
    for row in held:
        row.user = user
    return _by_mandate([Capacity(user, row) for row in held], on)


def _by_mandate(held, on):
    """An inspector has a capacity for each mandate in force, none without: one statement, for inspectors alone."""
    inspecting = [capacity.appointment.pk for capacity in held if capacity.office == Office.INSPECTOR]
    if not inspecting:
        return held
    now, found = timezone.now(), {}
    for mandate in Mandate.objects.filter(appointment__in=inspecting).order_by("pk"):
        if mandate.holds_at(on, now):
            found.setdefault(mandate.appointment_id, []).append(mandate)
    by_mandate = []
    for capacity in held:
        if capacity.office == Office.INSPECTOR:
            by_mandate += [replace(capacity, mandate=one) for one in found.get(capacity.appointment.pk, ())]
        else:
            by_mandate.append(capacity)
    return by_mandate


@cache
def _ever_deputies():
    return Prepared(Deputising.objects.filter(deputy=HOLE).order_by("pk"))


def _as_deputy(user, offices, on):
    """In offices that the principal could use: nobody acts for a deactivated person, or in a deactivated unit.

    Hardly anybody stands in for another, and every request asks: who never did costs a short statement.
    """
    if not _ever_deputies()(user.pk):
        return []
    on = on or timezone.localdate()
    rows = Deputising.objects.filter(
        in_force(on=on),
        in_force("appointment__", on),
        deputy=user,
        appointment__user__is_active=True,
        appointment__unit__is_active=True,
    ).exclude(appointment__office__in=NOT_DEPUTISED)
    if offices is not None:
        rows = rows.filter(appointment__office__in=offices)
    rows = rows.select_related("appointment__unit", "appointment__user").order_by("pk")
    return _by_mandate([Capacity(user, row.appointment, row) for row in rows], on)


def capacities(user, *, on=None):
    """Every office the person may act in today: own ones first, then as deputy."""
    if not getattr(user, "is_active", False) or not user.pk:
        return []
    return _own(user, None, on) + _as_deputy(user, None, on)


def own_first(held):
    """Own capacities hide those of deputies."""
    return [capacity for capacity in held if not capacity.deputising] or held


def capacities_for(user, right, obj=None, *, on=None):
    """The capacities in which the person holds the right on the object; own ones hide deputies'."""
    if right not in RIGHTS:
        raise KeyError(f"undeclared right: {right}")
    if not getattr(user, "is_active", False) or not user.pk:
        return []
    offices = offices_with(right)
    return holding(_own(user, offices, on), right, obj) or holding(_as_deputy(user, offices, on), right, obj)


def holding(held, right, obj):
    """Those of these capacities that hold the right on the object."""
    offices, rule = offices_with(right), _narrowings.get(right)
    found = [capacity for capacity in held if capacity.office in offices and capacity.reaches(obj)]
    return found if rule is None or obj is None else [capacity for capacity in found if rule(capacity, obj)]


def narrow(right, rule):
    """Say who of the offices that hold a right holds it on a single thing: `rule(capacity, thing)`.

    As who presides over a meeting: an office alone does not tell, the meeting does.
    """
    _narrowings[right] = rule


def may(user, right, obj=None, *, on=None):
    """Does the person hold the right (on the object) today?"""
    return bool(capacities_for(user, right, obj, on=on))


def require(user, right, obj=None, *, acting_as="", on=None):
    """The capacity in which the person acts.

    acting_as: `Capacity.key` from the request; empty takes the first that holds the right.
    Raises NotYou with the sentence of the right.
    """
    found = capacities_for(user, right, obj, on=on)
    if acting_as and found and not any(capacity.key == acting_as for capacity in found):
        offices = offices_with(right)
        found = [c for c in holding(_as_deputy(user, offices, on), right, obj) if c.key == acting_as]
    elif acting_as:
        found = [capacity for capacity in found if capacity.key == acting_as]
    if not found:
        raise NotYou(_("You may not: %(right)s.") % {"right": RIGHTS[right]})
    return found[0]


def register_visibility(model, rule):
    """Add a rule `rule(capacities) -> Q or None`; a row is visible where any rule says so."""
    _visibility_rules.setdefault(model, []).append(rule)


def register_coverage(model, rule):
    """Say what of a model a mandate covers that is narrower than its commune: `rule(mandate) -> Q`.

    An inspector with such a mandate sees nothing of a model for which nobody said it.
    """
    _coverage_rules[model] = rule


def covers(mandate, obj):
    """Does the mandate cover this thing of its commune? One statement, none where it covers the whole commune."""
    if mandate.is_whole:
        return True
    rule = _coverage_rules.get(type(obj))
    return rule is not None and type(obj)._default_manager.filter(rule(mandate), pk=obj.pk).exists()


def covering(held, obj):
    """Without the capacities of an inspector whose mandate does not cover the thing: they do not count on it."""
    return [capacity for capacity in held if capacity.mandate is None or covers(capacity.mandate, obj)]


def _is_narrow(capacity):
    return capacity.mandate is not None and not capacity.mandate.is_whole


def commune_wide(held):
    """Without the capacities of an inspector whose mandate covers less than the commune: they read single things."""
    return [capacity for capacity in held if not _is_narrow(capacity)]


def _allowed(model, held):
    """What the rules say: of offices without a narrow mandate together, and of every narrow mandate within it."""
    rules = _visibility_rules[model]
    allowed = [found for rule in rules if (found := rule(commune_wide(held))) is not None]
    for capacity in filter(_is_narrow, held if model in _coverage_rules else ()):
        inside, asked = _coverage_rules[model](capacity.mandate), [replace(capacity, mandate=None)]
        allowed += [found & inside for rule in rules if (found := rule(asked)) is not None]
    return allowed


def visible_to(user, queryset, *, acting=None):
    """The rows this person may see. `acting` passes capacities already asked in this request."""
    queryset = queryset._default_manager.all() if isinstance(queryset, type) else queryset
    held = capacities(user) if acting is None else acting
    allowed = _allowed(queryset.model, held)
    if not allowed:
        return queryset.none()
    if any(not found for found in allowed):  # an empty Q: everything
        return queryset
    return queryset.filter(reduce(or_, allowed))


def units_and_communes(held, right):
    """The units and the communes over which a right is held as a whole."""
    offices, held = offices_with(right), commune_wide(held)
    units = {c.unit_id for c in held if c.office in offices and SCOPES[Office(c.office)] == Scope.UNIT}
    communes = {c.commune_id for c in held if c.office in offices and SCOPES[Office(c.office)] == Scope.COMMUNE}
    return units, communes


def provinces(held, right):
    """For visibility rules: the provinces over whose communes a right is held."""
    offices = offices_with(right)
    return {c.unit_id for c in held if c.office in offices and SCOPES[Office(c.office)] == Scope.PROVINCE}
