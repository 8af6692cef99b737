from datetime import date

import pytest

from documents.sheets.columns import Column
from documents.sheets.meaning import check_row, nearest_choice, read_period
from permissions.refusals import ValidationError


def cell(text, **options):
    row = check_row(7, {"it": text}, [Column("it", "Cột", **options)])
    return row.typed["it"], [fault.told for fault in row.faults]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("01/01/2026 - 30/06/2026", (date(2026, 1, 1), date(2026, 6, 30))),
        ("01/01/2026-30/06/2026", (date(2026, 1, 1), date(2026, 6, 30))),
        ("1.1.2026 – 30.6.2026", (date(2026, 1, 1), date(2026, 6, 30))),
        ("Từ 01/01/2026 đến hết 30/06/2026", (date(2026, 1, 1), date(2026, 6, 30))),
        ("từ ngày 5 tháng 9 năm 2025 đến ngày 31 tháng 5 năm 2026", (date(2025, 9, 5), date(2026, 5, 31))),
        ("tháng 1/2026 đến tháng 2/2026", (date(2026, 1, 1), date(2026, 2, 28))),
        ("Từ tháng 1 đến tháng 6 năm 2026", (date(2026, 1, 1), date(2026, 6, 30))),
        ("02/2024", (date(2024, 2, 1), date(2024, 2, 29))),
        ("2026", (date(2026, 1, 1), date(2026, 12, 31))),
        ("năm 2026", (date(2026, 1, 1), date(2026, 12, 31))),
        ("2021-2025", (date(2021, 1, 1), date(2025, 12, 31))),
        ("2021 – 2025", (date(2021, 1, 1), date(2025, 12, 31))),
        ("12/03/2026", (date(2026, 3, 12), date(2026, 3, 12))),
    ],
)
def test_a_period_is_read_day_first(text, days):
    assert read_period(text) == days


@pytest.mark.parametrize(
    "text",
    ["", "lâu rồi", "năm học 2025-2026", "31/12/2026 - 01/01/2026", "13/2026", "1850", "1 - 2 - 3", "05/13/2026 -"],
)
def test_what_is_no_period_is_refused_with_a_sentence(text):
    with pytest.raises(ValidationError) as told:
        read_period(text)

    assert told.value.messages[0].endswith(".")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("05/12/1985", date(1985, 12, 5)),
        ("5-12-1985", date(1985, 12, 5)),
        ("1985-12-05", date(1985, 12, 5)),
        ("05/12/1985 00:00:00", date(1985, 12, 5)),
    ],
)
def test_a_day_is_read_day_first(text, meant):
    assert cell(text, kind="date") == (meant, [])


@pytest.mark.parametrize("text", ["12/25/1985", "1985", "12/1985", "31123", "ngày mai", "05/12/85"])
def test_what_is_no_day_is_a_fault(text):
    typed, faults = cell(text, kind="date")

    assert typed is None
    assert len(faults) == 1


def test_a_year_alone_is_taken_only_where_the_column_allows_it():
    assert cell("1985", kind="date", year_alone=True) == (1985, [])
    assert cell("05/12/1985", kind="date", year_alone=True) == (date(1985, 12, 5), [])
    assert cell("1785", kind="date", year_alone=True)[0] is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [("1.234.567", 1234567), ("1 234 567", 1234567), ("12", 12), ("1,5", 1.5), ("-3", -3), ("2.50", 2.5)],
)
def test_a_number_is_read_as_it_is_written_here(text, meant):
    assert cell(text, kind="number") == (meant, [])


@pytest.mark.parametrize("text", ["1,2,3", "mười", "1e5", "١٢"])
def test_what_is_no_number_is_a_fault(text):
    assert cell(text, kind="number")[0] is None


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("lao động tiên tiến xuất sắc", "Lao động tiên tiến"),
        ("LĐTT", "Lao động tiên tiến"),
        ("C.S.T.Đ", "Chiến sĩ thi đua"),
        ("Giây khenn", "Giấy khen"),
        ("Huân chương", ""),
        ("", ""),
        ("...", ""),
    ],
)
def test_the_nearest_choice_is_found_by_words_letters_and_initials(text, nearest):
    column = Column("it", "Cột", kind="choice", choices=("Lao động tiên tiến", "Giấy khen", "Chiến sĩ thi đua"))

    assert nearest_choice(text, column) == nearest


def test_a_fault_says_row_column_reason_and_nearest():
    row = check_row(7, {"it": "LĐTT"}, [Column("it", "Hình thức", kind="choice", choices=("Lao động tiên tiến",))])

    sentence = row.faults[0].sentence
    assert [word for word in ("7", "Hình thức", "LĐTT", "Lao động tiên tiến") if word not in sentence] == []
