"""Communes of bulk data with their units, people and offices; nobody of them can sign in."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth.hashers import make_password

from permissions.access import Capacity
from permissions.ledger import tracked
from permissions.people.models import Appointment, Unit, User
from permissions.people.units import UnitKind
from permissions.roles import Office
from permissions.vietnamese import name_sort_key, search_key, sort_key
from project.seeding import names
from project.seeding.shares import by_rank, divided

PROVINCE = "SEED"
SINCE = date(2025, 7, 1)
_MOST_UNITS, _LEAST_UNITS = 60, 8
_KINDS = (
    (UnitKind.SCHOOL, "Trường Tiểu học số"),
    (UnitKind.HAMLET, "Xóm"),
    (UnitKind.FRONT, "Chi hội"),
    (UnitKind.HAMLET, "Tổ dân phố"),
    (UnitKind.COMPANY, "Hợp tác xã"),
)
_IN_THE_OFFICE = (Office.OFFICE_REVIEWER, Office.OFFICE_REVIEWER, Office.OFFICE_HEAD)
_IN_THE_COUNCIL = (Office.COUNCIL_SECRETARY, Office.COUNCIL_CHAIR, *[Office.COUNCIL_MEMBER] * 5)
_IN_THE_COMMUNE = (Office.COMMUNE_CHAIR, Office.COMMUNE_DEPUTY_CHAIR, Office.RECORDS_CLERK)


@dataclass
class Town:
    """A commune, its proposing units (the busiest first), and its capacities by (office, unit id)."""

    commune: Unit
    units: list = field(default_factory=list)
    held: dict = field(default_factory=lambda: defaultdict(list))

    def capacity(self, office, unit_id=None):
        """Who holds the office; the first of several."""
        return self.capacities(office, unit_id)[0]

    def capacities(self, office, unit_id=None):
        if unit_id:
            return self.held[office, unit_id]
        return [one for (held, _unit), several in self.held.items() if held == office for one in several]


def _unit(code, name, kind, parent, commune=None):
    return Unit(
        code=code,
        name=name,
        kind=kind,
        parent=parent,
        commune=commune,
        place=name if kind == UnitKind.COMMUNE else "",
        symbol="UBND" if kind == UnitKind.COMMUNE else "",
        search_key=search_key(name, code),
        sort_key=sort_key(name),
    )


def province():
    """The province of all bulk data, made where it is missing, and the references to its history."""
    found = Unit.objects.filter(code=PROVINCE).first()
    if found is not None:
        return found, []
    found = _unit(PROVINCE, "Tỉnh MẪU", UnitKind.PROVINCE, None)
    return found, tracked.add_many([found], by=None)


def seeded_communes():
    """The communes made here, the biggest first."""
    return Unit.objects.filter(kind=UnitKind.COMMUNE, parent__code=PROVINCE).order_by("pk")


def _communes(parent, numbers):
    made = [
        _unit(f"S{number + 1:04d}", f"UBND xã {names.place(number)}", UnitKind.COMMUNE, parent) for number in numbers
    ]
    kept = tracked.add_many(made, by=None)
    for commune in made:
        commune.commune = commune
    return made, kept + tracked.save_many(made, ["commune"], by=None)


def _units_of(commune, count):
    office = _unit(f"{commune.code}-VP", "Phòng Văn hóa - Xã hội", UnitKind.CULTURE_OFFICE, commune, commune)
    council = _unit(f"{commune.code}-HD", "Hội đồng Thi đua - Khen thưởng", UnitKind.COUNCIL, commune, commune)
    proposing = []
    for number in range(count):
        kind, words = _KINDS[number % len(_KINDS)]
        proposing.append(_unit(f"{commune.code}-{number + 1:02d}", f"{words} {number + 1}", kind, commune, commune))
    return [office, council, *proposing]


def _offices(units):
    """(office, unit) of every seat that the units need."""
    for unit in units:
        if unit.kind == UnitKind.CULTURE_OFFICE:
            yield from ((office, unit) for office in _IN_THE_OFFICE)
        elif unit.kind == UnitKind.COUNCIL:
            yield from ((office, unit) for office in _IN_THE_COUNCIL)
        elif unit.kind == UnitKind.COMMUNE:
            yield from ((office, unit) for office in _IN_THE_COMMUNE)
        else:
            yield from ((office, unit) for office in (Office.UNIT_CLERK, Office.UNIT_HEAD))


def _people(seats, dice):
    nobody = make_password(None)  # nobody signs in
    made = []
    for number, (office, unit) in enumerate(seats):
        username, full_name = f"{unit.code}-{office}-{number}".lower(), names.person(dice)
        made.append(
            User(
                username=username,
                full_name=full_name,
                password=nobody,
                search_key=search_key(full_name, username)[:200],
                sort_key=name_sort_key(full_name),
            )
        )
    return made


def make_communes(count, dice):
    """Communes with units, people and offices until there are `count` of them; returns the references to history."""
    (parent, kept), there = province(), seeded_communes().count()
    if there >= count:
        return kept
    communes, added = _communes(parent, range(there, count))
    sizes = divided(_MOST_UNITS * len(communes) // 2, by_rank(len(communes), 0.6))
    units = []
    for commune, size in zip(communes, sizes, strict=True):
        units += _units_of(commune, min(max(size, _LEAST_UNITS), _MOST_UNITS))
    kept += added + tracked.add_many(units, by=None)
    seats = list(_offices([*communes, *units]))
    people = _people(seats, dice)
    kept += tracked.add_many(people, by=None)
    return kept + tracked.add_many(
        [
            Appointment(user=user, unit=unit, office=office, from_on=SINCE)
            for user, (office, unit) in zip(people, seats, strict=True)
        ],
        by=None,
    )


def towns(count):
    """The first `count` communes as Towns; three statements."""
    found = {commune.pk: Town(commune) for commune in seeded_communes().select_related("parent")[:count]}
    seats = Appointment.objects.filter(unit__commune__in=found).select_related("unit", "user").order_by("pk")
    units = Unit.objects.filter(commune__in=found, kind__in={kind for kind, _words in _KINDS}).order_by("pk")
    for unit in units:
        unit.commune = found[unit.commune_id].commune
        found[unit.commune_id].units.append(unit)
    for seat in seats:
        found[seat.unit.commune_id].held[seat.office, seat.unit_id].append(Capacity(seat.user, seat))
    return list(found.values())
