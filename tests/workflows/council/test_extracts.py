"""Papers after the meeting: the Word file kept at signing, and extracts that tell of one dossier alone."""

import io

import docx
import pytest

from documents.attachments.store import path_of
from documents.printing.models import Issued
from documents.proposals.models import Proposal
from permissions.ledger.verify import verify
from permissions.refusals import NotNow
from tests.calling import Caller
from tests.workflows.council.test_minutes_services import text_of, write
from tests.workflows.council.test_split_after import split_off
from workflows.council import services, vote_services
from workflows.council.extracts import RENDERS, extract, meeting_on
from workflows.council.models import Meeting
from workflows.council.papers import kept_for_word, minutes_docx, minutes_pdf

pytestmark = pytest.mark.django_db


def words_of(content):
    """The words of a .docx, in its order of blocks, tables with their cells."""
    document, found = docx.Document(io.BytesIO(content)), []
    for block in document.iter_inner_content():
        rows = [[block.text]] if hasattr(block, "text") else [[cell.text for cell in row.cells] for row in block.rows]
        found += [text for row in rows for text in row]
    return " ".join(" ".join(found).split())


def signed(table, meeting):
    for signer in (table.secretary, table.chair):
        meeting = table.sign(meeting, signer)
    return meeting


def bare(text):
    """Letters and digits alone: the two renditions break lines and number pages each in its own way."""
    return "".join(letter for letter in text if letter.isalnum())


# --- the minutes for Word --------------------------------------------------------------------------
def test_both_renditions_say_the_same(table):
    meeting = table.closed(yes=6, no=1, abstain=1, present=8)
    write(meeting, "Các thành viên nhất trí.", table.secretary)
    meeting.refresh_from_db()

    pdf, word = text_of(minutes_pdf(meeting)), bare(words_of(minutes_docx(meeting)))

    for sentence in (
        "Tổng số thành viên Hội đồng: 09; dự họp: 08; vắng mặt: 01",
        "6/9 = 66,67 %",
        "Các thành viên nhất trí.",
        "Hội đồng thông qua 02 trường hợp.",
    ):
        assert sentence in pdf
        assert bare(sentence) in word


def test_the_word_file_is_kept_when_both_have_signed_and_stays_as_it_was(table):
    meeting = signed(table, table.closed())
    kept = kept_for_word(meeting)
    before = path_of(kept.blob.sha256).read_bytes()

    Meeting.objects.update(discussion="Viết thêm sau khi ký.")
    given = table_file(table, meeting, "/minutes/word")

    assert given == before
    assert (kept.number, kept.symbol) == ("1", "BB-HĐTĐKT")
    assert "DỰ THẢO" not in words_of(before)


def test_minutes_signed_before_word_files_were_kept_have_none(table):
    meeting = table.closed()

    with pytest.raises(NotNow, match="PDF"):
        kept_for_word(meeting)


def test_the_trail_names_both_files(table):
    meeting = signed(table, table.closed())
    Issued.objects.get(kind="minutes_text")

    assert meeting.minutes.kind == "minutes"
    assert verify().holds


def table_file(table, meeting, rest):
    answer = Caller(table.secretary).send("GET", f"/meetings/{meeting.code}{rest}")
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


# --- extracts --------------------------------------------------------------------------------------
@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_an_extract_tells_of_its_own_dossier_alone(table, ending):
    own, other = table.proposal("Nguyễn Thị Hòa"), table.proposal("Đặng Quốc Ý")
    meeting = table.closed(own, other, yes=6, no=3)
    write(meeting, "Đồng chí Ý còn thiếu giấy tờ.", table.secretary)
    meeting = signed(table, meeting)

    content = extract(meeting, own, RENDERS[ending])
    text = text_of(content) if ending == "pdf" else words_of(content)

    for words in ("TRÍCH BIÊN BẢN", "01/BB", own.code, "Nguyễn Thị Hòa", "6/9 = 66,67 %", "thông qua 01 trường hợp"):
        assert bare(words) in bare(text), words
    for words in (other.code, "Đặng Quốc Ý", "còn thiếu giấy tờ"):
        assert words not in text


def test_an_extract_tells_neither_who_stood_aside_nor_what_was_put_off(table):
    own, later = table.proposal("Nguyễn Thị Hòa"), table.proposal("Đặng Quốc Ý")
    meeting = table.opened(own, later)
    items = list(meeting.items.order_by("order"))
    services.defer_item(item=items[1], reason="Chờ xác minh đơn thư.", by=table.chair)
    table.vote(meeting, yes=9, item=items[0])
    meeting = signed(table, table.close(meeting))

    text = text_of(extract(meeting, own))

    assert "đơn thư" not in text
    assert meeting_on(later, meeting.code) is None


def test_a_repeated_vote_stands_in_the_extract_with_its_reason(table):
    meeting = table.opened(table.proposal("Nguyễn Thị Hòa"))
    item = meeting.items.get()
    table.vote(meeting, yes=4, no=5, item=item)
    table.count(item)
    item = table.announce(item)
    said = {"item": item, "row_version": item.row_version, "reason": "Phiếu in sai tên.", "by": table.chair}
    vote_services.repeat_vote(**said)
    table.vote(meeting, yes=9, item=item)
    meeting = signed(table, table.close(meeting))

    text = text_of(extract(meeting, item.proposal))

    assert "4 đồng ý, 5 không đồng ý" in text and "Lý do: Phiếu in sai tên." in text
    assert "9/9 = 100,00 %" in text


def test_a_result_that_was_never_announced_is_not_in_the_extract(table):
    meeting = table.opened(table.proposal("Nguyễn Thị Hòa"))
    item = meeting.items.get()
    table.vote(meeting, yes=4, no=5, item=item)
    item = table.count(item)
    said = {"item": item, "row_version": item.row_version, "reason": "Phiếu in sai tên.", "by": table.chair}
    vote_services.repeat_vote(**said)
    table.vote(meeting, yes=9, item=item)
    meeting = signed(table, table.close(meeting))

    text = text_of(extract(meeting, item.proposal))

    assert "5 không đồng ý" not in text and "Phiếu in sai tên" not in text
    assert "5 không đồng ý" in text_of(minutes_pdf(meeting))


def test_who_was_split_off_after_the_meeting_has_an_extract_of_its_own(table):
    meeting = signed(table, table.closed(table.proposal("Nguyễn Thị Hòa", "Đặng Quốc Ý")))
    mother = Proposal.objects.get()
    sister = split_off(table, mother)

    of_mother, of_sister = (text_of(extract(meeting, one)) for one in (mother, sister))

    assert meeting_on(sister, meeting.code) == meeting
    assert "Đặng Quốc Ý" in of_sister and "Đặng Quốc Ý" not in of_mother
    assert "Nguyễn Thị Hòa" in of_mother and "Nguyễn Thị Hòa" not in of_sister


def test_there_is_no_extract_before_both_have_signed(table):
    meeting = table.closed()
    table.sign(meeting, table.secretary)

    with pytest.raises(NotNow, match="đã ký biên bản"):
        meeting_on(Proposal.objects.get(), meeting.code)


def test_a_meeting_that_never_had_the_dossier_has_no_extract_of_it(table):
    one, two = table.proposal("An"), table.proposal("Bình")
    first = signed(table, table.closed(one))
    signed(table, table.closed(two, title="Phiên sau"))

    assert meeting_on(two, first.code) is None


def test_the_unit_reads_its_extract_from_the_page_of_its_dossier_and_others_do_not(table, other_table, sign_in):
    meeting = signed(table, table.closed())
    proposal = Proposal.objects.get()
    address = f"/meetings/{meeting.code}/extracts/{proposal.code}/"
    client = sign_in(table.town.unit_head)

    assert f"{address}pdf/" in client.get(f"/proposals/{proposal.code}/").content.decode()
    assert [client.get(f"{address}{ending}/").status_code for ending in RENDERS] == [200, 200]
    sign_in(other_table.town.unit_head)
    assert [client.get(f"{address}{ending}/").status_code for ending in RENDERS] == [404, 404]
