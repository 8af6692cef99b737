"""The letter's page and the addresses of its deeds, by person."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from documents.campaigns.models import Campaign
from documents.proposals import services
from documents.proposals.models import Letter, Proposal
from tests import making
from tests.conftest import appoint, make_person

pytestmark = pytest.mark.django_db
DEEDS = ("hand_to_head", "send_back_to_clerk", "send", "enter_received", "recall")


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def letter(cast, rules):
    return making.draft(cast.here)


def page_url(letter):
    return reverse("letters:detail", args=[letter.code])


def names(page):
    return [move["name"] for move in page.context["moves"]]


def do(client, letter, deed, **typed):
    url = reverse(f"letters:{deed}", args=[letter.code])
    return client.post(url, {"row_version": letter.row_version, **typed})


def test_each_person_sees_the_moves_of_the_own_offices(cast, letter, sign_in):
    assert names(sign_in(cast.here.unit_clerk).get(page_url(letter))) == ["hand_to_head"]
    assert names(sign_in(cast.here.unit_head).get(page_url(letter))) == ["send"]


def test_the_head_of_a_small_unit_who_is_its_clerk_too_chooses_in_whose_name(cast, rules, sign_in):
    person = make_person("nongdan", "Nguyễn Văn Nông")
    appoint(person, "unit_clerk", cast.here.front)
    appoint(person, "unit_head", cast.here.front)
    letter = services.draft_letter(unit=cast.here.front, values={"kind": "merit", "title": "Hội"}, by=person)

    page = sign_in(person).get(page_url(letter))

    assert names(page) == ["send", "hand_to_head"]
    form = sign_in(person).get(reverse("letters:edit", args=[letter.code])).text
    assert form.count('<option value="a') == 2


def test_an_empty_draft_says_what_to_do_and_where(cast, rules, sign_in):
    letter = making.draft(cast.here, names=(), number="")

    page = sign_in(cast.here.unit_clerk).get(page_url(letter))

    assert [(item["text"], item["url"]) for item in page.context["checks"]["missing"]] == [
        ("Before sending, fill in: The unit's own number.", reverse("letters:edit", args=[letter.code])),
        (
            "The list is empty: add at least one person, collective or household.",
            reverse("letters:row_new", args=[letter.code]),
        ),
    ]
    assert "The list is empty" in page.text
    assert reverse("letters:row_new", args=[letter.code]) in page.text


def test_missing_papers_lead_to_their_place(cast, rules, sign_in):
    letter = making.draft(cast.here, names=("Đặng Quốc Ý",), papers=False)

    page = sign_in(cast.here.unit_clerk).get(page_url(letter))

    row = letter.nominations.get()
    assert {item["url"] for item in page.context["checks"]["missing"]} == {
        reverse("letters:papers", args=[letter.code]),
        reverse("letters:row_papers", args=[letter.code, row.pk]),
    }


def test_a_long_list_of_faults_is_cut_and_counted(cast, rules, sign_in):
    letter = making.draft(cast.here, names=[f"Người {number}" for number in range(20)], papers=False)

    page = sign_in(cast.here.unit_clerk).get(page_url(letter))

    checks = page.context["checks"]
    assert (len(checks["missing"]), checks["more_count"]) == (8, checks["missing_count"] - 8)
    assert len(page.context["moves"][0]["unmet"]) == 3


def test_the_whole_way_through_the_pages(cast, letter, sign_in):
    do(sign_in(cast.here.unit_clerk), letter, "hand_to_head")
    letter.refresh_from_db()
    do(sign_in(cast.here.unit_head), letter, "send_back_to_clerk", reason="Sửa trích yếu")
    letter.refresh_from_db()
    do(sign_in(cast.here.unit_clerk), letter, "hand_to_head")
    letter.refresh_from_db()
    response = do(sign_in(cast.here.unit_head), letter, "send")

    letter.refresh_from_db()
    assert response.url == page_url(letter)
    assert letter.state == "sent"
    page = sign_in(cast.here.unit_head).get(page_url(letter))
    assert [proposal.state for proposal in page.context["proposals"]] == ["submitted"]
    assert names(page) == ["recall"]
    do(sign_in(cast.here.unit_head), letter, "recall", reason="Sai")
    letter.refresh_from_db()
    assert letter.state == "draft"


def test_a_double_click_is_one_act_and_one_clear_refusal(cast, letter, sign_in):
    client = sign_in(cast.here.unit_head)

    answers = [do(client, letter, "send") for _click in range(2)]

    assert [answer.status_code for answer in answers] == [302, 409]
    assert cast.here.unit_head.full_name in answers[1].text
    assert Proposal.objects.count() == 1


def test_a_letter_for_a_closed_campaign_says_so_where_it_is_drafted(cast, rules, sign_in):
    campaign = Campaign.objects.create(
        commune=cast.here.commune,
        code="PQ-2025-C01",
        title="Đợt cũ",
        plan_number="1",
        plan_on=date(2025, 1, 1),
        starts_on=date(2025, 1, 1),
        ends_on=date(2025, 6, 1),
        closes_on=date(2025, 6, 30),
        state="launched",
    )
    letter = making.draft(cast.here, kind="campaign", campaign=campaign)

    page = sign_in(cast.here.unit_head).get(page_url(letter))
    refused = do(sign_in(cast.here.unit_head), letter, "send")

    assert page.context["campaign_is_closed"]
    assert "The campaign is closed" in page.text
    assert refused.status_code == 409
    assert "The campaign closed for letters on" in refused.text


def test_a_returned_proposal_is_announced_to_the_unit_only(cast, rules, sign_in):
    proposal = making.returned(cast.here)

    unit = sign_in(cast.here.unit_clerk).get(page_url(proposal.letter))
    office = sign_in(cast.here.office_reviewer).get(page_url(proposal.letter))

    assert unit.context["returned"] == [proposal]
    assert all(row.is_open for row in unit.context["page"].object_list)
    assert office.context["returned"] == []
    assert not any(row.is_open for row in office.context["page"].object_list)


@pytest.mark.parametrize("deed", DEEDS)
def test_nobody_reaches_a_deed_on_a_letter_they_do_not_see(cast, letter, sign_in, deed):
    people = {
        "other unit": (cast.here.other_head, 404),
        "office": (cast.here.office_reviewer, 404),
        "other commune": (cast.there.unit_head, 404),
        "council": (cast.here.council_member, 403),
        "records": (cast.here.records_clerk, 403),
        "administrator": (cast.administrator, 403),
        "stranger": (cast.stranger, 403),
    }

    answers = {name: do(sign_in(p), letter, deed, reason="x").status_code for name, (p, _answer) in people.items()}

    assert answers == {name: answer for name, (_person, answer) in people.items()}
    assert Letter.objects.get().state == "draft"


@pytest.mark.parametrize("deed", DEEDS)
def test_a_deed_is_not_done_by_a_link(cast, letter, sign_in, deed):
    url = reverse(f"letters:{deed}", args=[letter.code])

    assert sign_in(cast.here.unit_head).get(url).status_code == 405


def test_who_sees_a_letter_but_may_not_is_told_so(cast, letter, sign_in):
    assert do(sign_in(cast.here.unit_clerk), letter, "send").status_code == 403
    assert Letter.objects.get().state == "draft"


@pytest.mark.parametrize("office", ["office_reviewer", "office_head", "commune_chair", "inspector"])
def test_a_sent_letter_is_read_by_the_commune(cast, rules, sign_in, office):
    letter = making.sent(cast.here).letter

    page = sign_in(cast.here.person[office]).get(page_url(letter))

    assert page.status_code == 200
    assert names(page) == []
    assert not page.context["may_mend"]


def test_the_trail_is_shown_whole(cast, letter, sign_in):
    page = sign_in(cast.here.unit_clerk).get(reverse("letters:trail", args=[letter.code]))

    assert page.text.count("added a row to the list") == 2


def test_the_page_asks_the_same_statements_for_one_row_and_for_fifty(cast, rules, sign_in):
    def statements(letter):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(page_url(letter)).status_code == 200
        return len(captured)

    few = making.draft(cast.here, names=["Một"])
    many = making.draft(cast.here, names=[f"Người {number}" for number in range(50)])
    client = sign_in(cast.here.unit_clerk)
    statements(few)

    assert statements(few) == statements(many)
