"""Many at once: one register for decisions of every kind, one paper over one line, one thing due of one award."""

from datetime import UTC, date, datetime

import pytest

from permissions.ledger.verify import verify
from permissions.refusals import LostRace, NotNow
from tests.racing import at_once
from workflows.decisions import services as decisions
from workflows.payments.models import Payment
from workflows.payments.services import record_payments
from workflows.revocations import services
from workflows.revocations.models import Amendment, Revocation
from workflows.revocations.queries import items_of, with_records

pytestmark = pytest.mark.django_db(transaction=True)


def test_decisions_of_every_kind_issued_at_once_have_no_gap_and_no_double(desk, papers):
    desk.issued(desk.passed("Bùi A", "Chu B"))
    clerk, reviewer = desk.town.records_clerk, desk.town.office_reviewer
    made = [papers.signed("Bùi A"), papers.signed("Chu B", kind="correction", right={"full_name": "Chu Bê"})]
    awarding = [desk.signed(desk.passed(f"Dương {number}")) for number in range(2)]

    results = at_once(
        [
            *(
                lambda a=each: services.issue_amendment(amendment=a, row_version=a.row_version, by=clerk)
                for each in made
            ),
            *(
                lambda d=each: decisions.issue_decision(decision=d, row_version=d.row_version, by=clerk)
                for each in awarding
            ),
            lambda: services.issue_amendment(amendment=made[0], row_version=made[0].row_version, by=clerk),
        ]
    )

    assert len([fault for fault in results if isinstance(fault, LostRace)]) == 1
    numbers = sorted(int(paper.number) for paper in results if not isinstance(paper, Exception))
    assert numbers == [2, 3, 4, 5]
    line = papers.line("Dương 0")
    said = {"kind": "revocation", "lines": [{"line": line.pk, "ground": "later_finding", "reason": "Có kết luận."}]}
    drafts = at_once([lambda: services.draft_amendment(by=reviewer, **said) for _hand in range(3)])
    assert [type(each) for each in drafts].count(NotNow) == 2
    assert Amendment.objects.count() == 3
    assert verify().holds


def test_money_recorded_while_its_award_falls_is_refused_or_due_and_never_due_twice(desk, papers, clock):
    decision = desk.issued(desk.passed("Bùi A"))
    clock.move_to(datetime(2026, 11, 25, 2, 0, tzinfo=UTC))
    signed, line, reviewer = papers.signed("Bùi A"), papers.line("Bùi A").pk, desk.town.office_reviewer
    paid = {"state": "paid", "voucher": "PC-09", "fund": "own", "reason": "Phiếu chi nộp muộn."}

    def pay(day, row_version=0):
        said = {"row_version": row_version, "lines": [line], "values": paid | {"paid_on": day}, "by": reviewer}
        return record_payments(decision=decision, **said)

    at_once([lambda: papers.issue(signed), lambda: pay(date(2026, 11, 25))])
    before = Payment.objects.count()
    results = at_once([lambda: pay(date(2026, 11, 24), before) for _hand in range(3)])

    revocation = with_records(Revocation.objects.all()).get()
    assert [(due.item, due.amount) for due in items_of(revocation)] == [("money", 760_000)]
    assert (Payment.objects.count(), len([each for each in results if isinstance(each, list)])) == (1, 1 - before)
    assert verify().holds
