"""Amending the catalogue: who may, when it may, what it leaves behind."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from documents.catalogue import queries, services
from documents.catalogue.kinds import Kind
from documents.catalogue.models import (
    AwardForm,
    BaseWage,
    Holiday,
    LegalInstrument,
    RuleSet,
)
from documents.catalogue.revocation_models import RevocationGround
from permissions.ledger.models import LedgerEntry, LedgerPayload
from permissions.ledger.verify import verify
from permissions.refusals import NotNow, NotYou

pytestmark = pytest.mark.usefixtures("rules")

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)


def acts():
    return list(LedgerEntry.objects.exclude(act="catalogue.load").values_list("act", "stream__key", "actor_id"))


def current():
    return queries.rule_set_on(date(2026, 11, 22))


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
        row_version=1,
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
        row_version=1,
        instrument=instrument,
        values={"title": instrument.title},
        by=cast.administrator,
        reason="Không đổi",
    )

    assert acts() == []


def test_an_instrument_that_ends_before_it_begins_is_refused(cast):
    instrument = LegalInstrument.objects.get(number="152/2025/NĐ-CP")

    with pytest.raises(ValidationError):
        services.amend_instrument(
            row_version=1,
            instrument=instrument,
            values={"effective_to": date(2025, 6, 30)},
            by=cast.administrator,
            reason="Nhầm",
        )

    assert acts() == []


def test_two_instruments_cannot_have_one_number(cast):
    with pytest.raises(ValidationError) as refusal:
        services.add_instrument(values={"number": "152/2025/NĐ-CP", "title": "Trùng"}, by=cast.administrator)

    assert "number" in refusal.value.message_dict


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

    services.amend_base_wage(
        row_version=1, wage=wage, values={"amount": 2_535_000}, by=cast.administrator, reason="Gõ nhầm"
    )

    assert queries.base_wage_on(date(2026, 7, 1)).amount == 2_535_000
    assert [act for act, *_rest in acts()] == ["catalogue.amend_base_wage"]
    assert (
        '"row":"2.535.000 đồng, 01/07/2026"' in LedgerPayload.objects.get(entry__act="catalogue.amend_base_wage").body
    )


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
    services.amend_holiday(row_version=1, holiday=tet, values={"is_verified": True}, by=by, reason="Đã có thông báo")
    services.remove_holiday(
        row_version=1, holiday=Holiday.objects.get(on=date(2027, 11, 24)), by=by, reason="Chưa có luật"
    )

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
    wage, holiday, ground = BaseWage.objects.first(), Holiday.objects.first(), RevocationGround.objects.first()
    instrument, rules = LegalInstrument.objects.first(), current()
    paper = gk(rules).papers.first()
    text = {"title": "X", "legal_basis": "X", "reason": "X", "by": by}
    deeds = [
        lambda: services.add_instrument(values={"number": "1", "title": "X"}, by=by),
        lambda: services.amend_instrument(
            row_version=1, instrument=instrument, values={"title": "X"}, by=by, reason="X"
        ),
        lambda: services.amend_rule_set(rule_set=rules, effective_from=date(2027, 3, 1), **text),
        lambda: services.adopt_rule_set(
            rule_set=rules, owner_unit=cast.province, effective_from=date(2027, 3, 1), **text
        ),
        lambda: services.amend_rule(row_version=1, rule=gk(rules), values={"notice_days": 5}, by=by, reason="X"),
        lambda: services.add_rule(rule=paper, by=by, reason="X"),
        lambda: services.remove_paper(row_version=1, paper=paper, by=by, reason="X"),
        lambda: services.add_base_wage(values={"amount": 1, "effective_from": date(2030, 1, 1)}, by=by),
        lambda: services.amend_base_wage(row_version=1, wage=wage, values={"amount": 1}, by=by, reason="X"),
        lambda: services.add_ground(values={"code": "x", "title": "X", "effective_from": date(2030, 1, 1)}, by=by),
        lambda: services.amend_ground(row_version=1, ground=ground, values={"title": "X"}, by=by, reason="X"),
        lambda: services.open_holiday_year(year=2030, by=by),
        lambda: services.add_holiday(values={"on": date(2027, 6, 1), "name": "X", "source": "X"}, by=by),
        lambda: services.amend_holiday(row_version=1, holiday=holiday, values={"name": "X"}, by=by, reason="X"),
        lambda: services.remove_holiday(row_version=1, holiday=holiday, by=by, reason="X"),
    ]

    for deed in deeds:
        with pytest.raises(NotYou):
            deed()

    assert acts() == []
    assert RuleSet.objects.count() == 2
