"""The catalogue as pages show it: one award form with its rules, votes and money. Reads only."""

from dataclasses import dataclass

from django.db.models import Q

from documents.catalogue import queries
from documents.catalogue.kinds import Kind, NomineeType, Step


@dataclass(frozen=True, slots=True)
class Money:
    """What one kind of nominee is paid; amount in đồng, None where no base wage is known."""

    nominee: str
    row: object
    amount: int | None


@dataclass(frozen=True, slots=True)
class FormOverview:
    """An award form in a rule set: its rules by kind, its money by nominee."""

    award_form: object
    rules: list
    money: list

    @property
    def first(self):
        """The rule of the form's first kind, which speaks for the form where all kinds agree."""
        return self.rules[0]

    @property
    def nominees(self):
        """Labels of the kinds of nominee that any of its rules accepts."""
        asked = {nominee_type for rule in self.rules for nominee_type in rule.nominee_types}
        return [nominee_type.label for nominee_type in NomineeType if nominee_type in asked]

    @property
    def is_verified(self):
        return all(rule.is_verified for rule in self.rules)


def forms_overview(rule_set, wage, award_form=None):
    """Every award form of the set, highest first, or only the one named; three statements.

    wage: the BaseWage by which money is shown, None where none is known.
    """
    rules, factors = queries.rules_of_forms(rule_set), rule_set.multipliers.select_related("award_form")
    if award_form:
        rules, factors = rules.filter(award_form=award_form), factors.filter(award_form=award_form)
    by_form, money = {}, {}
    for rule in rules:
        by_form.setdefault(rule.award_form, []).append(rule)
    for row in factors:
        amount = queries.money(row.factor, wage, rule_set) if wage else None
        money.setdefault(row.award_form_id, []).append(Money(row.get_nominee_type_display(), row, amount))
    return [FormOverview(form, rules_of_form, money.get(form.pk, [])) for form, rules_of_form in by_form.items()]


def limits_by_step(rule_set):
    """Every time limit of the set in the order of the path: [(step, [rows, the general one first])]; one statement."""
    rows = rule_set.time_limits.select_related("award_form", "instrument").order_by("award_form__rank", "kind", "pk")
    by_step = {}
    for row in sorted(rows, key=lambda row: (row.award_form_id is not None, bool(row.kind))):
        by_step.setdefault(row.step, []).append(row)
    return [(step.label, by_step[step]) for step in Step if step in by_step]


def limits_of_form(rule_set, award_form, kinds):
    """The limits that hold for a form: [(step, [(kind, working days or None)])], steps without any left out."""
    rows = list(rule_set.time_limits.filter(Q(award_form=None) | Q(award_form=award_form)))
    table = []
    for step in Step:
        found = [(Kind(kind).label, queries.most_exact(rows, step, kind)) for kind in kinds]
        if any(row for _kind, row in found):
            table.append((step.label, [(kind, row.working_days if row else None) for kind, row in found]))
    return table
