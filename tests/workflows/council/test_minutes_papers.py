"""The minutes as a careful secretary reads them: every odd case of a meeting, in its own words and figures."""

import json
from datetime import date, timedelta

import pytest
from django.utils import timezone

from documents.catalogue.models import VoteRule
from permissions.ledger.queries import body_of, entries_of
from permissions.ledger.verify import verify
from permissions.refusals import NotNow, ValidationError
from tests.workflows.council.test_aside import aside, cast
from tests.workflows.council.test_minutes_services import opinion, text_of, write
from tests.workflows.council.test_papers_in_box import hand_out, key
from workflows.council import (
    ballot_services,
    hands_services,
    minutes_services,
    services,
    topic_services,
    vote_services,
)
from workflows.council.models import AgendaItem, Meeting
from workflows.council.papers import minutes_pdf
from workflows.trail.words import changes_in_words

pytestmark = pytest.mark.django_db


def minutes(table, meeting, **values):
    """The words of the minutes of a meeting that is closed now."""
    return text_of(minutes_pdf(table.close(meeting, **values)))


# --- free items --------------------------------------------------------------------------------------
def add_topic(table, meeting, title):
    meeting.refresh_from_db()
    return topic_services.add_topic(meeting=meeting, row_version=meeting.row_version, title=title, by=table.secretary)


def conclude(table, meeting, conclusions, text="", by=None):
    meeting.refresh_from_db()
    return minutes_services.write_discussion(
        meeting=meeting, row_version=meeting.row_version, text=text, conclusions=conclusions, by=by or table.secretary
    )


def test_a_free_item_stands_in_its_place_with_its_conclusion(table):
    meeting = table.prepared(table.proposal())
    topic = add_topic(table, meeting, "Thảo luận Quy chế làm việc của Hội đồng")
    meeting = opened(table, meeting)
    table.vote(meeting, yes=9)
    conclude(table, meeting, {topic.pk: "Giao Thư ký hoàn thiện dự thảo.\nTrình phiên họp sau"})

    text = minutes(table, meeting)

    assert (
        "2. Thảo luận Quy chế làm việc của Hội đồng. Kết luận: Giao Thư ký hoàn thiện dự thảo. Trình phiên họp sau."
    ) in text


def test_a_conclusion_is_written_on_the_page_of_the_minutes_beside_the_discussion(table, sign_in):
    meeting = table.prepared(table.proposal())
    topic = add_topic(table, meeting, "Thảo luận Quy chế")
    meeting, client = opened(table, meeting), sign_in(table.secretary)
    address, name = f"/meetings/{meeting.code}/minutes/", f"conclusion_{topic.pk}"
    said = {"row_version": meeting.row_version, "discussion": "Nhất trí.", name: "Giao Thư ký hoàn thiện."}

    assert f'name="{name}"' in client.get(address).text
    client.post(f"{address}write/", said)

    topic.refresh_from_db()
    assert topic.conclusion == "Giao Thư ký hoàn thiện."
    entry = entries_of(meeting.stream).get(act="meeting.minutes_written")
    told = changes_in_words(meeting.stream, entry.act, json.loads(body_of(entry)), {})
    assert [each[1:] for each in told] == [
        ("Thảo luận Quy chế: ", "Thảo luận Quy chế: Giao Thư ký hoàn thiện."),
        ("(trống)", "Nhất trí."),
    ]
    assert verify().holds


def test_a_conclusion_on_what_is_not_on_the_agenda_is_refused(table):
    meeting = opened(table, table.prepared(table.proposal()))

    with pytest.raises(ValidationError):
        conclude(table, meeting, {999: "Nhất trí."})


def test_no_conclusion_is_written_once_somebody_has_signed(table):
    meeting = table.prepared(table.proposal())
    topic = add_topic(table, meeting, "Thảo luận Quy chế")
    meeting = opened(table, meeting)
    table.vote(meeting, yes=9)
    table.sign(table.close(meeting), table.secretary)

    with pytest.raises(NotNow):
        conclude(table, meeting, {topic.pk: "Nhất trí."})

    topic.refresh_from_db()
    assert topic.conclusion == ""


def opened(table, meeting):
    meeting.refresh_from_db()
    table.mark(meeting, "present", *table.seats, table.secretary)
    return services.open_meeting(meeting=meeting, row_version=meeting.row_version, by=table.chair)


# --- who was there from when to when -------------------------------------------------------------------
def test_every_coming_and_going_is_told_with_its_hour(table, clock):
    meeting = table.opened(present=8)
    late, restless = table.seats[8], table.seats[7]
    for minutes_on, presence, person in (
        (20, "present", late),
        (30, "absent", restless),
        (45, "present", restless),
        (50, "absent", late),
        (65, "absent", restless),
    ):
        clock.move_to(meeting.opened_at + timedelta(minutes=minutes_on))
        table.mark(Meeting.objects.get(pk=meeting.pk), presence, person)
    table.vote(meeting, yes=7)

    text = minutes(table, meeting)

    assert "Có mặt, đến lúc 14 giờ 20 phút, rời họp lúc 14 giờ 50 phút" in text
    assert ("Có mặt, rời họp lúc 14 giờ 30 phút, trở lại lúc 14 giờ 45 phút, rời họp lúc 15 giờ 05 phút") in text
    assert "dự họp: 09; vắng mặt: 00." in text
    assert "có 08/09 thành viên Hội đồng tham gia" in text


def test_a_slip_of_the_hand_is_no_coming_and_going(table, clock):
    meeting = table.opened(present=8)
    absent, present = table.seats[8], table.seats[1]
    clock.move_to(meeting.opened_at + timedelta(minutes=10))
    for person, presence in ((absent, "present"), (absent, "absent"), (present, "absent"), (present, "present")):
        table.mark(Meeting.objects.get(pk=meeting.pk), presence, person)
    table.vote(meeting, yes=8)

    text = minutes(table, meeting)

    assert "rời họp" not in text and "đến lúc" not in text
    assert f"vắng mặt: 01 ({absent.full_name})" in text


def test_who_was_to_write_and_did_not_is_not_told_as_if(table):
    meeting = table.opened(present=7, written=1)
    table.vote(meeting, yes=7)

    text = minutes(table, meeting, missing_ballots=True)

    assert "Vắng, không gửi ý kiến bằng văn bản" in text
    assert "gửi ý kiến bằng văn bản: " not in text


# --- opinions in writing only ----------------------------------------------------------------------------
@pytest.fixture
def in_writing(table, clock):
    """Opinions in writing on one dossier: seven agree, one does not, one is silent until the last day is past."""
    VoteRule.objects.update(written_opinion_counts=True)

    def held(method):
        values = {"kind": "written", "place": "", "answer_by": date(2026, 11, 26), "vote_method": method}
        meeting = table.prepared(table.proposal(), **values)
        meeting = services.open_meeting(meeting=meeting, row_version=meeting.row_version, by=table.chair)
        table.vote(meeting, yes=7, no=1)
        clock.move_to(timezone.now() + timedelta(days=4))
        return minutes(table, meeting, missing_ballots=True)

    return held


@pytest.mark.parametrize("method", ["open", "secret"])
def test_opinions_in_writing_have_no_attendance_and_no_place(table, in_writing, method):
    text = in_writing(method)

    silent = table.seats[8].full_name
    for words in (
        "Lấy ý kiến bằng văn bản của Hội đồng Thi đua - Khen thưởng xã Phong Quang",
        "Hình thức: lấy ý kiến thành viên Hội đồng bằng văn bản, không tổ chức phiên họp.",
        "thời hạn trả lời: hết ngày 26 tháng 11 năm 2026.",
        f"được lấy ý kiến: 09; đã gửi ý kiến: 08; không gửi ý kiến: 01 ({silent}).",
        "Kiểm tra điều kiện lấy ý kiến: có 08/09 thành viên Hội đồng gửi ý kiến, số tối thiểu là 06 thành viên",
        "III. KẾT QUẢ LẤY Ý KIẾN",
        "7 đồng ý / 9 thành viên = 77,78 %",
        "Việc lấy ý kiến kết thúc vào 14 giờ 00 phút, ngày 27 tháng 11 năm 2026.",
    ):
        assert words in text, words
    for words in ("Địa điểm", "dự họp", "Có mặt", "Vắng", "đã được đọc lại"):
        assert words not in text, words


def test_open_opinions_in_writing_are_listed_by_name_and_secret_ones_are_not(table, in_writing):
    names = [person.full_name for person in table.seats]

    text = in_writing("open")

    (told,) = [part for part in text.split("Mục 1") if part.startswith(", ý kiến bằng văn bản: ")]
    agreed, against = told.split("không đồng ý: ")
    assert [name in agreed for name in names] == [True] * 7 + [False] * 2
    assert against.startswith(f"{names[7]}.")


def test_secret_opinions_in_writing_name_nobody(table, in_writing):
    assert "không đồng ý: " not in in_writing("secret")


# --- open votes -------------------------------------------------------------------------------------------
def test_a_vote_by_name_lists_who_voted_how_one_line_for_what_all_said_alike(table):
    VoteRule.objects.update(quorum_numerator=1, quorum_denominator=9)
    meeting = table.opened(table.proposal("An", "Bình", "Chi"), vote_method="open", present=3)
    item = table.open_vote(meeting.items.get())
    for person, other in ((table.seats[0], {}), (table.seats[1], {"n2": "no"}), (table.seats[2], {"n2": "abstain"})):
        ballot_services.cast_ballot(item=item, choices=table.choices(item, "yes", **other), by=person)

    text = minutes(table, meeting)

    one, two, three = (person.full_name for person in table.seats[:3])
    assert f"biểu quyết ghi tên đối với An, Chi: đồng ý: {one}, {three}, {two}." in text
    assert f"biểu quyết ghi tên đối với Bình: đồng ý: {one}; không đồng ý: {two}; ý kiến khác: {three}." in text


def test_hands_are_told_as_counts_and_written_opinions_beside_them_by_name(table):
    meeting = table.opened(present=8, written=1, vote_method="open")
    item = table.open_vote(meeting.items.get())
    opinion(table, item, table.seats[8], "no")
    hands_services.record_hands(item=item, counts={"yes": 7, "abstain": 1}, by=table.secretary)

    text = minutes(table, meeting)

    assert "biểu quyết giơ tay, 09 thành viên tham gia, trong đó 01 bằng văn bản" in text
    assert f"Mục 1, ý kiến bằng văn bản: không đồng ý: {table.seats[8].full_name}." in text
    assert table.seats[7].full_name not in text.split("III. KẾT QUẢ")[1]


# --- papers, rounds, asides, deferrals -----------------------------------------------------------------
def test_papers_are_told_with_how_many_were_handed_out_and_what_was_not_valid(table):
    meeting = table.voting()
    item = meeting.items.get()
    hand_out(table, item, *table.seats[5:])
    table.vote(meeting, yes=5)
    for teller in (table.secretary, table.seats[1]):
        key(table, item, teller, yes=4, n2={"yes": 2, "no": 1, "invalid": 1})

    text = minutes(table, meeting)

    first, second = (row.full_name for row in item.proposal.nominations.order_by("order"))
    assert "trong đó 04 bằng phiếu giấy" in text and "Không hợp lệ" in text
    assert (
        "Mục 1: phát ra 04 phiếu giấy, thu về 04 phiếu; "
        f"không hợp lệ, kể cả phiếu không bỏ vào hòm phiếu: {second}: 01 phiếu. "
        f"Kiểm phiếu: {table.secretary.full_name}, {table.seats[1].full_name}."
    ) in text
    assert "Mục 1 (số thứ tự 1): 9 đồng ý / 9 thành viên = 100,00 %" in text
    assert first in text


def test_without_papers_nothing_is_said_of_valid_ones(table):
    text = text_of(minutes_pdf(table.closed()))

    assert "hợp lệ" not in text and "phiếu giấy" not in text


def test_a_repeated_vote_is_told_with_both_results_and_its_reason(table):
    meeting = table.opened(table.proposal("An"))
    item = meeting.items.get()
    table.vote(meeting, yes=4, no=5)
    table.count(item)
    item = AgendaItem.objects.get(pk=item.pk)
    vote_services.repeat_vote(item=item, row_version=item.row_version, reason="Phiếu in sai tên.", by=table.chair)
    table.vote(meeting, yes=6, no=3)

    text = minutes(table, meeting)

    assert "An: 4 đồng ý, 5 không đồng ý, 0 ý kiến khác (không đạt)." in text
    assert "Hội đồng biểu quyết lại. Lý do: Phiếu in sai tên." in text
    assert "6 đồng ý / 9 thành viên = 66,67 %; cần > 50 % (từ 5 phiếu);" in text


def test_who_stood_aside_is_told_with_the_nomination_and_the_reason(table):
    meeting = table.voting(table.proposal("An", "Bình"))
    item = meeting.items.get()
    aside(item, table.seats[1], 2)
    cast(table, item, table.seats[1], leave=(2,))
    for person in [table.seats[0], *table.seats[2:]]:
        cast(table, item, person)

    text = minutes(table, meeting)

    assert (
        f"Mục 1: {table.seats[1].full_name} không tham gia biểu quyết đối với Bình. "
        "Lý do: là người thân của đối tượng được đề nghị; Vợ của người được đề nghị."
    ) in text
    assert "1 thành viên không tham gia biểu quyết, vẫn tính vào số chia" in text


def test_a_meeting_that_put_everything_off_says_so_and_counts_no_vote(table):
    meeting = table.opened(table.proposal("An"))
    services.defer_item(item=meeting.items.get(), reason="Chờ xác minh", by=table.chair)

    text = minutes(table, meeting)

    assert "): An. Lý do: Chờ xác minh." in text
    assert "Hội đồng chuyển 01 trường hợp sang phiên họp sau." in text
    assert "thông qua 00" not in text


def test_what_the_secretary_wrote_changes_no_figure(table):
    meeting = table.closed(yes=6, no=3)
    before = text_of(minutes_pdf(meeting))

    write(meeting, "Hội đồng thông qua 09 trường hợp.", table.secretary)
    meeting.refresh_from_db()

    after = text_of(minutes_pdf(meeting))
    assert after.replace("Hội đồng thông qua 09 trường hợp. ", "") == before
