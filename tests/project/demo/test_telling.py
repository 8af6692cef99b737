"""Texts of the sample on any day: the year, the school year and the months they speak of lie behind it."""

from datetime import date

import pytest

from project.demo.telling import Telling


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (date(2026, 11, 4), "2026, 2021-2026, 11/2026, quý III/2026"),
        (date(2027, 1, 5), "2026, 2021-2026, 1/2027, quý IV/2026"),
        (date(2027, 3, 1), "2026, 2021-2026, 3/2027, quý IV/2026"),
        (date(2027, 3, 5), "2027, 2022-2027, 3/2027, quý IV/2026"),
        (date(2027, 4, 1), "2027, 2022-2027, 4/2027, quý I/2027"),
    ],
)
def test_a_text_speaks_of_the_year_of_its_day(sent, words):
    assert Telling(sent, sent).fill("{year}, {five_years}, {month}, {quarter}") == words


@pytest.mark.parametrize(
    ("today", "year"),
    [(date(2026, 11, 27), "2025-2026"), (date(2026, 11, 10), "2024-2025"), (date(2027, 12, 22), "2026-2027")],
)
def test_the_school_year_ended_before_the_schools_sent_their_letters(today, year):
    assert Telling(today, today).fill("{school_year}") == year


@pytest.mark.parametrize(
    ("sent", "kind", "days"),
    [
        (date(2026, 11, 4), "year", (date(2026, 1, 1), date(2026, 10, 31))),
        (date(2027, 2, 10), "year", (date(2026, 1, 1), date(2026, 12, 31))),
        (date(2027, 3, 5), "year", (date(2027, 1, 1), date(2027, 2, 28))),
        (date(2026, 11, 27), "school_year", (date(2025, 9, 1), date(2026, 5, 31))),
        (date(2026, 11, 12), "day", (date(2026, 11, 10), date(2026, 11, 10))),
    ],
)
def test_a_period_ends_before_its_letter(sent, kind, days):
    assert Telling(sent, sent).period(kind) == days
