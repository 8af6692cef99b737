"""Working days: exact dates around real holidays, and laws that hold for any days."""

from datetime import date, timedelta

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from documents.catalogue import queries as catalogue
from documents.catalogue.kinds import Step
from workflows import deadlines
from workflows.deadlines import HolidaysUnknown, add_working_days, working_days_between

# 2026: Tết off, 2 January off and worked on Saturday the 10th, as in the seed files.
YEAR_2026 = {
    date(2026, 1, 1): True,
    date(2026, 1, 2): True,
    date(2026, 1, 10): False,
    **{date(2026, 2, day): True for day in range(16, 21)},
    date(2026, 4, 27): True,
    date(2026, 4, 30): True,
    date(2026, 5, 1): True,
}
HOLIDAYS = {2025: {}, 2026: YEAR_2026, 2027: {date(2027, 1, 1): True}}
DAYS = st.dates(date(2025, 6, 1), date(2027, 6, 30))
COUNTS = st.integers(0, 60)


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        (date(2026, 3, 2), 5, date(2026, 3, 9)),  # Monday over one weekend
        (date(2026, 3, 6), 1, date(2026, 3, 9)),  # Friday to Monday
        (date(2026, 3, 7), 1, date(2026, 3, 9)),  # received on Saturday
        (date(2026, 2, 13), 1, date(2026, 2, 23)),  # over Tết
        (date(2025, 12, 31), 1, date(2026, 1, 5)),  # over New Year and the exchanged Friday
        (date(2026, 1, 8), 2, date(2026, 1, 10)),  # the Saturday that is worked
        (date(2026, 1, 9), 2, date(2026, 1, 12)),
        (date(2026, 4, 24), 3, date(2026, 5, 4)),  # Giỗ Tổ, 30/4 and 1/5
        (date(2026, 3, 4), 0, date(2026, 3, 4)),
        (date(2026, 3, 8), 0, date(2026, 3, 9)),
        (date(2026, 3, 9), -1, date(2026, 3, 6)),
        (date(2026, 3, 8), -1, date(2026, 3, 5)),
    ],
)
def test_adding_working_days(start, days, due):
    assert add_working_days(start, days, HOLIDAYS) == due


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        (date(2026, 3, 2), date(2026, 3, 9), 5),
        (date(2026, 3, 9), date(2026, 3, 2), -5),
        (date(2026, 3, 6), date(2026, 3, 8), 0),
        (date(2026, 2, 13), date(2026, 2, 23), 1),
        (date(2026, 1, 9), date(2026, 1, 11), 1),
    ],
)
def test_counting_working_days(first, last, count):
    assert working_days_between(first, last, HOLIDAYS) == count


def test_a_year_without_a_list_is_refused_with_a_sentence():
    with pytest.raises(HolidaysUnknown) as refusal:
        add_working_days(date(2027, 12, 30), 5, HOLIDAYS)

    assert refusal.value.code == "holidays_unknown"
    assert refusal.value.year == 2028
    assert "2028" in refusal.value.sentences[0]


def test_a_year_not_reached_needs_no_list():
    assert add_working_days(date(2027, 12, 30), 1, HOLIDAYS) == date(2027, 12, 31)


@given(DAYS, COUNTS)
def test_between_counts_what_add_added(start, days):
    due = add_working_days(start, days, HOLIDAYS)

    assert working_days_between(start, due, HOLIDAYS) == days or (days == 0 and due > start)


@given(DAYS, st.integers(-60, 60))
def test_a_due_day_is_a_working_day(start, days):
    assert deadlines.is_working_day(add_working_days(start, days, HOLIDAYS), HOLIDAYS)


@given(DAYS, st.integers(1, 30), st.integers(1, 30))
def test_adding_twice_is_adding_the_sum(start, some, more):
    twice = add_working_days(add_working_days(start, some, HOLIDAYS), more, HOLIDAYS)

    assert twice == add_working_days(start, some + more, HOLIDAYS)


@given(DAYS, COUNTS)
def test_going_back_counts_the_same(start, days):
    back = add_working_days(start, -days, HOLIDAYS)

    assert working_days_between(back, start, HOLIDAYS) == days or (days == 0 and back > start)


@given(DAYS, DAYS, DAYS)
def test_counts_add_up_along_the_way(first, second, third):
    first, second, third = sorted((first, second, third))

    whole = working_days_between(first, third, HOLIDAYS)
    assert whole == working_days_between(first, second, HOLIDAYS) + working_days_between(second, third, HOLIDAYS)


@given(DAYS, st.integers(1, 40), st.integers(0, 80), st.integers(0, 80))
def test_a_stopped_clock_loses_only_the_days_it_stood(start, days, before, standing):
    stopped_on = start + timedelta(days=before)
    resumed_on = stopped_on + timedelta(days=standing)
    left = working_days_between(stopped_on, add_working_days(start, days, HOLIDAYS), HOLIDAYS)

    due = add_working_days(resumed_on, left, HOLIDAYS)

    if left > 0:
        ran = working_days_between(start, stopped_on, HOLIDAYS) + working_days_between(resumed_on, due, HOLIDAYS)
        assert ran == days
    else:  # as late when it runs on as it was when it stopped
        assert working_days_between(resumed_on, due, HOLIDAYS) == left or (left == 0 and due > resumed_on)


def test_every_step_of_the_catalogue_names_its_source():
    assert set(Step.values) - set(deadlines.SOURCES) == set()


# --- with the catalogue ----------------------------------------------------------------------------------
def test_days_after_and_left_with_the_loaded_holidays(rules):
    assert deadlines.due_after(date(2026, 8, 20), 3) == date(2026, 8, 24)  # Saturday 22 August is worked
    assert deadlines.due_after(date(2026, 8, 28), 1) == date(2026, 9, 3)  # 31 August to 2 September are off
    assert deadlines.days_left(date(2026, 8, 28), date(2026, 9, 3)) == 1
    assert deadlines.days_left(date(2026, 9, 3), date(2026, 8, 28)) == -1
    assert deadlines.due_after(date(2026, 9, 3), -1) == date(2026, 8, 28)


def test_holidays_cost_one_statement(rules, django_assert_num_queries):
    with django_assert_num_queries(1):
        deadlines.due_after(date(2026, 12, 28), 10)


@pytest.mark.parametrize(
    ("step", "kind", "due"),
    [("review", None, date(2026, 3, 10)), ("review", "sudden", date(2026, 3, 4)), ("opinion", None, date(2026, 3, 16))],
)
def test_due_by_rule(rules, step, kind, due):
    rule_set = catalogue.rule_set_on(date(2026, 3, 2))

    assert deadlines.due_by_rule(rule_set, step, start=date(2026, 3, 2), kind=kind) == due


@time_machine.travel("2026-03-02T09:00:00+07:00", tick=False)
def test_due_by_rule_counts_from_today_when_no_day_is_given(rules):
    rule_set = catalogue.rule_set_on(date(2026, 3, 2))

    assert deadlines.due_by_rule(rule_set, "review") == date(2026, 3, 10)


def test_a_year_missing_from_the_catalogue_is_refused(rules):
    with pytest.raises(HolidaysUnknown, match="2028"):
        deadlines.due_after(date(2027, 12, 30), 5)
