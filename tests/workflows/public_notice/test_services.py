"""Objections: noted while the notice is open, answered once, and none left open when it closes."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.utils import timezone

from permissions.ledger.models import LedgerEntry
from permissions.refusals import LostRace, NotNow, NotYou
from tests import making
from tests.documents.attachments import files
from workflows.approval import part_services as parts
from workflows.approval import services as approval
from workflows.public_notice.models import Objection

pytestmark = pytest.mark.django_db


def at(day):
    return time_machine.travel(timezone.make_aware(datetime(day.year, day.month, day.day, 9)), tick=False)


def test_an_objection_is_noted_and_answered_each_with_its_entry(board):
    objection = board.note(upload=making.pdf("don.pdf"))
    made = board.answer(objection)

    entries = LedgerEntry.objects.filter(stream__key=board.proposal.stream, act__startswith="objection.")
    assert [entry.act for entry in entries] == ["objection.noted", "objection.answered"]
    assert (made.answer, made.answered_by) == (
        "Đã xác minh, thành tích đúng như báo cáo.",
        board.town.office_reviewer,
    )
    assert made.scan_name == "don.pdf"
    call_command("verify_trail")


def test_the_ledger_holds_neither_the_name_nor_the_words(board):
    board.answer(board.note())

    bodies = "".join(LedgerEntry.objects.filter(act__startswith="objection.").values_list("payload__body", flat=True))
    assert [word for word in ("Lò Văn Kín", "Chưa thấy", "Đã xác minh") if word in bodies] == []


@pytest.mark.parametrize("who", ["office_head", "unit_head", "commune_chair", "records_clerk", "council_secretary"])
def test_only_the_reviewer_notes_and_answers(board, who):
    objection = board.note()

    with pytest.raises(NotYou):
        board.note(by=board.town.person[who])
    with pytest.raises(NotYou):
        board.answer(objection, by=board.town.person[who])


def test_a_reviewer_of_another_commune_notes_nothing(board, cast):
    with pytest.raises(NotYou):
        board.note(by=cast.there.office_reviewer)


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("received_on", {"received_on": date(2026, 11, 22)}),
        ("received_on", {"received_on": date(2026, 11, 24)}),
        ("channel", {"channel": "pigeon"}),
        ("text", {"text": "  "}),
        ("text", {"text": "x" * 8001}),
        ("upload", {"upload": SimpleUploadedFile("don.docx", files.DOCX)}),
    ],
)
def test_what_is_not_like_this_is_refused_by_field(board, field, said):
    with pytest.raises(ValidationError) as refused:
        board.note(**said)

    assert list(refused.value.message_dict) == [field]
    assert Objection.objects.count() == 0


def test_an_old_form_notes_nothing_twice(board):
    seen = board.fresh().row_version
    board.note(row_version=seen)

    with pytest.raises(LostRace):
        board.note(row_version=seen)


def test_an_answer_is_given_once_and_not_empty(board):
    objection = board.note()
    seen = objection.row_version

    with pytest.raises(ValidationError):
        board.answer(objection, answer=" ")
    board.answer(objection)
    with pytest.raises(LostRace):
        board.answer(objection, row_version=seen)
    with pytest.raises(NotNow, match="answered already"):
        board.answer(objection)


def test_the_notice_closes_only_when_everybody_has_an_answer(board):
    objection = board.note()

    with at(date(2026, 12, 2)):
        with pytest.raises(NotNow, match=f"1 objection to dossier {board.proposal.code} is not answered yet"):
            board.close()
        board.answer(objection)
        closed = board.close()

    assert closed.state == "appraised"


def test_after_the_closing_nothing_is_noted(board):
    with at(date(2026, 12, 2)):
        board.close()
        with pytest.raises(NotNow, match="only while the dossier is in public notice"):
            board.note()


def test_an_objection_may_lead_to_a_suspension_and_is_answered_meanwhile(board):
    objection = board.note()

    assert board.suspend().state == "suspended"
    assert board.answer(objection).answer


def test_what_was_objected_before_a_split_holds_up_the_sister_too(board):
    objection, town = board.note(), board.town
    mother = board.fresh()
    sister = parts.suspend_nominations(
        proposal=mother,
        row_version=mother.row_version,
        nominations=list(mother.nominations.all()[:1]),
        by=town.office_head,
        suspension_code="complaint",
        suspension_reference="12/TB",
    )
    approval.resume(proposal=sister, row_version=sister.row_version, by=town.office_head, reason="Đã xác minh.")
    board.proposal = sister

    with at(date(2026, 12, 14)):
        with pytest.raises(NotNow):
            board.close()
        board.answer(objection)
        closed = board.close()

    assert (closed.state, closed.pk) == ("appraised", sister.pk)


def withdrawn_mother(board):
    """One nominee was split off, suspended and resumed, then the mother was withdrawn: the sister."""
    mother = board.fresh()
    sister = parts.suspend_nominations(
        proposal=mother,
        row_version=mother.row_version,
        nominations=list(mother.nominations.all()[:1]),
        by=board.town.office_head,
        suspension_code="complaint",
        suspension_reference="12/TB",
    )
    mother = board.fresh()
    approval.withdraw(proposal=mother, row_version=mother.row_version, by=board.town.unit_head, reason="Rút hồ sơ.")
    return approval.resume(
        proposal=sister, row_version=sister.row_version, by=board.town.office_head, reason="Đã xác minh."
    )


def test_an_objection_left_with_a_withdrawn_dossier_holds_up_the_sister_until_it_is_answered(board):
    objection, mother = board.note(), board.proposal
    board.proposal = withdrawn_mother(board)

    with at(date(2026, 12, 14)):
        with pytest.raises(NotNow, match=f"1 objection to dossier {mother.code} is not answered yet"):
            board.close()
        board.answer(objection)
        closed = board.close()

    assert closed.state == "appraised"


def test_the_page_of_the_sister_shows_what_is_open_with_the_withdrawn_dossier_and_where_to_answer(board, sign_in):
    objection, mother = board.note(), board.proposal
    sister = withdrawn_mother(board)
    answer_url = f"/proposals/{mother.code}/notice/objections/{objection.pk}/answer/"

    pages = [
        sign_in(board.town.person[who]).get(f"/proposals/{sister.code}/").text
        for who in ("office_reviewer", "office_head", "unit_head")
    ]
    assert [(objection.text in page, answer_url in page) for page in pages] == [
        (True, True),
        (True, False),
        (False, False),
    ]
    client = sign_in(board.town.office_reviewer)
    assert client.get(answer_url).status_code == 200
    client.post(answer_url, {"answer": "Đã xác minh.", "row_version": objection.row_version})
    assert answer_url not in client.get(f"/proposals/{sister.code}/").text


def test_the_page_of_the_sister_shows_what_was_objected_and_answered_before_the_split(board, sign_in):
    objection, mother = board.note(), board.proposal
    board.answer(objection)
    later_text = "Đến sau khi đã tách."
    sister = parts.suspend_nominations(
        proposal=mother,
        row_version=board.fresh().row_version,
        nominations=list(mother.nominations.all()[:1]),
        by=board.town.office_head,
        suspension_code="complaint",
        suspension_reference="12/TB",
    )
    with at(mother.notice_from + timedelta(days=2)):
        board.answer(board.note(text=later_text))

    page = sign_in(board.town.office_reviewer).get(f"/proposals/{sister.code}/").text

    assert (objection.text in page, later_text in page) == (True, False)
    assert "1 objection, 1 answered" in page
