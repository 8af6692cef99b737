from datetime import date, time

import pytest
from django import forms
from django.utils import translation

from permissions.fields import DayField, HourField, LineField, TextField, read_day, read_hour
from permissions.refusals import ValidationError


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    "typed",
    [
        "05/09/2026",
        "5/9/2026",
        " 5 / 9 / 2026 ",
        "05-09-2026",
        "5.9.2026",
        "2026-09-05",
        "05092026",
        "ngày 5 tháng 9 năm 2026",
    ],
)
def test_a_day_is_read_day_first_however_it_is_written(typed):
    assert read_day(typed) == date(2026, 9, 5)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31/02/2026", "“31/02/2026”: there is no such day; month 2 of 2026 has 28 days."),
        ("31/11/2026", "“31/11/2026”: there is no such day; month 11 of 2026 has 30 days."),
        ("0/5/2026", "“0/5/2026”: there is no such day; month 5 of 2026 has 31 days."),
        (
            "12/25/2026",
            "“12/25/2026”: there is no month 25. The day comes first, then the month: 25/12/2026.",
        ),
        ("40/13/2026", "“40/13/2026”: there is no month 13."),
        ("2026", "“2026” is a year only. Write day, month and year, like 05/09/2026."),
        ("năm 2026", "“năm 2026” is a year only. Write day, month and year, like 05/09/2026."),
        ("9/2026", "“9/2026” has no day. Write day, month and year, like 05/09/2026."),
        ("5/9/26", "“5/9/26”: write the year with four digits, like 05/09/2026."),
        ("05/09/2206", "“05/09/2206”: the year 2206 cannot be right."),
        ("hôm qua", "“hôm qua” is not a day. Write day, month and year, like 05/09/2026."),
    ],
)
def test_what_is_no_day_is_refused_with_the_sentence_that_helps(typed, sentence):
    with pytest.raises(ValidationError) as fault:
        read_day(typed)

    assert fault.value.messages == [sentence]


class Typed(forms.Form):
    day = DayField(required=False)
    line = LineField(max_length=4)
    text = TextField(required=False)


def test_a_day_field_keeps_what_was_typed_wrongly():
    form = Typed({"day": "31/02/2026", "line": "a"})

    assert not form.is_valid()
    assert 'value="31/02/2026"' in str(form["day"])


def test_an_empty_day_is_none():
    form = Typed({"day": "  ", "line": "a"})

    assert form.is_valid()
    assert form.cleaned_data["day"] is None


def test_a_line_is_composed_and_stripped_before_its_length_is_counted():
    form = Typed({"line": " Hoà\u0300\u200b\n "})
    decomposed = Typed({"line": "ho\u0302\u0300ng"})

    assert not form.is_valid() or form.cleaned_data["line"]
    assert decomposed.is_valid()
    assert decomposed.cleaned_data["line"] == "hồng"


def test_a_text_keeps_its_lines():
    form = Typed({"line": "a", "text": " một \r\n\r\nhai\x00 "})

    assert form.is_valid()
    assert form.cleaned_data["text"] == "một\n\nhai"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("14 giờ 00", time(14)),
        (" 8h ", time(8)),
        ("8H05", time(8, 5)),
        ("14:30", time(14, 30)),
        ("14.30", time(14, 30)),
        ("14 giờ 30 phút", time(14, 30)),
        ("0930", time(9, 30)),
        ("23g59", time(23, 59)),
        ("0:00", time()),
    ],
)
def test_an_hour_is_read_however_it_is_written(typed, read):
    assert read_hour(typed) == read


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        *((typed, "no clock shows this hour") for typed in ("25:70", "24:00", "12:60")),
        *((typed, "is not an hour") for typed in ("7:5", "chiều", "14 giờ 00 hay 15 giờ", "-1:00", "٣:٠٠", "123456")),
    ],
)
def test_what_no_clock_shows_is_refused(typed, sentence):
    with pytest.raises(ValidationError) as refusal:
        read_hour(typed)

    assert sentence in refusal.value.messages[0] and typed in refusal.value.messages[0]


def test_a_field_of_an_hour_takes_a_time_and_asks_for_what_is_missing():
    assert HourField().clean(time(7, 15)) == time(7, 15)
    assert HourField(required=False).clean("  ") is None
    with pytest.raises(ValidationError):
        HourField().clean(" ")
