"""Form fields for what people type: days as dd/mm/yyyy, one line, several lines; and how a form tells what was refused.

No rule of any page stands here.
"""

import re
from calendar import monthrange
from datetime import date, time

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from permissions.vietnamese import clean_line, clean_text

_DAY_FIRST = re.compile(
    r"(?:ngày\s*)?(\d{1,2})(?:\s*[/.\-]\s*|\s+tháng\s+|\s+)(\d{1,2})(?:\s*[/.\-]\s*|\s+năm\s+|\s+)(\d{4})", re.I
)
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_WITHOUT_SIGNS = re.compile(r"(\d{2})(\d{2})(\d{4})")
_YEAR_ONLY = re.compile(r"(?:năm\s*)?\d{4}", re.I)
_WITHOUT_DAY = re.compile(r"(?:tháng\s*)?\d{1,2}\s*[/.\-]\s*\d{4}", re.I)
_SHORT_YEAR = re.compile(r"\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{1,3}")
_HOUR = re.compile(r"([0-9]{1,2})\s*(?:giờ|h|g|:|\.)?\s*(?:([0-9]{2})\s*(?:phút|ph|p|')?)?", re.I)
EARLIEST_YEAR, LATEST_YEAR = 1900, 2100


def _misread(sentence, **params):
    return ValidationError(sentence, code="invalid", params=params)


def _parts(text):
    """Day, month, year as typed. Raises ValidationError when they cannot be told."""
    for pattern, order in ((_DAY_FIRST, (1, 2, 3)), (_YEAR_FIRST, (3, 2, 1)), (_WITHOUT_SIGNS, (1, 2, 3))):
        found = pattern.fullmatch(text)
        if found:
            return tuple(int(found[place]) for place in order)
    if _YEAR_ONLY.fullmatch(text):
        raise _misread(_("“%(typed)s” is a year only. Write day, month and year, like 05/09/2026."), typed=text)
    if _WITHOUT_DAY.fullmatch(text):
        raise _misread(_("“%(typed)s” has no day. Write day, month and year, like 05/09/2026."), typed=text)
    if _SHORT_YEAR.fullmatch(text):
        raise _misread(_("“%(typed)s”: write the year with four digits, like 05/09/2026."), typed=text)
    raise _misread(_("“%(typed)s” is not a day. Write day, month and year, like 05/09/2026."), typed=text[:40])


def read_day(text):
    """The date a person typed, day first.

    Raises ValidationError with the sentence that helps: no such day, month and day swapped, year only, and so on.
    """
    text = clean_line(text)
    day, month, year = _parts(text)
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise _misread(_("“%(typed)s”: the year %(year)s cannot be right."), typed=text, year=str(year))
    if not 1 <= month <= 12:
        if 1 <= day <= 12 and 13 <= month <= 31:
            raise _misread(
                _("“%(typed)s”: there is no month %(month)s. The day comes first, then the month: %(meant)s."),
                typed=text,
                month=month,
                meant=f"{month:02d}/{day:02d}/{year}",
            )
        raise _misread(_("“%(typed)s”: there is no month %(month)s."), typed=text, month=month)
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise _misread(
            _("“%(typed)s”: there is no such day; month %(month)s of %(year)s has %(last)s days."),
            typed=text,
            month=month,
            year=str(year),
            last=last,
        )
    return date(year, month, day)


def read_hour(text):
    """The time of day a person typed: 14 giờ 00, 14h, 14:00, 14g30, 14 giờ 30 phút. Raises ValidationError."""
    text = clean_line(text)
    found = _HOUR.fullmatch(text)
    if not found:
        raise _misread(_("“%(typed)s” is not an hour. Write it like 14 giờ 00."), typed=text[:40])
    hour, minute = int(found[1]), int(found[2] or 0)
    if hour > 23 or minute > 59:
        raise _misread(_("“%(typed)s”: no clock shows this hour; the last is 23 giờ 59."), typed=text)
    return time(hour, minute)


def whole_number(text, otherwise=None):
    """A whole number as a form or an address sends it, `otherwise` for anything else: signs, other digits, a number
    longer than any key."""
    text = text or ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else otherwise


class RowsField(forms.ModelMultipleChoiceField):
    """Ticked rows; what is no key at all is told like one that is not there."""

    def clean(self, value):
        for key in value or ():
            if whole_number(str(key)) is None:
                raise ValidationError(
                    self.error_messages["invalid_choice"], code="invalid_choice", params={"value": str(key)[:40]}
                )
        return super().clean(value)


class DayField(forms.DateField):
    """A day typed as dd/mm/yyyy; every fault has its own sentence."""

    def to_python(self, value):
        if value in self.empty_values or isinstance(value, date):
            return super().to_python(value)
        return read_day(value) if clean_line(value) else None


class HourField(forms.TimeField):
    """A time of day typed as people write it; every fault has its own sentence."""

    def to_python(self, value):
        if value in self.empty_values or isinstance(value, time):
            return super().to_python(value)
        return read_hour(value) if clean_line(value) else None


class LineField(forms.CharField):
    """One line, stored as NFC with single blanks; lengths are counted after the cleaning."""

    def to_python(self, value):
        return clean_line(super().to_python(value))


class TextField(forms.CharField):
    """Several lines, stored as NFC."""

    widget = forms.Textarea

    def __init__(self, *, rows=4, **kwargs):
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("rows", rows)

    def to_python(self, value):
        return clean_text(super().to_python(value))


def refused_by_field(form, fault):
    """Put a ValidationError of a service onto the form; what has no field there stands above it."""
    for field, sentences in getattr(fault, "error_dict", {None: fault}).items():
        form.add_error(field if field in form.fields else None, sentences)
