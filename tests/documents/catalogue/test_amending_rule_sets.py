"""Amending rule sets: a set in use is copied, an unused one is changed row by row."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from documents.catalogue import queries, services
from documents.catalogue.kinds import Kind, NomineeType, PaperScope
from documents.catalogue.models import (
    AwardForm,
    Multiplier,
    RequiredPaper,
    RuleSet,
)
from permissions.ledger.models import LedgerEntry, LedgerPayload
from permissions.ledger.verify import verify
from permissions.refusals import NotNow

pytestmark = pytest.mark.usefixtures("rules")

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)


def acts():
    return list(LedgerEntry.objects.exclude(act="catalogue.load").values_list("act", "stream__key", "actor_id"))


def current():
    return queries.rule_set_on(date(2026, 11, 22))


def amend(cast, rule_set=None, effective_from=date(2027, 3, 1), **changed):
    asked = {
        "rule_set": rule_set or current(),
        "effective_from": effective_from,
        "title": "Quy định từ 01/3/2027",
        "legal_basis": "Nghị định mới",
        "by": cast.administrator,
        "reason": "Nghị định 152 hết hiệu lực",
    }
    return services.amend_rule_set(**asked | changed)


def gk(rule_set, kind=Kind.CAMPAIGN):
    return queries.form_rule(rule_set, AwardForm.objects.get(code="gk-xa"), kind)


# --- rule sets -------------------------------------------------------------------------------------------
def test_amending_copies_the_whole_set_and_closes_the_old_one_the_day_before(cast):
    old = current()

    new = amend(cast)

    old.refresh_from_db()
    assert (old.effective_to, new.effective_from, new.effective_to) == (date(2027, 2, 28), date(2027, 3, 1), None)
    assert (new.copied_from, new.first_used_at, new.title) == (old, None, "Quy định từ 01/3/2027")
    assert queries.rule_set_on(date(2027, 2, 28)) == old
    assert queries.rule_set_on(date(2027, 3, 1)) == new
    assert acts() == [("catalogue.amend_rule_set", "catalogue", cast.administrator.pk)]
    assert verify().holds


def test_the_copy_answers_as_the_original(cast):
    old = current()
    new = amend(cast)

    for row in old.form_rules.select_related("award_form"):
        same = queries.form_rule(new, row.award_form, row.kind)
        assert (same.authority_level, same.notice_days, same.note) == (row.authority_level, row.notice_days, row.note)
        papers = [queries.required_papers(s, row.award_form, row.kind, row.nominee_types[0]) for s in (old, new)]
        assert [p.code for p in papers[1]] == [p.code for p in papers[0]]
        votes = [queries.vote_rule(rules, row.award_form, row.kind).threshold_numerator for rules in (old, new)]
        assert votes[0] == votes[1]
        money = [queries.bonus(rules, row.award_form, row.nominee_types[0], date(2027, 3, 1)) for rules in (old, new)]
        assert money[0] == money[1]


def test_a_set_can_be_divided_in_the_middle_of_its_days(cast):
    first = queries.rule_set_on(date(2025, 7, 1))

    middle = amend(cast, rule_set=first, effective_from=date(2026, 1, 1))

    assert (middle.effective_from, middle.effective_to) == (date(2026, 1, 1), date(2026, 9, 30))
    assert queries.rule_set_on(date(2025, 12, 31)) == first


@pytest.mark.parametrize("day", [date(2025, 7, 1), date(2025, 1, 1), date(2026, 10, 1)])
def test_a_first_day_outside_the_old_set_is_refused(cast, day):
    with pytest.raises(ValidationError) as refusal:
        amend(cast, rule_set=queries.rule_set_on(date(2025, 7, 1)), effective_from=day)

    assert set(refusal.value.message_dict) == {"effective_from"}
    assert RuleSet.objects.count() == 2


def test_a_province_makes_its_own_set_and_the_national_one_goes_on(cast):
    national = current()

    own = services.adopt_rule_set(
        rule_set=national,
        owner_unit=cast.province,
        effective_from=date(2026, 12, 1),
        title="Quy định của tỉnh Thái Nguyên",
        legal_basis="Quyết định của tỉnh",
        by=cast.administrator,
        reason="Tỉnh ban hành",
    )

    national.refresh_from_db()
    assert national.effective_to is None
    assert queries.rule_set_on(date(2026, 12, 1), cast.here.commune) == own
    assert queries.rule_set_on(date(2026, 12, 1)) == national


@pytest.mark.parametrize("who", ["school", "province"])
def test_a_unit_without_rules_of_its_own_or_with_some_already_is_refused(cast, who):
    owner = {"school": cast.here.school, "province": cast.province}[who]
    asked = {
        "rule_set": current(),
        "effective_from": date(2026, 12, 1),
        "title": "Quy định riêng",
        "legal_basis": "Quyết định",
        "by": cast.administrator,
        "reason": "Thử",
    }
    services.adopt_rule_set(owner_unit=cast.province, **asked)

    with pytest.raises(ValidationError) as refusal:
        services.adopt_rule_set(owner_unit=owner, **asked)

    assert set(refusal.value.message_dict) == {"owner_unit"}


# --- rows of a rule set ----------------------------------------------------------------------------------
def test_a_row_of_an_unused_set_is_changed_with_its_difference(cast):
    rule = queries.vote_rule(amend(cast), AwardForm.objects.get(code="gk-xa"), Kind.MERIT)

    services.amend_rule(
        row_version=1,
        rule=rule,
        values={"threshold_numerator": 2, "threshold_denominator": 3},
        by=cast.administrator,
        reason="Theo quy định của tỉnh",
    )

    rule.refresh_from_db()
    assert (rule.threshold_numerator, rule.threshold_denominator) == (2, 3)
    body = LedgerPayload.objects.get(entry__act="catalogue.amend_rule").body
    assert '"changes":{"threshold_denominator":[2,3],"threshold_numerator":[1,2]}' in body
    assert f'"row":"{rule.form_rule}"' in body
    assert verify().holds


def test_changing_the_copy_leaves_the_original_alone(cast):
    old = current()
    services.amend_rule(
        row_version=1, rule=gk(amend(cast)), values={"notice_days": 5}, by=cast.administrator, reason="Công khai 5 ngày"
    )

    assert gk(old).notice_days == 0


def test_a_set_in_use_cannot_be_changed(cast):
    rules = current()
    services.mark_used(rule_set=rules, by=cast.here.unit_head, at=NOW)
    paper = gk(rules).papers.first()
    more = RequiredPaper(form_rule=gk(rules), code="x", title="X", scope=PaperScope.LETTER, legal_basis="X")
    deeds = [
        lambda: services.amend_rule(
            row_version=1, rule=gk(rules), values={"notice_days": 5}, by=cast.administrator, reason="X"
        ),
        lambda: services.amend_rule(
            row_version=1, rule=rules, values={"title": "X"}, by=cast.administrator, reason="X"
        ),
        lambda: services.add_rule(rule=more, by=cast.administrator, reason="X"),
        lambda: services.remove_paper(row_version=1, paper=paper, by=cast.administrator, reason="X"),
    ]

    for deed in deeds:
        with pytest.raises(NotNow) as refusal:
            deed()
        assert refusal.value.code == "rule_set_in_use"

    assert gk(rules).notice_days == 0
    assert acts() == []


def test_a_set_in_use_can_still_be_amended_by_a_copy(cast):
    rules = current()
    services.mark_used(rule_set=rules, by=cast.here.unit_head, at=NOW)

    assert amend(cast, rule_set=rules).first_used_at is None


def test_the_first_use_is_noted_once(cast, django_assert_num_queries):
    rules = current()
    services.mark_used(rule_set=rules, by=cast.here.unit_head, at=NOW)
    again = current()

    services.mark_used(rule_set=again, by=cast.here.unit_head, at=datetime(2027, 1, 1, tzinfo=UTC))
    with django_assert_num_queries(0):
        services.mark_used(rule_set=again, by=cast.here.unit_head, at=NOW)

    assert current().first_used_at == NOW
    assert rules.history.filter(history_type="~").count() == 1


def test_papers_come_and_go_in_an_unused_set(cast):
    rules = amend(cast)
    paper = RequiredPaper(
        form_rule=gk(rules),
        code="y-kien",
        title="Ý kiến của chi bộ",
        scope=PaperScope.NOMINATION,
        legal_basis="Quy định của tỉnh",
        position=9,
    )
    services.add_rule(rule=paper, by=cast.administrator, reason="Tỉnh yêu cầu")
    report = gk(rules).papers.get(code="bao-cao-thanh-tich")
    services.remove_paper(row_version=1, paper=report, by=cast.administrator, reason="Tỉnh không yêu cầu")

    codes = [p.code for p in queries.required_papers(rules, gk(rules).award_form, Kind.CAMPAIGN, "individual")]
    assert codes == ["to-trinh", "bien-ban-xet", "y-kien"]
    assert RequiredPaper.history.filter(id=report.pk).first().history_type == "-"
    assert verify().holds


def test_a_multiplier_can_be_added(cast):
    rules = amend(cast)
    row = Multiplier(
        rule_set=rules,
        award_form=AwardForm.objects.get(code="gd-van-hoa"),
        nominee_type=NomineeType.HOUSEHOLD,
        factor=Decimal("0.10"),
        legal_basis="Nghị quyết của HĐND tỉnh",
    )

    services.add_rule(rule=row, by=cast.administrator, reason="Có mức thưởng")

    assert queries.bonus(rules, row.award_form, NomineeType.HOUSEHOLD, date(2027, 3, 1)) == 260_000


@pytest.mark.parametrize(
    "values",
    [
        {"threshold_numerator": 3, "threshold_denominator": 2},
        {"threshold_numerator": 0},
        {"quorum_numerator": 4},
        {"threshold_numerator": 2, "threshold_denominator": 2, "is_strict": True},
    ],
)
def test_a_vote_nobody_could_win_or_lose_is_refused(cast, values):
    rule = queries.vote_rule(amend(cast), AwardForm.objects.get(code="gk-xa"), Kind.MERIT)

    with pytest.raises(ValidationError):
        services.amend_rule(row_version=1, rule=rule, values=values, by=cast.administrator, reason="Nhầm")


def test_the_days_of_a_set_are_not_changed_as_a_row(cast):
    with pytest.raises(ValueError, match="days"):
        services.amend_rule(
            row_version=1,
            rule=amend(cast),
            values={"effective_from": date(2027, 1, 1)},
            by=cast.administrator,
            reason="X",
        )
