"""The lunar days the calendar foretells, against days that were kept."""

from datetime import date

import pytest

from documents.catalogue.suggestions import lunar_day, suggested_holidays


@pytest.mark.parametrize(
    ("year", "tet", "hung_kings"),
    [
        (2008, date(2008, 2, 7), date(2008, 4, 15)),
        (2014, date(2014, 1, 31), date(2014, 4, 9)),
        (2020, date(2020, 1, 25), date(2020, 4, 2)),
        (2023, date(2023, 1, 22), date(2023, 4, 29)),  # leap second month
        (2024, date(2024, 2, 10), date(2024, 4, 18)),
        (2025, date(2025, 1, 29), date(2025, 4, 7)),
        (2026, date(2026, 2, 17), date(2026, 4, 26)),
        (2027, date(2027, 2, 6), date(2027, 4, 16)),
        (2030, date(2030, 2, 2), date(2030, 4, 12)),  # a day before the Chinese New Year
        (2034, date(2034, 2, 19), date(2034, 4, 28)),
    ],
)
def test_tet_and_the_hung_kings_day(year, tet, hung_kings):
    assert (lunar_day(year, 1, 1), lunar_day(year, 3, 10)) == (tet, hung_kings)


def test_a_year_has_its_twelve_days_and_one_for_each_on_a_weekend():
    days = suggested_holidays(2028)

    names = [name for _day, name in days]
    assert len(days) == 12 + sum(day.weekday() >= 5 for day, _name in days)
    assert sum(name.startswith("Nghỉ bù") for name in names) == sum(day.weekday() >= 5 for day, _name in days)
    assert all(day.weekday() < 5 for day, name in days if name.startswith("Nghỉ bù"))


@pytest.mark.parametrize(
    ("year", "neighbour"), [(2025, date(2025, 9, 1)), (2026, date(2026, 9, 1)), (2027, date(2027, 9, 3))]
)
def test_the_neighbour_of_the_national_day(year, neighbour):
    assert (neighbour, "Quốc khánh (ngày liền kề)") in suggested_holidays(year)
