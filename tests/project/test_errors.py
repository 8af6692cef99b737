"""Refusals become sentences: as a page, as a part for htmx, as JSON; and leave a record."""

import json

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory

from permissions.ledger.models import AccessRecord
from permissions.refusals import LostRace, NotNow
from project.errors import account_of, answer

pytestmark = pytest.mark.django_db

KINDS = {"you": 403, "now": 409, "late": 409, "mend": 422}
SENTENCES = {
    "you": ["Bạn không có quyền: xác nhận thẩm định."],
    "now": ["Còn 2 ý kiến chưa trả lời.", "Chưa có biên bản họp."],
    "late": ["Hồ sơ đã được người khác tiếp nhận.", "Hoàng Lan", "12:05 23/11/2026"],
    "mend": ["Hãy ghi lý do."],
}


@pytest.fixture(autouse=True)
def _gallery(gallery):
    """The addresses that refuse."""


@pytest.mark.parametrize("kind", KINDS)
def test_a_refusal_is_a_page_with_every_sentence(cast, sign_in, kind):
    page = sign_in(cast.here.unit_head).get(f"/gallery/refusing/{kind}/")

    assert page.status_code == KINDS[kind]
    assert [sentence for sentence in SENTENCES[kind] if sentence not in page.text] == []
    assert page.text.count("<h1") == 1


@pytest.mark.parametrize("page", ["http://[", "//[/", "http://testserver:99999999/"])
def test_a_page_of_no_address_is_nothing_to_lead_back_to(cast, sign_in, page):
    answer = sign_in(cast.here.unit_head).get("/gallery/refusing/you/", headers={"Referer": page})

    assert answer.status_code == 403


@pytest.mark.parametrize("kind", KINDS)
def test_htmx_gets_a_part_for_the_place_of_refusals(cast, sign_in, kind):
    part = sign_in(cast.here.unit_head).get(f"/gallery/refusing/{kind}/", headers={"HX-Request": "true"})

    assert part.status_code == KINDS[kind]
    assert part.headers["HX-Retarget"] == "#refusals"
    assert [sentence for sentence in SENTENCES[kind] if sentence not in part.text] == []
    assert "<html" not in part.text


def test_the_page_leads_back_to_where_the_person_was(cast, sign_in):
    client = sign_in(cast.here.unit_head)

    own = client.get("/gallery/refusing/now/", headers={"Referer": "http://testserver/gallery/dossier/"})
    foreign = client.get("/gallery/refusing/now/", headers={"Referer": "http://elsewhere.example/x"})

    assert 'href="/gallery/dossier/"' in own.text
    assert "elsewhere" not in foreign.text


@pytest.mark.parametrize(("kind", "code"), [("you", "not_you"), ("now", "not_now"), ("late", "lost_race")])
def test_a_refusal_leaves_a_record_of_who_and_what(cast, sign_in, kind, code):
    sign_in(cast.here.unit_head).post(f"/gallery/refusing/{kind}/")

    record = AccessRecord.objects.get(kind="refused")
    assert (record.person, record.commune) == (cast.here.unit_head, cast.here.commune)
    assert record.what == f"{code} POST /gallery/refusing/{kind}/"


def test_a_mistake_in_a_form_is_no_refusal_to_record(cast, sign_in):
    sign_in(cast.here.unit_head).post("/gallery/refusing/mend/")

    assert not AccessRecord.objects.exists()


def test_somebody_not_signed_in_is_told_too(client):
    page = client.get("/gallery/refusing/now/")

    assert page.status_code == 409
    assert AccessRecord.objects.get().person is None


def test_under_the_address_of_the_api_the_answer_is_json():
    request = RequestFactory().post("/api/v1/proposals/x/moves")
    request.user = AnonymousUser()

    lost = answer(request, account_of(LostRace("Đã có người tiếp nhận.", winner="Hoàng Lan")))
    unmet = answer(request, account_of(NotNow("Một.", "Hai.")))

    assert lost.status_code == unmet.status_code == 409
    assert json.loads(lost.content) == {
        "code": "lost_race",
        "sentence": "Đã có người tiếp nhận.",
        "sentences": ["Đã có người tiếp nhận."],
        "winner": "Hoàng Lan",
        "at": None,
    }
    assert json.loads(unmet.content) == {"code": "not_now", "sentence": "Một. Hai.", "sentences": ["Một.", "Hai."]}


def test_what_is_not_there_is_told_in_words(cast, sign_in):
    client = sign_in(cast.here.unit_head)

    page, part, api = (
        client.get("/nowhere/"),
        client.get("/nowhere/", headers={"HX-Request": "true"}),
        client.get("/api/v1/nowhere"),
    )

    assert [page.status_code, part.status_code, api.status_code] == [404, 404, 404]
    assert "<html" in page.text
    assert "refusal-part" in part.text
    assert api.json()["code"] == "not_found"


@pytest.mark.parametrize("redirects", [True, False], ids=["https", "http"])
@pytest.mark.parametrize("host", ["elsewhere.example", "bad host", 'a"b'])
def test_a_host_that_is_not_ours_is_a_plain_page(cast, sign_in, settings, redirects, host):
    settings.ALLOWED_HOSTS, settings.SECURE_SSL_REDIRECT = ["thidua.example.vn"], redirects
    client = sign_in(cast.here.unit_head)
    named = {"Host": host, "Referer": f"http://{host}/x"}

    pages = [client.get(address, headers=named) for address in ("/", "/sign-in/", "/nowhere/", "/static/x.css")]
    part = client.get("/sign-in/", headers={**named, "HX-Request": "true"})
    api = client.get("/api/v1/proposals", headers=named)

    assert [answer.status_code for answer in (*pages, part, api)] == [400] * 6
    assert [page.text.count("<h1") for page in pages] == [1] * 4
    assert "<html" not in part.text
    assert api.json()["code"] == "bad_request"
    assert [page for page in pages if "elsewhere" in page.text] == []


def test_a_form_without_its_proof_is_explained(cast):
    strict = Client(enforce_csrf_checks=True)

    page = strict.post("/sign-in/", {"username": "x", "password": "y"})

    assert page.status_code == 403
    assert page.context["account"].code == "stale_form"
    assert page.context["account"].advice in page.text


def test_our_own_fault_is_a_page_that_asks_no_database(client, django_assert_num_queries):
    client.raise_request_exception = False

    with django_assert_num_queries(0):
        page = client.get("/gallery/refusing/fault/")
        part = client.get("/gallery/refusing/fault/", headers={"HX-Request": "true"})

    assert (page.status_code, part.status_code) == (500, 500)
    assert page.text.count("<h1") == 1
    assert "<html" not in part.text


def test_a_refused_form_shows_the_sentences_that_were_typed(cast, sign_in):
    page = sign_in(cast.here.unit_head).post("/gallery/refusing/now/", {"text": "Bổ sung <b>số liệu</b>", "pk": "12"})

    assert page.context["typed"] == ["Bổ sung <b>số liệu</b>"]
    assert "Bổ sung &lt;b&gt;số liệu" in page.text


def test_a_refused_form_never_shows_a_password(cast):
    said = {"username": "x", "password": "mot mat khau dai", "new_password1": "mot mat khau khac"}

    page = Client(enforce_csrf_checks=True).post("/sign-in/", said)

    assert page.status_code == 403
    assert "mat khau" not in page.text
