"""The measures of a paper, once for every writer. Lengths in mm, type sizes and line distances in pt.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I; where it leaves a range, the value most offices set.
"""

from datetime import datetime, time
from zoneinfo import ZoneInfo

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
ADDRESSEES = "Kính gửi:"
RECIPIENTS = "Nơi nhận:"

PAPER = {
    "margin": {"top": 20, "bottom": 20, "left": 30, "right": 15},  # allowed 20-25, 20-25, 30-35, 15-20
    "head": {"left": 67, "right": 98, "nation": 13, "motto": 14, "issuer": 13, "number": 13, "dateline": 14},
    "title": 14,
    "body": 14,
    "line_pitch": 18,  # single is 16.1 at 14 pt
    "paragraph_gap": 6,
    "first_line": 12.7,
    "table": {"size": 12, "line_pitch": 14.5},
    "recipients": {"word": 12, "lines": 11},
    "signature": {"size": 14, "room": 27},
    "page_number": 13,
    "words": {"nation": NATION, "motto": MOTTO, "addressees": ADDRESSEES, "recipients": RECIPIENTS},
}

TALLEST_ROW_MM = 140  # a taller row may be split over pages
_LETTER_MM = 2.0  # mean width of a letter at the table's size
_MM_PER_PT = 25.4 / 72
_CELL_PADDING_MM = 2.8
_HERE = ZoneInfo("Asia/Ho_Chi_Minh")


def moment_of(day):
    """Seconds since 1970 at the start of the day here: a paper's file carries its own date, never the clock's."""
    return int(datetime.combine(day, time.min, _HERE).timestamp())


def text_width_mm(is_landscape):
    """Width of the text on an A4 page."""
    margin = PAPER["margin"]
    return (297 if is_landscape else 210) - margin["left"] - margin["right"]


def column_widths_mm(columns, width_mm):
    """Widths of a table's columns; those without one share what is left equally, 20 mm at least."""
    fixed = sum(column.width_mm or 0 for column in columns)
    sharing = sum(column.width_mm is None for column in columns)
    share = max((width_mm - fixed) / sharing, 20) if sharing else 0
    return [column.width_mm or share for column in columns]


def room_in_cell(width_mm):
    """What a table cell of this width holds in one line, in shares of the type size."""
    return (width_mm - _CELL_PADDING_MM) / (PAPER["table"]["size"] * _MM_PER_PT)


def room_of_issuer():
    """What a line of the issuing body holds, in shares of the type size."""
    return PAPER["head"]["left"] / (PAPER["head"]["issuer"] * _MM_PER_PT)


def text_height_mm(text, width_mm):
    """Rough height of a text in a table cell of this width."""
    letters = max(width_mm / _LETTER_MM, 1)
    lines = sum(-(-len(line) // letters) or 1 for line in text.split("\n"))
    return lines * PAPER["table"]["line_pitch"] * 0.353
