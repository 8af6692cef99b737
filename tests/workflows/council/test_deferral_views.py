"""The page and the endpoint of putting single nominations off, and where the meeting shows what was put off."""

import pytest

from documents.proposals.models import Proposal
from tests.calling import Caller
from tests.workflows.council.test_deferrals import GOES, REASON, STAYS, TOO, put_off
from workflows.council.after_models import NominationDeferral

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(table):
    return table.opened(table.proposal(STAYS, GOES, TOO))


@pytest.fixture
def item(meeting):
    return meeting.items.get()


@pytest.fixture
def address(meeting, item):
    return f"/meetings/{meeting.code}/agenda/{item.proposal.code}/defer-some/"


def key_of(item, name):
    return item.proposal.nominations.get(full_name=name).pk


def test_the_chair_chooses_says_why_and_comes_back_to_the_agenda(table, meeting, item, address, sign_in):
    client = sign_in(table.chair)

    page = client.get(address).content.decode()
    body = {"row_version": item.row_version, "nominations": [key_of(item, GOES)], "reason": REASON}
    answer = client.post(address, body)

    assert all(name in page for name in (STAYS, GOES, TOO))
    assert (answer.status_code, answer["Location"]) == (302, f"/meetings/{meeting.code}/#agenda")
    sister = NominationDeferral.objects.get().sister
    shown = client.get(f"/meetings/{meeting.code}/").content.decode()
    assert sister.code in shown and REASON in shown


def test_what_was_typed_stays_where_something_is_missing(table, item, address, sign_in):
    answer = sign_in(table.chair).post(address, {"row_version": item.row_version, "reason": REASON})

    assert answer.status_code == 422
    assert REASON in answer.content.decode()
    assert not NominationDeferral.objects.exists()


def test_all_at_once_are_refused_with_a_sentence(table, item, address, sign_in):
    rows = [key_of(item, name) for name in (STAYS, GOES, TOO)]

    answer = sign_in(table.chair).post(
        address, {"row_version": item.row_version, "nominations": rows, "reason": REASON}
    )

    assert answer.status_code == 409
    assert Proposal.objects.count() == 1


def test_once_the_vote_is_open_the_page_says_why_not(table, item, address, sign_in):
    table.open_vote(item)

    page = sign_in(table.chair).get(address).content.decode()

    assert 'name="nominations"' not in page
    assert "notice-amber" in page


@pytest.mark.parametrize("screen", ["", "run/"])
def test_the_deed_is_offered_to_who_presides_while_it_is_possible(table, meeting, item, address, sign_in, screen):
    def is_offered(person):
        return address in sign_in(person).get(f"/meetings/{meeting.code}/{screen}").content.decode()

    before = is_offered(table.chair), is_offered(table.secretary)
    put_off(table, item, GOES, TOO)

    assert before == (True, False)
    assert not is_offered(table.chair)  # one is left: that is the whole item


def test_the_endpoint_does_the_same_and_the_agenda_tells_it(table, meeting, item):
    chair = Caller(table.chair)
    rest = f"/meetings/{meeting.code}/agenda"
    said = {"row_version": item.row_version, "nominations": [key_of(item, GOES)], "reason": REASON}

    made = chair.post(f"{rest}/{item.proposal.code}/defer-some", **said)
    agenda = chair.get(rest).json()

    assert (made.status_code, made.json()["state"]) == (201, "appraised")
    assert agenda[0]["put_off"] == [{"sister": made.json()["code"], "names": [GOES], "reason": REASON}]
    assert [row["full_name"] for row in agenda[0]["nominations"]] == [STAYS, TOO]


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"nominations": [10**9]}, 422, "not_like_this"),
        ({"reason": " "}, 422, "not_like_this"),
        ({"row_version": 99}, 409, "lost_race"),
    ],
)
def test_the_endpoint_refuses_alike(table, meeting, item, change, status, code):
    said = {"row_version": item.row_version, "nominations": [key_of(item, GOES)], "reason": REASON, **change}

    answer = Caller(table.chair).post(f"/meetings/{meeting.code}/agenda/{item.proposal.code}/defer-some", **said)

    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_the_unit_reads_that_it_was_put_off_and_not_why(table, item, sign_in):
    sister = put_off(table, item, GOES)
    client = sign_in(table.town.unit_head)

    pages = [
        client.get(f"/proposals/{sister.code}/"),
        client.get(f"/trail/of/{sister.stream}/"),
        client.get(f"/trail/of/{item.proposal.stream}/"),
        client.get("/notices/"),
        client.get("/trail/of/" + item.meeting.stream + "/"),
    ]

    assert [page.status_code for page in pages[:4]] == [200] * 4
    assert pages[4].status_code in (403, 404)
    assert all(REASON not in page.content.decode() for page in pages)
