"""Titles that got no money because of a title that a cancelling decision revokes, and what was decided about each."""

from dataclasses import dataclass

from workflows.decisions.models import DecisionLine
from workflows.decisions.papers import number_of
from workflows.decisions.unpaid import fallen_below, unpaid_below
from workflows.payments.models import Payment
from workflows.payments.queries import holding_payments
from workflows.payments.states import PaymentState
from workflows.revocations.states import AmendmentState


@dataclass(frozen=True, slots=True)
class ToDecide:
    """line: the one that got no money. record: what was decided about it since, None before."""

    line: DecisionLine
    higher: DecisionLine
    record: Payment | None

    @property
    def number(self):
        return number_of(self.line.decision)

    @property
    def is_open(self):
        return self.record is None or self.record.state == PaymentState.OPEN


def to_decide(amendment, lines):
    """[ToDecide] of the titles below the awards that a cancelling decision names; three statements at most.

    Once it is issued, only those are told above which no other title stands. lines: of `queries.lines_of`.
    """
    below = fallen_below if amendment.state == AmendmentState.ISSUED else unpaid_below
    found = below([row.line for row in lines])
    keys = [row.line.pk for row in found]
    records = {row.line_id: row for row in holding_payments().filter(line__in=keys)}
    return [ToDecide(row.line, row.higher, records.get(row.line.pk)) for row in found]
