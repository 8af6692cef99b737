"""The list of decisions and the page on which one begins."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from workflows.decisions import services
from workflows.decisions.list_views import PAGE
from workflows.decisions.models import Decision

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


# --- a new decision --------------------------------------------------------------------------------
def value_of(proposal):
    return f"{proposal.code}:{proposal.row_version}"


def test_forms_that_wait_are_listed_and_their_dossiers_shown(desk, sign_in):
    proposal = desk.passed("Đặng Quốc Ý")
    desk.passed("Trần B", form="bk-tinh")
    client = sign_in(desk.town.office_reviewer)

    groups = client.get(DRAFT).context["groups"]
    page = client.get(f"{DRAFT}?form=gk-xa").text

    assert [(group.award_form.code, group.nominee_count) for group in groups] == [("gk-xa", 1)]
    assert "Đặng Quốc Ý" in page
    assert f'value="{value_of(proposal)}"' in page


def test_chosen_dossiers_become_a_draft(desk, sign_in):
    taken, left = desk.passed("Bùi A"), desk.passed("Bùi B")

    answer = sign_in(desk.town.office_reviewer).post(f"{DRAFT}?form=gk-xa", {"proposals": [value_of(taken)]})

    decision = Decision.objects.get()
    assert answer.url == reverse("decisions:change", args=[decision.code])
    assert [line.nomination.full_name for line in services.lines_of(decision)] == ["Bùi A"]
    left.refresh_from_db()
    assert left.state == "passed"


def test_choosing_nothing_is_told_on_the_form(desk, sign_in):
    desk.passed()

    answer = sign_in(desk.town.office_reviewer).post(f"{DRAFT}?form=gk-xa", {})

    assert answer.status_code == 422
    assert not Decision.objects.exists()


def test_a_dossier_changed_meanwhile_is_told_on_the_form(desk, sign_in):
    proposal = desk.passed()

    answer = sign_in(desk.town.office_reviewer).post(
        f"{DRAFT}?form=gk-xa", {"proposals": [f"{proposal.code}:{proposal.row_version + 1}"]}
    )

    assert answer.status_code == 422
    assert not Decision.objects.exists()


def test_a_form_without_dossiers_leads_back(desk, sign_in):
    answer = sign_in(desk.town.office_reviewer).post(f"{DRAFT}?form=gk-xa", {"proposals": ["PQ-2026-0001:1"]})

    assert answer.url == DRAFT


def test_the_drafting_page_costs_the_same_for_one_and_fifty_dossiers(desk, sign_in):
    client = sign_in(desk.town.office_reviewer)
    desk.passed()
    few = statements(client, f"{DRAFT}?form=gk-xa")
    for _ in range(49):
        desk.passed()

    assert statements(client, f"{DRAFT}?form=gk-xa") == few


def test_dossiers_of_another_commune_are_not_offered(desk, other_desk, sign_in):
    other_desk.passed()

    assert sign_in(desk.town.office_reviewer).get(DRAFT).context["groups"] == []


def test_other_offices_do_not_open_the_drafting_page(desk, sign_in):
    assert sign_in(desk.town.commune_chair).get(DRAFT).status_code == 403
