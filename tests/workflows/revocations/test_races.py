"""Many at once: one register for decisions of every kind, one paper over one line."""

import pytest

from permissions.ledger.verify import verify
from permissions.refusals import LostRace, NotNow
from tests.racing import at_once
from workflows.decisions import services as decisions
from workflows.revocations import services
from workflows.revocations.models import Amendment

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
