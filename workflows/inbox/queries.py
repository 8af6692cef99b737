"""What waits for a person, in one statement. The only place of raw SQL beside the ledger and the bench: a UNION of
few kinds, each branch answered by one partial index, however many rows there are."""

from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Q

from documents.proposals.models import NO_DAY
from documents.proposals.states import LetterState, ProposalState
from permissions.fields import whole_number
from permissions.ledger.models import LedgerEntry
from permissions.vietnamese import search_words
from workflows.council.states import MeetingState
from workflows.decisions.states import DecisionState
from workflows.handoff.states import TransmittalState
from workflows.inbox.desks import IN_HAND, KINDS_ON
from workflows.offers.states import OfferState
from workflows.opinions.states import OpinionState
from workflows.revocations.states import AmendmentState

PAGE = 25
CAP = 100
_MOST_BRANCHES = 400  # SQLite takes 500 terms in one UNION


@dataclass(frozen=True, slots=True)
class _Kind:
    """A table whose rows lie on desks. Empty column names: it has no such column."""

    table: str
    states: type
    page: str
    unit: str = ""
    form: str = ""
    campaign: str = ""


_KINDS = {
    "amendment": _Kind("workflows_amendment", AmendmentState, "revocations:detail"),
    "decision": _Kind("workflows_decision", DecisionState, "decisions:detail", form="award_form_id"),
    "letter": _Kind("documents_letter", LetterState, "letters:detail", unit="unit_id", campaign="campaign_id"),
    "meeting": _Kind("workflows_meeting", MeetingState, "council:detail"),
    "offer": _Kind("workflows_offer", OfferState, "proposals:detail", unit="unit_id", form="award_form_id"),
    "opinion": _Kind("workflows_opinion", OpinionState, "opinions:detail"),
    "proposal": _Kind(
        "documents_proposal",
        ProposalState,
        "proposals:detail",
        unit="unit_id",
        form="award_form_id",
        campaign="campaign_id",
    ),
    "transmittal": _Kind(
        "workflows_transmittal", TransmittalState, "transmittals:detail", unit="commune_id", form="award_form_id"
    ),
}


_LIKE = "search_key LIKE %s"
# A letter is found by its people too; the keys of the others hold theirs.
_FOUND = dict.fromkeys(_KINDS, f"t.{_LIKE}") | {
    "letter": f"(t.{_LIKE} OR EXISTS (SELECT 1 FROM documents_nomination n WHERE n.letter_id = t.id AND n.{_LIKE}))"
}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that waits."""

    kind: str
    pk: int
    code: str
    title: str
    state: str
    due_on: date | None
    handler_id: int | None
    row_version: int
    unit: str

    @property
    def page(self):
        """Name of the page that shows it."""
        return _KINDS[self.kind].page

    def get_state_display(self):
        return _KINDS[self.kind].states(self.state).label

    @property
    def cursor(self):
        return f"{self.due_on or NO_DAY}~{self.kind}~{self.pk}"


def _due():
    """The expression of the index, letter for letter."""
    return f"COALESCE(t.due_on, '{NO_DAY}'{'::date' if connection.vendor == 'postgresql' else ''})"


def _narrowed(name, kind, filters):
    """Conditions of the filters on one kind, or None where the kind cannot match."""
    conditions, values = [], []
    for column, wanted in ((kind.unit, "unit"), (kind.form, "form"), (kind.campaign, "campaign")):
        if filters.get(wanted):
            if not column:
                return None
            conditions.append(f"t.{column} = %s")
            values.append(filters[wanted])
    if filters.get("state"):
        if filters["state"] not in kind.states.values:
            return None
        conditions.append("t.state = %s")
        values.append(filters["state"])
    if filters.get("kind") and filters["kind"] != name:
        return None
    for word in search_words(filters.get("q", "")):
        conditions.append(_FOUND[name])
        values += [f"%{word}%"] * _FOUND[name].count("%s")
    if filters.get("overdue_on"):
        conditions.append(f"{_due()} < %s")
        values.append(filters["overdue_on"])
    return conditions, values


def _after(name, cursor):
    """The condition that goes on behind a cursor `day~kind~key`, in the order day, kind, key."""
    if not cursor:
        return [], []
    day, kind, key = cursor
    if name > kind:
        return [f"{_due()} >= %s"], [day]
    if name < kind:
        return [f"{_due()} > %s"], [day]
    return [f"({_due()}, t.id) > (%s, %s)"], [day, key]


def _branch(name, where, values, filters, cursor, limit):
    kind = _KINDS[name]
    narrowed = _narrowed(name, kind, filters)
    if narrowed is None:
        return None
    behind, behind_values = _after(name, cursor)
    conditions = ["t.desk_office <> ''", *where, *narrowed[0], *behind]
    sql = (
        f"SELECT '{name}' AS kind, t.id, t.code, t.title, t.state, t.due_on, {_due()} AS due, t.handler_id, "
        f"t.row_version, {f't.{kind.unit}' if kind.unit else 'CAST(NULL AS bigint)'} AS unit_id "
        f"FROM {kind.table} t WHERE {' AND '.join(conditions)} ORDER BY {_due()}, t.id LIMIT {limit}"
    )
    return sql, [*values, *narrowed[1], *behind_values]


def _lateral(name, desks, filters, cursor, limit, in_order):
    """All desks through one LATERAL. Of more desks than rows are asked, only those whose first row comes early enough
    are read on: the cost does not grow with what waits on the others."""
    where = ["t.desk_unit_id = desk.unit_id", "t.desk_office = desk.office", "t.handler_id IS NULL"]
    branch = _branch(name, where, [], filters, cursor, limit)
    if branch is None:
        return None
    place = "unnest(%s::bigint[], %s::text[]) AS desk(unit_id, office)"
    values = [[unit for unit, _office in desks], [office for _unit, office in desks]]
    if in_order and len(desks) > limit:
        first, first_values = _branch(name, where, [], filters, cursor, 1)
        early = f"SELECT desk.* FROM {place} CROSS JOIN LATERAL ({first}) f ORDER BY f.due, f.id LIMIT {limit}"
        place, values = f"({early}) AS desk", [*values, *first_values]
    return f"SELECT w.* FROM {place} CROSS JOIN LATERAL ({branch[0]}) w", [*values, *branch[1]]


def _desk_branches(desks, filters, cursor, limit, in_order):
    """Per kind: PostgreSQL asks all desks through one LATERAL, SQLite repeats the branch per desk."""
    for name in _KINDS:
        mine = [(unit, office) for unit, office in desks if name in KINDS_ON[office]]
        if not mine:
            continue
        if connection.vendor == "postgresql":
            yield _lateral(name, mine, filters, cursor, limit, in_order)
        elif len(mine) > _MOST_BRANCHES // len(_KINDS):
            pairs = ", ".join(["(%s, %s)"] * len(mine))
            where = [f"(t.desk_unit_id, t.desk_office) IN (VALUES {pairs})", "t.handler_id IS NULL"]
            yield _branch(name, where, [value for pair in mine for value in pair], filters, cursor, limit)
        else:
            where = ["t.desk_unit_id = %s", "t.desk_office = %s", "t.handler_id IS NULL"]
            for pair in mine:
                yield _branch(name, where, list(pair), filters, cursor, limit)


def _statement(desks, handler, filters, cursor, limit, *, in_order=True):
    """The UNION of all branches, unordered; None when nothing can match.

    in_order: the first rows are wanted and not just any, as for counting.
    """
    branches = list(_desk_branches(desks, filters, cursor, limit, in_order))
    if handler:
        branches += [_branch(name, ["t.handler_id = %s"], [handler], filters, cursor, limit) for name in IN_HAND]
    branches = [branch for branch in branches if branch]
    if not branches:
        return None
    sql = " UNION ALL ".join(f"SELECT * FROM ({text}) b{number}" for number, (text, _values) in enumerate(branches))
    return sql, [value for _text, values in branches for value in values]


def state_choices(kind):
    """The states of one kind of thing as a filter offers them: [("<kind>.<state>", label)]."""
    return [(f"{kind}.{value}", label) for value, label in _KINDS[kind].states.choices]


def parse_cursor(text):
    """(day, kind, key) of a page's address; None for anything that is not one."""
    parts = (text or "").split("~")
    key = whole_number(parts[2]) if len(parts) == 3 and parts[1] in _KINDS else None
    try:
        return None if key is None else (date.fromisoformat(parts[0]), parts[1], key)
    except ValueError:
        return None


def waiting(desks, *, handler=None, filters=None, cursor=None, limit=PAGE + 1):
    """The first things on these desks (and in the hands of `handler`), overdue and soonest first: one statement."""
    statement = _statement(desks, handler, filters or {}, cursor, limit)
    if statement is None:
        return []
    sql = (
        "SELECT w.kind, w.id, w.code, w.title, w.state, w.due_on, w.handler_id, w.row_version, COALESCE(u.name, '') "
        f"FROM (SELECT * FROM ({statement[0]}) a ORDER BY due, kind, id LIMIT {limit}) w "
        "LEFT JOIN permissions_unit u ON u.id = w.unit_id ORDER BY w.due, w.kind, w.id"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, statement[1])
        return [Item(*row[:5], _day(row[5]), *row[6:]) for row in cursor.fetchall()]


def _day(value):
    return date.fromisoformat(value) if isinstance(value, str) else value


def count(groups):
    """How many wait in each group, capped at 100: [(desks, handler, filters)] -> [int], one statement."""
    parts, values, found = [], [], []
    for desks, handler, filters in groups:
        statement = _statement(desks, handler, filters, None, CAP, in_order=False)
        found.append(statement is not None)
        if statement:
            parts.append(f"(SELECT COUNT(*) FROM (SELECT 1 FROM ({statement[0]}) u LIMIT {CAP}) c)")
            values += statement[1]
    if not parts:
        return [0] * len(found)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", values)
        numbers = iter(cursor.fetchone())
    return [next(numbers) if there else 0 for there in found]


def sent_by(user, seen):
    """Of the proposals a person may see, those of letters that the person signed or drafted."""
    return seen.filter(Q(letter__sent_by=user) | Q(letter__drafted_by=user)).select_related("unit")


def deeds_of(user):
    """The person's own moves."""
    return LedgerEntry.objects.filter(actor=user).exclude(to_state="").select_related("stream")
