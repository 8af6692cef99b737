import unicodedata

import pytest

from documents.printing.glyphs import LONGEST_WORD, known_characters, printable, printable_within

VOWELS = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
TONES = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]


def test_every_vietnamese_letter_is_in_the_font():
    letters = {unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES} | set("đĐ")

    assert letters - known_characters() == set()


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        ("Nguye\u0302\u0303n", "Nguyễn"),
        ("sao 😀 vàng", "sao □ vàng"),
        ("a\u200eb\u202ec\x07d\ufeff", "abcd"),
        ("02/BB\u2011HĐ", "02/BB-HĐ"),
        ("Thi đua - Khen thưởng", "Thi đua\u00a0- Khen thưởng"),
        ("dòng một\r\ndòng hai", "dòng một\ndòng hai"),
        ("\ud800", ""),
    ],
)
def test_what_cannot_be_printed_is_replaced(given, printed):
    assert printable(given) == printed


def test_a_word_too_long_for_a_line_may_be_broken():
    pieces = printable("xem " + "a" * 70).split("\u200b")

    assert [len(piece) for piece in pieces] == [4 + LONGEST_WORD, LONGEST_WORD, 70 - 2 * LONGEST_WORD]
    assert "".join(pieces) == "xem " + "a" * 70


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("W" * 10, ["WWWWWWWW", "WW"]),  # each as wide as the type size
        ("i" * 40, ["i" * 28, "i" * 12]),
        ("1234/QĐ-UBND-VHXH", ["1234/QĐ-UBND-VHXH"]),  # each part fits
        ("1234/QĐUBNDVHXH", ["1234/QĐUBNDV", "HXH"]),
        ("a b " * 9, ["a b " * 9]),
    ],
)
def test_a_word_in_a_cell_is_broken_by_its_width(text, pieces):
    assert printable_within(text, 8).split("\u200b") == pieces


def test_even_a_narrow_cell_holds_some_letters():
    assert printable_within("iiii WWWW", 0.1).split("\u200b") == ["iiii WWW", "W"]


def test_ordinary_words_are_left_alone():
    text = "Hội đồng Thi đua xã Phong Quang tỉnh Thái Nguyên " * 5

    assert printable(text) == text
