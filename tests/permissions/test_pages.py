"""The door of every page: signed in first, and from there back to where the person stood."""

import pytest

from tests import making
from tests.documents.proposals.test_views import typed

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("referer", "leads_to"),
    [
        ("http://testserver/inbox/?tab=queue", "/sign-in/?next=/inbox/%3Ftab%3Dqueue"),
        ("http://elsewhere.example/inbox/", "/sign-in/?next=/"),
        ("", "/sign-in/?next=/"),
    ],
)
def test_a_form_sent_after_the_session_ended_leads_back_to_its_page(client, referer, leads_to):
    answer = client.post("/proposals/PQ-2026-0001/take-up/", headers={"Referer": referer})

    assert answer.url == leads_to


def test_a_page_opened_without_a_session_is_where_signing_in_leads(client):
    assert client.get("/inbox/?tab=done").url == "/sign-in/?next=/inbox/%3Ftab%3Ddone"


def test_an_address_for_forms_opened_as_a_page_says_so(cast, rules, sign_in):
    proposal = making.sent(cast.here)

    page = sign_in(cast.here.office_reviewer).get(f"/proposals/{proposal.code}/take-up/")

    assert page.status_code == 405
    assert page.context["account"].code == "form_only"
    assert page.text.count("<h1") == 1


@pytest.mark.parametrize(
    "wanted",
    [
        *("on", "{}", "inbox:list", "documents.proposals.views", "http://[", "javascript:alert(1)"),
        *("//elsewhere.example/", "/\\elsewhere.example/", "http://elsewhere.example/", "\\\\elsewhere.example"),
    ],
)
def test_a_form_leads_on_to_paths_of_ours_alone(cast, rules, sign_in, wanted):
    town, letter, proposal = cast.here, making.draft(cast.here), making.sent(cast.here)
    clerk = sign_in(town.unit_clerk)
    entered = clerk.get("/sign-in/", {"next": wanted})
    saved = clerk.post(
        f"/letters/{letter.code}/edit/",
        typed(letter) | {"next": wanted},
    )
    taken_up = sign_in(town.office_reviewer).post(
        f"/proposals/{proposal.code}/take-up/", {"row_version": proposal.row_version, "next": wanted}
    )

    assert [answer.headers.get("Location") for answer in (entered, saved, taken_up)] == [
        "/",
        f"/letters/{letter.code}/",
        f"/proposals/{proposal.code}/",
    ]


def test_a_form_leads_on_to_the_page_it_names(cast, rules, sign_in):
    proposal = making.sent(cast.here)
    body = {"row_version": proposal.row_version, "next": "/inbox/?tab=done#first"}

    answer = sign_in(cast.here.office_reviewer).post(f"/proposals/{proposal.code}/take-up/", body)

    assert answer.url == "/inbox/?tab=done#first"
