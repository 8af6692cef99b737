"""The letter to a body that is asked on paper: whom, about whom as they were sent, until when, and nothing more."""

from datetime import date

import pytest

from documents.printing.wording import date_in_words
from permissions.ledger.models import LedgerEntry
from workflows.opinions.papers import letter_blocks, render_letter

pytestmark = pytest.mark.django_db


def test_the_letter_says_whom_what_and_until_when(desk):
    [opinion] = desk.ask(bodies=["Công an xã"])
    words = repr(letter_blocks(opinion))

    for said in ("Công an xã", "Nguyễn Thị Hòa", "Đặng Quốc Ý", opinion.question, date_in_words(opinion.due_on)):
        assert said in words
    assert "birth" not in words and "Thẩm định" not in words


def test_the_same_letter_has_the_same_bytes_and_the_ledger_names_them(desk):
    [opinion] = desk.ask(bodies=["Công an xã"])
    day = date(2026, 11, 23)

    assert render_letter(opinion, on=day) == render_letter(opinion, on=day)
    assert opinion.letter.sha256 in LedgerEntry.objects.get(act="opinion.asked").payload.body
