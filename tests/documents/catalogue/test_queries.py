"""What the loaded rules answer, by day and by commune: tables typed by hand from the sources."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from documents.catalogue import queries, services
from documents.catalogue.kinds import Kind, Level, NomineeType, VoteBase, VoteMethod
from documents.catalogue.models import AwardForm, BaseWage, RuleSet
from permissions.refusals import NotNow

pytestmark = pytest.mark.usefixtures("rules")

JUNE_30, JULY_1 = date(2026, 6, 30), date(2026, 7, 1)
ONE, MANY, HOME = NomineeType.INDIVIDUAL, NomineeType.COLLECTIVE, NomineeType.HOUSEHOLD


def form(code):
    return AwardForm.objects.get(code=code)


def rules_of(day=JULY_1):
    return queries.rule_set_on(day)


# --- rule sets by day and commune ------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("day", "starts"),
    [
        (date(2025, 7, 1), date(2025, 7, 1)),
        (date(2026, 9, 30), date(2025, 7, 1)),
        (date(2026, 10, 1), date(2026, 10, 1)),
        (date(2027, 3, 1), date(2026, 10, 1)),
    ],
)
def test_the_national_rules_of_a_day(day, starts):
    assert queries.rule_set_on(day).effective_from == starts


def test_a_day_before_all_rules_is_refused_with_a_sentence():
    with pytest.raises(NotNow) as refusal:
        queries.rule_set_on(date(2025, 6, 30))

    assert refusal.value.code == "no_rule_set"
    assert "30/06/2025" in refusal.value.sentences[0]


def adopt(cast, owner, day):
    return services.adopt_rule_set(
        rule_set=queries.rule_set_on(day),
        owner_unit=owner,
        effective_from=day,
        title=f"Quy định riêng {owner.code}",
        legal_basis="Quyết định của tỉnh",
        by=cast.administrator,
        reason="Tỉnh ban hành quy định",
    )


def test_the_nearest_rules_hold_commune_before_province_before_nation(cast):
    of_province = adopt(cast, cast.province, date(2026, 3, 1))
    of_commune = adopt(cast, cast.here.commune, date(2026, 5, 1))

    found = [
        queries.rule_set_on(day, town.commune).pk
        for day, town in [
            (date(2026, 2, 28), cast.here),
            (date(2026, 3, 1), cast.here),
            (date(2026, 5, 1), cast.here),
            (date(2026, 5, 1), cast.there),
        ]
    ]

    national = queries.rule_set_on(date(2026, 2, 28)).pk
    assert found == [national, of_province.pk, of_commune.pk, of_province.pk]


def test_finding_the_rules_costs_one_statement(cast, django_assert_num_queries):
    adopt(cast, cast.province, date(2026, 3, 1))

    with django_assert_num_queries(1):
        queries.rule_set_on(date(2026, 5, 1), cast.here.commune)


# --- who grants, for whom --------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("code", "kinds", "level", "types"),
    [
        ("hcld-1", {"merit", "campaign", "sudden"}, Level.PRESIDENT, [ONE, MANY]),
        ("hcld-2", {"merit", "campaign", "sudden"}, Level.PRESIDENT, [ONE, MANY]),
        ("hcld-3", {"merit", "campaign", "sudden"}, Level.PRESIDENT, [ONE, MANY]),
        ("co-chinh-phu", {"merit"}, Level.PRIME_MINISTER, [MANY]),
        ("cstd-toan-quoc", {"merit"}, Level.PRIME_MINISTER, [ONE]),
        ("bk-thu-tuong", {"merit", "campaign", "sudden"}, Level.PRIME_MINISTER, [ONE, MANY, HOME]),
        ("co-tinh", {"merit"}, Level.PROVINCE, [MANY]),
        ("cstd-tinh", {"merit"}, Level.PROVINCE, [ONE]),
        ("tt-ldxs", {"merit"}, Level.PROVINCE, [MANY]),
        ("xa-tieu-bieu", {"merit"}, Level.PROVINCE, [MANY]),
        ("bk-tinh", {"merit", "campaign", "sudden"}, Level.PROVINCE, [ONE, MANY, HOME]),
        ("cstd-co-so", {"merit"}, Level.COMMUNE, [ONE]),
        ("tt-ldtt", {"merit"}, Level.COMMUNE, [MANY]),
        ("ldtt", {"merit"}, Level.COMMUNE, [ONE]),
        ("thon-van-hoa", {"merit"}, Level.COMMUNE, [MANY]),
        ("gd-van-hoa", {"merit"}, Level.COMMUNE, [HOME]),
        ("gk-xa", {"merit", "campaign", "sudden", "discovered"}, Level.COMMUNE, [ONE, MANY, HOME]),
    ],
)
def test_who_grants_a_form_and_for_whom(code, kinds, level, types):
    rows = form(code).rules.filter(rule_set=rules_of())

    assert {row.kind for row in rows} == kinds
    assert {row.authority_level for row in rows} == {level}
    assert all(row.nominee_types == types for row in rows)


def test_award_forms_stand_from_high_to_low_for_a_kind_of_nominee():
    found = queries.award_forms(rules_of(), NomineeType.HOUSEHOLD)

    assert [form.code for form in found] == ["bk-thu-tuong", "bk-tinh", "gd-van-hoa", "gk-xa"]


def test_award_forms_of_a_campaign_are_those_of_the_plan():
    found = queries.award_forms(rules_of(), kind=Kind.CAMPAIGN)

    assert [form.code for form in found] == ["hcld-1", "hcld-2", "hcld-3", "bk-thu-tuong", "bk-tinh", "gk-xa"]


@pytest.mark.parametrize(
    ("code", "kind", "notice", "skip", "simplified", "years"),
    [
        ("gk-xa", Kind.CAMPAIGN, 0, False, False, 10),
        ("gk-xa", Kind.SUDDEN, 0, True, True, 10),
        ("gk-xa", Kind.DISCOVERED, 0, False, False, 10),
        ("bk-tinh", Kind.MERIT, 0, False, False, 20),
        ("bk-tinh", Kind.SUDDEN, 0, True, False, 20),
        ("hcld-3", Kind.CAMPAIGN, 10, False, False, None),
    ],
)
def test_the_way_of_a_form(code, kind, notice, skip, simplified, years):
    rule = queries.form_rule(rules_of(), form(code), kind)

    found = (rule.notice_days, rule.may_skip_council, rule.simplified, rule.retention_years)
    assert found == (notice, skip, simplified, years)


def test_a_form_is_not_granted_for_a_kind_the_rules_do_not_name():
    with pytest.raises(NotNow) as by_rule:
        queries.form_rule(rules_of(), form("ldtt"), Kind.SUDDEN)
    with pytest.raises(NotNow) as by_vote:
        queries.vote_rule(rules_of(), form("ldtt"), Kind.SUDDEN)

    assert (by_rule.value.code, by_vote.value.code) == ("not_granted", "not_granted")
    assert "Lao động tiên tiến" in by_rule.value.sentences[0]


def test_what_nobody_has_read_in_the_law_says_so():
    unsure = {rule.award_form.code for rule in rules_of().form_rules.filter(is_verified=False, kind=Kind.MERIT)}

    assert unsure == {"cstd-tinh", "tt-ldxs", "cstd-co-so", "tt-ldtt"}
    assert not rules_of(date(2026, 10, 1)).is_verified


# --- papers ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("code", "kind", "nominee_type", "papers"),
    [
        ("gk-xa", Kind.MERIT, ONE, ["to-trinh!", "bien-ban-xet!", "bao-cao-thanh-tich*!"]),
        ("gk-xa", Kind.CAMPAIGN, HOME, ["to-trinh!", "bien-ban-xet!", "bao-cao-thanh-tich*!"]),
        ("gk-xa", Kind.SUDDEN, ONE, ["to-trinh!", "tom-tat-thanh-tich*!"]),
        ("gk-xa", Kind.DISCOVERED, MANY, ["to-trinh!", "tom-tat-thanh-tich*!"]),
        ("cstd-co-so", Kind.MERIT, ONE, ["to-trinh!", "bien-ban-xet!", "bao-cao-thanh-tich*!", "xac-nhan-sang-kien*"]),
        (
            "cstd-toan-quoc",
            Kind.MERIT,
            ONE,
            ["to-trinh!", "bien-ban-bo-phieu!", "bao-cao-thanh-tich*!", "xac-nhan-sang-kien*!"],
        ),
        (
            "bk-tinh",
            Kind.CAMPAIGN,
            ONE,
            ["to-trinh!", "bien-ban-xet!", "bao-cao-thanh-tich*!", "tom-tat-thanh-tich*"],
        ),
        (
            "bk-tinh",
            Kind.CAMPAIGN,
            MANY,
            ["to-trinh!", "bien-ban-xet!", "bao-cao-thanh-tich*!", "tom-tat-thanh-tich*", "xac-nhan-nghia-vu*"],
        ),
        ("gd-van-hoa", Kind.MERIT, HOME, ["to-trinh!", "bien-ban-xet!", "bang-cham-diem*!"]),
    ],
)
def test_required_papers(code, kind, nominee_type, papers):
    """`*`: one for each nominee; `!`: must be there."""
    found = queries.required_papers(rules_of(), form(code), kind, nominee_type)

    marks = [f"{p.code}{'*' * (p.scope == 'nomination')}{'!' * p.is_mandatory}" for p in found]
    assert marks == papers


# --- votes -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("code", "threshold", "is_strict", "method"),
    [
        ("gk-xa", (1, 2), True, VoteMethod.EITHER),
        ("hcld-1", (1, 2), True, VoteMethod.EITHER),
        ("cstd-tinh", (1, 2), True, VoteMethod.EITHER),
        ("cstd-toan-quoc", (90, 100), False, VoteMethod.SECRET),
        ("co-chinh-phu", (80, 100), False, VoteMethod.SECRET),
    ],
)
def test_vote_rules(code, threshold, is_strict, method):
    rule = queries.vote_rule(rules_of(), form(code), Kind.MERIT)

    found = ((rule.threshold_numerator, rule.threshold_denominator), rule.is_strict, rule.method)
    assert found == (threshold, is_strict, method)
    assert (rule.base, rule.quorum_numerator, rule.quorum_denominator) == (VoteBase.TOTAL, 2, 3)
    assert (rule.written_opinion_counts, rule.chair_must_agree) == (True, False)
    assert not rule.is_verified


# --- time limits -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("step", "code", "kind", "working_days"),
    [
        ("review", None, None, 6),
        ("review", "ldtt", Kind.MERIT, 6),
        ("review", "gk-xa", Kind.MERIT, 3),
        ("review", "gk-xa", None, 3),
        ("review", "gk-xa", Kind.SUDDEN, 2),
        ("review", "bk-tinh", Kind.SUDDEN, 2),
        ("review", None, Kind.SUDDEN, 2),
        ("completion", "gk-xa", Kind.MERIT, 5),
        ("opinion", None, None, 10),
        ("province_appraisal", None, None, 30),
    ],
)
def test_the_most_exact_time_limit_holds(step, code, kind, working_days):
    limit = queries.time_limit(rules_of(), step, form(code) if code else None, kind)

    assert limit.working_days == working_days


@pytest.mark.parametrize(
    ("code", "kind", "total"), [("gk-xa", "merit", 10), ("gk-xa", "sudden", 8), ("ldtt", "merit", 20)]
)
def test_the_steps_of_the_commune_add_up_to_the_published_procedures(code, kind, total):
    steps = ("take_up", "review", "endorsement", "council", "decision", "issue")

    assert sum(queries.time_limit(rules_of(), step, form(code), kind).working_days for step in steps) == total


def test_a_step_without_limit_is_refused_with_a_sentence():
    rules_of().time_limits.filter(step="opinion").delete()

    with pytest.raises(NotNow) as refusal:
        queries.time_limit(rules_of(), "opinion")

    assert refusal.value.code == "no_time_limit"


# --- money -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("day", "amount"),
    [
        (date(2024, 7, 1), 2_340_000),
        (JUNE_30, 2_340_000),
        (JULY_1, 2_530_000),
        (date(2030, 1, 1), 2_530_000),
    ],
)
def test_the_base_wage_of_a_day(day, amount):
    assert queries.base_wage_on(day).amount == amount


def test_a_day_before_the_first_base_wage_is_refused():
    with pytest.raises(NotNow) as refusal:
        queries.base_wage_on(date(2024, 6, 30))

    assert refusal.value.code == "no_base_wage"


@pytest.mark.parametrize(
    ("code", "nominee_type", "amount"),
    [
        ("gk-xa", ONE, 760_000),
        ("gk-xa", MANY, 1_520_000),
        ("gk-xa", HOME, 1_140_000),
        ("bk-tinh", ONE, 3_800_000),
        ("bk-tinh", MANY, 7_590_000),
        ("bk-tinh", HOME, 5_700_000),
        ("bk-thu-tuong", ONE, 8_860_000),
        ("bk-thu-tuong", MANY, 17_710_000),
        ("bk-thu-tuong", HOME, 13_290_000),
        ("hcld-3", ONE, 11_390_000),
        ("hcld-3", MANY, 22_770_000),
        ("ldtt", ONE, 760_000),
        ("cstd-co-so", ONE, 2_530_000),
        ("tt-ldtt", MANY, 2_030_000),
        ("tt-ldxs", MANY, 3_800_000),
        ("gd-van-hoa", HOME, 0),
        ("hcld-3", HOME, 0),
    ],
)
def test_the_worked_money_of_a_decision_from_july_2026(code, nominee_type, amount):
    assert queries.bonus(rules_of(), form(code), nominee_type, JULY_1) == amount


@pytest.mark.parametrize(
    ("decided_on", "individual", "collective", "household"),
    [(JUNE_30, 710_000, 1_410_000, 1_060_000), (JULY_1, 760_000, 1_520_000, 1_140_000)],
)
def test_the_date_of_the_decision_fixes_the_money(decided_on, individual, collective, household):
    found = [queries.bonus(rules_of(decided_on), form("gk-xa"), t, decided_on) for t in (ONE, MANY, HOME)]

    assert found == [individual, collective, household]


@pytest.mark.parametrize(
    ("factor", "wage", "up", "nearest"),
    [
        ("0.15", 1_490_000, 230_000, 220_000),  # 223,500: the older answer rounded to 220,000
        ("0.30", 1_490_000, 450_000, 450_000),  # 447,000
        ("1.00", 2_530_000, 2_530_000, 2_530_000),
        ("0.50", 1_490_000, 750_000, 750_000),  # 745,000 is half way
    ],
)
def test_rounding_follows_the_rule_set(factor, wage, up, nearest):
    factor, wage = Decimal(factor), BaseWage(amount=wage)

    assert queries.money(factor, wage, RuleSet(bonus_rounding="up", bonus_unit=10_000)) == up
    assert queries.money(factor, wage, RuleSet(bonus_rounding="nearest", bonus_unit=10_000)) == nearest


@pytest.mark.parametrize(("code", "nominee_type"), [("gk-xa", ONE), ("bk-tinh", ONE), ("bk-thu-tuong", ONE)])
def test_a_household_counts_one_and_a_half_and_a_collective_two(code, nominee_type):
    single = queries.multiplier(rules_of(), form(code), ONE)

    assert queries.multiplier(rules_of(), form(code), MANY) == single * 2
    assert queries.multiplier(rules_of(), form(code), HOME) == single * Decimal("1.5")


# --- holidays and instruments ----------------------------------------------------------------------------
def test_holidays_by_year_with_the_days_worked_in_exchange():
    found = queries.holidays([2026, 2028])

    assert set(found) == {2026}
    off = sorted(day for day, is_off in found[2026].items() if is_off)
    worked = sorted(day for day, is_off in found[2026].items() if not is_off)
    assert worked == [date(2026, 1, 10), date(2026, 8, 22)]
    assert off == [
        date(2026, 1, 1),
        date(2026, 1, 2),
        *(date(2026, 2, 16) + timedelta(days=n) for n in range(5)),
        date(2026, 4, 26),
        date(2026, 4, 27),
        date(2026, 4, 30),
        date(2026, 5, 1),
        date(2026, 8, 31),
        date(2026, 9, 1),
        date(2026, 9, 2),
        date(2026, 11, 24),
    ]


@pytest.mark.parametrize(("day", "numbers"), [(date(2027, 2, 28), []), (date(2027, 3, 1), ["152/2025/NĐ-CP"])])
def test_rules_that_rest_on_an_ended_instrument_are_named(day, numbers):
    found = queries.ended_instruments(queries.rule_set_on(day), day)

    assert [instrument.number for instrument in found] == numbers
