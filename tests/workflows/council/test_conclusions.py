"""What units are told of a meeting: one notice each, its own nominations alone, in plain words and without reasons."""

import pytest

from documents.attachments.store import path_of
from documents.printing.models import Issued
from permissions.ledger.models import LedgerEntry
from permissions.ledger.verify import verify
from permissions.refusals import LostRace, NotNow, NotYou
from tests.calling import Caller
from tests.making import award_form, from_the_hamlet
from tests.workflows.council.test_deferrals import put_off
from tests.workflows.council.test_extracts import bare, signed, words_of
from tests.workflows.council.test_minutes_services import text_of
from workflows.approval import review_services
from workflows.approval import services as approval
from workflows.council import ballot_services, services
from workflows.council.after_models import ConclusionNotice
from workflows.council.conclusion_queries import concluded_in
from workflows.council.conclusion_services import send_conclusions
from workflows.council.conclusions import conclusions_of, next_steps
from workflows.council.models import Meeting
from workflows.notices.models import Notice

pytestmark = pytest.mark.django_db
AGREED, NOT_AGREED, PUT_OFF, LATER, CHILD = (
    "Nguyễn Thị Hòa",
    "Đặng Quốc Ý",
    "Lò Văn Sáu",
    "Vi Văn Bảy",
    "Em học sinh Hoàng Minh Anh",
)
REASON = "Chờ công an xác minh đơn thư."


def appraise(town, proposal):
    """A dossier under review, appraised."""
    verdicts = [(row, "eligible", "") for row in proposal.nominations.all()]
    said = {"row_version": proposal.row_version, "by": town.office_reviewer}
    proposal = review_services.judge(proposal=proposal, verdicts=verdicts, **said)
    said["row_version"] = proposal.row_version
    proposal = approval.propose_appraisal(proposal=proposal, reason="Đủ tiêu chuẩn.", **said)
    return approval.endorse(proposal=proposal, row_version=proposal.row_version, by=town.office_head)


@pytest.fixture
def closed(table):
    """A meeting on three dossiers of the school, one of them deferred, and one of the hamlet."""
    mixed, child = table.proposal(AGREED, NOT_AGREED, PUT_OFF), table.proposal(CHILD, form=award_form("bk-tinh"))
    later, hamlet = table.proposal(LATER), appraise(table.town, from_the_hamlet(table.town))
    meeting = table.opened(mixed, child, later, hamlet, vote_method="open")
    items = {item.proposal_id: item for item in meeting.items.all()}
    services.defer_item(item=items[later.pk], reason=REASON, by=table.chair)
    put_off(table, items[mixed.pk], PUT_OFF)
    for each in (child, hamlet):
        table.vote(meeting, yes=9, item=items[each.pk])
    _vote_one_down(table, items[mixed.pk])
    return table.close(meeting)


def _vote_one_down(table, item):
    item = table.open_vote(item)
    for place, person in enumerate(table.seats):
        second = "yes" if place < 2 else "no"
        ballot_services.cast_ballot(item=item, choices=table.choices(item, n2=second), by=person)


@pytest.fixture
def meeting(table, closed):
    return signed(table, closed)


def send(table, meeting, **values):
    meeting = Meeting.objects.get(pk=meeting.pk)
    return send_conclusions(meeting=meeting, **{"row_version": meeting.row_version, "by": table.secretary, **values})


def of(notices, unit):
    return next(notice for notice in notices if notice.unit == unit)


def told(concluded):
    return [(row.order, row.name, str(row.conclusion), row.figures) for each in concluded for row in each.rows]


# --- what is told ----------------------------------------------------------------------------------
def test_each_unit_is_told_of_its_own_nominations_with_figures_of_agreements_alone(table, meeting):
    found = conclusions_of(meeting, on=meeting.closed_at.date())

    assert list(found) == [table.town.school, table.town.hamlet]
    half = "cần trên 50\u00a0% tổng số thành viên"
    assert told(found[table.town.school]) == [
        (1, AGREED, "agreed", f"9/9 = 100,00\u00a0% ({half})"),
        (2, NOT_AGREED, "not_agreed", half),
        (1, "E. h. s. H. M. A.", "agreed", f"9/9 = 100,00\u00a0% ({half})"),
        (1, LATER, "put_off", ""),
        (3, PUT_OFF, "put_off", ""),
    ]
    assert told(found[table.town.hamlet]) == [(1, "Hoàng Thị Mơ", "agreed", f"9/9 = 100,00\u00a0% ({half})")]


def test_what_happens_next_is_told_with_who_does_it(table, meeting):
    found = conclusions_of(meeting, on=meeting.closed_at.date())

    of_school, of_hamlet = (
        next_steps(found[unit], "xã Phong Quang") for unit in (table.town.school, table.town.hamlet)
    )

    assert [step.partition(":")[0] for step in of_school] == [
        "Trường hợp được Hội đồng đồng ý và thuộc thẩm quyền của xã",
        "Trường hợp Hội đồng không đồng ý",
        "Trường hợp được Hội đồng đồng ý và thuộc thẩm quyền cấp trên",
        "Trường hợp chuyển sang phiên họp sau",
    ]
    assert "Phòng Văn hóa - Xã hội trình Chủ tịch Ủy ban nhân dân xã Phong Quang" in of_school[0]
    assert "Thư ký Hội đồng" in of_school[3]
    assert of_hamlet == of_school[:1]


def test_pdf_and_word_say_the_same_and_nothing_of_other_units_or_reasons(table, meeting):
    notice = of(send(table, meeting), table.town.school)

    pdf, word = (path_of(kept.blob.sha256).read_bytes() for kept in (notice.paper, notice.text))

    for text in (bare(text_of(pdf)), bare(words_of(word))):
        for words in ("THÔNG BÁO", "TB-HĐTĐKT", "Biên bản số 01/BB-HĐTĐKT", table.town.school.name, AGREED, NOT_AGREED):
            assert bare(words) in text, words
        for words in ("9/9 = 100,00\u00a0%", "Chuyển sang phiên họp sau", PUT_OFF, "E. h. s. H. M. A."):
            assert bare(words) in text, words
        for words in (REASON, "Hoàng Thị Mơ", "Minh Anh", "2/9", *(member.full_name for member in table.seats)):
            assert bare(words) not in text, words


def test_page_and_paper_tell_the_same_later_too(table, meeting):
    notice = of(send(table, meeting), table.town.school)

    again = ConclusionNotice.objects.select_related("commune", "meeting").get(pk=notice.pk)

    assert told(concluded_in(again)) == told(conclusions_of(meeting, on=meeting.closed_at.date())[table.town.school])


# --- telling ---------------------------------------------------------------------------------------
def test_one_act_keeps_one_paper_for_each_unit_and_tells_its_people(table, meeting):
    notices = send(table, meeting)

    assert [notice.unit for notice in notices] == [table.town.school, table.town.hamlet]
    entry = LedgerEntry.objects.get(act="meeting.conclusions_sent")
    assert (entry.stream.key, LedgerEntry.objects.filter(act_id=entry.act_id).count()) == (meeting.stream, 1)
    assert Issued.objects.filter(kind__startswith="conclusion").count() == 4
    people = Notice.objects.filter(words="conclusion.sent").values_list("person", "subject")
    stream = of(notices, table.town.school).stream
    assert sorted(people) == sorted((person.pk, stream) for person in (table.town.unit_clerk, table.town.unit_head))
    assert verify().holds


def test_a_member_of_the_council_or_the_chair_does_not_send(table, meeting):
    for person in (table.chair, table.seats[3], table.town.office_head, table.town.unit_head):
        with pytest.raises(NotYou):
            send(table, meeting, by=person)

    assert not ConclusionNotice.objects.exists()


def test_units_are_told_once(table, meeting):
    send(table, meeting)

    with pytest.raises(NotNow) as refusal:
        send(table, meeting)

    assert refusal.value.code == "told_already"

    assert ConclusionNotice.objects.count() == 2


def test_nothing_is_told_before_both_have_signed_the_minutes(table, closed):
    table.sign(closed, table.secretary)

    with pytest.raises(NotNow) as refusal:
        send(table, closed)

    assert refusal.value.code == "not_signed"


def test_nothing_is_told_of_a_meeting_that_is_not_closed(table):
    meeting = table.opened()

    with pytest.raises(NotNow) as refusal:
        send(table, meeting)

    assert refusal.value.code == "wrong_state"


def test_a_stale_form_names_who_was_faster(table, meeting):
    shown = Meeting.objects.get(pk=meeting.pk).row_version
    send(table, meeting)

    with pytest.raises(LostRace) as refusal:
        send(table, meeting, row_version=shown)

    assert refusal.value.winner == table.secretary.full_name


# --- who reads -------------------------------------------------------------------------------------
def test_a_unit_reads_its_own_alone_and_the_offices_all(table, other_table, meeting, sign_in):
    notices = send(table, meeting)
    own, other = of(notices, table.town.school), of(notices, table.town.hamlet)

    def codes(person):
        client = sign_in(person)
        return [client.get(f"/conclusions/{notice.code}/").status_code for notice in (own, other)]

    town = table.town
    assert codes(town.unit_head) == codes(town.unit_clerk) == [200, 404]
    assert codes(town.other_head) == [404, 404]
    of_the_council = [table.secretary, table.chair, table.seats[3]]
    for person in (*of_the_council, town.office_reviewer, town.office_head, town.commune_chair, town.records_clerk):
        assert codes(person) == [200, 200], person
    assert codes(town.inspector) == [200, 200]
    assert codes(other_table.town.unit_head) == codes(other_table.secretary) == [404, 404]


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_the_kept_file_is_given_out_to_the_unit_and_recorded(table, meeting, sign_in, ending):
    notice = of(send(table, meeting), table.town.school)
    kept = {"pdf": notice.paper, "docx": notice.text}[ending]

    answer = sign_in(table.town.unit_head).get(f"/conclusions/{notice.code}/{ending}/")

    assert b"".join(answer.streaming_content) == path_of(kept.blob.sha256).read_bytes()
    assert sign_in(table.town.other_head).get(f"/conclusions/{notice.code}/{ending}/").status_code == 404


def test_a_page_shows_the_unit_what_was_concluded_and_opening_it_reads_the_notice(table, meeting, sign_in):
    notice = of(send(table, meeting), table.town.school)

    page = sign_in(table.town.unit_head).get(f"/conclusions/{notice.code}/").content.decode()

    assert AGREED in page and "9/9 = 100,00\u00a0%" in page and "Minh Anh" not in page and REASON not in page
    assert Notice.objects.get(person=table.town.unit_head, words="conclusion.sent").read_at
    assert not Notice.objects.get(person=table.town.unit_clerk, words="conclusion.sent").read_at


def test_the_secretary_sees_what_will_be_told_and_tells_it(table, meeting, sign_in):
    client = sign_in(table.secretary)
    meeting = Meeting.objects.get(pk=meeting.pk)

    page = client.get(f"/conclusions/of/{meeting.code}/").content.decode()
    answer = client.post(f"/conclusions/of/{meeting.code}/", {"row_version": meeting.row_version})

    assert AGREED in page and "Hoàng Thị Mơ" in page
    assert (answer.status_code, answer["Location"]) == (302, f"/conclusions/?q={meeting.code}")
    assert client.get(answer["Location"]).content.decode().count("row-title") == 2
    assert "data-confirm" not in client.get(f"/conclusions/of/{meeting.code}/").content.decode()


def test_the_list_takes_the_same_statements_for_one_row_and_more(
    table, meeting, sign_in, django_assert_max_num_queries
):
    send(table, meeting)
    client = sign_in(table.secretary)

    with django_assert_max_num_queries(12) as found:
        client.get("/conclusions/")
    many = len(found)
    with django_assert_max_num_queries(12) as found:
        client.get("/conclusions/?q=xom")

    assert len(found) == many


# --- endpoints -------------------------------------------------------------------------------------
def test_endpoints_tell_the_same(table, meeting):
    version = Meeting.objects.get(pk=meeting.pk).row_version

    sent = Caller(table.secretary).post(f"/meetings/{meeting.code}/conclusions", row_version=version)
    mine = Caller(table.town.unit_head).get("/conclusions").json()["items"]
    one = Caller(table.town.unit_head).get(f"/conclusions/{mine[0]['code']}").json()

    assert (sent.status_code, len(sent.json()), len(mine)) == (201, 2, 1)
    assert [row["conclusion"] for each in one["concluded"] for row in each["rows"]] == [
        "agreed", "not_agreed", "agreed", "put_off", "put_off",
    ]  # fmt: skip
    assert len(one["next_steps"]) == 4
    assert Caller(table.town.other_head).get(f"/conclusions/{mine[0]['code']}").status_code == 404
