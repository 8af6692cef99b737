"""A whole year of a commune: what every book says of it agrees with what was done, to the last row."""

import pytest

from tests.journeys.year import (
    awards_agree,
    desks_agree,
    figures_agree,
    papers_agree,
    registers_agree,
    rows_agree,
    trail_agrees,
    votes_agree,
)
from tests.journeys.year.comparing import Books
from tests.journeys.year.lived import live
from tests.journeys.year.living import Year

pytestmark = pytest.mark.django_db


def test_the_books_of_a_year_agree(cast, rules, clock, client, tmp_path):
    year = Year(cast, clock)
    lived = live(year)
    as_written = {lived.right_name: lived.misprinted}
    revoked, lines = set(lived.revoked), {line.pk for line in lived.revoked.values()}

    books = Books(year, client)
    registers_agree.compare(books, lived.voided)
    awards_agree.compare_book(books, revoked, lived.misprinted)
    awards_agree.compare_money(books, lines)
    awards_agree.compare_handovers(books, lines)
    desks_agree.compare(books)
    figures_agree.compare(books, revoked)
    papers_agree.compare(books, revoked, as_written)
    votes_agree.compare(books)
    rows_agree.compare(books)
    trail_agrees.compare(books, tmp_path, as_written)

    if books.told:
        pytest.fail(books.told, pytrace=False)
