"""The figures of a campaign: proposed and granted by award form, kind of nominee and kind of unit; share of women."""

from dataclasses import dataclass

from django.db.models import Count

from documents.catalogue.kinds import NomineeType
from permissions.people.units import UnitKind

_GRANTED = ("granted",)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the figures: numbers of nominees."""

    label: str
    proposed: int
    granted: int


@dataclass(frozen=True, slots=True)
class Figures:
    """women, known: of individuals granted whose sex is entered. Nothing tells who works at the front line."""

    total: Line
    by_form: list
    by_nominee: list
    by_unit_kind: list
    women: int
    known: int

    @property
    def women_percent(self):
        """Whole percent of women among the granted individuals whose sex is entered; None where none is."""
        return round(100 * self.women / self.known) if self.known else None

    def as_body(self):
        """For the ledger: plain values."""
        lines = {"by_form": self.by_form, "by_nominee": self.by_nominee, "by_unit_kind": self.by_unit_kind}
        told = {name: [[row.label, row.proposed, row.granted] for row in rows] for name, rows in lines.items()}
        return told | {"proposed": self.total.proposed, "granted": self.total.granted, "women": self.women}


def figures_of(campaign):
    """The Figures of today; withdrawn dossiers do not count. One statement."""
    counted = list(
        campaign.proposals.exclude(state="withdrawn")
        .order_by()
        .values_list(
            "award_form__rank",
            "award_form__name",
            "nominations__nominee_type",
            "unit__kind",
            "nominations__is_female",
            "nominations__outcome",
        )
        .annotate(number=Count("nominations"))
    )
    return Figures(
        total=_line("", counted),
        by_form=[_line(name, rows) for (_rank, name), rows in _grouped(counted, lambda row: row[:2])],
        by_nominee=_by_choice(counted, 2, NomineeType),
        by_unit_kind=_by_choice(counted, 3, UnitKind),
        women=sum(row[-1] for row in counted if row[4] is True and row[5] in _GRANTED),
        known=sum(row[-1] for row in counted if row[4] is not None and row[5] in _GRANTED),
    )


def _line(label, rows):
    return Line(str(label), sum(row[-1] for row in rows), sum(row[-1] for row in rows if row[5] in _GRANTED))


def _grouped(rows, key):
    groups = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return sorted(groups.items())


def _by_choice(rows, column, choices):
    found = dict(_grouped([row for row in rows if row[column]], lambda row: row[column]))
    return [_line(choice.label, found[choice.value]) for choice in choices if choice.value in found]
