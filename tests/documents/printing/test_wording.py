from datetime import date

import pytest

from documents.printing import wording


@pytest.mark.parametrize(
    ("day", "words", "short"),
    [
        (date(2026, 3, 5), "ngày 05 tháng 3 năm 2026", "05/3/2026"),
        (date(2026, 1, 31), "ngày 31 tháng 01 năm 2026", "31/01/2026"),
        (date(2026, 2, 9), "ngày 09 tháng 02 năm 2026", "09/02/2026"),
        (date(2026, 12, 10), "ngày 10 tháng 12 năm 2026", "10/12/2026"),
    ],
)
def test_only_days_below_ten_and_months_one_and_two_get_a_zero(day, words, short):
    assert (wording.date_in_words(day), wording.short_date(day)) == (words, short)


@pytest.mark.parametrize(
    ("number", "shown"),
    [(5, "05/QĐ-UBND"), ("7", "07/QĐ-UBND"), (45, "45/QĐ-UBND"), ("12a", "12a/QĐ-UBND"), (1234, "1234/QĐ-UBND")],
)
def test_document_numbers_below_ten_get_a_zero(number, shown):
    assert wording.document_number(number, "QĐ-UBND") == shown


def test_a_paper_without_number_and_date_leaves_room_for_the_pen():
    room = wording.BLANK

    assert wording.number_line(None, "QĐ-UBND") == f"Số:{room * 10}/QĐ-UBND"
    assert wording.dateline("Phong Quang", None, year=2026) == (f"Phong Quang, ngày{room * 8}tháng{room * 8}năm 2026")


def test_a_dateline_names_the_place():
    assert wording.dateline("Phong Quang", date(2026, 3, 5)) == "Phong Quang, ngày 05 tháng 3 năm 2026"


@pytest.mark.parametrize(("number", "shown"), [(0, "0"), (999, "999"), (1_234_567, "1.234.567")])
def test_thousands_are_grouped_by_dots(number, shown):
    assert wording.grouped(number) == shown
    assert wording.money(number) == f"{shown}\u00a0đồng"


def test_money_in_words_opens_with_a_capital():
    assert wording.money_in_words(2_660_000) == "Hai triệu sáu trăm sáu mươi nghìn đồng"


@pytest.mark.parametrize(
    ("text", "names", "held"),
    [
        ("cho Ủy ban nhân dân xã và", (), "cho Ủy_ban_nhân_dân_xã và"),
        ("CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ PHONG QUANG", ("xã Phong Quang",), "CHỦ_TỊCH ỦY_BAN_NHÂN_DÂN_XÃ_PHONG_QUANG"),
        ("tặng danh hiệu “Lao động tiên tiến” cho", ("Lao động tiên tiến",), "tặng danh hiệu “Lao_động_tiên_tiến” cho"),
        ("ngày 05 tháng 3 năm 2026 của", (), "ngày_05_tháng_3_năm_2026 của"),
        ("tặng Giấy khen cho", ("",), "tặng Giấy_khen cho"),
        ("một tên " + "rất dài " * 9, ("rất dài " * 5,), "một tên " + "rất dài " * 9),
    ],
)
def test_names_and_dates_are_held_together(text, names, held):
    assert wording.held(text, *names) == held.replace("_", wording.BLANK)
