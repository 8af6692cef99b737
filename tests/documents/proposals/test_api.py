"""Letters, rows and papers through the API: the same deeds and the same refusals as on the pages."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from documents.attachments import store
from documents.proposals.models import Letter, Nomination, Paper
from permissions.ledger.models import AccessRecord
from tests import making
from tests.calling import Caller

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(cast, rules):
    return Caller(cast.here.unit_clerk)


def start(clerk, **more):
    body = {"unit": "PQ-TH", "kind": "merit", "title": "Khen thưởng năm học"} | more
    return clerk.post("/letters", **body)


def row(**more):
    return {"nominee_type": "individual", "full_name": "Lê Thị Mới", "award_form": "gk-xa"} | more


# --- letters -------------------------------------------------------------------------------------------
def test_a_letter_is_started_and_read_again(clerk):
    made = start(clerk, number="15/TTr-TH", signed_on="2026-06-01")

    code = made.json()["code"]
    assert made.status_code == 201
    assert clerk.get(f"/letters/{code}").json() == made.json()
    assert made.json()["signed_on"] == "2026-06-01"
    assert [letter["code"] for letter in clerk.get("/letters").json()["items"]] == [code]


def test_changing_one_field_leaves_the_others(clerk):
    letter = start(clerk, number="15/TTr-TH").json()

    changed = clerk.patch(f"/letters/{letter['code']}", row_version=letter["row_version"], title="Khen đột xuất").json()

    assert (changed["title"], changed["number"]) == ("Khen đột xuất", "15/TTr-TH")
    assert changed["row_version"] == letter["row_version"] + 1


def test_a_stale_change_is_refused_with_the_winner(cast, clerk):
    letter = start(clerk).json()
    clerk.patch(f"/letters/{letter['code']}", row_version=letter["row_version"], title="Một")

    answer = Caller(cast.here.unit_head).patch(
        f"/letters/{letter['code']}", row_version=letter["row_version"], title="Hai"
    )

    assert (answer.status_code, answer.json()["winner"]) == (409, cast.here.unit_clerk.full_name)
    assert Letter.objects.get().title == "Một"


def test_a_campaign_is_named_by_its_code_and_must_be_of_the_commune(cast, clerk):
    answers = [start(clerk, kind="campaign", campaign=campaign) for campaign in ("YT-2026-C01", None)]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert not Letter.objects.exists()


def test_arrival_is_asked_of_units_without_accounts_alone(cast, rules, clerk):
    letter = start(clerk).json()

    refused = clerk.patch(f"/letters/{letter['code']}", row_version=1, arrival_number="123")
    entered = Caller(cast.here.office_reviewer).post(
        "/letters", unit="PQ-X1", kind="merit", title="Xóm Đồng", arrival_number="123", arrived_on="2026-01-05"
    )

    assert (refused.status_code, set(refused.json()["fields"])) == (422, {"arrival_number"})
    assert (entered.status_code, entered.json()["arrival_number"]) == (201, "123")


def test_a_foreign_unit_cannot_be_drafted_for(clerk):
    answers = [start(clerk, unit=unit) for unit in ("PQ-ND", "YT-TH", "PQ-X1", "nowhere")]

    assert [(a.status_code, set(a.json()["fields"])) for a in answers] == [(422, {"unit"})] * 4


def test_the_kind_of_a_sent_letter_stays(cast, rules, clerk):
    proposal = making.returned(cast.here)
    letter = proposal.letter
    letter.refresh_from_db()

    answer = clerk.patch(f"/letters/{letter.code}", row_version=letter.row_version, kind="sudden")

    assert (answer.status_code, set(answer.json()["fields"])) == (422, {"kind"})


def test_the_checklist_says_what_is_missing(clerk):
    letter = start(clerk).json()

    lines = clerk.get(f"/letters/{letter['code']}/checklist").json()

    assert {line["where"] for line in lines if not line["is_met"]} == {"letter", "rows"}


def test_lists_are_narrowed_by_words_unit_and_state(cast, rules):
    draft, sent = making.draft(cast.here), making.sent(cast.here).letter
    reviewer, clerk = Caller(cast.here.office_reviewer), Caller(cast.here.unit_clerk)

    def codes(caller, **query):
        return [letter["code"] for letter in caller.get("/letters", **query).json()["items"]]

    assert codes(clerk) == [sent.code, draft.code]
    assert codes(clerk, state="draft") == [draft.code]
    assert codes(clerk, q="khen thuong") == [sent.code, draft.code]
    assert codes(clerk, q="khong co") == []
    assert codes(reviewer) == [sent.code]
    assert codes(reviewer, unit="PQ-ND") == []


# --- rows ----------------------------------------------------------------------------------------------
def test_a_row_is_added_changed_and_taken_off(cast, clerk):
    code = start(clerk).json()["code"]
    made = clerk.post(f"/letters/{code}/nominations", **row(is_female=True, birth_on="1980-02-03")).json()

    changed = clerk.patch(f"/nominations/{made['id']}", row_version=made["row_version"], position="Giáo viên").json()
    stale = clerk.post(f"/nominations/{made['id']}/remove", row_version=made["row_version"])
    without = clerk.post(f"/nominations/{made['id']}/remove")
    gone = clerk.post(f"/nominations/{made['id']}/remove", row_version=changed["row_version"])

    assert (made["is_female"], made["birth_on"], made["award_form"]["code"]) == (True, "1980-02-03", "gk-xa")
    assert (changed["position"], changed["is_female"], changed["full_name"]) == ("Giáo viên", True, "Lê Thị Mới")
    assert (stale.status_code, stale.json()["code"], stale.json()["winner"]) == (
        *(409, "lost_race"),
        cast.here.unit_clerk.full_name,
    )
    assert (without.status_code, set(without.json()["fields"])) == (422, {"row_version"})
    assert gone.status_code == 204
    assert clerk.get("/nominations", letter=code).json() == {"items": [], "next": None}


def test_the_same_row_sent_twice_is_added_once(clerk):
    code = start(clerk).json()["code"]

    made = [clerk.post(f"/letters/{code}/nominations", **row(expected_order=1)).json()["id"] for _try in range(2)]

    assert made[0] == made[1]
    assert Nomination.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"award_form": "nowhere"}, "award_form"),
        ({"birth_on": "2999-01-01"}, "birth_on"),
        ({"birth_on": "31/02/2026"}, "birth_on"),
        ({"period_from": "2026-05-31", "period_to": "2025-09-01"}, "period_to"),
        ({"full_name": "x" * 201}, "full_name"),
        ({"nominee_type": "collective", "birth_on": "1980-02-03"}, "birth_on"),
    ],
)
def test_a_row_with_a_fault_is_refused_by_field(clerk, values, field):
    code = start(clerk).json()["code"]

    answer = clerk.post(f"/letters/{code}/nominations", **row(**values))

    assert (answer.status_code, set(answer.json()["fields"])) == (422, {field})
    assert not Nomination.objects.exists()


def test_the_award_form_of_a_returned_row_stays(cast, rules, clerk):
    returned = making.returned(cast.here)
    nomination = returned.nominations.first()

    kept = clerk.patch(f"/nominations/{nomination.pk}", row_version=nomination.row_version, summary="Thêm số liệu.")
    refused = clerk.patch(f"/nominations/{nomination.pk}", row_version=nomination.row_version + 1, award_form="hcld-1")

    assert (kept.status_code, kept.json()["summary"]) == (200, "Thêm số liệu.")
    assert (refused.status_code, set(refused.json()["fields"])) == (422, {"award_form"})


def test_rows_of_nothing_in_particular_are_not_told(clerk):
    assert clerk.get("/nominations").status_code == 404


# --- papers --------------------------------------------------------------------------------------------
def test_a_paper_is_attached_downloaded_and_removed(cast, clerk):
    code = start(clerk).json()["code"]
    made = clerk.upload(f"/letters/{code}/papers", making.pdf("Tờ trình.pdf"), kind="to-trinh")

    file = clerk.get(f"/papers/{made.json()['id']}")
    places = clerk.get(f"/letters/{code}/papers").json()
    gone = clerk.post(f"/papers/{made.json()['id']}/remove")

    assert made.status_code == 201
    assert b"".join(file) == making.PDF
    assert file.headers["X-Content-Type-Options"] == "nosniff"
    assert AccessRecord.objects.filter(kind="downloaded", person=cast.here.unit_clerk).count() == 1
    assert [p["papers"][0]["sha256"] for p in places if p["papers"]] == [made.json()["sha256"]]
    assert (gone.status_code, Paper.objects.get().removed_at is not None) == (204, True)


def test_a_name_that_could_be_run_ends_as_its_file_does(clerk):
    code = start(clerk).json()["code"]

    made = clerk.upload(f"/letters/{code}/papers", making.pdf("bao-cao.pdf.scr"), kind="to-trinh").json()
    file = clerk.get(f"/papers/{made['id']}")

    assert made["file_name"] == "bao-cao.pdf.scr.pdf"
    assert file.headers["Content-Disposition"] == 'attachment; filename="bao-cao.pdf.scr.pdf"'
    file.close()


def test_a_paper_changed_in_the_store_is_not_given_out(cast, clerk):
    code = start(clerk).json()["code"]
    made = clerk.upload(f"/letters/{code}/papers", making.pdf(), kind="to-trinh").json()
    store.path_of(made["sha256"]).write_bytes(b"%PDF-1.4 other %%EOF")

    told = clerk.get(f"/papers/{made['id']}")
    clerk.client.force_login(cast.here.unit_clerk)
    page = clerk.client.get(f"/letters/{code}/papers/{made['id']}/")

    assert (told.status_code, told.json()["code"], page.status_code) == (409, "file_changed", 409)
    assert b"other" not in told.content + page.content


def test_a_paper_of_a_row_lies_with_the_row(clerk):
    code = start(clerk).json()["code"]
    nomination = clerk.post(f"/letters/{code}/nominations", **row()).json()["id"]

    made = clerk.upload(f"/letters/{code}/papers", making.pdf("Ảnh.pdf"), kind="khac", nomination=nomination)

    assert made.json()["nomination_id"] == nomination
    assert [paper["id"] for paper in clerk.get(f"/nominations/{nomination}").json()["papers"]] == [made.json()["id"]]


@pytest.mark.parametrize(
    ("file", "form", "field"),
    [
        (SimpleUploadedFile("a.pdf", b"MZ\x90\x00"), {"kind": "to-trinh"}, "file"),
        (SimpleUploadedFile("a.pdf", b""), {"kind": "to-trinh"}, "file"),
        (making.pdf(), {"kind": "nowhere"}, "kind"),
        (making.pdf(), {}, "kind"),
        (making.pdf(), {"kind": "to-trinh", "nomination": "99999999"}, "nomination"),
        (making.pdf(), {"kind": "to-trinh", "nomination": "9" * 30}, "nomination"),
    ],
)
def test_a_file_that_is_not_taken_is_refused_by_field(clerk, file, form, field):
    code = start(clerk).json()["code"]
    file.seek(0)

    answer = clerk.upload(f"/letters/{code}/papers", file, **form)

    assert (answer.status_code, set(answer.json()["fields"])) == (422, {field})
    assert not Paper.objects.exists()


def test_an_upload_without_a_file_is_422_and_a_cut_one_400(clerk):
    code = start(clerk).json()["code"]
    address = f"/api/v1/letters/{code}/papers"

    without = clerk.client.post(address, {"kind": "to-trinh"}, headers=clerk.headers)
    cut = clerk.client.generic("POST", address, b"--x\r\n", "multipart/form-data", headers=clerk.headers)

    assert (without.status_code, set(without.json()["fields"])) == (422, {"file"})
    assert cut.status_code == 400
