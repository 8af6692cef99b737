"""The minutes: prose until signed, two different signers, kept with number and hash."""

import io
from datetime import timedelta

import pytest
import time_machine
from pypdf import PdfReader

from documents.printing.models import Issued
from permissions.refusals import LostRace, NotNow, NotYou, ValidationError
from permissions.roles import Office
from tests import making
from tests.conftest import appoint
from tests.workflows.council.conftest import NOW
from workflows.approval.conditions import minutes_are_signed
from workflows.approval.deeds import Deed, Flow
from workflows.council import ballot_services, minutes_services, services
from workflows.council.minutes_kept import facts_of
from workflows.council.minutes_votes import by
from workflows.council.papers import minutes_pdf

pytestmark = pytest.mark.django_db


def write(meeting, text, by, row_version=None):
    meeting.refresh_from_db()
    return minutes_services.write_discussion(
        meeting=meeting, row_version=row_version or meeting.row_version, text=text, by=by
    )


def send_back(meeting, by, reason="Sửa phần thảo luận."):
    meeting.refresh_from_db()
    return minutes_services.send_minutes_back(meeting=meeting, row_version=meeting.row_version, reason=reason, by=by)


def opinion(table, item, person, choice="yes"):
    """The signed opinion of an absent member, entered by the secretary."""
    said = {"person_id": person.pk, "choices": table.choices(item, choice), "by": table.secretary}
    return ballot_services.record_written_opinion(item=item, **said)


def text_of(pdf):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_two_signatures_freeze_the_minutes_with_number_and_hash(table):
    meeting = table.closed()

    first = table.sign(meeting, table.secretary)
    between = (first.minutes_signed_at, first.desk_office)
    signed = table.sign(meeting, table.chair)

    assert between == (None, "council_chair")
    assert signed.minutes_signed_at and signed.desk_office == ""
    issued = Issued.objects.get(kind="minutes")
    assert (signed.minutes, issued.kind, issued.number, issued.symbol) == (issued, "minutes", "1", "BB-HĐTĐKT")
    assert issued.subject_key == meeting.stream


def test_either_may_sign_first(table):
    meeting = table.closed()

    first = table.sign(meeting, table.chair)

    assert first.desk_office == "council_secretary"
    assert table.sign(meeting, table.secretary).minutes_signed_at


def test_a_passed_dossier_may_be_decided_when_both_have_signed(table):
    meeting = table.closed()
    proposal = meeting.items.get().proposal

    def unmet():
        return len(minutes_are_signed.unmet(Flow(proposal, Deed(by=None))))

    found = [unmet()]
    for signer in (table.secretary, table.chair):
        table.sign(meeting, signer)
        found.append(unmet())

    assert found == [1, 1, 0]


def test_one_person_does_not_sign_in_both_offices(table):
    appoint(table.chair, Office.COUNCIL_SECRETARY, table.town.council)
    meeting = table.closed()
    table.sign(meeting, table.chair)
    meeting.refresh_from_db()
    seat = table.chair.appointments.get(office=Office.COUNCIL_SECRETARY)

    with pytest.raises(NotYou):
        minutes_services.sign_minutes(
            meeting=meeting, row_version=meeting.row_version, by=table.chair, acting_as=f"a{seat.pk}"
        )


def test_nobody_signs_twice(table):
    meeting = table.closed()
    table.sign(meeting, table.secretary)

    with pytest.raises((NotNow, NotYou)):
        table.sign(meeting, table.secretary)


def test_nobody_signs_before_closing(table):
    meeting = table.opened()

    with pytest.raises(NotNow):
        table.sign(meeting, table.secretary)


@pytest.mark.parametrize("who", ["council_member", "commune_chair", "office_head"])
def test_only_secretary_and_chair_sign(table, who):
    meeting = table.closed()

    with pytest.raises(NotYou):
        table.sign(meeting, table.town.person[who])


def test_signing_a_stale_page_is_a_lost_race(table):
    meeting = table.closed()
    write(meeting, "Các thành viên nhất trí.", table.secretary)

    with pytest.raises(LostRace):
        minutes_services.sign_minutes(meeting=meeting, row_version=meeting.row_version, by=table.chair)


def test_the_secretary_writes_the_discussion_until_somebody_has_signed(table):
    meeting = table.closed()
    write(meeting, "Các thành viên nhất trí.", table.secretary)
    table.sign(meeting, table.secretary)

    with pytest.raises(NotNow):
        write(meeting, "Không nhất trí.", table.secretary)

    meeting.refresh_from_db()
    assert meeting.discussion == "Các thành viên nhất trí."


def test_the_chair_does_not_write_the_discussion(table):
    with pytest.raises(NotYou):
        write(table.closed(), "Nhất trí.", table.chair)


def test_no_minutes_before_opening(table):
    with pytest.raises(NotNow):
        write(table.prepared(), "Nhất trí.", table.secretary)


def test_the_chair_sends_the_minutes_back(table):
    meeting = table.closed()
    table.sign(meeting, table.secretary)

    send_back(meeting, table.chair)
    write(meeting, "Sửa lại.", table.secretary)

    meeting.refresh_from_db()
    assert (meeting.secretary_signed_by, meeting.desk_office) == (None, "council_secretary")


def test_sending_back_needs_a_reason(table):
    meeting = table.closed()
    table.sign(meeting, table.secretary)

    with pytest.raises(ValidationError):
        send_back(meeting, table.chair, reason="")


def test_only_minutes_between_the_two_signatures_are_sent_back(table):
    meeting = table.closed()

    with pytest.raises(NotNow):
        send_back(meeting, table.chair)


def test_the_secretary_does_not_send_back(table):
    meeting = table.closed()
    table.sign(meeting, table.secretary)

    with pytest.raises(NotYou):
        send_back(meeting, table.secretary)


# --- the paper -------------------------------------------------------------------------------------
def test_the_minutes_tell_who_was_there_what_was_counted_and_by_what_rule(table):
    meeting = table.closed(yes=6, no=1, abstain=1, present=8)
    write(meeting, "Đồng chí Chủ tịch đề nghị làm rõ thành tích.", table.secretary)
    meeting.refresh_from_db()

    text = text_of(minutes_pdf(meeting))

    for words in (
        "HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG",
        "BIÊN BẢN",
        "xã Phong Quang",
        "14 giờ 00 phút, ngày 23 tháng 11 năm 2026",
        "Phòng họp tầng 2",
        "Tổng số thành viên Hội đồng: 09; dự họp: 08; vắng mặt: 01",
        "Kiểm tra điều kiện họp: có 08/09 thành viên Hội đồng tham gia, số tối thiểu là 06 thành viên do tỉnh quy định "
        "(khoản 2 Điều 6 Nghị định số 152/2025/NĐ-CP). Cuộc họp đủ",
        "Đồng chí Chủ tịch đề nghị làm rõ thành tích.",
        "bỏ phiếu kín, 08 thành viên tham gia; cần trên 50 % tổng số thành viên",
        "6/9 = 66,67 %",
        "Đặng Quốc Ý Giáo viên, Tổ 4-5",
        "Mục 1: 6 đồng ý / 9 thành viên = 66,67 %; cần > 50 % (từ 5 phiếu); do tỉnh quy định "
        "(khoản 2 Điều 6 Nghị định số 152/2025/NĐ-CP); đạt.",
        "Hội đồng thông qua 02 trường hợp.",
        "Nơi nhận: - Chủ tịch Ủy ban nhân dân xã (để báo cáo);",
        "DỰ THẢO",
    ):
        assert words in text, words
    assert "kiểm chứng" not in text
    assert "not verified" not in text


def test_the_kept_minutes_are_no_draft_and_carry_the_number(table):
    meeting = table.closed()
    table.sign(meeting, table.secretary)
    meeting = table.sign(meeting, table.chair)

    text = text_of(minutes_pdf(meeting, number=1))

    assert "Số: 01/BB-HĐTĐKT" in text
    assert "DỰ THẢO" not in text


def test_the_minutes_name_who_and_what_was_judged_whatever_is_sent_since(table):
    meeting = table.opened(table.proposal("Nguyễn Thị Hòa"), table.proposal("Đặng Quốc Ý"))
    first, second = meeting.items.order_by("order")
    table.vote(meeting, yes=9, item=first)
    services.defer_item(item=second, reason="Chờ xác minh.", by=table.chair)
    meeting = table.close(meeting)
    before = text_of(minutes_pdf(meeting))
    making.send_again(table.town, making.rewrite(table.town, making.returned_again(table.town, second.proposal)))

    after = text_of(minutes_pdf(meeting))

    assert before.count("Tờ trình số 15/TTr-THPQ") == 2
    assert after == before


def test_the_roll_goes_by_title_and_does_not_number_the_secretary(table):
    titles = {
        5: "Phó Chủ tịch Hội đồng",
        2: "Ủy viên thường trực Hội đồng, Trưởng phòng Văn hóa - Xã hội",
        8: "Phó Chủ tịch thường trực Hội đồng",
        3: "Phó Chủ tịch Hội đồng nhân dân xã",
    }
    for place, title in titles.items():
        table.seats[place].appointments.filter(office=Office.COUNCIL_MEMBER).update(title=title)
    meeting = table.closed()

    roll = facts_of(meeting).roll

    assert [line.name for line in roll[:4]] == [table.chair.full_name, *(table.seats[n].full_name for n in (8, 5, 2))]
    assert [line.votes for line in roll] == [True] * 9 + [False]
    assert roll[-1].name == table.secretary.full_name
    assert f"9 {roll[8].name}" in text_of(minutes_pdf(meeting))


def test_opinions_in_writing_are_counted_in_the_quorum_of_the_paper(table):
    meeting = table.opened(present=7, written=1)
    table.vote(meeting, yes=7)
    opinion(table, meeting.items.get(), table.seats[7])

    text = text_of(minutes_pdf(table.close(meeting)))

    assert (
        "có 08/09 thành viên Hội đồng tham gia (trong đó 01 thành viên gửi ý kiến bằng văn bản), "
        "số tối thiểu là 06 thành viên"
    ) in text
    assert f"Thành viên vắng mặt gửi ý kiến bằng văn bản: {table.seats[7].full_name}." in text


def test_who_came_late_is_not_counted_at_the_opening(table):
    meeting = table.opened(present=7)
    with time_machine.travel(NOW + timedelta(minutes=20), tick=False):
        table.mark(meeting, "present", table.seats[8])
    table.vote(meeting, yes=7)
    meeting = table.close(meeting, missing_ballots=True)

    text = text_of(minutes_pdf(meeting))

    assert "có 07/09 thành viên Hội đồng tham gia" in text
    assert "dự họp: 08; vắng mặt: 01" in text
    assert "Có mặt, đến lúc 14 giờ 20 phút" in text


@pytest.mark.parametrize(
    ("typed", "clause"),
    [
        ("Nghị định 152/2025/NĐ-CP, Điều 33 khoản 5", "theo khoản 5 Điều 33 Nghị định số 152/2025/NĐ-CP"),
        ("Nghị định 152/2025/NĐ-CP, Điều 15 khoản 3 điểm a", "theo điểm a khoản 3 Điều 15 Nghị định số 152/2025/NĐ-CP"),
        (
            "Do tỉnh quy định (Nghị định 152/2025/NĐ-CP, Điều 6 khoản 2)",
            "do tỉnh quy định (khoản 2 Điều 6 Nghị định số 152/2025/NĐ-CP)",
        ),
        ("Quy chế của Hội đồng", "theo Quy chế của Hội đồng"),
    ],
)
def test_the_legal_basis_reads_as_a_clause(typed, clause):
    assert by(typed) == clause


def test_both_signatures_carry_their_hour_in_lines_of_their_own(table):
    meeting = table.closed()
    table.sign(meeting, table.secretary)
    meeting = table.sign(meeting, table.chair)

    assert "(Đã ký xác nhận trên hệ thống lúc 14 giờ 00 phút, ngày 23/11/2026)" in text_of(minutes_pdf(meeting))
