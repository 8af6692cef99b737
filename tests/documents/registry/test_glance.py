"""The history of a nominee at one glance: certain awards as facts, doubtful ones only to who keeps the book."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents.registry import services
from documents.registry.glance import known_of
from permissions import access
from tests.documents.registry.test_services import BORN, enter

pytestmark = pytest.mark.django_db


def glance(book, *rows, office="office_reviewer", kind="merit"):
    held = access.capacities(book.town.person[office])
    return known_of(rows, unit=book.town.school, kind=kind, held=held)


def told(known):
    return [(str(one.award.year), one.marks) for one in known.awards]


def test_certain_awards_are_told_to_the_unit_too(book):
    book.awarded(birth_on=BORN, unit=book.town.front, period_from=None)
    row = book.nominee(birth_on=BORN)

    for office in ("unit_clerk", "unit_head", "office_reviewer", "council_member", "commune_chair", "inspector"):
        assert told(glance(book, row, office=office)[row.pk]) == [("2026", [])]


def test_who_may_not_read_the_book_is_told_nothing(book, other_book):
    book.awarded(birth_on=BORN)
    row = book.nominee(birth_on=BORN)

    assert glance(book, row, office="records_clerk") == {}
    held = access.capacities(other_book.town.office_reviewer)
    assert known_of([row], unit=book.town.school, kind="merit", held=held) == {}
    held = access.capacities(book.town.other_clerk)
    assert known_of([row], unit=book.town.school, kind="merit", held=held) == {}


def test_doubtful_ones_are_told_to_who_keeps_the_book_alone(book):
    known, row = book.awarded(birth_on=BORN), book.nominee()

    seen = glance(book, row)[row.pk]

    assert (seen.awards, [doubt.recipient for doubt in seen.doubts]) == ([], [known])
    for office in ("unit_clerk", "commune_chair", "council_secretary", "inspector"):
        assert glance(book, row, office=office) == {}


def test_an_answer_makes_a_fact_or_nothing_of_the_doubt(book):
    known, row, other = book.awarded(birth_on=BORN, period_from=None), book.nominee(), book.nominee()
    for nominee, same in ((row, True), (other, False)):
        services.answer_of_nominee(
            recipient=known, nomination=nominee, same=same, reason="Hỏi đơn vị.", by=book.town.office_reviewer
        )

    seen = glance(book, row, other, office="unit_clerk")

    assert [told(seen[pk]) for pk in seen] == [[("2026", [])]]
    assert glance(book, row, other)[row.pk].doubts == []


def test_a_group_is_told_together(book):
    known = book.awarded(birth_on=BORN, period_from=None)
    enter(book.town)
    asked = known.likenesses.get()
    services.answer(likeness=asked, row_version=1, same=True, reason="Một người.", by=book.town.office_head)
    row = book.nominee(birth_on=BORN)

    assert [year for year, _marks in told(glance(book, row, office="unit_clerk")[row.pk])] == ["2026", "2019"]


def test_its_own_award_is_no_history(book):
    row = book.nominee(birth_on=BORN)
    book.enter(row)

    assert glance(book, row) == {}


def test_an_overlapping_period_asks_whether_it_is_the_same_achievement(book):
    book.awarded(birth_on=BORN)
    row, later = book.nominee(birth_on=BORN), book.nominee(birth_on=BORN, period_from=date(2026, 6, 1))
    later.period_to = date(2026, 12, 31)

    seen = glance(book, row, later)

    assert [len(told(seen[each.pk])[0][1]) for each in (row, later)] == [1, 0]


def test_sudden_and_campaign_awards_are_marked_as_no_basis_for_merit_alone(book):
    book.awarded(birth_on=BORN, period_from=None, unit=book.town.front)
    enter(book.town, {"birth_on": BORN}, kind="sudden")
    row = book.nominee(birth_on=BORN)

    assert [len(marks) for _year, marks in told(glance(book, row)[row.pk])] == [0, 1]
    assert [len(marks) for _year, marks in told(glance(book, row, kind="sudden")[row.pk])] == [0, 0]


def test_the_same_statements_for_one_row_and_for_many(book):
    def statements(*rows):
        held = access.capacities(book.town.office_reviewer)
        with CaptureQueriesContext(connection) as asked:
            known_of(rows, unit=book.town.school, kind="merit", held=held)
        return len(asked)

    rows = []
    for name in ("Bùi A", "Bùi B", "Bùi C"):
        book.awarded(name, birth_on=BORN)
        rows += [book.nominee(name), book.nominee(name, birth_on=BORN)]

    assert statements(rows[0]) == statements(*rows) == 4
