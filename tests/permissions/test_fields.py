from datetime import date

import pytest
from django import forms
from django.utils import translation

from permissions.fields import DayField, LineField, TextField, read_day
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
