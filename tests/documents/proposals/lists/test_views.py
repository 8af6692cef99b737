import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from documents.proposals.lists.models import ListDraft
from permissions.ledger.models import AccessRecord
from tests.documents.proposals.lists.conftest import FORM, file_of, line

pytestmark = pytest.mark.django_db


def url(letter, name="excel"):
    return reverse(f"letters:{name}", args=[letter.code])


@pytest.fixture
def clerk(cast, sign_in):
    return sign_in(cast.here.unit_clerk)


def mended(letter, **cells):
    draft = ListDraft.objects.get(letter=letter)
    return {"row_version": draft.row_version, **{name.replace("_in_", "-"): text for name, text in cells.items()}}


def test_the_sample_offers_the_forms_this_letter_may_ask_for(clerk, letter, campaign):
    letter.campaign, letter.kind = campaign, "campaign"
    letter.save()

    answer = clerk.get(url(letter, "excel_sample"))

    book = load_workbook(io.BytesIO(answer.content))
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert FORM in [cell.value for cell in book["_"]["C"]]
    assert [cell.value for cell in book["_"]["C"] if cell.value] == [FORM]


def test_a_list_is_uploaded_shown_mended_in_place_and_taken(clerk, letter):
    rows = [line(number, f"Người {number}") for number in range(1, 11)]
    faulty = [line(11, "Đặng Quốc Ý", form="Giấy khen xã nhà"), line(12, "Lê Văn Tám", birth="13/13/1990")]

    shown = clerk.post(url(letter, "excel_upload"), {"file": file_of(*rows, *faulty)}, follow=True)

    page = shown.context["page"]
    assert [row.number for row in page.object_list] == [12, 13]
    assert [[cell["name"] for cell in row.inputs] for row in page.object_list[-2:]] == [
        ["cell-12-award_form"],
        ["cell-13-birth_on"],
    ]
    assert clerk.post(url(letter, "excel_take"), {"row_version": 1}).status_code == 409
    body = {"row_version": 1, "cell-12-award_form": ["Giấy khen xã nhà", FORM], "cell-13-birth_on": "13/12/1990"}
    shown = clerk.post(url(letter, "excel_mend"), body | {"next": f"{url(letter)}?show=faulty"}, follow=True)
    assert shown.context["checked"].faulty == []
    assert len(shown.context["page"].object_list) == 12
    clerk.post(url(letter, "excel_take"), {"row_version": 2})
    assert letter.nominations.count() == 12
    assert not ListDraft.objects.exists()


def test_a_refused_file_is_told_on_the_page(clerk, letter):
    answer = clerk.post(url(letter, "excel_upload"), {"file": file_of(name="x.xlsx")})

    assert answer.status_code == 422
    assert len(answer.context["refused"]) == 1


def test_what_was_typed_on_an_older_page_is_shown_again_with_the_winner(clerk, cast, letter, two_faults, sign_in):
    clerk.post(url(letter, "excel_mend"), {"row_version": 1, "cell-3-award_form": FORM})

    answer = clerk.post(
        url(letter, "excel_mend"), {"row_version": 1, "cell-3-award_form": "Giấy khen", "cell-4-birth_on": "x"}
    )

    typed = {cell["name"]: cell["text"] for row in answer.context["page"].object_list for cell in row.inputs}
    assert answer.status_code == 409
    assert typed == {"cell-3-award_form": "Giấy khen", "cell-4-birth_on": "x"}
    assert [label for label, _stored in answer.context["stored"]] == ["Row 3, Award form", "Row 4, Birth date"]
    assert AccessRecord.objects.filter(kind="refused").count() == 1


def test_only_the_good_rows_are_taken_and_the_others_wait_on_the_page(clerk, letter, two_faults):
    answer = clerk.post(url(letter, "excel_take_good"), {"row_version": 1}, follow=True)

    assert letter.nominations.count() == 1
    assert [row.number for row in answer.context["checked"].rows] == [3, 4]


def test_any_row_may_be_opened_and_changed_whole(clerk, letter, two_faults):
    answer = clerk.get(f"{url(letter)}?row=2")

    assert len(answer.context["page"].object_list[0].inputs) == 9


def test_the_faulty_file_leaves_a_record(clerk, cast, letter, two_faults):
    answer = clerk.get(url(letter, "excel_faults"))

    assert load_workbook(io.BytesIO(answer.content)).active.max_column == 8
    record = AccessRecord.objects.get(kind="exported")
    assert (record.person, record.what) == (cast.here.unit_clerk, f"{letter.stream}/excel {two_faults.sha256}")


@pytest.mark.parametrize("name", ["excel_take", "excel_take_good", "excel_drop", "excel_mend"])
def test_pressing_again_after_the_list_is_gone_is_told(clerk, letter, name):
    answer = clerk.post(url(letter, name), {"row_version": 1, "cell-3-award_form": FORM})

    assert (answer.status_code, letter.nominations.count()) == (409, 0)


def test_the_page_asks_the_same_statements_for_a_row_and_for_fifty(clerk, letter, upload, statements):
    clerk.get("/help/")
    upload(line(1, "Hoa", form="x"))
    few = statements(clerk, url(letter))
    ListDraft.objects.all().delete()
    upload(*(line(number, f"Người {number}", form="x") for number in range(50)))

    assert statements(clerk, url(letter)) == few <= 12


def test_the_letter_leads_to_the_list(clerk, letter):
    assert url(letter) in clerk.get(reverse("letters:detail", args=[letter.code])).text


def test_the_letter_tells_of_a_list_that_waits(clerk, letter, two_faults):
    page = clerk.get(reverse("letters:detail", args=[letter.code]))

    assert page.context["waiting_list"] == two_faults
    assert two_faults.file_name in page.text
