"""Which paper of the arrival book bears a number. It arrived, hence it stands: its number is never void."""

from documents.arrivals.models import Arrival
from documents.numbers.bearers import Bearer, register_bearers
from documents.numbers.kinds import RegisterKind


def _arrivals(commune, year, numbers):
    rows = Arrival.objects.filter(commune=commune, year=year, number__in=numbers).select_related("registered_by")
    return {row.number: _bearer(row) for row in rows}


def _bearer(row):
    title, by = f"{row.sender}: {row.title}", str(row.registered_by)
    return Bearer(str(row), title, row.arrived_on, by, is_live=True, is_dated_here=False)


register_bearers(RegisterKind.ARRIVAL, _arrivals)
