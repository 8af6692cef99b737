"""Titles that were not paid because of a higher one of the same period which does not stand any more.

The decree says that of several titles of one period the highest alone is paid; it is silent on what follows when that
one falls later. So nothing is granted here: the lines are shown, and a person decides about each with a reason.
Source: Nghị định 152/2025/NĐ-CP, Điều 49 khoản 5.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from documents.catalogue.kinds import Family
from documents.proposals.states import Outcome
from documents.registry.likeness import described_row, is_certain
from workflows.decisions.models import DecisionLine
from workflows.decisions.papers import number_of
from workflows.decisions.states import DecisionState

FALLEN = frozenset({Outcome.REVOKED, Outcome.REFUSED, Outcome.NOT_PASSED, Outcome.STRUCK_OUT})
_JOINED = ("decision__award_form", "decision__commune", "nomination__proposal__unit")


@dataclass(frozen=True, slots=True)
class Unpaid:
    """line: of an issued decision, which brought no money. higher: that of the title which was to be paid instead."""

    line: DecisionLine
    higher: DecisionLine

    @property
    def sentence(self):
        """What happened to the higher title, for who looks at the line."""
        said = {"form": self.higher.decision.award_form.name, "number": number_of(self.higher.decision)}
        if self.higher.nomination.outcome == Outcome.REVOKED:
            told = _("Not paid because of “%(form)s” of decision %(number)s, which is revoked: to be decided anew.")
        else:
            told = _("Not paid because of “%(form)s”, which was not granted after all: to be decided anew.")
        return told % said


def unpaid_without_cause(lines):
    """{line pk: Unpaid} of those lines that got no money for a higher title of which none stands any more.

    lines: of issued decisions, with decision and award form, nomination, its proposal and unit. One
    statement, none where every line is paid.
    """
    unpaid = [line for line in lines if _is_unpaid(line) and line.nomination.outcome == Outcome.GRANTED]
    if not unpaid:
        return {}
    higher = _by_person(_titles_of_the_periods(unpaid))
    found = {}
    for line in unpaid:
        above = [row for row in higher[_key(line)] if _is_higher(row, line)]
        if above and all(row.nomination.outcome in FALLEN for row in above):
            found[line.pk] = Unpaid(line, above[-1])
    return found


def unpaid_below(higher):
    """[Unpaid] of issued lines that got no money because of one of these titles, whatever became of it; one statement.

    higher: DecisionLines, as `unpaid_without_cause` takes them.
    """
    titles = [line for line in higher if line.decision.award_form.family == Family.TITLE]
    if not titles:
        return []
    below = _by_person(
        _titles_of_the_periods(titles)
        .filter(decision__state=DecisionState.ISSUED, bonus_amount=0, nomination__outcome=Outcome.GRANTED)
        .exclude(bonus_reason="")
    )
    return [Unpaid(row, line) for line in titles for row in below[_key(line)] if _is_higher(line, row)]


def fallen_below(higher):
    """[Unpaid] below these revoked titles, where no other higher title stands; two statements at most."""
    return list(unpaid_without_cause([row.line for row in unpaid_below(higher)]).values())


def _is_unpaid(line):
    return line.bonus_amount == 0 and bool(line.bonus_reason)


def _titles_of_the_periods(lines):
    """Lines of titles in the communes for one of the periods of these, the oldest first."""
    rows = DecisionLine.objects.filter(
        decision__commune__in={line.decision.commune_id for line in lines},
        decision__award_form__family=Family.TITLE,
        nomination__period_from__in={line.nomination.period_from for line in lines} - {None},
        nomination__period_to__in={line.nomination.period_to for line in lines} - {None},
    )
    return rows.select_related(*_JOINED).order_by("pk")


def _key(line):
    nominee = line.nomination
    return line.decision.commune_id, _described(nominee).key, nominee.period_from, nominee.period_to


def _by_person(lines):
    found = defaultdict(list)
    for line in lines:
        found[_key(line)].append(line)
    return found


def _is_higher(line, other):
    """Is it a higher title of surely the same nominee? The keys of both are the same."""
    if line.decision.award_form.rank >= other.decision.award_form.rank:
        return False
    return is_certain(_described(line.nomination), _described(other.nomination))


def _described(nominee):
    return described_row(nominee, nominee.proposal.unit)
