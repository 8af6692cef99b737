"""Loading the seed files: complete, once, never over what an administrator wrote."""

from datetime import date

import pytest
from django.core.management import call_command

from documents.catalogue import loading, services
from documents.catalogue.models import (
    AwardForm,
    BaseWage,
    FormRule,
    Holiday,
    HolidayYear,
    LegalInstrument,
    Multiplier,
    RequiredPaper,
    RuleSet,
    TimeLimit,
    VoteRule,
)
from permissions.ledger.models import LedgerEntry
from permissions.ledger.verify import verify

pytestmark = pytest.mark.django_db

MODELS = (
    LegalInstrument,
    AwardForm,
    RuleSet,
    FormRule,
    RequiredPaper,
    VoteRule,
    TimeLimit,
    Multiplier,
    BaseWage,
    HolidayYear,
    Holiday,
)


def counts():
    return {model.__name__: model.objects.count() for model in MODELS}


def test_loading_twice_adds_nothing_the_second_time():
    loading.load()
    before = counts()

    assert set(loading.load().values()) == {0}
    assert counts() == before
    assert LedgerEntry.objects.filter(act="catalogue.load").count() == 1


def test_every_loaded_row_has_its_history_and_the_ledger_knows_it():
    loading.load()

    tracked = [model for model in MODELS if model is not HolidayYear]
    assert {m.__name__: m.history.count() for m in tracked} == {m.__name__: m.objects.count() for m in tracked}
    assert verify().holds


def test_loading_keeps_what_an_administrator_changed(cast):
    loading.load()
    instrument = LegalInstrument.objects.get(number="152/2025/NĐ-CP")
    services.amend_instrument(
        row_version=1,
        instrument=instrument,
        values={"effective_to": date(2028, 2, 29)},
        by=cast.administrator,
        reason="Được kéo dài",
    )
    services.remove_holiday(
        row_version=1, holiday=Holiday.objects.get(on=date(2027, 11, 24)), by=cast.administrator, reason="Chưa có luật"
    )

    loading.load()

    assert LegalInstrument.objects.get(number="152/2025/NĐ-CP").effective_to == date(2028, 2, 29)
    assert not Holiday.objects.filter(on=date(2027, 11, 24)).exists()


def test_the_later_rule_set_is_a_whole_copy_of_the_first():
    loading.load()
    first, second = RuleSet.objects.order_by("effective_from")

    assert second.copied_from == first
    for name in ("form_rules", "time_limits", "multipliers"):
        assert getattr(second, name).count() == getattr(first, name).count() > 0
    for model in (RequiredPaper, VoteRule):
        found = [model.objects.filter(form_rule__rule_set=rules).count() for rules in (first, second)]
        assert found[0] == found[1] > 0


def test_the_rules_alone_say_how_money_is_rounded_and_what_counts_in_a_vote():
    loading.load()

    assert set(RuleSet.objects.values_list("bonus_rounding", "bonus_unit")) == {("up", 10_000)}
    assert set(VoteRule.objects.values_list("written_opinion_counts", "chair_must_agree")) == {(True, False)}
    assert (RuleSet().bonus_rounding, RuleSet().bonus_unit) == ("", None)
    vote = VoteRule()
    assert (vote.is_strict, vote.base, vote.written_opinion_counts, vote.chair_must_agree) == (None, "", None, None)


def test_every_form_rule_has_a_vote_rule_and_papers_of_both_scopes():
    loading.load()

    for rule in FormRule.objects.prefetch_related("papers").select_related("vote_rule"):
        assert rule.vote_rule
        assert {paper.scope for paper in rule.papers.all()} == {"letter", "nomination"}


def test_every_rule_names_its_basis():
    loading.load()

    for model in (RuleSet, FormRule, RequiredPaper, VoteRule, TimeLimit, Multiplier, BaseWage):
        assert not model.objects.filter(legal_basis="").exists()
    assert not Holiday.objects.filter(source="").exists()


@pytest.mark.parametrize(
    ("number", "from_on", "to_on", "verified"),
    [
        ("06/2022/QH15", date(2024, 1, 1), None, True),
        ("06/2026/QH16", date(2026, 10, 1), None, False),
        ("152/2025/NĐ-CP", date(2025, 7, 1), date(2027, 2, 28), True),
        ("98/2023/NĐ-CP", None, date(2025, 6, 30), True),
        ("161/2026/NĐ-CP", date(2026, 7, 1), None, True),
        ("10/2022/TT-BNV", None, None, False),
    ],
)
def test_instruments_have_their_days(number, from_on, to_on, verified):
    loading.load()
    instrument = LegalInstrument.objects.get(number=number)

    found = (instrument.effective_from, instrument.effective_to, instrument.is_verified)
    assert found == (from_on, to_on, verified)


def test_a_replaced_instrument_names_its_successor():
    loading.load()

    assert LegalInstrument.objects.get(number="28/2024/NĐ-CP").replaced_by.number == "152/2025/NĐ-CP"


def test_a_holiday_on_a_weekday_is_off_and_an_exchange_falls_on_a_weekend():
    loading.load()

    for day in Holiday.objects.filter(is_day_off=False):
        assert day.on.weekday() >= 5


def test_the_command_tells_what_it_added(capsys):
    call_command("load_catalogue")

    assert "award_forms: 17 rows added" in capsys.readouterr().out.splitlines()
