"""What the invitation says: when, where and what about - and nothing of any nominee."""

from datetime import date

import pytest
from django.urls import reverse

from documents.printing.blocks import Addressees, Head, Paragraph, Title
from tests.making import award_form
from tests.workflows.council.test_topic_services import add
from workflows.council.invitation_papers import invitation_blocks

pytestmark = pytest.mark.django_db


def words_of(meeting):
    blocks = invitation_blocks(meeting, on=date(2026, 11, 23), sender="Dương Thị Mai")
    told = ["".join(run.text for run in block.runs) for block in blocks if isinstance(block, Paragraph)]
    return blocks, told


def test_a_meeting(table):
    meeting = table.prepared(table.proposal("Lò Thị Thủy"), table.proposal(form=award_form("bk-tinh")))
    add(table, meeting)

    blocks, told = words_of(meeting)

    assert isinstance(blocks[1], Title) and blocks[1].name == "GIẤY MỜI"
    assert told[:2] == [
        "Hội đồng Thi đua - Khen thưởng xã Phong Quang trân trọng kính mời: Các thành viên Hội đồng.",
        "Tới dự phiên họp của Hội đồng Thi đua - Khen thưởng xã Phong Quang: Xét khen thưởng tháng 11.",
    ]
    assert f"Chủ trì: {table.chair.full_name}, Chủ tịch Hội đồng." in told
    assert "Thời gian: 14 giờ 00 phút, ngày 23 tháng 11 năm 2026." in told
    assert "Địa điểm: Phòng họp tầng 2." in told
    assert [line for line in told if line[:2] in ("1.", "2.", "3.")] == [
        f"1. Xét đề nghị {award_form()}: 01 hồ sơ, 01 trường hợp;",
        f"2. Xét đề nghị {award_form('bk-tinh')}: 01 hồ sơ, 02 trường hợp;",
        "3. Thảo luận quy chế.",
    ]
    assert "Lò Thị Thủy" not in "".join(told)


def test_opinions_in_writing_are_asked_by_a_letter(table):
    meeting = table.prepared(kind="written", place="", answer_by=date(2026, 12, 1))

    blocks, told = words_of(meeting)

    assert isinstance(blocks[1], Addressees)
    assert isinstance(blocks[0], Head) and blocks[0].subject.startswith("V/v lấy ý kiến")
    assert not any(isinstance(block, Title) for block in blocks)
    assert "Thời hạn trả lời: hết ngày 01 tháng 12 năm 2026." in told
    assert not any(line.startswith("Địa điểm") for line in told)


def test_drafts_are_given_out_with_headers_that_every_server_takes(table, client):
    """The server of `make run` refuses a header that is not plainly a text, as the value of a choice."""
    meeting = table.prepared(table.proposal())
    client.force_login(table.secretary)

    answers = [client.get(reverse(f"council:invitation_{name}", args=[meeting.code])) for name in ("pdf", "word")]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert {type(value) for answer in answers for value in answer.headers.values()} == {str}


def test_the_page_says_when_the_meeting_is_held(table, client):
    meeting = table.prepared(table.proposal())
    client.force_login(table.secretary)

    page = client.get(reverse("council:invite", args=[meeting.code])).content.decode()

    assert "Thời gian họp" in page
    assert "Thời gian thi đua" not in page
