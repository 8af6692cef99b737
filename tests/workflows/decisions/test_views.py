"""The pages of one decision: what each person sees, may press, and what a refused form keeps."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from documents.numbers.models import Register
from documents.numbers.services import choose_mode
from permissions.ledger.models import AccessRecord
from tests.calling import Caller
from workflows.decisions import services
from workflows.decisions.drafting import WORDS
from workflows.decisions.models import Decision

pytestmark = pytest.mark.django_db


def url(name, decision):
    return reverse(f"decisions:{name}", args=[decision.code])


def many(count):
    return [f"Nguyễn Văn {number}" for number in range(count)]


def statements(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


# --- reading ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("office", "status"),
    [
        ("office_reviewer", 200),
        ("office_head", 200),
        ("commune_chair", 200),
        ("commune_deputy_chair", 200),
        ("inspector", 200),
        ("records_clerk", 404),
        ("unit_head", 404),
        ("council_secretary", 403),
    ],
)
def test_who_opens_a_draft(desk, sign_in, office, status):
    decision = desk.drafted()

    assert sign_in(getattr(desk.town, office)).get(url("detail", decision)).status_code == status


def test_nobody_of_another_commune_opens_it(desk, cast, sign_in):
    decision = desk.issued()

    assert sign_in(cast.there.commune_chair).get(url("detail", decision)).status_code == 404


def test_the_unit_reads_the_issued_decision_without_its_inner_papers(desk, sign_in):
    decision = desk.issued(desk.passed("Bùi <script>&"))

    page = sign_in(desk.town.unit_head).get(url("detail", decision)).text

    assert "Bùi &lt;script&gt;&amp;" in page
    assert reverse("decisions:paper", args=[decision.code, "issued"]) in page
    assert reverse("decisions:paper", args=[decision.code, "certificates"]) not in page
    assert 'id="trail"' not in page


def test_the_page_names_the_unit_of_a_person_without_a_workplace(desk, sign_in):
    proposal = desk.passed("Bùi A")
    proposal.nominations.update(workplace="")
    decision = desk.issued(proposal)

    page = sign_in(desk.town.unit_head).get(url("detail", decision)).text

    assert "Giáo viên, Trường Tiểu học Phong Quang" in page


def test_digests_are_folded_away(desk, sign_in):
    decision = desk.issued()

    page = sign_in(desk.town.records_clerk).get(url("detail", decision)).text

    digests = [decision.second_rendition.sha256, decision.first_rendition.sha256, decision.certificates.sha256]
    papers = page.split('id="papers"')[1].split("</section>")[0]
    shown, folded = papers.rsplit("<details", 1)
    assert [[digest in part for digest in digests] for part in (shown, folded)] == [[False] * 3, [True] * 3]


def test_a_unit_that_is_not_named_does_not_find_it(desk, sign_in):
    decision = desk.issued()

    assert sign_in(desk.town.other_head).get(url("detail", decision)).status_code == 404


@pytest.mark.parametrize("name", ["detail", "sign", "change"])
def test_a_page_costs_the_same_for_one_and_fifty_lines(desk, sign_in, name):
    short, long = desk.drafted(desk.passed(*many(1))), desk.drafted(desk.passed(*many(50)))
    person = desk.town.commune_chair if name == "sign" else desk.town.office_reviewer

    client = sign_in(person)

    assert statements(client, url(name, short)) == statements(client, url(name, long))


def test_the_issue_page_costs_the_same_for_one_and_fifty_lines(desk, sign_in):
    short, long = desk.signed(desk.passed(*many(1))), desk.signed(desk.passed(*many(50)))
    client = sign_in(desk.town.records_clerk)

    assert statements(client, url("issue", short)) == statements(client, url("issue", long))


# --- changing --------------------------------------------------------------------------------------
def words_of(decision, **changes):
    form = {field: getattr(decision, field) for field in WORDS}
    return {**form, "row_version": decision.row_version, **changes}


def test_the_reviewer_changes_words_and_order(desk, sign_in):
    decision = desk.drafted(desk.passed("Bùi A", "Bùi B"))
    first, second = services.lines_of(decision)
    places = {f"place_{first.nomination_id}": 2, f"place_{second.nomination_id}": 1}

    answer = sign_in(desk.town.office_reviewer).post(
        url("change", decision), words_of(decision, title="Về việc khác", **places)
    )

    decision.refresh_from_db()
    assert answer.status_code == 302
    assert decision.title == "Về việc khác"
    assert services.lines_of(decision) == [second, first]


def test_a_refused_form_keeps_what_was_typed(desk, sign_in):
    decision = desk.drafted()

    answer = sign_in(desk.town.office_reviewer).post(
        url("change", decision), words_of(decision, title="", grounds="Căn cứ mới gõ")
    )

    assert answer.status_code == 422
    assert "Căn cứ mới gõ" in answer.text


def test_a_stale_form_is_told_who_was_faster(desk, sign_in):
    decision = desk.drafted()
    typed = words_of(decision, title="Của tôi")
    services.change_draft(decision=decision, row_version=1, by=desk.town.second_reviewer, values={"title": "Khác"})

    answer = sign_in(desk.town.office_reviewer).post(url("change", decision), typed)

    assert answer.status_code == 409
    assert desk.town.second_reviewer.full_name in answer.text


def test_a_form_that_does_not_say_what_it_saw_changes_nothing(desk, sign_in):
    decision = desk.drafted()
    typed = words_of(decision, title="Của tôi")
    del typed["row_version"]

    answer = sign_in(desk.town.office_reviewer).post(url("change", decision), typed)

    decision.refresh_from_db()
    assert (answer.status_code, decision.title == "Của tôi") == (409, False)


def test_others_do_not_open_the_form(desk, sign_in):
    assert sign_in(desk.town.office_head).get(url("change", desk.drafted())).status_code == 403


# --- signing ---------------------------------------------------------------------------------------
def test_the_chair_reads_the_whole_text_and_signs_with_one_button(desk, sign_in):
    decision = desk.drafted(desk.passed("Đặng Quốc Ý"))
    client = sign_in(desk.town.commune_chair)

    page = client.get(url("sign", decision)).text
    answer = client.post(url("sign", decision), {"row_version": decision.row_version})

    assert all(words in page for words in ("Đặng Quốc Ý", "Điều 3.", "760.000", "CHỦ TỊCH"))
    assert answer.url == url("detail", decision)
    decision.refresh_from_db()
    assert decision.state == "signed"


def test_after_a_signature_the_next_waiting_decision_opens(desk, sign_in):
    first, second = desk.drafted(desk.passed()), desk.drafted(desk.passed())
    client = sign_in(desk.town.commune_chair)

    assert second.code in client.get(url("sign", first)).text
    assert client.post(url("sign", first), {"row_version": 1}).url == url("sign", second)


def test_a_deputy_sees_the_form_in_which_he_signs(desk, sign_in):
    decision = desk.drafted()

    page = sign_in(desk.deputy()).get(url("sign", decision)).text

    assert "KT. CHỦ TỊCH" in page


def test_who_drafted_sees_why_the_button_is_shut(desk, sign_in):
    chair = desk.also_reviewer(desk.town.commune_chair)
    decision = desk.drafted(by=chair)
    client = sign_in(chair)

    page = client.get(url("sign", decision)).text
    answer = client.post(url("sign", decision), {"row_version": 1})

    assert "move-shut" in page
    assert answer.status_code == 403


def test_a_double_click_signs_once(desk, sign_in):
    decision = desk.drafted()
    client = sign_in(desk.town.commune_chair)

    answers = [client.post(url("sign", decision), {"row_version": 1}).status_code for _ in range(2)]

    assert answers == [302, 409]


def test_a_signed_decision_has_no_signing_page(desk, sign_in):
    decision = desk.signed()

    assert sign_in(desk.town.commune_chair).get(url("sign", decision)).url == url("detail", decision)


def test_the_chair_sends_back_with_a_reason(desk, sign_in):
    decision = desk.drafted()

    sign_in(desk.town.commune_chair).post(url("send_back", decision), {"row_version": 1, "reason": "Sai căn cứ."})

    decision.refresh_from_db()
    assert decision.state == "sent_back"
    assert "Sai căn cứ." in sign_in(desk.town.office_head).get(url("detail", decision)).text


def test_sending_back_without_a_reason_is_refused(desk, sign_in):
    decision = desk.drafted()

    answer = sign_in(desk.town.commune_chair).post(url("send_back", decision), {"row_version": 1, "reason": ""})

    decision.refresh_from_db()
    assert (answer.status_code, decision.state) == (409, "drafted")


@pytest.mark.parametrize("name", ["sign", "send_back"])
def test_a_reviewer_does_not_reach_the_chairs_deeds(desk, sign_in, name):
    decision = desk.drafted()

    answer = sign_in(desk.town.second_reviewer).post(url(name, decision), {"row_version": 1, "reason": "x"})

    decision.refresh_from_db()
    assert (answer.status_code, decision.state) == (403, "drafted")


# --- issuing ---------------------------------------------------------------------------------------
def test_the_records_clerk_sees_the_next_number_and_issues(desk, sign_in):
    desk.issued(desk.passed("Bùi A"))
    decision = desk.signed(desk.passed("Bùi B"))
    client = sign_in(desk.town.records_clerk)

    page = client.get(url("issue", decision)).text
    answer = client.post(url("issue", decision), {"row_version": decision.row_version, "issued_on": "23/11/2026"})

    assert "02/QĐ-UBND" in page
    assert answer.url == url("detail", decision)
    assert "02/QĐ-UBND" in client.get(answer.url).text


def test_the_next_number_is_shown_with_the_symbol_that_was_signed(desk, sign_in):
    decision, clerk = desk.signed(), desk.town.records_clerk
    choose_mode(
        commune=desk.town.commune, kind="decision", year=2026, row_version=1, mode="own", by=clerk, symbol="QĐ-CT"
    )

    page = sign_in(clerk).get(url("issue", decision)).text

    assert ("01/QĐ-UBND" in page, "01/QĐ-CT" in page) == (True, False)


def test_the_symbol_of_a_register_that_has_begun_stays(desk, sign_in):
    desk.issued()

    said = {"mode": "own", "symbol": "QĐ-GIẢ", "row_version": 1}
    page = sign_in(desk.town.records_clerk).post("/decisions/register/", said)
    told = Caller(desk.town.records_clerk).put("/registers/decisions", **said)

    assert (page.status_code, told.status_code, told.json()["code"]) == (409, 409, "register_begun")
    assert Register.objects.get(kind="decision").symbol == ""


@pytest.mark.parametrize(
    ("typed", "status"), [("22/11/2026", 409), ("24/11/2026", 409), ("31/02/2026", 422), ("11/23/2026", 422), ("", 422)]
)
def test_a_wrong_date_stays_on_the_form(desk, sign_in, typed, status):
    decision = desk.signed()

    answer = sign_in(desk.town.records_clerk).post(
        url("issue", decision), {"row_version": decision.row_version, "issued_on": typed}
    )

    decision.refresh_from_db()
    assert (answer.status_code, decision.state) == (status, "signed")
    assert f'value="{typed}"' in answer.text or not typed


def test_a_refused_date_leaves_a_record(desk, sign_in):
    decision = desk.signed()

    sign_in(desk.town.records_clerk).post(
        url("issue", decision), {"row_version": decision.row_version, "issued_on": "24/11/2026"}
    )

    assert AccessRecord.objects.filter(kind="refused", person=desk.town.records_clerk).count() == 1


def test_an_external_number_used_before_stays_on_the_form(desk, sign_in):
    clerk = desk.town.records_clerk
    choose_mode(commune=desk.town.commune, kind="decision", year=2026, row_version=1, mode="external", by=clerk)
    desk.issued(desk.passed("Bùi A"), number="45")
    decision = desk.signed(desk.passed("Bùi B"))

    answer = sign_in(clerk).post(
        url("issue", decision), {"row_version": decision.row_version, "issued_on": "23/11/2026", "number": "45"}
    )

    assert answer.status_code == 422
    assert 'value="45"' in answer.text
    assert Decision.objects.get(pk=decision.pk).state == "signed"


def test_a_draft_has_no_issue_page(desk, sign_in):
    decision = desk.drafted()

    assert sign_in(desk.town.records_clerk).get(url("issue", decision)).status_code == 404
    assert sign_in(desk.town.commune_chair).get(url("issue", decision)).status_code == 403


def test_an_issued_decision_is_not_issued_again(desk, sign_in):
    decision = desk.issued(issued_on=date(2026, 11, 23))

    assert sign_in(desk.town.records_clerk).get(url("issue", decision)).url == url("detail", decision)


def test_the_clerk_chooses_typed_numbers_before_the_first_one_of_the_year(desk, sign_in):
    client = sign_in(desk.town.records_clerk)
    page = client.get("/decisions/register/").text
    client.post("/decisions/register/", {"mode": "external", "symbol": "QĐ-UBND", "row_version": 1})
    old = client.post("/decisions/register/", {"mode": "own", "symbol": "", "row_version": 1})
    without = Caller(desk.town.records_clerk).put("/registers/decisions", mode="own")

    assert 'name="row_version" value="1"' in page
    assert (old.status_code, without.status_code, desk.town.records_clerk.full_name in old.text) == (409, 422, True)
    assert Register.objects.get(kind="decision").mode == "external"
    assert client.post("/decisions/register/", {"mode": "thousand"}).status_code == 422
