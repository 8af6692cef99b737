"""What a unit is told of its dossier: by which decision, or why not."""

import pytest

from documents.proposals.models import Nomination
from permissions import access
from permissions.refusals import NotNow
from tests import making
from tests.conftest import no_history
from tests.project.office_world import World
from workflows.approval import services as approval
from workflows.printouts.results import result_paper

pytestmark = pytest.mark.django_db


def told(proposal, person):
    """The rows of the notice: (name, result, decision or reason)."""
    proposal.refresh_from_db()
    (table,) = [
        block for block in result_paper(proposal, access.capacities(person)).blocks if type(block).__name__ == "Table"
    ]
    return [row.cells[1:] for row in table.rows]


def test_each_nominee_is_told_with_the_decision_or_the_reason_in_law(cast, rules):
    world, head = World(cast), cast.here.office_head
    [_code], decided = world.decided
    granted = decided.nominations.get()
    with no_history():
        Nomination.objects.create(
            **{name: getattr(granted, name) for name in ("letter", "proposal", "nominee_type", "award_form")},
            full_name="Lý Văn Sự",
            order=2,
            outcome="struck_out",
            outcome_reason="Chưa đủ 05 năm theo Điều 22",
        )
    not_passed = world.table.proposal("Ma Thị Nụ")
    world.table.closed(not_passed, yes=2, no=7)
    refused = making.under_review(cast.here, names=["Bế Thị Mười"])
    said = {"reason": "Không đúng thẩm quyền", "legal_basis": "Điều 6 Nghị định 152/2025/NĐ-CP"}
    approval.refuse_dossier(proposal=refused, row_version=refused.row_version, by=head, **said)

    assert told(decided, head) == [
        (granted.full_name, "Được khen thưởng", told(decided, head)[0][2]),
        ("Lý Văn Sự", "Không được khen thưởng", "Chưa đủ 05 năm theo Điều 22"),
    ]
    assert told(decided, head)[0][2].startswith("Quyết định số 01/QĐ-UBND ngày ")
    assert told(decided, head)[0][2].endswith(" của Chủ tịch Ủy ban nhân dân xã Phong Quang")
    assert told(not_passed, head) == [
        (
            "Ma Thị Nụ",
            "Không được khen thưởng",
            "Hội đồng biểu quyết không đạt tỷ lệ đồng ý do tỉnh quy định (khoản 2 Điều 6 Nghị định số 152/2025/NĐ-CP)",
        )
    ]
    assert told(refused, head) == [
        (
            "Bế Thị Mười",
            "Không được khen thưởng",
            "Không đúng thẩm quyền (Điều 6 Nghị định 152/2025/NĐ-CP)",
        )
    ]

    with no_history():  # what a correcting decision leaves: its notice does not repeat the wrong name that was sent
        decided.nominations.filter(pk=granted.pk).update(full_name="Triệu Thị Đúng")
    assert [name for name, *_result in told(decided, head)] == ["Triệu Thị Đúng", "Lý Văn Sự"]


def test_a_dossier_without_a_result_has_no_notice(cast, rules):
    proposal = making.under_review(cast.here)

    with pytest.raises(NotNow) as refusal:
        result_paper(proposal, access.capacities(cast.here.office_head))

    assert refusal.value.code == "no_result"
