"""Issued decisions, and cancelling or correcting decisions over them at every station."""

from datetime import date

import pytest

from tests.workflows.decisions.conftest import clock, desk, other_desk
from workflows.decisions.models import DecisionLine
from workflows.handover.services import record_handovers
from workflows.payments.services import record_payments
from workflows.revocations import services

__all__ = ["Papers", "clock", "desk", "other_desk", "papers"]
TODAY = date(2026, 11, 23)
FRAUD = {"ground": "fraud_declaration", "reason": "Khai khống số tiết dạy theo Kết luận 05/KL-UBND."}


class Papers:
    """What the office drafts over decisions of the desk."""

    def __init__(self, desk):
        self.desk, self.town = desk, desk.town

    @staticmethod
    def line(name):
        return DecisionLine.objects.select_related("decision", "nomination").get(
            nomination__full_name=name, dropped_at=None
        )

    def drafted(self, *names, kind="revocation", by=None, values=None, **said):
        said = said or FRAUD
        lines = [{"line": self.line(name).pk, **said} for name in names]
        by = by or self.town.office_reviewer
        return services.draft_amendment(kind=kind, lines=lines, values=values, by=by)

    def signed(self, *names, **said):
        return self.sign(self.drafted(*names, **said))

    def sign(self, amendment, by=None):
        by = by or self.town.commune_chair
        return services.sign_amendment(amendment=amendment, row_version=amendment.row_version, by=by)

    def issue(self, amendment, **values):
        said = {"row_version": amendment.row_version, "by": self.town.records_clerk}
        return services.issue_amendment(amendment=amendment, **{**said, **values})

    def issued(self, *names, **said):
        return self.issue(self.signed(*names, **said))

    def corrected(self, name, **right):
        return self.issued(name, kind="correction", right=right)

    def paid(self, *names):
        lines = [self.line(name) for name in names]
        values = {"state": "paid", "voucher": "PC-07", "fund": "own", "paid_on": TODAY, "paid_by": "Thủ quỹ xã"}
        record_payments(
            decision=lines[0].decision,
            row_version=0,
            lines=[line.pk for line in lines],
            values=values,
            by=self.town.office_reviewer,
        )

    def handed(self, *names):
        lines = [self.line(name) for name in names]
        record_handovers(
            decision=lines[0].decision,
            row_version=0,
            lines=[line.pk for line in lines],
            values={"handed_on": TODAY, "place": "Hội trường xã"},
            by=self.town.office_reviewer,
        )


@pytest.fixture
def papers(desk):
    return Papers(desk)
