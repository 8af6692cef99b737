from dataclasses import replace

import pytest

from documents.printing.measures import fitted
from documents.printing.stocks import Field

FIELD = Field("nominee", 0, 0, 100, 16, 20, 8)


def test_words_that_fit_keep_their_size():
    assert fitted("Nguyễn Thị Ánh Tuyết", FIELD) == (20, 100)


def test_a_long_text_shrinks_until_its_lines_fit_the_height():
    sizes = [fitted("Nguyễn Thị Ánh Tuyết " * times, FIELD)[0] for times in (1, 3, 6, 12)]

    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] == 20
    assert sizes[-1] < 12


def test_two_lines_of_centred_words_are_about_equally_long():
    wide = replace(FIELD, height_mm=30)

    size, width = fitted("Nguyễn Thị Ánh Tuyết Nguyễn Thị Ánh Tuyết", wide)

    assert size == 20
    assert width == pytest.approx(65, abs=5)


def test_words_set_to_the_left_use_the_whole_width():
    left = replace(FIELD, height_mm=30, align="left")

    assert fitted("Nguyễn Thị Ánh Tuyết Nguyễn Thị Ánh Tuyết", left) == (20, 100)


def test_a_word_wider_than_the_field_shrinks():
    assert fitted("M" * 20, FIELD)[0] == 15.5


def test_a_text_that_fits_at_no_size_gets_the_smallest():
    assert fitted("dài lắm " * 500, FIELD) == (8, 100)


def test_bold_words_need_more_room():
    words = "Nguyễn Thị Ánh Tuyết và các thành viên"

    assert fitted(words, replace(FIELD, height_mm=8, bold=True))[0] < fitted(words, replace(FIELD, height_mm=8))[0]


def test_each_given_line_counts():
    assert fitted("CHỦ TỊCH\nPHÓ CHỦ TỊCH\nTHỨ BA", FIELD)[0] < 20


def test_no_words_at_all_fit():
    assert fitted("", FIELD) == (20, 100)
