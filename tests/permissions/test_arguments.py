"""What a shell hands to a command is told in a sentence where it is no text or no day, never by a traceback."""

from argparse import ArgumentTypeError
from datetime import date

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from permissions.arguments import day, text

HALF = "PQ-\udcff"  # as Python reads a byte that is no UTF-8


def test_text_is_taken_as_it_is_and_half_a_sign_is_none():
    assert text("hồ sơ") == "hồ sơ"
    with pytest.raises(ArgumentTypeError):
        text(HALF)


@pytest.mark.parametrize("word", ["0001-01-01", "9999-12-31", "2026-02-30", "05/09/2026", "", HALF])
def test_a_day_is_one_that_every_database_counts_from(word):
    assert day("2026-09-05") == date(2026, 9, 5)
    with pytest.raises(ArgumentTypeError):
        day(word)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "words",
    [
        ("verify_trail", "--since", "0001-01-01"),
        ("verify_trail", "--stream", HALF),
        ("bundle", "proposal", HALF, "nowhere/goi.zip", "--by", "thanhtra"),
        ("bundle", "proposal", "PQ-2026-0001", "nowhere/goi.zip", "--by", HALF),
        ("dispose", HALF, "--by", "quantri"),
        ("dispose", "TH-1", "--by", HALF),
    ],
    ids=lambda words: f"{words[0]} {words.index(HALF) if HALF in words else 'day'}",
)
def test_a_command_refuses_what_is_neither(words):
    with pytest.raises(CommandError):
        call_command(*words)
