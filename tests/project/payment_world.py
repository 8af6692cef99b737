"""What the office world holds of the money of decisions, and of their handing over."""

from functools import cached_property

from django.utils import timezone

from tests import making
from workflows.decisions import services as decisions
from workflows.handover import queries as handovers
from workflows.handover.services import record_handovers
from workflows.payments.queries import money_of, version_of
from workflows.payments.services import record_payments
from workflows.receipts.services import add_receipt


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

    order = (["order"], None)  # a paper of the ceremony by its name

    @cached_property
    def handover(self):
        (made,) = record_handovers(decision=self.paid, by=self.town.office_reviewer, **self.handing(self.paid))
        return [self.paid.code, made.pk], None

    @cached_property
    def receipt(self):
        said = {"about": "handover", "row_version": 0, "upload": making.pdf("ky-nhan.pdf", "receipt")}
        made = add_receipt(decision=self.paid, by=self.town.office_reviewer, **said)
        return [self.paid.code, "handover", made.pk], None

    def handing(self, decision):
        """What is sent to record that the first award was handed over."""
        values = {"handed_on": timezone.localdate(), "place": "Hội trường"}
        lines = [handovers.awards_of(decision)[0].line.pk]
        return {"row_version": handovers.version_of(decision), "lines": lines, "values": values}

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


def _flat(said):
    values = {name: str(value) for name, value in said.pop("values").items()}
    return said | values


# What the endpoints are sent, in the manner of api_said.py.
MONEY = {
    "payment": lambda world: _flat(world.paying(world.issued[1])),
    "not-paid": lambda world: {"row_version": version_of(world.paid), "state": "open", "reason": "Ghi nhầm."},
    "handover": lambda world: _flat(world.handing(world.issued[1])),
    "not-handed": lambda world: {
        "row_version": handovers.version_of(world.paid),
        "state": "undone",
        "note": "Ghi nhầm.",
    },
    "receipt": lambda world: {"file": making.pdf("chi-tien.pdf", "money"), "row_version": 0},
    "ceremony": lambda world: {"decisions": world.issued[0][0]},
}
