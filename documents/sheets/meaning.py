"""What the text of a cell means: a day, a period, a choice, a number. Refuses with the sentence that helps."""

import difflib
import re
from calendar import monthrange
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from documents.sheets.columns import Fault, Row, head_key
from permissions.fields import EARLIEST_YEAR, LATEST_YEAR, read_day
from permissions.refusals import ValidationError
from permissions.vietnamese import clean_line, clean_text

ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"})
LONGEST_CELL = 32_767  # characters, Excel's own limit
_YEAR = re.compile(r"(?:năm\s*)?(\d{4})", re.I)
_MONTH = re.compile(r"(?:tháng\s*)?(\d{1,2})(?:\s*[/.\-]\s*|\s+năm\s+|\s+)(\d{4})", re.I)
_MONTH_ALONE = re.compile(r"(?:tháng\s*)?(\d{1,2})", re.I)
_MIDNIGHT = re.compile(r"\s+0{1,2}:00(:00)?$")
_BEGIN = re.compile(r"^(?:kể\s+)?(?:từ|tu)\s+", re.I)
_WORD_TO = re.compile(r"\s+(?:đến(?:\s+hết)?|den|tới)\s+", re.I)
_DASH = re.compile(r"\s*[–—~]\s*|\s+-\s*|\s*-\s+")
_TWO_YEARS = re.compile(r"(\d{4})\s*-\s*(\d{4})")
_TWO_DAYS = re.compile(r"(\d{1,2}[/.]\d{1,2}[/.]\d{4}|\d{1,2}[/.]\d{4})-(\d{1,2}[/.]\d{1,2}[/.]\d{4}|\d{1,2}[/.]\d{4})")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[. ]\d{3})+(?:,\d+)?", re.ASCII)
_PLAIN = re.compile(r"[+-]?\d{1,20}(?:[.,]\d{1,10})?", re.ASCII)
_LIKE = 0.6  # how much alike, from 0 to 1, before a choice is offered


def _not(sentence, **params):
    return ValidationError(sentence, params=params)


# --- days and periods ----------------------------------------------------------------------------------
def _day(text, column):
    text = _MIDNIGHT.sub("", text)
    year = _YEAR.fullmatch(text)
    if column.year_alone and year:
        return _known_year(int(year[1]), text)
    return read_day(text)


def _known_year(year, text):
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise _not(_("“%(typed)s”: the year %(year)s cannot be right."), typed=text, year=str(year))
    return year


def _span(text):
    """First and last day of what one end of a period says: a day, a month, a year."""
    if year := _YEAR.fullmatch(text):
        known = _known_year(int(year[1]), text)
        return date(known, 1, 1), date(known, 12, 31)
    month = _MONTH.fullmatch(text)
    if month and 1 <= int(month[1]) <= 12:
        known, number = _known_year(int(month[2]), text), int(month[1])
        return date(known, number, 1), date(known, number, monthrange(known, number)[1])
    day = read_day(text)
    return day, day


def _ends(text):
    """The two ends as written, or [the whole]."""
    text = _BEGIN.sub("", _MIDNIGHT.sub("", text))
    for pattern in (_TWO_YEARS, _TWO_DAYS):
        if two := pattern.fullmatch(text):
            return [two[1], two[2]]
    for sign in (_WORD_TO, _DASH):
        parts = sign.split(text)
        if len(parts) == 2 and all(parts):
            return parts
    return [text]


def _with_the_year_of_the_other(begins, ends):
    """ "tháng 1 đến tháng 6/2026": the first month lies in the year that the second names."""
    named = _MONTH.fullmatch(ends)
    alone = _MONTH_ALONE.fullmatch(begins)
    return f"{alone[1]}/{named[2]}" if named and alone else begins


def read_period(text):
    """(first day, last day) of "01/01/2026 - 31/12/2026", "tháng 1/2026 đến tháng 6/2026", "2026", "2021-2025".

    Raises ValidationError: not a period, a school year (its days differ by place), an end before its beginning.
    """
    if "năm học" in text.casefold():
        raise _not(_("“%(typed)s”: write the first and the last day, like 05/09/2025 - 31/05/2026."), typed=text[:60])
    parts = _ends(text)
    try:
        begins = _with_the_year_of_the_other(parts[0], parts[-1])
        first, last = _span(begins)[0], _span(parts[-1])[1]
    except ValidationError as fault:
        if len(parts) == 2:
            raise
        told = _("“%(typed)s” is not a period. Write two days, like 01/01/2026 - 31/12/2026, or a year.")
        raise _not(told, typed=text[:60]) from fault
    if last < first:
        raise _not(_("“%(typed)s”: the period ends before it begins."), typed=text[:60])
    return first, last


# --- choices and numbers -------------------------------------------------------------------------------
def _initials(key):
    return "".join(word[0] for word in key.split())


def nearest_choice(text, column):
    """The choice that is most like the text; by its first letters too: "LĐTT". Empty where none is near."""
    key, official = head_key(text), dict(column.pairs)
    named = {known: official[value] for known, value in column.values_by_key.items() if value in official}
    if not key:
        return ""
    short = {each for known, each in named.items() if _initials(known) == key.replace(" ", "")}
    if len(short) == 1:
        return short.pop()
    within = {each for known, each in named.items() if key in known or known in key}
    if len(within) == 1 and len(key) > 2:
        return within.pop()
    near = difflib.get_close_matches(key[:100], named, n=1, cutoff=_LIKE)
    return named[near[0]] if near else ""


def _choice(text, column):
    known = column.values_by_key.get(head_key(text))
    if known is None:
        raise _not(_("“%(typed)s” is not in the list."), typed=text[:60])
    return known


def _number(text):
    if _GROUPED.fullmatch(text):
        text = text.replace(".", "").replace(" ", "")
    elif not _PLAIN.fullmatch(text):
        raise _not(_("“%(typed)s” is not a number."), typed=text[:40])
    number = Decimal(text.replace(",", "."))
    return int(number) if number == number.to_integral_value() else number


# --- a cell, a row -------------------------------------------------------------------------------------
def clean_cell(text, column):
    """The text as it is kept: NFC, squeezed, several lines only where the column has them."""
    return clean_text(text) if column.lines else clean_line(text)


def _meaning(text, column):
    if column.kind == "date":
        return _day(text, column)
    if column.kind == "period":
        return read_period(text)
    if column.kind == "choice":
        return _choice(text, column)
    return _number(text) if column.kind == "number" else text


def _read_cell(text, column):
    if not text:
        if column.required:
            raise _not(_("is empty."))
        return None
    if text in ERRORS:
        raise _not(_("the cell shows the error %(error)s of Excel. Type the value itself."), error=text)
    if text.startswith("="):
        raise _not(_("is a formula without a value, or begins with “=”. Type the value itself."))
    limit = column.max_length or LONGEST_CELL
    if len(text) > limit:
        raise _not(_("has %(count)s characters; at most %(limit)s are taken."), count=len(text), limit=limit)
    return _meaning(text, column)


def check_row(number, values, columns):
    """The Row that these texts make: read from a file, or mended in place. values: {key: text}."""
    row = Row(number, {column.key: clean_cell(values.get(column.key) or "", column) for column in columns})
    for column in columns:
        text, typed = row.values[column.key], None
        try:
            typed = _read_cell(text, column)
        except ValidationError as fault:
            nearest = nearest_choice(text, column) if column.kind == "choice" else ""
            row.faults.append(Fault(number, column.key, str(column.title), " ".join(fault.messages), nearest))
        row.typed[column.key] = typed
    return row
