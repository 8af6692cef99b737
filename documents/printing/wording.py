"""How papers write numbers, dates and money. Words fixed by Nghị định 30/2020/NĐ-CP stand here as they are printed."""

import re

from django.conf import settings

from documents.printing.spelled import spelled

SAMPLE = "MẪU - KHÔNG CÓ GIÁ TRỊ"
DRAFT = "DỰ THẢO"
BLANK = "\u00a0"  # no-break blank: room left for the pen of the records clerk
_LONGEST_HELD = 30  # letters; a longer name may be broken, else its line would be half empty
_HELD = re.compile(
    r"(Phó )?Chủ tịch|Ủy ban nhân dân( (xã|phường|đặc khu|tỉnh)\b)?|(Giấy|Bằng) khen|ngày \d+ tháng \d+ năm \d+",
    re.IGNORECASE,
)

BLANK_DATE = f"ngày{BLANK * 8}tháng{BLANK * 8}năm{BLANK * 10}"


def watermark(*, is_draft=False):
    """What stands across every page: the mark of the sample commune or of a draft; nothing on a paper that counts."""
    return SAMPLE if settings.DEMO else DRAFT if is_draft else ""


def _day_and_month(day):
    """Day below 10 and months 1 and 2 with a leading zero. Source: NĐ 30/2020, Phụ lục I, phần I, mục II.4."""
    return f"{day.day:02d}", f"{day.month:02d}" if day.month <= 2 else str(day.month)


def date_in_words(day):
    """ngày 05 tháng 3 năm 2026"""
    number, month = _day_and_month(day)
    return f"ngày {number} tháng {month} năm {day.year}"


def short_date(day):
    """05/3/2026"""
    number, month = _day_and_month(day)
    return f"{number}/{month}/{day.year}"


def dateline(place, day, *, year=None):
    """Phong Quang, ngày 05 tháng 3 năm 2026; with day None room is left for day and month of `year`."""
    if day is not None:
        return f"{place}, {date_in_words(day)}"
    return f"{place}, ngày{BLANK * 8}tháng{BLANK * 8}năm {year or BLANK * 8}"


def document_number(number, symbol):
    """05/QĐ-UBND. number: int, or text where another register gave it ("12a"); numbers below 10 get a zero."""
    number = f"{int(number):02d}" if str(number).isdecimal() else str(number)
    return f"{number}/{symbol}"


def number_line(number, symbol):
    """Số: 05/QĐ-UBND; with number None room is left for it."""
    return f"Số: {document_number(number, symbol)}" if number else f"Số:{BLANK * 10}/{symbol}"


def grouped(number):
    """1.234.567"""
    return f"{number:,}".replace(",", ".")


def money(amount):
    """1.234.567 đồng"""
    return f"{grouped(amount)}{BLANK}đồng"


def money_in_words(amount):
    """Hai triệu sáu trăm sáu mươi nghìn đồng"""
    words = spelled(amount)
    return f"{words[:1].upper()}{words[1:]} đồng"


def held(text, *names):
    """The text with names and dates that no line breaks: "Ủy ban nhân dân xã", "xã Phong Quang". For centred lines."""
    for name in names:
        if name and len(name) <= _LONGEST_HELD:
            text = re.sub(re.escape(name), _whole, text, flags=re.IGNORECASE)
    return _HELD.sub(_whole, text)


def _whole(found):
    return found.group().replace(" ", BLANK)
