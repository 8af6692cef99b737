"""Who holds an office today, or deputises in it: asked at every move, so one statement written by hand."""

from dataclasses import dataclass

from django.db import connection

from permissions.roles import NOT_DEPUTISED

_HOLDS = (
    "{0}.from_on <= %s AND ({0}.to_on IS NULL OR {0}.to_on >= %s)"
    " AND (NOT {0}.needs_confirmation OR {0}.confirmed_by_id IS NOT NULL)"
)
# Planning it costs more than running it: one branch, no UNION.
_FOUND = (
    "SELECT a.office, a.unit_id, u.commune_id, a.user_id, q.id FROM permissions_unit u"
    " JOIN permissions_appointment a ON a.unit_id = u.id JOIN permissions_user p ON p.id = a.user_id"
    f" LEFT JOIN permissions_deputising d ON d.appointment_id = a.id AND {_HOLDS.format('d')}"
    " LEFT JOIN permissions_user q ON q.id = d.deputy_id AND q.is_active"
    f" WHERE u.is_active AND p.is_active AND {_HOLDS.format('a')} AND ({{}})"
)
_COLUMNS = {"unit": "u.id", "commune": "u.commune_id"}


@dataclass(frozen=True, slots=True)
class Holder:
    """A person told in an office: own, or as deputy of `principal_id`."""

    office: str
    unit_id: int
    commune_id: int | None
    principal_id: int
    person_id: int


def holders(places, on):
    """The Holders of offices on a day, by the same rule as `access.capacities`: one statement.

    places: {("unit" or "commune", key of that unit, office)}; of several, holders of the offices of one in the unit of
    another may be among those found.
    """
    wanted, values = [], [on] * 4
    for where, column in _COLUMNS.items():
        keys = sorted({key for place, key, _office in places if place == where})
        if keys:
            offices = sorted({str(office) for place, _key, office in places if place == where})
            wanted.append(f"{column} IN ({_holes(keys)}) AND a.office IN ({_holes(offices)})")
            values += [*keys, *offices]
    if not wanted:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_FOUND.format(" OR ".join(wanted)), values)
        return _unfolded(cursor.fetchall())


def _holes(values):
    return ", ".join(["%s"] * len(values))


def _unfolded(rows):
    """A row per appointment and deputy becomes a Holder for each person, none twice."""
    found = {}
    for office, unit_id, commune_id, principal_id, deputy_id in rows:
        for person_id in (principal_id, deputy_id):
            if person_id == principal_id or (person_id and office not in NOT_DEPUTISED):
                holder = Holder(office, unit_id, commune_id, principal_id, person_id)
                found[holder] = None
    return list(found)
