"""Grounds of revocation are added, corrected and ended like every dated row; what a decision names keeps its words."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from documents.catalogue import queries, services
from documents.catalogue.revocation_models import RevocationGround
from permissions.ledger.models import LedgerEntry
from permissions.ledger.verify import verify
from permissions.refusals import LostRace, NotNow
from tests.workflows.decisions.conftest import clock, desk
from tests.workflows.revocations.conftest import TODAY, papers

__all__ = ["clock", "desk", "papers"]
pytestmark = pytest.mark.django_db
NEW = {
    "code": "lost-standing",
    "title": "Không còn đủ tiêu chuẩn",
    "position": 5,
    "effective_from": date(2026, 12, 1),
    "legal_basis": "Quy định của tỉnh",
}


def codes(day):
    return [row.code for row in queries.revocation_grounds_on(day)]


def amended(cast, ground, row_version=1, **values):
    said = {"row_version": row_version, "by": cast.administrator, "reason": "Theo luật sửa đổi"}
    return services.amend_ground(ground=ground, values=values, **said)


def fraud():
    return RevocationGround.objects.get(code="fraud_declaration")


def test_a_ground_is_added_from_a_day_and_ended_with_one_line_each(cast, rules):
    ground = services.add_ground(values=NEW, by=cast.administrator)
    amended(cast, ground, effective_to=date(2026, 12, 31))

    known = ["fraud_declaration", "forged_document", "unlawful_process", "later_finding"]
    days = (date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 31), date(2027, 1, 1))
    assert [codes(day) for day in days] == [known, [*known, "lost-standing"], [*known, "lost-standing"], known]
    acts = LedgerEntry.objects.exclude(act="catalogue.load").values_list("act", "actor")
    assert list(acts) == [(f"catalogue.{deed}_ground", cast.administrator.pk) for deed in ("add", "amend")]
    changes = [row.history_change_reason for row in ground.history.order_by("pk")]
    assert changes == ["", "Theo luật sửa đổi"]
    assert verify().holds


def test_what_is_missing_twice_or_upside_down_is_refused_by_field(cast, rules):
    faults = []
    for values in (
        NEW | {"legal_basis": ""},
        NEW | {"code": "fraud_declaration"},
        NEW | {"effective_to": date(2026, 11, 30)},
    ):
        with pytest.raises(ValidationError) as refusal:
            services.add_ground(values=values, by=cast.administrator)
        faults += refusal.value.error_dict
    with pytest.raises(LostRace):
        amended(cast, fraud(), row_version=7, note="Mới")

    assert faults == ["legal_basis", "code", "__all__"]
    assert RevocationGround.objects.count() == 4


def test_a_ground_that_no_decision_names_takes_new_words(cast, rules):
    made = amended(cast, fraud(), title="Khai gian dối", effective_from=date(2025, 1, 1))

    assert (made.is_named, made.title, made.row_version) == (False, "Khai gian dối", 2)


def test_a_ground_that_a_draft_names_keeps_its_words_and_its_first_day(cast, desk, papers):
    desk.issued(desk.passed("Bùi A"))
    papers.drafted("Bùi A")

    faults = []
    for values in ({"title": "Khai gian dối"}, {"effective_from": date(2025, 1, 1)}):
        with pytest.raises(ValidationError) as refusal:
            amended(cast, fraud(), **values)
        faults += refusal.value.error_dict
    made = amended(cast, fraud(), legal_basis="Điều 93", is_verified=True, effective_to=date(2027, 2, 28))

    assert (faults, made.is_named) == (["title", "effective_from"], True)
    assert (made.legal_basis, made.effective_to) == ("Điều 93", date(2027, 2, 28))


def test_nothing_is_signed_on_a_ground_that_has_ended(cast, desk, papers):
    desk.issued(desk.passed("Bùi A"))
    drafted = papers.drafted("Bùi A")
    ended = amended(cast, fraud(), effective_to=date(2026, 11, 22))

    with pytest.raises(NotNow, match="Bùi A"):
        papers.sign(drafted)
    amended(cast, ended, row_version=2, effective_to=TODAY)

    assert papers.sign(drafted).state == "signed"
