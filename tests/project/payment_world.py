"""What the office world holds of the money of decisions."""

from functools import cached_property

from django.utils import timezone

from workflows.decisions import services as decisions
from workflows.payments.queries import money_of, version_of
from workflows.payments.services import record_payments


class PaymentWorld:
    """A decision of its own whose money was paid."""

    @cached_property
    def paid(self):
        made = self._signed()
        return decisions.issue_decision(decision=made, row_version=made.row_version, by=self.town.records_clerk)

    @cached_property
    def payment(self):
        made = self.pay(self.paid)
        return [self.paid.code, made.pk], None

    def pay(self, decision):
        (made, *_others) = record_payments(decision=decision, by=self.town.office_reviewer, **self.paying(decision))
        return made

    def paying(self, decision):
        """What is sent to record the money of the first line."""
        values = {"state": "paid", "voucher": "PC-01", "fund": "own", "paid_on": timezone.localdate()}
        return {
            "row_version": version_of(decision),
            "lines": [money_of(decision)[0].line.pk],
            "values": values,
        }
