"""The pages of the award book: what they show to whom, and the list that is imported."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from documents.registry.models import Award, Likeness, Recipient
from tests.documents.registry.test_services import BORN, enter
from tests.documents.sheets.books import book as workbook

pytestmark = pytest.mark.django_db
HEADS = ["STT", "Họ và tên", "Ngày sinh", "Hình thức khen thưởng", "Cấp khen", "Số quyết định", "Năm"]
GOOD = [1, "Bùi A", "05/09/1985", "Lao động tiên tiến", "", "12/QĐ", "2023"]
BAD = [2, "Bùi B", "05/13/1985", "Giấy khen cũ", "", "13/QĐ", "2023"]


def upload(*rows):
    return SimpleUploadedFile("khen.xlsx", workbook(HEADS, *rows))


def text(answer):
    return answer.content.decode()


def test_the_book_is_narrowed_by_words_year_form_and_kind(book, sign_in):
    book.awarded("Bùi A", birth_on=BORN)
    enter(book.town, {"full_name": "Vi B"})
    client = sign_in(book.town.office_reviewer)

    def names(query):
        page = text(client.get(f"/awards/?{query}"))
        return [name for name in ("Bùi A", "Vi B") if name in page]

    assert names("") == ["Bùi A", "Vi B"]
    assert names("q=bui") == ["Bùi A"]
    assert names("year=2019") == ["Vi B"]
    assert names(f"award_form={Award.objects.exclude(award_form=None).get().award_form_id}") == ["Bùi A"]
    assert names("nominee_type=collective") == []
    assert client.get("/awards/?after=x&year=abc").status_code in (200, 422)


def test_a_unit_reads_its_own_recipients_alone(book, sign_in):
    mine, other = book.awarded("Bùi A"), enter(book.town, {"full_name": "Vi B"}).recipient
    client = sign_in(book.town.unit_clerk)

    page = text(client.get("/awards/"))

    assert ("Bùi A" in page, "Vi B" in page) == (True, False)
    assert client.get(f"/awards/recipients/{mine.pk}/").status_code == 200
    assert client.get(f"/awards/recipients/{other.pk}/").status_code == 404


def test_who_keeps_the_book_answers_on_the_page(book, sign_in):
    book.awarded(birth_on=BORN), book.awarded()
    asked, client = Likeness.objects.get(), sign_in(book.town.office_head)

    assert "Nguyễn Thị Hòa" in text(client.get("/awards/questions/"))
    answer = client.post(
        f"/awards/questions/{asked.pk}/", {"row_version": "1", "same": "1", "reason": "Cùng số căn cước."}
    )

    assert answer.headers["Location"] == "/awards/questions/"
    assert Recipient.objects.exclude(same_as=None).count() == 1
    client.post(f"/awards/questions/{asked.pk}/", {"row_version": "2", "reason": "Nhầm."})
    assert not Recipient.objects.exclude(same_as=None).exists()


def test_a_list_is_shown_first_and_saved_as_it_was_shown(book, sign_in):
    client = sign_in(book.town.office_reviewer)

    shown = client.post("/awards/import/", {"file": upload(GOOD)})
    assert (shown.status_code, Award.objects.count()) == (200, 0)
    client.post("/awards/import/save/", {"sealed": shown.context["sealed"]})

    award = Award.objects.get()
    assert (award.form_label, award.level, award.year) == ("Lao động tiên tiến", "commune", 2023)
    assert (award.recipient.full_name, award.recipient.birth_on) == ("Bùi A", date(1985, 9, 5))


def test_nothing_is_saved_while_a_fault_stands_unless_it_is_said(book, sign_in):
    client = sign_in(book.town.office_reviewer)
    shown = client.post("/awards/import/", {"file": upload(GOOD, BAD)})
    assert [(fault.row, fault.column) for fault in shown.context["faults"]] == [(3, "birth_on"), (3, "level")]
    sealed = {"sealed": shown.context["sealed"]}

    assert client.post("/awards/import/save/", sealed).status_code == 422
    assert not Award.objects.exists()
    client.post("/awards/import/save/", sealed | {"only_good": "1"})

    assert Award.objects.get().recipient.full_name == "Bùi A"


def test_a_preview_that_was_changed_on_the_way_is_refused(book, sign_in):
    client = sign_in(book.town.office_reviewer)

    assert client.post("/awards/import/save/", {"sealed": "x:y:z"}).status_code == 409


def test_a_row_that_may_be_somebody_known_is_told_before_and_asked_after(book, sign_in):
    book.awarded("Bùi A")
    client = sign_in(book.town.office_reviewer)
    shown = client.post("/awards/import/", {"file": upload(GOOD)})

    assert [len(each.asked) for each in shown.context["rows"]] == [1]
    client.post("/awards/import/save/", {"sealed": shown.context["sealed"]})
    assert Likeness.objects.filter(answer="waiting").count() == 1


def test_the_book_goes_out_as_a_list_that_can_be_read_in_again(book, sign_in):
    book.awarded("Bùi A", birth_on=BORN)
    client = sign_in(book.town.office_reviewer)

    content = client.get("/awards/?format=xlsx").content
    shown = client.post("/awards/import/", {"file": SimpleUploadedFile("so.xlsx", content)})

    assert [each.row.values["full_name"] for each in shown.context["rows"]] == ["Bùi A"]
    assert shown.context["faults"] == []
    assert [each.known.full_name for each in shown.context["rows"]] == ["Bùi A"]


def test_a_file_larger_than_any_list_is_not_read(book, sign_in):
    large = SimpleUploadedFile("khen.xlsx", b"PK" + b"0" * 5 * 1024 * 1024)

    answer = sign_in(book.town.office_reviewer).post("/awards/import/", {"file": large})

    assert answer.status_code == 422
    assert answer.context["form"].errors.as_data()["file"][0].code == "sheet_too_large"
