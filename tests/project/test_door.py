"""U+0000 comes no further than the door: PostgreSQL cannot store it and no person types it; nor do other alphabets than
ours, and other ways of asking than opening a page and sending a form."""

from wsgiref.util import setup_testing_defaults

import pytest
from django.test import Client

from permissions.ledger.models import LedgerEntry
from project.door import Handler
from tests import making
from tests.workflows.council.conftest import Table, make_council

pytestmark = pytest.mark.django_db
ADDRESSES = ["/letters/%00/", "/proposals/%00/", "/catalogue/rule-sets/1/forms/%00/", "/%00"]
LISTS = ["/people/?q=", "/proposals/?q=", "/letters/?q=", "/inbox/?q=", "/meetings/?before=", "/decisions/?q="]


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_page_has_such_an_address(cast, sign_in, address):
    assert sign_in(cast.here.commune_chair).get(address).status_code == 404


@pytest.mark.parametrize("address", LISTS)
def test_no_list_is_searched_for_it(cast, sign_in, address):
    assert sign_in(cast.here.commune_chair).get(f"{address}%00").status_code == 400


def test_no_form_brings_it_in(cast, rules, sign_in):
    proposal = making.under_review(cast.here)
    before = LedgerEntry.objects.count()

    answer = sign_in(cast.here.office_reviewer).post(
        f"/proposals/{proposal.code}/release/", {"reason": "Bận\0", "row_version": proposal.row_version}
    )

    assert answer.status_code == 400
    assert LedgerEntry.objects.count() == before


def test_it_is_refused_in_the_name_of_a_field_too(cast, sign_in):
    assert sign_in(cast.here.commune_chair).post("/sign-out/", {"a\0b": "1"}).status_code == 400


def test_no_page_is_kept_for_others(cast, rules, sign_in):
    proposal = making.sent(cast.here)
    client = sign_in(cast.here.unit_clerk)

    assert client.get(f"/proposals/{proposal.code}/")["Cache-Control"] == "private, no-cache"
    assert client.get(f"/api/v1/proposals/{proposal.code}")["Cache-Control"] == "private, no-store"
    assert client.post("/sign-out/")["Clear-Site-Data"] == '"cache"'


# --- other alphabets -------------------------------------------------------------------------------
ALPHABETS = ["unicode_escape", "utf-7", "utf-16"]
# Of some of these Django cannot even make a request.
NO_ALPHABETS = ["charset=hex", "charset=rot13", "charset=idna", "charset=punycode", "charset*=none''x", "charset=none"]


@pytest.mark.parametrize("alphabet", ALPHABETS)
@pytest.mark.parametrize("address", ["/sign-in/?next=%41", "/public-notices/?before=%41", "/api/v1/token?x=%41"])
def test_nobody_asks_in_another_alphabet(db, address, alphabet):
    answer = Client().generic("GET", address, b"x", f"text/plain; charset={alphabet}")

    assert answer.status_code == 400


@pytest.mark.parametrize("alphabet", ALPHABETS)
def test_no_form_comes_in_another_alphabet(cast, rules, sign_in, alphabet):
    part = b'--x\r\nContent-Disposition: form-data; name="title"\r\n\r\n\\ud800\\x00\r\n--x--\r\n'
    kind = f"multipart/form-data; boundary=x; charset={alphabet}"

    answers = [
        sign_in(cast.here.unit_clerk).generic("POST", "/letters/new/", part, kind),
        Client(enforce_csrf_checks=True).generic("POST", "/sign-in/", part, kind),
    ]

    assert [answer.status_code for answer in answers] == [400, 400]


@pytest.mark.parametrize("query", ["next=%41", ""])
@pytest.mark.parametrize("alphabet", NO_ALPHABETS)
def test_what_is_no_alphabet_is_no_fault_of_ours(db, alphabet, query):
    environ = {"PATH_INFO": "/sign-in/", "QUERY_STRING": query, "CONTENT_TYPE": f"text/plain; {alphabet}"}
    setup_testing_defaults(environ)
    told = []

    answer = Handler()(environ, lambda status, *_rest: told.append(status))

    assert b"".join(answer)
    assert told[0][:3] in ("200", "400")


@pytest.mark.parametrize("alphabet", ["utf-8", "UTF-8", "us-ascii"])
def test_ours_is_taken_by_every_name(db, alphabet):
    assert Client().generic("GET", "/sign-in/?next=%41", b"", f"text/plain; charset={alphabet}").status_code == 200


def test_a_session_whose_name_holds_it_is_none(db):
    for name in ("sessionid", "csrftoken", "messages"):
        answer = Client(headers={"Cookie": f'{name}="\\000abcdefghijklmnop"'}).get("/")

        assert (answer.status_code, answer.headers["Location"]) == (302, "/sign-in/?next=/")


# --- other ways of asking --------------------------------------------------------------------------
@pytest.mark.parametrize("method", ["OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "QUERY"])
def test_a_page_is_opened_by_get_and_its_form_sent_by_post_alone(cast, rules, sign_in, method):
    table = Table(cast.here, make_council(cast.here, cast.administrator))
    meeting = table.prepared(table.proposal("Nguyễn Thị Hòa"))
    client = sign_in(table.secretary)

    for end in ("", "attendance/", "change/", "member/"):
        answer = client.generic(method, f"/meetings/{meeting.code}/{end}")

        assert (answer.status_code, meeting.title in answer.text) == (405, False)
