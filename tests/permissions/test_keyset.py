"""Pages by cursor: every row once, in order, whatever is added meanwhile; nonsense is refused."""

from base64 import urlsafe_b64encode

import pytest

from permissions.api_fields import Slice
from permissions.keyset import page_of, with_words
from permissions.people.models import User
from permissions.refusals import ValidationError
from tests.conftest import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(db):
    """Seven people, three of the same name."""
    names = ["Lê Văn An", "Lê Văn An", "Đỗ Thị Bé", "Lê Văn An", "Trần Ơn", "Ngô Ý", "Bùi Ạ"]
    return [make_person(f"p{number}", name) for number, name in enumerate(names)]


def walk(rows, order, limit):
    """Every page of a list."""
    pages, after = [], ""
    while after is not None:
        page = page_of(rows, order, Slice(after=after, limit=limit))
        pages.append([row.pk for row in page["items"]])
        after = page["next"]
    return pages


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 8])
@pytest.mark.parametrize("order", [("sort_key", "pk"), ("-joined_at", "-pk"), ("-pk",), ("sort_key", "-pk")])
def test_a_walk_meets_every_row_once_and_in_order(people, order, limit):
    whole = list(User.objects.order_by(*order).values_list("pk", flat=True))

    assert [pk for page in walk(User.objects.all(), order, limit) for pk in page] == whole


def test_a_row_added_meanwhile_moves_nothing(people):
    first = page_of(User.objects.all(), ("-pk",), Slice(limit=3))
    make_person("late", "Người Đến Sau")

    second = page_of(User.objects.all(), ("-pk",), Slice(after=first["next"], limit=3))

    assert [row.pk for row in second["items"]] == [person.pk for person in people[3:0:-1]]


def test_a_page_is_one_statement(people, django_assert_num_queries):
    with django_assert_num_queries(1):
        page_of(User.objects.all(), ("sort_key", "pk"), Slice(limit=2))


@pytest.mark.parametrize(
    "values",
    [
        b"[",
        b"{}",
        b"[]",
        b"[1]",
        b'["a", 1, 2]',
        b'["a", "1"]',
        b'["a", true]',
        b'["a", 1.5]',
        b'["a", 99999999999999999999]',
        b'["a\\u0000", 1]',
        b'["\\ud800", 1]',
        b"[null, 1]",
        b"[[], 1]",
        b"[" * 2_000,
    ],
)
def test_a_cursor_of_another_list_is_refused(people, values):
    with pytest.raises(ValidationError) as refusal:
        page_of(User.objects.all(), ("sort_key", "pk"), Slice(after=urlsafe_b64encode(values).decode()))

    assert set(refusal.value.message_dict) == {"after"}


@pytest.mark.parametrize(
    "moment",
    [
        *("2026-11-23", "2026-11-23T10:00:00", "x", "9999-99-99T00:00:00+00:00"),
        *("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"),
    ],
)
def test_a_cursor_needs_a_whole_moment_that_every_database_holds(people, moment):
    cursor = urlsafe_b64encode(f'["{moment}", 1]'.encode()).decode()

    with pytest.raises(ValidationError):
        page_of(User.objects.all(), ("-joined_at", "-pk"), Slice(after=cursor))


@pytest.mark.parametrize("cursor", ["x", "é", "====", "WzFd WzFd"])
def test_a_cursor_is_text_of_ours(people, cursor):
    with pytest.raises(ValidationError):
        page_of(User.objects.all(), ("-pk",), Slice(after=cursor))


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 7), ("an", 3), ("tra", 1), ("an van", 3), ("le an", 3), ("LÊ  ân", 3), ("%", 0), ("khong co", 0)],
)
def test_words_are_found_without_accents_each_from_its_start(people, text, count):
    assert with_words(User.objects.all(), text).count() == count
