"""The API as a whole: who comes in and how, how refusals are told, what nonsense is answered with."""

import json

import pytest
from django.test import Client
from django.utils import timezone

from permissions.ledger.models import AccessRecord, LedgerEntry
from permissions.people import services as people
from permissions.people.models import ApiToken, SignInAttempt, User
from project.api import description
from tests import making
from tests.calling import ROOT, Caller
from tests.conftest import PASSWORD
from workflows.approval import services as approval

pytestmark = pytest.mark.django_db


def token_for(username, password=PASSWORD, **more):
    return Caller().post("/token", username=username, password=password, **more)


# --- the way in ----------------------------------------------------------------------------------------
@pytest.mark.parametrize("header", ["", "Bearer", "Bearer x", "Bearer bangvang_1_" + "A" * 43, "Basic YTpi", "Token x"])
def test_without_identity_the_answer_is_401_and_says_how_to_come_in(cast, header):
    answer = Caller(headers={"Authorization": header} if header else {}).get("/me")

    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert answer.json()["code"] == "not_signed_in"


def test_user_name_and_password_give_a_token_that_opens_the_door(cast):
    made = token_for("PQ_unit_head", name="Máy tính ở trường", days=30)

    answer = Client().get(f"{ROOT}/me", headers={"Authorization": f"Bearer {made.json()['token']}"})
    assert made.status_code == 201
    assert answer.json()["username"] == "pq_unit_head"
    assert [office["office"] for office in answer.json()["offices"]] == ["unit_head"]
    assert ApiToken.objects.get().name == "Máy tính ở trường"
    assert AccessRecord.objects.filter(kind="signed_in", person=cast.here.unit_head).count() == 1


def test_a_wrong_password_gives_no_token_and_leaves_a_record(cast):
    answer = token_for("pq_unit_head", "not-it-7")

    record = AccessRecord.objects.get()
    assert (answer.status_code, answer.json()["code"]) == (401, "wrong_password")
    assert (record.kind, record.what) == ("sign_in_failed", "pq_unit_head")
    assert not ApiToken.objects.exists()


def test_guessing_at_the_token_shuts_the_name_as_on_the_page(cast):
    answers = [token_for("pq_unit_head", f"guess-{number}").status_code for number in range(12)]
    right = token_for("pq_unit_head")

    assert answers == [401] * 11 + [429]
    assert (right.status_code, right.json()["code"]) == (429, "too_often")


def test_a_name_shut_on_the_page_is_shut_here_too(cast):
    for _number in range(11):
        SignInAttempt.objects.create(name="pq_unit_head", address="127.0.0.1", at=timezone.now())

    assert token_for("pq_unit_head").status_code == 429


def test_a_deactivated_person_gets_no_token_and_the_old_one_ends(cast):
    caller = Caller(cast.here.unit_head)
    people.set_active(user=cast.here.unit_head, is_active=False, reason="Nghỉ hưu", by=cast.administrator)

    assert (caller.get("/me").status_code, token_for("pq_unit_head").status_code) == (401, 401)


def test_a_session_reads_without_more_and_writes_only_with_its_csrf_token(cast, rules):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.here.unit_clerk)
    body = {"unit": "PQ-TH", "kind": "merit", "title": "Khen thưởng"}

    def draft(**headers):
        return client.post(f"{ROOT}/letters", json.dumps(body), "application/json", headers=headers)

    refused = draft()
    client.get("/help/")  # any page with a form sets the cookie
    client.cookies["csrftoken"] = "a" * 32
    done = draft(**{"X-CSRFToken": "a" * 32})

    assert client.get(f"{ROOT}/letters").status_code == 200
    assert (refused.status_code, refused.json()["code"]) == (403, "stale_form")
    assert done.status_code == 201


def test_a_token_needs_no_csrf_token(cast, rules):
    caller = Caller(cast.here.unit_clerk)
    caller.client = Client(enforce_csrf_checks=True)

    assert caller.post("/letters", unit="PQ-TH", kind="merit", title="Khen thưởng").status_code == 201


def test_a_wrong_token_is_not_saved_by_a_session(cast):
    client = Client()
    client.force_login(cast.here.unit_head)

    assert client.get(f"{ROOT}/me", headers={"Authorization": "Bearer wrong"}).status_code == 401


# --- my password ---------------------------------------------------------------------------------------
def test_a_new_password_ends_every_token_and_leaves_a_line(cast):
    caller, other = Caller(cast.here.unit_head), Caller(cast.here.unit_head)

    answer = caller.post("/me/password", old_password=PASSWORD, new_password="hoa-mai-nở-2027")

    assert answer.status_code == 204
    assert (caller.get("/me").status_code, other.get("/me").status_code) == (401, 401)
    assert token_for("pq_unit_head", "hoa-mai-nở-2027").status_code == 201
    assert LedgerEntry.objects.filter(act="person.password_set", actor=cast.here.unit_head).count() == 1


def test_a_session_lives_on_after_its_own_new_password(cast):
    client = Client()
    client.force_login(cast.here.unit_head)
    body = json.dumps({"old_password": PASSWORD, "new_password": "hoa-mai-nở-2027"})

    client.post(f"{ROOT}/me/password", body, "application/json")

    assert client.get(f"{ROOT}/me").status_code == 200


def test_the_old_password_is_asked_weak_ones_are_refused_and_guessing_is_braked(cast):
    caller = Caller(cast.here.unit_head)

    weak = caller.post("/me/password", old_password=PASSWORD, new_password="123")
    wrong = [
        caller.post("/me/password", old_password="sai", new_password="hoa-mai-nở-2027").status_code for _n in range(12)
    ]

    assert weak.status_code == 422
    assert wrong == [422] * 11 + [429]
    assert User.objects.get(pk=cast.here.unit_head.pk).check_password(PASSWORD)


# --- refusals ------------------------------------------------------------------------------------------
def test_who_has_no_right_is_told_which_one_and_it_is_recorded(cast):
    answer = Caller(cast.here.unit_head).get("/people")

    record = AccessRecord.objects.get(kind="refused")
    assert answer.status_code == 403
    assert (answer.json()["code"], answer.json()["sentences"]) == ("not_you", [answer.json()["sentence"]])
    assert (record.person, record.what) == (cast.here.unit_head, "not_you GET /api/v1/people")


def test_what_one_may_not_see_looks_like_what_is_not_there(cast, rules):
    proposal = making.sent(cast.there)
    caller = Caller(cast.here.office_reviewer)

    hidden, missing = caller.get(f"/proposals/{proposal.code}"), caller.get("/proposals/PQ-2026-9999")

    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert hidden.json() == missing.json()


def test_a_move_at_the_wrong_time_is_told_with_every_reason(cast, rules):
    proposal = making.under_review(cast.here)

    answer = Caller(cast.here.office_reviewer).post(
        f"/proposals/{proposal.code}/moves", move="propose_appraisal", row_version=proposal.row_version
    )

    assert (answer.status_code, answer.json()["code"]) == (409, "not_now")
    assert len(answer.json()["sentences"]) >= 1


def test_a_lost_race_names_the_winner_and_the_time(cast, rules):
    proposal = making.sent(cast.here)
    approval.take_up(proposal=proposal, row_version=proposal.row_version, by=cast.here.second_reviewer)
    entry = LedgerEntry.objects.get(act="proposal.take_up")

    answer = Caller(cast.here.office_reviewer).post(
        f"/proposals/{proposal.code}/moves", move="take_up", row_version=proposal.row_version
    )

    told = answer.json()
    assert (answer.status_code, told["code"], told["winner"]) == (409, "lost_race", cast.here.second_reviewer.full_name)
    assert timezone.datetime.fromisoformat(told["at"]).replace(microsecond=0) == entry.at.replace(microsecond=0)


def test_faults_are_told_by_field(cast, rules):
    letter = making.draft(cast.here)

    answer = Caller(cast.here.unit_clerk).post(
        f"/letters/{letter.code}/nominations",
        nominee_type="individual",
        full_name="",
        period_from="2026-05-31",
        period_to="2025-09-01",
    )

    assert answer.status_code == 422
    assert set(answer.json()["fields"]) == {"full_name", "period_to"}


# --- nonsense ------------------------------------------------------------------------------------------
@pytest.fixture
def clerk(cast, rules):
    return Caller(cast.here.unit_clerk)


def raw(caller, data, content_type="application/json", path="/letters"):
    return caller.client.generic("POST", ROOT + path, data, content_type, headers=caller.headers)


@pytest.mark.parametrize(
    "data",
    [b"{", b"\xff\xfe", b'{"title": NaN}', b"[" * 100_000, b'{"a":' * 50 + b"1" + b"}" * 50, b"1" * 5_000],
    ids=["cut", "not UTF-8", "NaN", "endless", "deep", "long number"],
)
def test_what_is_no_json_is_400(clerk, data):
    answer = raw(clerk, data)

    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")


@pytest.mark.parametrize("data", [b"[]", b"1", b'"text"', b"null", b"{}"])
def test_json_of_another_shape_is_422(clerk, data):
    assert raw(clerk, data).status_code == 422


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", "application/xml"])
def test_another_type_than_json_is_415(clerk, content_type):
    assert raw(clerk, b"unit=PQ-TH", content_type).status_code == 415


def test_a_form_with_files_where_json_is_asked_is_415(cast, rules, clerk):
    client = Client()
    client.force_login(cast.here.unit_clerk)

    by_token = clerk.client.post(f"{ROOT}/letters", {"file": making.pdf()}, headers=clerk.headers)
    by_session = client.post(f"{ROOT}/letters", {"file": making.pdf()})

    assert (by_token.status_code, by_session.status_code) == (415, 415)


def test_a_body_without_end_is_400(clerk, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000

    assert raw(clerk, json.dumps({"title": "a" * 2_000}).encode()).status_code == 400


def test_a_field_that_is_not_known_is_no_noise(clerk):
    answer = clerk.post("/letters", unit="PQ-TH", kind="merit", title="Khen", titel="x")

    assert answer.status_code == 422
    assert set(answer.json()["fields"]) == {"titel"}


def test_invisible_signs_are_cleaned_as_forms_clean_them(clerk):
    answer = clerk.post("/letters", unit="PQ-TH", kind="merit", title="Khen\x00 thưởng\u200b  năm\n2026")

    assert (answer.status_code, answer.json()["title"]) == (201, "Khen thưởng năm 2026")


def test_half_a_sign_is_422(clerk):
    answer = raw(clerk, b'{"unit": "PQ-TH", "kind": "merit", "title": "\\ud800"}')

    assert answer.status_code == 422
    assert set(answer.json()["fields"]) == {"title"}


@pytest.mark.parametrize("number", [2**63, -1, 10**30, 1.5, "x", True, [], {}])
def test_numbers_no_database_holds_are_422(cast, rules, clerk, number):
    letter = making.draft(cast.here)

    answer = clerk.patch(f"/letters/{letter.code}", row_version=number, title="Khen")

    assert answer.status_code in (409, 422)
    assert letter.history.count() == type(letter).objects.get(pk=letter.pk).row_version


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nominations/99999999999999999999", 422),
        (f"/nominations/{2**63 - 1}", 404),
        ("/nominations/-1", 422),
        ("/nominations/²", 422),
        ("/letters/%00", 404),
        ("/letters/%ff", 422),
        ("/letters?q=%00", 400),
        ("/letters?limit=0", 422),
        ("/letters?limit=101", 422),
        ("/letters?limit=99999999999999999999", 422),
        ("/letters?after=x", 422),
        ("/letters?after=WyJhIl0%3D", 422),
        ("/letters?after=Wzk5OTk5OTk5OTk5OTk5OTk5OTk5OV0=", 422),
        ("/letters?state=nowhere", 422),
        ("/inbox?after=9999-12-31~proposal~99999999999999999999", 200),
        ("/inbox?after=0001-01-01~proposal~1", 200),
        ("/ledger?stream=%2e%2e", 422),
        ("/ledger?stream=proposal/x&before=99999999999999999999", 422),
        ("/ledger", 422),
        ("/nowhere", 404),
        ("/", 404),
        ("/docs", 404),
    ],
)
def test_addresses_nobody_writes(clerk, path, status):
    answer = clerk.client.get(ROOT + path, headers=clerk.headers)

    assert (answer.status_code, answer.headers["Content-Type"].split(";")[0]) == (status, "application/json")


# --- the description -----------------------------------------------------------------------------------
def test_the_description_is_open_and_names_right_and_refusals_of_every_endpoint(client):
    answer = client.get(f"{ROOT}/openapi.json")

    told = answer.json()
    operations = [operation for methods in told["paths"].values() for operation in methods.values()]
    assert answer.status_code == 200
    assert told == json.loads(json.dumps(description()))
    assert [o["operationId"] for o in operations if not o.get("x-right") or "422" not in o["responses"]] == []
    assert set(told["components"]["securitySchemes"]) == {"token", "session"}
    assert len({o["operationId"] for o in operations}) == len(operations)
