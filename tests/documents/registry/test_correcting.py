"""Correcting what was entered of a nominee: the book says what the paper says now, told once to the recipient."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import transaction

from documents.registry.correcting import correct_granted, withdraw_granted
from documents.registry.entering import Granted
from documents.registry.models import Award
from documents.registry.states import Source
from permissions.ledger.services import record
from permissions.ledger.verify import verify
from tests.documents.registry.conftest import NOW
from tests.making import award_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def entered(book):
    row = book.nominee()
    book.enter(row)
    return row


def recorded(book, lines):
    if lines:
        record(lines, commune_id=book.town.commune.pk, by=book.town.records_clerk, acting_as=None)
    return [line.act for line in lines]


def withdraw(book, row, reason="Ghi nhầm."):
    with transaction.atomic():
        lines = withdraw_granted(commune=book.town.commune, nomination=row, reason=reason, by=book.town.records_clerk)
        return recorded(book, lines)


def correct(book, row, **values):
    granted = Granted(
        nomination=row,
        unit=book.town.school,
        award_form=award_form(),
        kind="merit",
        level="commune",
        issuer=book.town.commune.name,
        decision_number="12/QĐ-UBND",
        decided_on=date(2026, 11, 23),
    )
    with transaction.atomic():
        _body, lines = correct_granted(
            commune=book.town.commune,
            granted=replace(granted, **values),
            source=Source.DECISION,
            reason="Ghi nhầm.",
            by=book.town.records_clerk,
            now=NOW,
        )
        return recorded(book, lines)


def test_an_award_is_withdrawn_once(book, entered):
    assert withdraw(book, entered) == ["registry.award_withdrawn"]
    assert withdraw(book, entered) == []

    award = Award.objects.get()
    assert (award.stands, award.state_reason, award.row_version) == (False, "Ghi nhầm.", 2)
    assert verify().holds


def test_who_is_not_in_the_book_is_not_withdrawn(book):
    assert withdraw(book, book.nominee()) == []


def test_a_long_reason_is_cut_where_the_book_ends(book, entered):
    withdraw(book, entered, "Lý do " * 100)

    assert len(Award.objects.get().state_reason) == 400


def test_another_date_of_another_year_corrects_both(book, entered):
    assert correct(book, entered, decided_on=date(2025, 12, 30)) == ["registry.award_corrected"]
    assert correct(book, entered, decided_on=date(2025, 12, 30)) == []

    award = Award.objects.get()
    assert (award.decided_on, award.year) == (date(2025, 12, 30), 2025)
    assert verify().holds
