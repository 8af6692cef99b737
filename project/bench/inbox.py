"""`bench inbox`: the first page of a person with 150 units, the counters, and an empty inbox, few and many dossiers."""

from django.contrib.auth.hashers import make_password
from django.db import connection
from django.utils import timezone

from documents.proposals.models import NO_DAY, Proposal
from permissions import access
from permissions.people.models import Appointment, Unit, User
from permissions.roles import Office
from project.bench.report import Case
from project.bench.timing import interleaved, statements_of
from project.seeding.places import PROVINCE, SINCE, seeded_communes
from project.seeding.services import seed
from workflows.inbox import queries
from workflows.inbox.desks import own_desks, shared_queues

UNITS = 150
COMMUNES = 40


def _person(username, office, units):
    person = User.objects.create(username=username, full_name=username, password=make_password(None))
    Appointment.objects.bulk_create(Appointment(user=person, unit=unit, office=office, from_on=SINCE) for unit in units)
    return person


def _people():
    """name -> person: a clerk for 150 units, one for a unit where nothing waits, a reviewer of the biggest commune."""
    proposing = (
        Unit.objects.filter(commune__parent__code=PROVINCE).exclude(kind__in=("commune", "council")).order_by("-pk")
    )
    busy = Proposal.objects.values("unit")
    idle = Unit.objects.create(
        code="SEED-IDLE", name="Xóm vắng", kind="office", parent=proposing[0].parent, commune=proposing[0].commune
    )
    return {
        f"clerk of {UNITS} units": _person("bench-many", Office.UNIT_CLERK, proposing.filter(pk__in=busy)[:UNITS]),
        "clerk with an empty inbox": _person("bench-idle", Office.UNIT_CLERK, [idle]),
        "reviewer of the biggest commune": _person("bench-reviewer", Office.OFFICE_REVIEWER, seeded_communes()[:1]),
    }


_BARE = (
    "SELECT '{kind}' AS kind, t.id, t.code, t.title, t.state, t.due_on, {due} AS due, t.row_version, t.unit_id "
    "FROM documents_{kind} t WHERE {where} AND t.handler_id IS NULL AND t.desk_office <> '' "
    "ORDER BY {due}, t.id LIMIT 26"
)


def _floor(desks):
    """The bare indexed statement on the bare driver: what lies on these desks, without the person's own hands, the
    names of the units, filters, and objects made of the rows."""
    on_postgresql = connection.vendor == "postgresql"
    due = f"COALESCE(t.due_on, '{NO_DAY}'{'::date' if on_postgresql else ''})"
    branches, values = [], []
    for kind in ("letter", "proposal"):
        if on_postgresql:
            inner = _BARE.format(kind=kind, due=due, where="t.desk_unit_id = d.unit AND t.desk_office = d.office")
            place = "unnest(%s::bigint[], %s::text[]) d (unit, office)"
            branches.append(f"SELECT w.* FROM {place} CROSS JOIN LATERAL ({inner}) w")
            values += [[unit for unit, _office in desks], [office for _unit, office in desks]]
        else:
            inner = _BARE.format(kind=kind, due=due, where="t.desk_unit_id = ? AND t.desk_office = ?")
            branches += [f"SELECT * FROM ({inner})"] * len(desks)
            values += [value for desk in desks for value in desk]
    sql = f"{' UNION ALL '.join(branches)} ORDER BY due, kind, id LIMIT 26"

    def ask(_number):
        cursor = connection.connection.cursor()
        cursor.execute(sql, values)
        cursor.fetchall()

    return ask


class Measure:
    """The inbox of one person, at the size of the day."""

    def __init__(self, person):
        held = access.capacities(person)
        self.mine, self.queue = own_desks(held), shared_queues(held)
        self.desks, self.handler = self.mine or self.queue, person.pk if self.mine else None

    def rows(self, _number=0):
        return queries.waiting(self.desks, handler=self.handler)

    def counters(self, _number=0):
        return queries.count(
            [
                (self.mine, self.handler, {}),
                (self.queue, None, {}),
                (self.mine, self.handler, {"overdue_on": timezone.localdate()}),
            ]
        )

    def taken(self, rounds):
        """Median ms of rows, counters and the bare statement."""
        return interleaved({"rows": self.rows, "counters": self.counters, "floor": _floor(self.desks)}, rounds)


def _grow(size):
    missing = size - Proposal.objects.count()
    if missing > 0:
        seed(communes=COMMUNES, proposals=missing, bare=True, first=size)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE) documents_proposal")
            cursor.execute("VACUUM (ANALYZE) documents_letter")


def cases(sizes, rounds):
    """Every case of `inbox` at each size, and big against small."""
    measures, found = {}, {}
    for size in sizes:
        _grow(size)
        measures = measures or {name: Measure(person) for name, person in _people().items()}
        for name, measure in measures.items():
            found[size, name] = measure.taken(rounds)
            yield from _at(size, name, measure, found[size, name])
    small, big = sizes[0], sizes[-1]
    for name in measures if big > small else ():
        for what in ("rows", "counters"):
            before, after = found[small, name][what], found[big, name][what]
            words = f"{what}, {name}: {big} proposals against {small}"
            yield Case(words, after / before, "<= 1.3", after, floor_ms=before)


def _at(size, name, measure, taken):
    counted = len(statements_of(measure.rows))
    words = f"{{}}, {name}, {size} proposals"
    floor = taken["floor"]
    yield Case(words.format("rows"), taken["rows"] / floor, "<= 2", taken["rows"], floor_ms=floor, statements=counted)
