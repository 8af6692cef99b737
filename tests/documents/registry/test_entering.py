"""Entering what was granted: each nominee once, the certain linked, the doubtful asked."""

from datetime import date

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from documents.registry.entering import enter_awards
from documents.registry.models import Award, Likeness, Recipient
from permissions.ledger.verify import verify
from tests.documents.registry.conftest import NOW
from tests.making import award_form

pytestmark = pytest.mark.django_db
BORN = date(1985, 9, 5)


def test_a_granted_nominee_stands_in_the_book(book):
    row = book.nominee(birth_on=BORN)

    told = book.enter(row)

    award = Award.objects.select_related("recipient__unit", "award_form").get()
    assert told["awards"] == [{"award": award.pk, "recipient": award.recipient_id, "nomination": row.pk}]
    assert (award.recipient.full_name, award.recipient.birth_on) == ("Nguyễn Thị Hòa", BORN)
    assert (award.recipient.unit, award.recipient.place) == (book.town.school, "Tổ 4-5")
    assert (award.form_label, award.decision_number, award.year) == (award_form().name, "12/QĐ-UBND", 2026)
    assert (award.period_from, award.period_to) == (date(2025, 9, 1), date(2026, 5, 31))
    assert (award.state, award.source, award.kind, award.level) == ("granted", "decision", "merit", "commune")
    assert verify().holds


def test_a_nominee_is_entered_once_however_often_it_is_asked(book):
    row = book.nominee()
    book.enter(row)

    assert book.enter(row) == {"awards": [], "history": []}

    assert (Award.objects.count(), Recipient.objects.count()) == (1, 1)


def test_the_same_person_for_certain_is_one_recipient(book):
    first = book.awarded(birth_on=BORN)

    again = book.awarded("NGUYỄN THỊ HOÀ", birth_on=BORN, workplace="Tổ 1", unit=book.town.front)

    assert again == first
    assert first.awards.count() == 2
    assert not Likeness.objects.exists()


@pytest.mark.parametrize("birth_on", [None, date(1985, 5, 9)])
def test_a_doubtful_one_is_another_recipient_and_asked_about(book, birth_on):
    first = book.awarded(birth_on=BORN)

    second = book.awarded(birth_on=birth_on)

    assert second != first
    asked = Likeness.objects.get()
    assert (asked.recipient, asked.other, asked.answer) == (first, second, "waiting")
    assert verify().holds


def test_two_of_one_name_in_one_decision_are_asked_about(book):
    one, other = book.nominee(), book.nominee(workplace="Tổ 1")

    book.enter(one, other)

    assert (Recipient.objects.count(), Likeness.objects.count()) == (2, 1)


def test_one_person_twice_in_one_decision_is_one_recipient(book):
    book.enter(book.nominee(birth_on=BORN), book.nominee(birth_on=BORN))

    assert (Recipient.objects.count(), Award.objects.count(), Likeness.objects.count()) == (1, 2, 0)


def test_another_commune_has_a_book_of_its_own(book, other_book):
    book.awarded(birth_on=BORN)

    other_book.awarded(birth_on=BORN)

    assert Recipient.objects.count() == 2
    assert not Likeness.objects.exists()


def test_a_collective_is_known_by_name_and_place(book):
    values = {"nominee_type": "collective", "workplace": ""}
    first = book.awarded("Tổ Toán", **values)

    same, elsewhere = book.awarded("Tổ Toán", **values), book.awarded("Tổ Toán", unit=book.town.front, **values)

    assert (same, elsewhere != first) == (first, True)
    assert Likeness.objects.count() == 1


def test_entering_takes_as_many_statements_for_many_as_for_one(book):
    def statements(*rows):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            book.enter(*rows)
        return len(asked)

    book.awarded("Bùi A")
    one = statements(book.nominee("Bùi A"))
    rows = [book.nominee("Bùi A"), book.nominee("Bùi B"), book.nominee("Bùi C")]

    assert statements(*rows) == one


@pytest.mark.django_db(transaction=True)
def test_entering_belongs_inside_the_deed(book):
    with pytest.raises(transaction.TransactionManagementError):
        enter_awards(commune=book.town.commune, granted=[], source="decision", by=None, now=NOW)
