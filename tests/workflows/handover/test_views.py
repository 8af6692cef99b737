"""Pages, papers, files and endpoints of hand-overs."""

from io import BytesIO

import docx
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from tests.calling import Caller
from tests.workflows.decisions.test_papers import words
from workflows.handover.models import Handover
from workflows.handover.queries import awards_of

pytestmark = pytest.mark.django_db
NAMES = ("Nguyễn Thị <Hòa> & Cúc", "Vi Văn Bảy")


@pytest.fixture
def decision(desk):
    return desk.issued(desk.passed(*NAMES))


def address(name, *args):
    return reverse(f"handover:{name}", args=args)


def test_a_whole_list_is_recorded_and_one_of_it_corrected_on_pages(desk, decision, sign_in):
    client, here = sign_in(desk.town.office_reviewer), address("detail", decision.code)
    lines = [str(award.line.pk) for award in awards_of(decision)]
    said = {"row_version": "0", "lines": lines, "handed_on": "23/11/2026", "place": ""}

    assert client.get(here).text.count(" checked") == 2  # all of this list
    refused = client.post(here, {**said, "note": "Lễ tổng kết"})
    assert (refused.status_code, 'value="Lễ tổng kết"' in refused.text) == (422, True)
    assert client.post(here, {**said, "place": "Hội trường"}).status_code == 302
    first = Handover.objects.order_by("pk").first()
    mend = address("correct", decision.code, first.pk)
    mended = {"row_version": "2", "state": "undone", "note": "Vắng mặt."}
    assert "&lt;Hòa&gt; &amp; Cúc" in client.get(mend).text
    assert client.post(mend, {**mended, "row_version": "1"}).status_code == 409
    assert client.post(mend, mended).status_code == 302

    page = client.get(here).text
    assert ("Vắng mặt." in page, page.count('name="lines"'), Handover.objects.count()) == (True, 1, 3)
    assert 'name="lines"' not in sign_in(desk.town.office_head).get(here).text


def test_the_list_and_the_ceremony_cost_the_same_for_one_and_three(desk, sign_in):
    client, seen = sign_in(desk.town.office_head), []
    for names in (("Bùi A",), ("Chu B", "Dương C")):
        decision = desk.issued(desk.passed(*names))
        for page in (address("list"), f"{address('ceremony')}?decision={decision.code}"):
            client.get(page)
            with CaptureQueriesContext(connection) as captured:
                assert client.get(page).status_code == 200
            seen.append(len(captured))

    assert seen[:2] == seen[2:]
    assert max(seen) <= 12


def test_the_ceremony_says_the_same_as_pdf_for_word_and_for_excel(desk, decision, sign_in):
    client = sign_in(desk.town.records_clerk)
    page = f"{address('ceremony')}?decision={decision.code}"

    def given(rest):
        answer = client.get(f"{page}{rest}")
        return b"".join(answer.streaming_content) if answer.streaming else answer.content

    for which, last in (("order", "01/QĐ-UBND"), ("receipt", "Ký nhận")):
        pdf = words(given(f"&paper={which}&format=pdf"))
        word = docx.Document(BytesIO(given(f"&paper={which}&format=docx")))
        cells = " ".join(cell.text for table in word.tables for row in table.rows for cell in row.cells)
        for part in (*NAMES, last, "Giấy khen"):
            assert part in pdf and part in cells, part
    rows = load_workbook(BytesIO(given("&format=xlsx"))).active.values
    cells = [str(cell) for row in rows for cell in row if cell]
    assert [cell for cell in cells if cell in NAMES] == list(NAMES)
    assert client.get(f"{address('ceremony')}?decision=PQ-2026-D999").status_code == 404


def test_endpoints_tell_and_record_the_same(desk, decision, other_desk):
    caller, path = Caller(desk.town.office_reviewer), f"/decisions/{decision.code}/handovers"
    told = caller.get(path).json()
    line, said = told["awards"][0]["id"], {"handed_on": "2026-11-23", "place": "Hội trường"}

    wrong = caller.post(path, row_version=0, lines=[line], **{**said, "place": ""})
    made = caller.post(path, row_version=0, lines=[line], **said).json()
    key = made["handovers"][0]["id"]
    mended = caller.post(f"{path}/{key}/correct", row_version=1, state="undone", note="Nhầm.").json()

    assert ([row["full_name"] for row in told["awards"]], wrong.status_code) == (list(NAMES), 422)
    assert [row["is_open"] for row in made["awards"]] == [False, True]
    assert [(row["state"], row["supersedes"]) for row in mended["handovers"]] == [("undone", key), ("handed", None)]
    order = caller.get(f"/ceremony?decisions={decision.code}").json()
    assert [row["full_name"] for row in order] == list(NAMES)
    assert Caller(other_desk.town.office_reviewer).get(f"/ceremony?decisions={decision.code}").status_code == 404
