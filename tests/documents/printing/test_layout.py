from datetime import date

from documents.printing import layout
from documents.printing.blocks import Column


def test_the_text_stands_between_the_margins_of_the_decree():
    margin = layout.PAPER["margin"]

    assert 20 <= margin["top"] <= 25
    assert 20 <= margin["bottom"] <= 25
    assert 30 <= margin["left"] <= 35
    assert 15 <= margin["right"] <= 20
    assert (layout.text_width_mm(False), layout.text_width_mm(True)) == (165, 252)


def test_sizes_of_type_are_those_of_the_decree():
    paper = layout.PAPER
    head = paper["head"]

    assert {head["nation"], head["issuer"]} <= {12, 13}
    assert {head["motto"], head["dateline"], paper["title"], paper["body"], paper["signature"]["size"]} <= {13, 14}
    assert (head["number"], paper["recipients"]["word"], paper["recipients"]["lines"]) == (13, 12, 11)
    assert paper["paragraph_gap"] >= 6
    assert paper["first_line"] in (10, 12.7)


def test_columns_without_a_width_share_what_is_left():
    columns = (Column("STT", 12), Column("A"), Column("B", 33), Column("C"))

    assert layout.column_widths_mm(columns, 165) == [12, 60, 33, 60]


def test_a_column_left_without_room_is_still_counted():
    assert layout.column_widths_mm((Column("A", 165), Column("B")), 165) == [165, 20]


def test_a_longer_text_is_higher():
    one, two = layout.text_height_mm("a", 20), layout.text_height_mm("a" * 11, 20)

    assert (round(two / one), round(layout.text_height_mm("a\nb\nc", 20) / one)) == (2, 3)


def test_a_day_begins_in_viet_nam():
    assert layout.moment_of(date(2026, 3, 5)) == 1_772_643_600  # 2026-03-04 17:00 UTC


def test_what_a_cell_holds_is_told_in_shares_of_the_type_size():
    assert [round(layout.room_in_cell(width), 2) for width in (12, 35)] == [2.17, 7.61]
