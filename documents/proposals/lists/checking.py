"""What is wrong in the rows of an uploaded list, by the rules of this letter; who stands in it twice."""

from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _

from documents.catalogue.kinds import NomineeType
from documents.proposals.forms import impossible_days
from documents.proposals.lists.columns import columns_of
from documents.proposals.queries import forms_by_type
from documents.sheets.columns import Fault
from documents.sheets.meaning import check_row
from permissions.vietnamese import search_key

_OF_PEOPLE = ("birth_on", "is_female", "position")


@dataclass(slots=True)
class Listed:
    """One row as it may be shown and taken.

    values: the fields of the nomination. twin: a warning, empty for none. inputs: what the page offers for mending.
    """

    number: int
    texts: dict
    values: dict
    faults: list
    is_out: bool = False
    twin: str = ""
    inputs: list = field(default_factory=list)

    @property
    def fault_by_column(self):
        return {fault.column: fault for fault in self.faults}


@dataclass(slots=True)
class CheckedList:
    """columns: of the list. rows: every row that waits, those left out among them."""

    columns: tuple
    rows: list = field(default_factory=list)

    @property
    def faulty(self):
        return [row for row in self.rows if row.faults and not row.is_out]

    @property
    def good(self):
        return [row for row in self.rows if not row.faults and not row.is_out]

    @property
    def left_out(self):
        return [row for row in self.rows if row.is_out]

    @property
    def twins(self):
        return [row for row in self.rows if row.twin and not row.is_out]


def _values(typed):
    """The fields of a nomination that a row says."""
    period_from, period_to = typed["period"] or (None, None)
    return {
        "nominee_type": typed["nominee_type"] or NomineeType.INDIVIDUAL.value,
        "full_name": typed["full_name"] or "",
        "birth_on": typed["birth_on"],
        "is_female": {"f": True, "m": False}.get(typed["is_female"]),
        "position": typed["position"] or "",
        "workplace": typed["workplace"] or "",
        "period_from": period_from,
        "period_to": period_to,
        "summary": typed["summary"] or "",
        "award_form_id": typed["award_form"],
    }


def _sentences(values, offered, today):
    """{column: sentence} of what each cell says rightly, but not together or not yet."""
    days = impossible_days(values, today)
    faults = {{"period_to": "period"}.get(name, name): sentence for name, sentence in days.items()}
    kind = NomineeType(values["nominee_type"])
    if kind != NomineeType.INDIVIDUAL:
        told = _("is asked of people only; this row is a %(kind)s. Empty the cell.") % {"kind": kind.label.lower()}
        faults |= {name: told for name in _OF_PEOPLE if values[name] not in (None, "")}
    form = values["award_form_id"]
    if form is not None and form not in offered[kind]:
        faults["award_form"] = _("This award form is not given to this kind of nominee. Choose one of the list.")
    return faults


def _listed(told, columns, offered, titles, today):
    row = check_row(told["row"], told["cells"], columns)
    values, faults = _values(row.typed), list(row.faults)
    known = {fault.column for fault in faults}
    for name, sentence in _sentences(values, offered, today).items():
        if name not in known:
            faults.append(Fault(row.number, name, titles[name], sentence))
    return Listed(row.number, row.values, values, faults, told.get("out", False))


def _key(name, birth_on, place):
    return search_key(name), birth_on, search_key(place)


def _mark_twins(rows, letter):
    """The same name, birth date and unit twice: told, never refused, since two people may be alike."""
    there = {
        _key(name, birth_on, place): order
        for name, birth_on, place, order in letter.nominations.values_list(
            "full_name", "birth_on", "workplace", "order"
        )
    }
    seen = {}
    for row in rows:
        if row.is_out or not row.values["full_name"]:
            continue
        key = _key(row.values["full_name"], row.values["birth_on"], row.values["workplace"])
        if key in there:
            row.twin = _("Stands in the letter already, row %(order)s.") % {"order": there[key]}
        elif key in seen:
            row.twin = _("The same as row %(row)s of this file.") % {"row": seen[key]}
        seen.setdefault(key, row.number)


def check_list(rows, letter, *, today=None):
    """The CheckedList of rows as a ListDraft keeps them, by the rules of the day; at most five statements."""
    today = today or timezone.localdate()
    offered = forms_by_type(letter, today)
    columns = columns_of(offered)
    ids = {kind: {form.pk for form in forms} for kind, forms in offered.items()}
    titles = {column.key: str(column.title) for column in columns}
    listed = [_listed(told, columns, ids, titles, today) for told in rows]
    _mark_twins(listed, letter)
    return CheckedList(columns, listed)
