"""Whose money was paid and whose was not: lines of issued decisions, with the record that holds."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q

from documents.proposals.states import Outcome
from permissions import access
from workflows.decisions.models import DecisionLine
from workflows.decisions.money import higher_titles, unpaid_reason
from workflows.decisions.queries import lines_of
from workflows.decisions.states import DecisionState
from workflows.decisions.unpaid import unpaid_without_cause
from workflows.line_records import queries as line_records
from workflows.line_records.fallen import Fallen, fallen_of
from workflows.payments.models import Payment
from workflows.payments.states import Fund, PaymentState, Shown


def _of_the_commune(held):
    _units, communes = access.units_and_communes(held, "payments.view")
    return Q(decision__commune_id__in=communes, decision__state=DecisionState.ISSUED) if communes else None


access.register_visibility(DecisionLine, _of_the_commune)


def holding_payments():
    """The records that no later one supersedes."""
    return line_records.holding(Payment)


def _held_as(*states):
    return Exists(holding_payments().filter(line=OuterRef("pk"), state__in=states))


_FALLEN = ~Q(nomination__outcome=Outcome.GRANTED) & ~_held_as(PaymentState.PAID)  # revoked before it was paid
_PARTS = {
    Shown.UNPAID: ~_held_as(PaymentState.PAID, PaymentState.NOT_DUE)
    & Q(nomination__outcome=Outcome.GRANTED, bonus_amount__gt=0),
    Shown.PAID: _held_as(PaymentState.PAID),
    Shown.NOT_DUE: _held_as(PaymentState.NOT_DUE) | Q(bonus_amount=0) & ~Q(bonus_reason="") | _FALLEN,
}


def lines_with_money(user, held, part=""):
    """Lines of issued decisions that bring money, or brought none for a reason, as far as the person may see them.

    part: one of `Shown`, empty for all.
    """
    rows = access.visible_to(user, DecisionLine, acting=held).filter(~Q(bonus_amount=0) | ~Q(bonus_reason=""))
    rows = rows.filter(_PARTS[Shown(part)]) if part in Shown.values else rows
    return with_payment(rows.select_related("decision__award_form", "nomination__proposal__unit"))


def with_payment(lines):
    """Each line with `held`: a list of the record that holds, empty where there is none; one statement more."""
    newest = holding_payments().select_related("recorded_by")
    return lines.prefetch_related(Prefetch("payments", newest, to_attr="held"))


def payment_of(line):
    """The record that holds of a line read `with_payment`, None without one."""
    return line.held[0] if line.held else None


def is_undecided(line):
    """Does no record hold of a line read `with_payment`, or one that says it was not paid after all?"""
    payment = payment_of(line)
    return payment is None or payment.state == PaymentState.OPEN


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """A line of a decision and its money. payment: the record that holds. obstacle: why it cannot be paid now.

    fallen: by which decision its award was revoked; what was paid before can still be recorded.
    anew: why a person decides anew about a line without money, empty for others.
    """

    line: DecisionLine
    payment: Payment | None
    obstacle: str
    fallen: Fallen | None = None
    anew: str = ""

    @property
    def is_due(self):
        """Is it paid, or still to be paid?"""
        if self.payment is not None and self.payment.state != PaymentState.OPEN:
            return self.payment.is_paid
        return self.line.nomination.outcome == Outcome.GRANTED

    @property
    def is_open(self):
        """May be recorded that it was paid, or is not to be paid?"""
        is_settled = self.payment is not None and self.payment.state != PaymentState.OPEN
        return not is_settled and (self.line.bonus_amount > 0 or bool(self.anew))


def money_of(decision):
    """The MoneyLines of an issued decision as its list is printed: three statements, at most six."""
    lines = lines_of(decision)
    keys = [line.pk for line in lines]
    held = {row.line_id: row for row in holding_payments().filter(line__in=keys).select_related("recorded_by")}
    nominations = [line.nomination for line in lines if line.bonus_amount]
    higher = higher_titles(nominations, decision.award_form, decision.issued_on)
    fallen, anew = fallen_of(lines), to_decide_anew(lines)
    return [
        MoneyLine(line, held.get(line.pk), _obstacle(line, higher), fallen.get(line.pk), anew.get(line.pk, ""))
        for line in lines
    ]


def to_decide_anew(lines):
    """{line pk: sentence} of titles without money whose higher title does not stand any more; one statement at most.

    lines: of issued decisions, with decision and award form, nomination, its proposal and unit.
    """
    return {pk: found.sentence for pk, found in unpaid_without_cause(lines).items()}


def _obstacle(line, higher):
    if line.nomination.outcome != Outcome.GRANTED:
        return line.nomination.get_outcome_display()
    if line.bonus_reason or line.nomination_id not in higher:
        return line.bonus_reason
    return unpaid_reason(higher[line.nomination_id])


def unpaid_of(proposal):
    """Granted nominees of a dossier whose money nobody has recorded yet, as (name, code of the decision): one
    statement."""
    rows = DecisionLine.objects.filter(_PARTS[Shown.UNPAID], nomination__proposal=proposal)
    rows = rows.filter(decision__state=DecisionState.ISSUED).order_by("order")
    return list(rows.values_list("nomination__full_name", "decision__code"))


def version_of(decision):
    """How many records of money a decision has: rises with each, so a form knows whether it is stale."""
    return line_records.version_of(Payment, decision)


def history_of(decision):
    """Every record of a decision, corrected ones too, the newest first."""
    return line_records.history_of(Payment, decision)


@dataclass(frozen=True, slots=True)
class Totals:
    """Amounts in đồng. not_due: by a record, or of awards that were revoked before they were paid. by_fund: [(fund,
    what was paid out of it)] of funds that paid something."""

    granted: int
    paid: int
    not_due: int
    by_fund: list

    @property
    def unpaid(self):
        return self.granted - self.paid - self.not_due


def totals_of(rows):
    """The Totals of MoneyLines."""
    paid = [row for row in rows if row.payment and row.payment.is_paid]
    sums = [(fund.label, sum(row.payment.amount for row in paid if row.payment.fund == fund)) for fund in Fund]
    return Totals(
        granted=sum(row.line.bonus_amount for row in rows),
        paid=sum(row.payment.amount for row in paid),
        not_due=sum(row.line.bonus_amount for row in rows if not row.is_due),
        by_fund=[(label, amount) for label, amount in sums if amount],
    )
