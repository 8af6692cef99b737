"""A school list of twelve names in Excel, two of them faulty: mended in place and taken over; then the reports."""

import io

import pytest
from openpyxl import load_workbook

from documents.proposals.lists.models import ListDraft
from documents.proposals.models import Letter
from tests.documents.proposals.lists.conftest import FORM, HEADS, line
from tests.documents.sheets.books import book
from tests.journeys import steps
from tests.journeys.screens import scan

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ENDING = "#ending"


def excel(*rows):
    mime = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return {"name": "danh-sach.xlsx", "mimeType": mime, "buffer": book(["DANH SÁCH ĐỀ NGHỊ"], [], HEADS, *rows)}


def twelve():
    good = [line(number, f"Nguyễn Thị Hoa {number}") for number in range(1, 11)]
    return [
        *good,
        line(11, "Đặng Quốc Ý", form="Giấy khen Chủ tịch UBND xã"),
        line(12, "Lê Văn Tám", birth="31/02/1990"),
    ]


def upload(clerk, letter, rows):
    clerk.open(f"/letters/{letter.code}/").follow(f"main a[href='/letters/{letter.code}/excel/']")
    clerk.page.set_input_files("#file", excel(*rows))
    clerk.press("excel/upload")


@pytest.mark.parametrize("script", [True, False])
def test_a_list_with_two_faulty_rows_is_mended_in_place_and_taken(cast, rules, people, script):
    clerk = people(cast.here.unit_clerk, script=script)
    clerk.open("/letters/new/").press(**steps.LETTER)
    letter = Letter.objects.get()

    upload(clerk, letter, twelve())

    assert clerk.names(".field-wrong label >> visible=true")[0]
    assert clerk.page.locator("[aria-invalid=true]").count() == 2
    assert not clerk.page.locator("form[action$='/excel/take/'] button:not([formaction])").count()
    back = load_workbook(io.BytesIO(clerk.download(f"/letters/{letter.code}/excel/faults/"))).active
    assert [row for row in range(4, 16) if back.cell(row, 8).value] == [14, 15]

    clerk.press("excel/mend", button=f"button[value='{FORM}']", **{"cell-15-birth_on": "28/02/1990"})

    assert clerk.page.locator("[aria-invalid=true]").count() == 0
    clerk.press("excel/take")
    assert clerk.path == f"/letters/{letter.code}/"
    assert letter.nominations.count() == 12
    assert letter.nominations.get(full_name="Đặng Quốc Ý").award_form.name == FORM
    assert not ListDraft.objects.exists()


def test_reports_uploaded_together_find_their_rows(cast, rules, people):
    clerk = people(cast.here.unit_clerk)
    clerk.open("/letters/new/").press(**steps.LETTER)
    letter = Letter.objects.get()
    upload(clerk, letter, [line(1, "Nguyễn Thị Hòa"), line(2, "Đặng Quốc Ý")])
    clerk.press("excel/take")

    clerk.open(f"/letters/{letter.code}/reports/")
    clerk.page.set_input_files("#files", [scan("01 - Nguyen Thi Hoa"), scan("bao cao cua Y")])
    clerk.press()

    chosen = clerk.page.locator("select[name^=row-]").evaluate_all("all => all.map(one => one.selectedOptions[0].text)")
    assert sorted(bool(words[0].isdecimal()) for words in chosen) == [False, True]
    clerk.press("reports/attach", button=".card-footer button")
    assert [row.papers.count() for row in letter.nominations.order_by("order")] == [1, 0]
