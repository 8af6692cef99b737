"""The list of letters: who sees which, narrowing, pages, and its cost."""

import pytest
from django.urls import reverse

from documents.proposals import list_views, services
from tests import making

pytestmark = pytest.mark.django_db
URL = "/letters/"


def codes(response):
    return [row.code for row in response.context["rows"]]


def make(cast, count, unit=None, by=None, title="Tờ trình"):
    return [
        services.draft_letter(
            unit=unit or cast.here.school,
            values={"kind": "merit", "title": f"{title} {number}"},
            by=by or cast.here.unit_clerk,
        )
        for number in range(count)
    ]


def test_an_empty_list_says_what_to_do_next(cast, rules, sign_in):
    page = sign_in(cast.here.unit_clerk).get(URL)

    assert reverse("letters:new") in page.text
    assert "No letter yet" in page.text


def test_a_unit_sees_its_own_letters_only(cast, rules, sign_in):
    mine = make(cast, 1)[0]
    others = make(cast, 1, cast.here.front, cast.here.other_clerk)[0]

    assert codes(sign_in(cast.here.unit_clerk).get(URL)) == [mine.code]
    assert codes(sign_in(cast.here.other_clerk).get(URL)) == [others.code]


def test_the_office_sees_what_was_sent_and_what_it_drafts_itself(cast, rules, sign_in):
    make(cast, 1)
    sent = making.sent(cast.here).letter
    own = services.draft_letter(
        unit=cast.here.hamlet, values={"kind": "merit", "title": "Xóm"}, by=cast.here.office_reviewer
    )

    assert codes(sign_in(cast.here.office_reviewer).get(URL)) == [own.code, sent.code]
    assert codes(sign_in(cast.here.commune_chair).get(URL)) == [sent.code]
    assert codes(sign_in(cast.there.office_reviewer).get(URL)) == []


@pytest.mark.parametrize("office", ["council_member", "council_secretary", "records_clerk"])
def test_who_has_no_business_with_letters_is_refused(cast, rules, sign_in, office):
    assert sign_in(cast.here.person[office]).get(URL).status_code == 403


def test_the_list_is_searched_without_accents(cast, rules, sign_in):
    make(cast, 1, title="Khen đột xuất")
    found = make(cast, 1, title="Đồng Tiến")[0]
    client = sign_in(cast.here.unit_clerk)

    assert codes(client.get(URL, {"q": "dong tien"})) == [found.code]
    assert "No letter like this" in client.get(URL, {"q": "không có đâu"}).text


def test_the_list_is_narrowed_by_state_and_unit(cast, rules, sign_in):
    draft = make(cast, 1)[0]
    sent = making.sent(cast.here).letter
    client = sign_in(cast.here.unit_clerk)

    assert codes(client.get(URL, {"state": "draft"})) == [draft.code]
    assert codes(client.get(URL, {"state": "sent"})) == [sent.code]
    assert codes(client.get(URL, {"state": "nonsense"})) == [sent.code, draft.code]
    reviewer = sign_in(cast.here.office_reviewer)
    assert codes(reviewer.get(URL, {"unit": cast.here.front.pk})) == []
    assert codes(reviewer.get(URL, {"unit": cast.here.school.pk})) == [sent.code]


def test_pages_follow_one_another_and_back(cast, rules, sign_in, monkeypatch):
    monkeypatch.setattr(list_views, "ROWS_A_PAGE", 2)
    made = [letter.code for letter in make(cast, 5)][::-1]
    client = sign_in(cast.here.unit_clerk)

    first = client.get(URL)
    second = client.get(first.context["next_url"])
    third = client.get(second.context["next_url"])
    back = client.get(third.context["previous_url"])

    assert [codes(page) for page in (first, second, third, back)] == [made[:2], made[2:4], made[4:], made[2:4]]
    assert first.context["previous_url"] is None
    assert third.context["next_url"] is None


@pytest.mark.parametrize("query", ["before=x", "after=9999999999999999999999", "before=-1", "unit=abc"])
def test_nonsense_in_the_address_is_no_fault(cast, rules, sign_in, query):
    make(cast, 1)

    assert sign_in(cast.here.unit_clerk).get(f"{URL}?{query}").status_code == 200


@pytest.mark.parametrize("office", ["unit_clerk", "office_reviewer"])
def test_the_list_asks_the_same_statements_for_one_letter_and_for_fifty(cast, rules, sign_in, statements, office):
    make(cast, 1, cast.here.hamlet, cast.here.office_reviewer)
    make(cast, 1)
    client = sign_in(cast.here.person[office])
    few = statements(client, URL)
    make(cast, 49)
    make(cast, 49, cast.here.hamlet, cast.here.office_reviewer)

    assert statements(client, URL) == few
    assert few <= 12
