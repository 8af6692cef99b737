"""What the public reads, and that it reads nothing else, on no other day."""

import re
from datetime import date, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from documents.catalogue.kinds import NomineeType
from documents.proposals import services as letters
from documents.proposals.models import Proposal
from tests import making
from tests.workflows.public_notice.conftest import OPENED, ask_for_notice
from workflows.approval import letter_services, review_services
from workflows.approval import services as approval
from workflows.public_notice.papers import notice_blocks
from workflows.public_notice.queries import SHORT, _shown, notices, open_ones

pytestmark = pytest.mark.django_db
HERE = "/public-notices/PQ/"


def at(year, month, day, hour=9):
    return time_machine.travel(timezone.make_aware(datetime(year, month, day, hour)), tick=False)


def text(client, address=HERE):
    answer = client.get(address)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.text)


def test_names_unit_award_and_short_achievement_are_read_without_sign_in(board, client):
    page = text(client)

    for said in ("Nguyễn Thị Hòa", "Trường Tiểu học Phong Quang", "Giấy khen", "Hoàn thành xuất sắc", "23/11/2026"):
        assert said in page
    assert "01/12/2026" in page  # the 24th is a holiday
    assert page.count("<tr>") - page.count("<thead>") == 2


def test_nothing_finds_or_keeps_the_page(board, client):
    answer = client.get(HERE)

    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert answer.headers["Cache-Control"] == "no-store"


def secret_letter(town):
    """A dossier that holds everything the public must not read, and one nominee who is struck out."""
    letter = making.draft(town, names=())
    rows = [
        letters.add_nomination(
            letter=letter,
            values=making.row_values(name, making.award_form(), **values),
            by=town.unit_clerk,
        )
        for name, values in (
            (
                "Lò Thị Công Khai",
                {
                    "birth_on": date(1985, 3, 4),
                    "is_female": True,
                    "position": "Chức vụ kín",
                    "workplace": "Số 7 xóm Kín",
                    "summary": "Dạy giỏi, số điện thoại 0912 345 678, căn cước 012345678901.",
                },
            ),
            ("Trần Bị Gạch", {"summary": "Không đủ tiêu chuẩn."}),
        )
    ]
    making.attach_required(letter, rows, town.unit_clerk)
    letter.refresh_from_db()
    letter_services.send(letter=letter, row_version=letter.row_version, by=town.unit_head)
    proposal = Proposal.objects.get(letter=letter)
    proposal = approval.take_up(proposal=proposal, row_version=proposal.row_version, by=town.office_reviewer)
    good, bad = proposal.nominations.order_by("order")
    verdicts = [(good, "eligible", ""), (bad, "struck_out", "Lý do kín của phòng.")]
    proposal = review_services.judge(
        proposal=proposal, row_version=proposal.row_version, by=town.office_reviewer, verdicts=verdicts
    )
    proposal = approval.propose_appraisal(
        proposal=proposal, row_version=proposal.row_version, by=town.office_reviewer, reason="Thẩm định kín."
    )
    proposal = approval.endorse(proposal=proposal, row_version=proposal.row_version, by=town.office_head)
    return approval.open_notice(proposal=proposal, row_version=proposal.row_version, by=town.office_reviewer)


SECRET = [
    *("1985", "04/03", "Chức vụ kín", "xóm Kín", "0912", "345 678", "012345678901", "Trần Bị Gạch", "Lý do kín"),
    *("Thẩm định kín", "to-trinh.pdf", "15/TTr", "Trần Thị Bích", "Lò Văn Kín", "Chưa thấy"),
]


def test_nothing_else_is_read_by_the_public_on_the_page_or_on_paper(board, client):
    proposal = secret_letter(board.town)
    board.proposal = proposal
    board.note()

    page = text(client)
    [notice] = notices([proposal], timezone.localdate())
    paper = repr(notice_blocks(notice))

    assert "Lò Thị Công Khai" in page and "Lò Thị Công Khai" in paper
    assert [word for word in SECRET if word in page] == []
    assert [word for word in SECRET if word in paper] == []


def test_what_the_unit_sends_later_or_drafts_is_not_read(board, client):
    assert "Nguyễn Thị Hòa" in text(client)

    row = board.proposal.nominations.first()
    type(row).objects.filter(pk=row.pk).update(full_name="Bản Nháp", summary="Nháp kín.")

    assert "Nháp" not in text(client)


# --- days ------------------------------------------------------------------------------------------
def test_the_list_stands_on_its_days_alone(board, client):
    seen = []
    for month, day in ((11, 23), (11, 28), (12, 1), (12, 2), (12, 5)):
        with at(2026, month, day):
            seen.append("Nguyễn Thị Hòa" in text(client))

    assert seen == [True, True, True, False, False]


def test_it_goes_at_once_when_the_dossier_is_suspended_withdrawn_or_the_notice_closed(board, client):
    board.suspend()

    assert "Nguyễn Thị Hòa" not in text(client)


def test_other_states_and_other_communes_are_not_read(board, client, cast):
    making.appraised(cast.here, names=["Chưa Công Khai"])

    assert "Chưa Công Khai" not in text(client)
    assert "Nguyễn Thị Hòa" not in text(client, "/public-notices/YT/")
    assert [client.get(f"/public-notices/{code}/").status_code for code in ("PQ-TH", "TN", "XX")] == [404] * 3


def test_where_there_are_several_communes_they_are_listed(board, client):
    page = text(client, "/public-notices/")

    assert "/public-notices/PQ/" in page and "/public-notices/YT/" in page
    assert "Nguyễn Thị Hòa" not in page


# --- who is under age ------------------------------------------------------------------------------
def row(**values):
    told = {
        "nominee_type": NomineeType.INDIVIDUAL,
        "full_name": "Hoàng Minh Anh",
        "birth_on": None,
        "position": "",
        "workplace": "Trường Tiểu học Phong Quang",
        "summary": "Giải Nhất.",
    }
    return told | values


@pytest.mark.parametrize(
    ("values", "under_age"),
    [
        ({"birth_on": "2008-11-24"}, True),
        ({"birth_on": "2008-11-23"}, False),
        ({"birth_on": "1980-01-01", "position": "Giáo viên dạy học sinh giỏi"}, False),
        ({"position": "Học sinh lớp 5A"}, True),
        ({"position": "HS khối 4"}, True),
        ({"position": "Lớp trưởng lớp 5A"}, True),
        ({"position": "Thiếu niên"}, True),
        ({"position": "Đội viên"}, True),
        ({"position": "Chi đội trưởng lớp 5A"}, True),
        ({"position": "Liên đội phó"}, True),
        ({"workplace": "Lớp 5A, Trường Tiểu học Phong Quang"}, True),
        ({"position": "Giáo viên", "workplace": "Lớp 5A"}, False),
        ({"position": "Phụ trách liên đội"}, False),
        ({"full_name": "Trần Nhi Đông", "position": "Giáo viên chủ nhiệm lớp 5A"}, False),
        ({"full_name": "Em học sinh Hoàng Minh Anh"}, True),
        ({"position": "Giáo viên"}, False),
        ({"nominee_type": NomineeType.COLLECTIVE, "full_name": "Tập thể học sinh lớp 5A"}, False),
    ],
)
def test_of_who_is_under_age_only_first_letters_are_public(values, under_age):
    shown = _shown(row(**values), date(2026, 11, 23))

    assert shown.is_under_age == under_age
    assert (shown.achievement == "") == under_age
    if under_age:
        assert "Hoàng" not in shown.name and "Minh" not in shown.name


@given(summary=st.text(max_size=2000), card=st.from_regex(r"\A\d{12}\Z"))
def test_an_achievement_is_short_and_never_shows_the_number_of_a_card(summary, card):
    shown = _shown(row(birth_on="1980-01-01", summary=f"{summary} {card} "), date(2026, 11, 23))

    assert len(shown.achievement) <= SHORT
    assert card not in shown.achievement


@pytest.mark.parametrize(
    "number",
    ["0912345678", "0912.345.678", "0912 34 56 78", "+84 912 345 678", "0208 385 1234", "012 345 678 901", "123456789"],
)
def test_a_number_of_a_person_is_never_shown_however_it_is_grouped(number):
    shown = _shown(row(birth_on="1980-01-01", summary=f"Dạy giỏi, gọi {number}, ba năm liền."), date(2026, 11, 23))

    assert shown.achievement == "Dạy giỏi, gọi …, ba năm liền."


def test_years_days_and_money_are_no_numbers_of_a_person():
    told = "Năm học 2020-2021, 2021-2022; từ 05/09/2025 đến 31.05.2026; ủng hộ 1.500.000.000 đồng."

    assert _shown(row(birth_on="1980-01-01", summary=told), date(2026, 11, 23)).achievement == told


# --- how much it asks ------------------------------------------------------------------------------
def test_the_page_asks_the_same_for_one_dossier_and_for_three(board, client, cast):
    text(client)
    with CaptureQueriesContext(connection) as one:
        text(client)
    for name in ("Lò Thị Hai", "Lò Thị Ba"):
        proposal = making.appraised(cast.here, names=[name])
        approval.open_notice(proposal=proposal, row_version=proposal.row_version, by=cast.here.office_reviewer)
    with CaptureQueriesContext(connection) as three:
        assert "Lò Thị Ba" in text(client)

    assert len(one) == len(three) <= 6


def test_what_is_listed_is_what_stands_in_notice_by_the_machine(board):
    assert OPENED.date() == timezone.localdate()
    assert list(open_ones(timezone.localdate())) == [board.proposal]
    ask_for_notice(0)
    assert list(open_ones(timezone.localdate())) == [board.proposal]
