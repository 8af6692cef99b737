"""Pages, papers, files and endpoints of the money of decisions."""

from io import BytesIO

import docx
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from tests.calling import Caller
from tests.workflows.decisions.test_papers import words
from workflows.payments.models import Payment
from workflows.payments.queries import money_of

pytestmark = pytest.mark.django_db
NAMES = ("Nguyễn Thị <Hòa> & Cúc", "Vi Văn Bảy")


@pytest.fixture
def decision(desk):
    return desk.issued(desk.passed(*NAMES))


def address(name, decision, *more):
    return reverse(f"payments:{name}", args=[decision.code, *more])


def test_the_money_of_a_decision_is_recorded_and_corrected_on_pages(desk, decision, sign_in):
    client, here = sign_in(desk.town.office_reviewer), address("detail", decision)
    lines = [str(row.line.pk) for row in money_of(decision)]
    said = {
        "row_version": "0",
        "lines": lines,
        "state": "paid",
        "voucher": "PC-3",
        "fund": "own",
        "paid_on": "1/1/2020",
    }

    refused = client.post(here, said)
    assert (refused.status_code, refused.text.count(" checked"), 'value="PC-3"' in refused.text) == (422, 3, True)
    assert client.post(here, {**said, "paid_on": "23/11/2026"}).status_code == 302
    payment = Payment.objects.order_by("pk").first()
    page = client.get(address("correct", decision, payment.pk))
    assert 'value="PC-3"' in page.text and "&lt;Hòa&gt; &amp; Cúc" in page.text
    mended = {"row_version": "2", "state": "open", "reason": "Nhầm phiếu."}
    assert client.post(address("correct", decision, payment.pk), {**mended, "row_version": "1"}).status_code == 409
    assert client.post(address("correct", decision, payment.pk), mended).status_code == 302

    shown = client.get(here).text
    assert "Nhầm phiếu." in shown and Payment.objects.count() == 3
    assert sign_in(desk.town.office_head).get(here).text.count('name="lines"') == 0


def test_a_keepsake_is_not_recorded_before_its_receiver_is_named(desk, decision, sign_in):
    client, here = sign_in(desk.town.office_reviewer), address("detail", decision)
    line = money_of(decision)[0].line.pk
    paid = {
        "state": "paid",
        "voucher": "PC-3",
        "fund": "own",
        "paid_on": "23/11/2026",
        "keepsake": "Bình gốm <Chu Đậu>",
    }
    said = {"row_version": "0", "lines": [str(line)], **paid}

    refused = client.post(here, said)
    kept_before = Payment.objects.count()
    done = client.post(here, {**said, "received_by": "John Smith"})
    made = Payment.objects.get()
    mended = {**paid, "row_version": "1", "reason": "Nhầm tên."}
    correct = client.post(address("correct", decision, made.pk), mended)

    assert (refused.status_code, kept_before, done.status_code, correct.status_code) == (422, 0, 302, 422)
    assert 'id="id_received_by_error"' in refused.text
    assert 'value="Bình gốm &lt;Chu Đậu&gt;"' in refused.text
    assert (made.keepsake, made.received_by) == ("Bình gốm <Chu Đậu>", "John Smith")


def test_the_list_costs_the_same_for_one_and_three_and_goes_out_as_a_file(desk, sign_in):
    client, seen = sign_in(desk.town.office_head), []
    for names in (("Bùi A",), ("Chu B", "Dương C")):
        desk.issued(desk.passed(*names))
        client.get(reverse("payments:list"))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("payments:list")).status_code == 200
        seen.append(len(captured))

    assert seen[0] == seen[1] <= 12
    answer = client.get(reverse("payments:list"), {"format": "xlsx", "state": "unpaid", "q": "duong"})
    cells = [str(cell) for row in load_workbook(BytesIO(answer.content)).active.values for cell in row if cell]
    assert "Dương C" in cells and "Bùi A" not in cells and "760000" in cells


def test_the_treasurers_list_says_the_same_as_pdf_and_for_word(desk, decision, sign_in):
    client = sign_in(desk.town.commune_chair)

    pdf = words(b"".join(client.get(address("paper", decision, "pdf")).streaming_content))
    word = docx.Document(BytesIO(b"".join(client.get(address("paper", decision, "docx")).streaming_content)))

    cells = " ".join(" ".join(cell.text for row in table.rows for cell in row.cells) for table in word.tables)
    for part in (*NAMES, "Ký nhận", "760.000", "1.520.000", "THỦ QUỸ"):
        assert part in pdf and part in cells, part
    assert "Bằng chữ: Một triệu năm trăm hai mươi nghìn đồng" in pdf


def test_endpoints_tell_and_record_the_same(desk, decision):
    caller, path = Caller(desk.town.office_reviewer), f"/decisions/{decision.code}/payments"
    told = caller.get(path).json()
    said = {"state": "paid", "voucher": "PC-3", "fund": "donations", "paid_on": "2026-11-23"}

    wrong = caller.post(path, row_version=0, lines=[told["lines"][0]["id"]], **{**said, "voucher": ""})
    made = caller.post(path, row_version=0, lines=[told["lines"][0]["id"]], **said).json()
    key = made["payments"][0]["id"]
    mended = caller.post(f"{path}/{key}/correct", row_version=1, state="open", reason="Nhầm.").json()

    assert (told["granted"], told["unpaid"], wrong.status_code) == (1_520_000, 1_520_000, 422)
    assert (made["paid"], made["row_version"], [one["amount"] for one in made["by_fund"]]) == (760_000, 1, [760_000])
    assert [(row["state"], row["supersedes"]) for row in mended["payments"]] == [("open", key), ("paid", None)]
    assert [row["voucher"] for row in caller.get("/payments?state=unpaid").json()["items"]] == ["", ""]
