"""Of several titles of one period the highest alone is paid; other periods, other people and forms are paid beside."""

from datetime import date

import pytest

from permissions.ledger.verify import verify
from permissions.refusals import NotNow
from tests.workflows.decisions.test_papers import kept, words
from workflows.decisions import services
from workflows.payments.queries import money_of
from workflows.payments.services import record_payments

pytestmark = pytest.mark.django_db
BORN, OTHER_YEAR = date(1980, 5, 2), date(2025, 5, 31)
WHY = "Đã tính tiền thưởng danh hiệu “Chiến sĩ thi đua cơ sở” của cùng thời gian thành tích"


def dossier(desk, form, **values):
    """A passed dossier of one person whose birth date is known."""
    proposal = desk.passed("Nguyễn Thị Hòa", form=form)
    proposal.nominations.update(**{"birth_on": BORN, **values})
    return proposal


def amounts(decision):
    return [(line.bonus_amount, line.bonus_reason) for line in services.lines_of(decision)]


@pytest.mark.parametrize(
    ("form", "values", "expected"),
    [
        ("ldtt", {}, (0, WHY)),
        ("ldtt", {"period_from": date(2024, 9, 1), "period_to": OTHER_YEAR}, (760_000, "")),
        ("ldtt", {"birth_on": None}, (760_000, "")),
        ("ldtt", {"birth_on": date(1981, 5, 2)}, (760_000, "")),
        ("gk-xa", {}, (760_000, "")),
    ],
    ids=["same period", "other period", "not surely the same", "another person", "a form beside the title"],
)
def test_the_lower_title_of_one_period_is_not_paid(desk, form, values, expected):
    higher = desk.drafted(dossier(desk, "cstd-co-so"))

    lower = desk.drafted(dossier(desk, form, **values))

    assert (amounts(higher), amounts(lower)) == ([(2_530_000, "")], [expected])


def test_the_money_is_settled_at_the_signature_and_the_reason_is_printed(desk):
    lower = desk.drafted(dossier(desk, "ldtt"))
    assert amounts(lower) == [(760_000, "")]
    desk.drafted(dossier(desk, "cstd-co-so"))

    lower = services.sign_decision(decision=lower, row_version=1, by=desk.town.commune_chair)
    lower = services.issue_decision(decision=lower, row_version=lower.row_version, by=desk.town.records_clerk)

    assert amounts(lower) == [(0, WHY)]
    assert f"Số thứ tự 1, Nguyễn Thị Hòa: {WHY}." in words(kept(lower.second_rendition))
    assert verify().holds


def test_a_lower_title_signed_before_the_higher_one_was_drafted_is_stopped_at_the_treasurer(desk):
    lower, higher = desk.issued(dossier(desk, "ldtt")), desk.issued(dossier(desk, "cstd-co-so"))
    (row,) = money_of(lower)
    values = {"state": "paid", "voucher": "PC-01", "fund": "own", "paid_on": date(2026, 11, 23)}

    with pytest.raises(NotNow) as refusal:
        record_payments(decision=lower, row_version=0, lines=[row.line.pk], values=values, by=desk.town.office_reviewer)

    assert (row.obstacle, [one.obstacle for one in money_of(higher)]) == (WHY, [""])
    assert refusal.value.code == "not_due"
    said = {"state": "not_due", "reason": WHY}
    record_payments(decision=lower, row_version=0, lines=[row.line.pk], values=said, by=desk.town.office_reviewer)
    assert not money_of(lower)[0].is_open


def test_a_revoked_higher_title_stops_no_money(desk):
    lower, higher = desk.issued(dossier(desk, "ldtt")), desk.issued(dossier(desk, "cstd-co-so"))
    higher.lines.get().nomination.letter.nominations.update(outcome="revoked")

    assert [row.obstacle for row in money_of(lower)] == [""]


def test_a_decision_dated_on_another_day_is_another_moment(desk, clock):
    desk.issued(dossier(desk, "cstd-co-so"))
    clock.move_to(date(2026, 11, 24))

    assert amounts(desk.drafted(dossier(desk, "ldtt"))) == [(760_000, "")]
