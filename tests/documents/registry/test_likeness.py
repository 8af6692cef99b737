"""Who is surely the same, and who is only asked about."""

from datetime import date

import pytest

from documents.registry.likeness import Described, is_certain, spelled_alike

BORN = date(1985, 9, 5)


def person(name="Nguyễn Thị Hòa", birth_on=BORN, is_female=None, place="Trường Tiểu học"):
    return Described(nominee_type="individual", full_name=name, birth_on=birth_on, is_female=is_female, place=place)


def body(name="Tổ Toán", place="Trường Tiểu học", nominee_type="collective"):
    return Described(nominee_type=nominee_type, full_name=name, birth_on=None, is_female=None, place=place)


@pytest.mark.parametrize(
    ("one", "other", "certain"),
    [
        (person(), person(), True),
        (person(), person(place="Hội Nông dân"), True),  # one moves to another workplace
        (person(), person("NGUYỄN THỊ HOÀ"), True),
        (person(), person("Nguyen Thi Hoa"), True),
        (person(), person("Nguyễn Thị Hoa"), False),  # another name, born on the same day
        (person(), person("Nguyễn Thị Hằng"), False),
        (person(), person(birth_on=None), False),
        (person(birth_on=None), person(birth_on=None), False),
        (person(), person(birth_on=date(1985, 5, 9)), False),
        (person(is_female=True), person(is_female=False), False),
        (person(is_female=True), person(), True),
        (body(), body(), True),
        (body(), body(place="TRƯỜNG TIỂU HỌC"), True),
        (body(), body(place="Trường THCS"), False),
        (body(place=""), body(place=""), False),
        (body("Hộ ông An", "xóm Đồng", "household"), body("Hộ ông An", "xóm Đồng", "household"), True),
        (body("Hộ ông An", "xóm Đồng", "household"), body("Hộ ông An", "xóm Đồng", "collective"), False),
        (person("Hộ ông An"), body("Hộ ông An"), False),
    ],
)
def test_only_what_nothing_speaks_against_is_certain(one, other, certain):
    assert is_certain(one, other) == certain
    assert is_certain(other, one) == certain


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Uỷ", "Ủy", True),
        ("Thúy Hoà", "Thuý Hòa", True),
        ("Đào", "Đạo", False),
        ("Dao", "Đào", True),
        ("Cương", "Cường", False),
        ("Hùng", "Hưng", False),
        ("Hung", "Hưng", True),
    ],
)
def test_the_place_of_a_tone_is_no_difference_but_the_tone_is(one, other, alike):
    assert spelled_alike(one, other) == alike
