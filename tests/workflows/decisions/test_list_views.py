"""The list of decisions."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from workflows.decisions.list_views import PAGE

pytestmark = pytest.mark.django_db
LIST, DRAFT = "/decisions/", "/decisions/draft/"


def statements(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def codes_in(page):
    return [row.code for row in page.context["rows"]]


# --- the list --------------------------------------------------------------------------------------
def test_the_list_shows_newest_first_with_number_and_money(desk, sign_in):
    issued, drafted = desk.issued(desk.passed("Bùi A", "Bùi B")), desk.drafted(desk.passed("Bùi C"))

    page = sign_in(desk.town.office_head).get(LIST)

    assert codes_in(page) == [drafted.code, issued.code]
    assert "01/QĐ-UBND" in page.text
    assert "1.520.000 đồng" in page.text


@pytest.mark.parametrize(
    ("query", "found"),
    [("q=dang+quoc", ["PQ-2026-D001"]), ("q=D002", ["PQ-2026-D002"]), ("state=issued", ["PQ-2026-D002"]), ("q=zz", [])],
)
def test_search_and_filters(desk, sign_in, query, found):
    desk.drafted(desk.passed("Đặng Quốc Ý"))
    desk.issued(desk.passed("Bùi B"))

    assert codes_in(sign_in(desk.town.office_head).get(f"{LIST}?{query}")) == found


def test_pages_go_older_and_newer_again(desk, sign_in):
    codes = [desk.drafted(desk.passed()).code for _ in range(PAGE + 3)][::-1]
    client = sign_in(desk.town.office_head)

    first = client.get(LIST)
    second = client.get(first.context["older_url"])
    back = client.get(second.context["newer_url"])

    assert (codes_in(first), codes_in(second), codes_in(back)) == (codes[:PAGE], codes[PAGE:], codes[:PAGE])
    assert first.context["newer_url"] is None
    assert second.context["older_url"] is None


def test_the_list_costs_the_same_for_one_and_fifty_rows(desk, sign_in):
    client = sign_in(desk.town.office_head)
    desk.drafted()
    few = statements(client, LIST)
    for _ in range(49):
        desk.drafted(desk.passed())

    assert statements(client, LIST) == few <= 12


def test_the_records_clerk_lists_only_what_is_signed(desk, sign_in):
    desk.drafted(desk.passed("Bùi A"))
    signed = desk.signed(desk.passed("Bùi B"))

    assert codes_in(sign_in(desk.town.records_clerk).get(LIST)) == [signed.code]


def test_an_empty_list_says_what_to_do_next(desk, sign_in):
    assert DRAFT in sign_in(desk.town.office_reviewer).get(LIST).text


def test_strangers_are_refused(cast, rules, sign_in):
    assert sign_in(cast.stranger).get(LIST).status_code == 403
