"""Amending the catalogue: who may, when it may, what it leaves behind."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from documents.catalogue import queries, services
from documents.catalogue.kinds import Kind, NomineeType, PaperScope
from documents.catalogue.models import (
    AwardForm,
    BaseWage,
    Holiday,
    LegalInstrument,
    Multiplier,
    RequiredPaper,
    RuleSet,
)
from permissions.ledger.models import LedgerEntry, LedgerPayload
from permissions.ledger.verify import verify
from permissions.refusals import NotNow, NotYou

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


# --- instruments -----------------------------------------------------------------------------------------
def test_an_instrument_is_added_with_history_and_one_line(cast):
    instrument = services.add_instrument(
        values={"number": "99/2026/QĐ-UBND", "title": "Quy định của tỉnh", "effective_from": date(2026, 12, 1)},
        by=cast.administrator,
    )

    row = instrument.history.get()
    assert (row.history_type, row.history_user) == ("+", cast.administrator)
    assert acts() == [("catalogue.add_instrument", "catalogue", cast.administrator.pk)]
    assert verify().holds


def test_an_amended_instrument_keeps_what_it_was(cast):
    instrument = LegalInstrument.objects.get(number="152/2025/NĐ-CP")

    services.amend_instrument(
        instrument=instrument,
        values={"effective_to": date(2028, 2, 29)},
        by=cast.administrator,
        reason="Được kéo dài",
    )

    newest, first = instrument.history.all()
    assert (newest.effective_to, newest.history_change_reason) == (date(2028, 2, 29), "Được kéo dài")
    assert first.effective_to == date(2027, 2, 28)
    body = LedgerPayload.objects.get(entry__act="catalogue.amend_instrument").body
    assert '"changes":{"effective_to":["2027-02-28","2028-02-29"]}' in body


def test_an_amendment_that_changes_nothing_leaves_nothing(cast):
    instrument = LegalInstrument.objects.get(number="152/2025/NĐ-CP")

    services.amend_instrument(
        instrument=instrument, values={"title": instrument.title}, by=cast.administrator, reason="Không đổi"
    )

    assert acts() == []


def test_an_instrument_that_ends_before_it_begins_is_refused(cast):
    instrument = LegalInstrument.objects.get(number="152/2025/NĐ-CP")

    with pytest.raises(ValidationError):
        services.amend_instrument(
            instrument=instrument, values={"effective_to": date(2025, 6, 30)}, by=cast.administrator, reason="Nhầm"
        )

    assert acts() == []


def test_two_instruments_cannot_have_one_number(cast):
    with pytest.raises(ValidationError) as refusal:
        services.add_instrument(values={"number": "152/2025/NĐ-CP", "title": "Trùng"}, by=cast.administrator)

    assert "number" in refusal.value.message_dict


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
        rule=rule,
        values={"threshold_numerator": 2, "threshold_denominator": 3},
        by=cast.administrator,
        reason="Theo quy định của tỉnh",
    )

    rule.refresh_from_db()
    assert (rule.threshold_numerator, rule.threshold_denominator) == (2, 3)
    body = LedgerPayload.objects.get(entry__act="catalogue.amend_rule").body
    assert '"changes":{"threshold_denominator":[2,3],"threshold_numerator":[1,2]}' in body
    assert verify().holds


def test_changing_the_copy_leaves_the_original_alone(cast):
    old = current()
    services.amend_rule(
        rule=gk(amend(cast)), values={"notice_days": 5}, by=cast.administrator, reason="Công khai 5 ngày"
    )

    assert gk(old).notice_days == 0


def test_a_set_in_use_cannot_be_changed(cast):
    rules = current()
    services.mark_used(rule_set=rules, by=cast.here.unit_head, at=NOW)
    paper = gk(rules).papers.first()
    more = RequiredPaper(form_rule=gk(rules), code="x", title="X", scope=PaperScope.LETTER, legal_basis="X")
    deeds = [
        lambda: services.amend_rule(rule=gk(rules), values={"notice_days": 5}, by=cast.administrator, reason="X"),
        lambda: services.amend_rule(rule=rules, values={"title": "X"}, by=cast.administrator, reason="X"),
        lambda: services.add_rule(rule=more, by=cast.administrator, reason="X"),
        lambda: services.remove_paper(paper=paper, by=cast.administrator, reason="X"),
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
    services.remove_paper(paper=report, by=cast.administrator, reason="Tỉnh không yêu cầu")

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
        services.amend_rule(rule=rule, values=values, by=cast.administrator, reason="Nhầm")


def test_the_days_of_a_set_are_not_changed_as_a_row(cast):
    with pytest.raises(ValueError, match="days"):
        services.amend_rule(
            rule=amend(cast), values={"effective_from": date(2027, 1, 1)}, by=cast.administrator, reason="X"
        )


# --- wages and holidays ----------------------------------------------------------------------------------
def test_a_base_wage_holds_from_its_day(cast):
    services.add_base_wage(
        values={"amount": 2_700_000, "effective_from": date(2027, 7, 1), "legal_basis": "Nghị định mới"},
        by=cast.administrator,
    )

    found = [queries.base_wage_on(day).amount for day in (date(2027, 6, 30), date(2027, 7, 1))]
    assert found == [2_530_000, 2_700_000]


def test_a_base_wage_is_corrected_with_a_reason(cast):
    wage = BaseWage.objects.get(effective_from=date(2026, 7, 1))

    services.amend_base_wage(wage=wage, values={"amount": 2_535_000}, by=cast.administrator, reason="Gõ nhầm")

    assert queries.base_wage_on(date(2026, 7, 1)).amount == 2_535_000
    assert [act for act, *_rest in acts()] == ["catalogue.amend_base_wage"]


def test_opening_a_year_foretells_its_days_as_unverified(cast):
    services.open_holiday_year(year=2028, by=cast.administrator)

    days = Holiday.objects.filter(holiday_year__year=2028)
    assert days.get(on=date(2028, 1, 26)).name == "Mùng 1 Tết Nguyên đán"
    assert not days.filter(is_verified=True).exists()
    assert set(queries.holidays([2028])) == {2028}
    assert [act for act, *_rest in acts()] == ["catalogue.open_holiday_year"]


def test_a_year_is_opened_once(cast):
    with pytest.raises(ValidationError):
        services.open_holiday_year(year=2027, by=cast.administrator)


def test_days_are_added_confirmed_and_removed(cast):
    by = cast.administrator
    values = {
        "on": date(2027, 2, 13),
        "name": "Làm bù",
        "is_day_off": False,
        "source": "Thông báo",
        "is_verified": True,
    }
    services.add_holiday(values=values, by=by)
    tet = Holiday.objects.get(on=date(2027, 2, 6))
    services.amend_holiday(holiday=tet, values={"is_verified": True}, by=by, reason="Đã có thông báo")
    services.remove_holiday(holiday=Holiday.objects.get(on=date(2027, 11, 24)), by=by, reason="Chưa có luật")

    found = queries.holidays([2027])[2027]
    assert (found[date(2027, 2, 13)], date(2027, 11, 24) in found) == (False, False)
    assert Holiday.objects.get(pk=tet.pk).is_verified
    assert verify().holds


def test_a_day_of_a_year_without_list_is_refused(cast):
    with pytest.raises(NotNow) as refusal:
        services.add_holiday(
            values={"on": date(2029, 1, 1), "name": "Tết Dương lịch", "source": "Luật"}, by=cast.administrator
        )

    assert refusal.value.code == "holidays_unknown"


# --- who may ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize("who", ["unit_head", "office_reviewer", "office_head", "commune_chair", "records_clerk"])
def test_only_an_administrator_amends(cast, who):
    by = cast.here.person[who]
    wage, holiday = BaseWage.objects.first(), Holiday.objects.first()
    instrument, rules = LegalInstrument.objects.first(), current()
    paper = gk(rules).papers.first()
    text = {"title": "X", "legal_basis": "X", "reason": "X", "by": by}
    deeds = [
        lambda: services.add_instrument(values={"number": "1", "title": "X"}, by=by),
        lambda: services.amend_instrument(instrument=instrument, values={"title": "X"}, by=by, reason="X"),
        lambda: services.amend_rule_set(rule_set=rules, effective_from=date(2027, 3, 1), **text),
        lambda: services.adopt_rule_set(
            rule_set=rules, owner_unit=cast.province, effective_from=date(2027, 3, 1), **text
        ),
        lambda: services.amend_rule(rule=gk(rules), values={"notice_days": 5}, by=by, reason="X"),
        lambda: services.add_rule(rule=paper, by=by, reason="X"),
        lambda: services.remove_paper(paper=paper, by=by, reason="X"),
        lambda: services.add_base_wage(values={"amount": 1, "effective_from": date(2030, 1, 1)}, by=by),
        lambda: services.amend_base_wage(wage=wage, values={"amount": 1}, by=by, reason="X"),
        lambda: services.open_holiday_year(year=2030, by=by),
        lambda: services.add_holiday(values={"on": date(2027, 6, 1), "name": "X", "source": "X"}, by=by),
        lambda: services.amend_holiday(holiday=holiday, values={"name": "X"}, by=by, reason="X"),
        lambda: services.remove_holiday(holiday=holiday, by=by, reason="X"),
    ]

    for deed in deeds:
        with pytest.raises(NotYou):
            deed()

    assert acts() == []
    assert RuleSet.objects.count() == 2
