"""The minutes as a paper: words of the official sample, figures from the data, only the discussion is free text."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from documents.attachments.media_types import MediaType
from documents.numbers import services as numbers
from documents.printing import services as printing
from documents.printing.blocks import Head, Heading, Paragraph, Signatures, Signer, Title, italic, paragraphs
from documents.printing.docx_writer import render_docx
from documents.printing.kinds import PaperKind
from documents.printing.models import Issued
from documents.printing.sealed import sealed_line
from documents.printing.typst_writer import render_pdf
from documents.printing.wording import date_in_words, held, number_line, short_date, watermark
from documents.signatures.places import with_places
from permissions.refusals import NotNow
from workflows.council.minutes_kept import facts_of, keep_facts
from workflows.council.minutes_people import hour_words, moment, people_blocks
from workflows.council.minutes_votes import counted, votes_blocks
from workflows.council.states import ItemVerdict

SYMBOL = "BB-HĐTĐKT"
_RECIPIENTS = (
    "Chủ tịch Ủy ban nhân dân xã (để báo cáo)",
    "Các thành viên Hội đồng",
    "Phòng Văn hóa - Xã hội",
    "Lưu: VT, hồ sơ cuộc họp",
)
_COUNCIL = "Hội đồng Thi đua - Khen thưởng"


# --- II. what was discussed ------------------------------------------------------------------------
def _short(text):
    return short_date(date.fromisoformat(text))


def _notice_words(item):
    if not item.notice_from:
        return ""
    until = f" đến ngày {_short(item.notice_to)}" if item.notice_to else ""
    return f"; đã công khai lấy ý kiến từ ngày {_short(item.notice_from)}{until}"


def item_words(item):
    """What stood before the council under an item of its agenda, as a Paragraph."""
    number = f" tại Tờ trình số {item.letter}" if item.letter else ""
    signed = f" ngày {_short(item.letter_on)}" if number and item.letter_on else ""
    cases = f"{counted(len(item.nominations))} trường hợp do {item.unit} đề nghị"
    return Paragraph(
        f"{item.order}. {item.form}: {cases}{number}{signed} (hồ sơ {item.proposal}){_notice_words(item)}."
    )


def _topic_words(topic):
    """A free item, and under it what was concluded."""
    yield Paragraph(f"{topic.order}. {ended(topic.title)}")
    first, *rest = [line.strip() for line in topic.conclusion.splitlines() if line.strip()] or [""]
    if first:
        yield Paragraph((italic("Kết luận: "), ended(first)))
        yield from (Paragraph(ended(line)) for line in rest)


def ended(text):
    """The text with a full stop, where it has none of its own."""
    return text if text[-1:] in ".!?;:" else f"{text}."


def _discussion(facts):
    yield Heading("II. NỘI DUNG")
    if facts.items and facts.meeting.in_writing:
        yield Paragraph(
            "Các thành viên Hội đồng đã được gửi hồ sơ, báo cáo thẩm định, tóm tắt thành tích và cho ý kiến bằng "
            "văn bản về các trường hợp được đề nghị sau đây:"
        )
    elif facts.items:
        yield Paragraph(
            "Hội đồng đã nghe báo cáo thẩm định, tiêu chuẩn của từng danh hiệu, hình thức khen thưởng, tóm tắt thành "
            "tích và thảo luận về các nội dung sau đây:"
        )
    for each in sorted([*facts.items, *facts.topics], key=lambda each: each.order):
        if hasattr(each, "proposal"):
            yield item_words(each)
        else:
            yield from _topic_words(each)
    yield from paragraphs(facts.meeting.discussion)


# --- IV. what came of it ---------------------------------------------------------------------------
def _put_off(put_off):
    """Nominations that were put off while the others of their dossiers were voted on."""
    for each in put_off:
        yield Paragraph(
            f"Hội đồng chưa xét {counted(len(each.names))} trường hợp đề nghị {each.form} (hồ sơ {each.proposal}): "
            f"{', '.join(each.names)}; chuyển sang phiên họp sau (hồ sơ {each.sister}). Lý do: {ended(each.reason)}"
        )


def conclusion_blocks(items, put_off=()):
    """IV. How many cases were passed, refused and put off. put_off: single ones of dossiers that were voted on."""
    results = [one for item in items for one in item.results]
    passed = sum(1 for one in results if one.passed)
    refused = len(results) - passed
    deferred = sum(len(item.nominations) for item in items if item.verdict == ItemVerdict.DEFERRED)
    deferred += sum(len(each.names) for each in put_off)
    told = [f"thông qua {counted(passed)} trường hợp"] if results else []
    told += [f"không thông qua {counted(refused)} trường hợp"] if refused else []
    told += [f"chuyển {counted(deferred)} trường hợp sang phiên họp sau"] if deferred else []
    if told:
        yield Heading("IV. KẾT LUẬN")
        yield Paragraph(f"Hội đồng {', '.join(told)}.")
    if results:
        yield Paragraph("Kết quả được trình người có thẩm quyền xem xét, quyết định theo quy định.")


# --- the whole paper -------------------------------------------------------------------------------
def _signer(words, signed, member, arrival):
    name = signed.name or (member.name if member else "")
    if not signed.at:
        return Signer((words,), name, note="(Ký, ghi rõ họ tên)")
    if arrival:
        return Signer((words,), name, note=f"(Đã ký trên bản giấy,\nvăn bản đến số {arrival})")
    at = moment(signed.at)
    day = short_date(timezone.localdate(at))
    return Signer((words,), name, note=f"(Đã ký xác nhận trên hệ thống\nlúc {hour_words(at)}, ngày {day})")


def head_of(facts, number=""):
    """The top of a paper of the council. number: the line of its number, empty for a paper that bears none."""
    return Head(
        superior=("ỦY BAN NHÂN DÂN", facts.meeting.area.upper()),
        issuer=("HỘI ĐỒNG", "THI ĐUA - KHEN THƯỞNG"),
        number=number,
    )


def title_of(facts, name):
    """Type name, and under it which meeting the paper is about."""
    area = facts.meeting.area
    about = f"Lấy ý kiến bằng văn bản của\n{_COUNCIL}" if facts.meeting.in_writing else f"Họp {_COUNCIL}"
    return Title(name, f"{held(f'{about} {area}', area)}\n({facts.meeting.title})")


def when_and_where(facts):
    """Paragraphs: begin and place of a meeting; of opinions in writing, when they were asked and until when taken."""
    meeting, opened = facts.meeting, moment(facts.meeting.opened_at)
    began = f"{hour_words(opened)}, {date_in_words(timezone.localdate(opened))}"
    if meeting.in_writing:
        until = date_in_words(date.fromisoformat(meeting.answer_by))
        yield Paragraph("Hình thức: lấy ý kiến thành viên Hội đồng bằng văn bản, không tổ chức phiên họp.")
        yield Paragraph(f"Thời gian bắt đầu lấy ý kiến: {began}; thời hạn trả lời: hết {until}.")
        return
    yield Paragraph(f"Thời gian bắt đầu: {began}.")
    yield Paragraph(f"Địa điểm: {meeting.place}.")


def _ending(facts):
    """When it ended; of a meeting also that the minutes were read out."""
    opened, closed = moment(facts.meeting.opened_at), moment(facts.meeting.closed_at)
    day = timezone.localdate(closed)
    when = " cùng ngày" if day == timezone.localdate(opened) else f", {date_in_words(day)}"
    if facts.meeting.in_writing:
        return (
            f"Việc lấy ý kiến kết thúc vào {hour_words(closed)}{when}. "
            "Biên bản được lập theo ý kiến bằng văn bản của các thành viên, lưu tại hồ sơ./."
        )
    return (
        f"Cuộc họp kết thúc vào {hour_words(closed)}{when}. "
        "Biên bản đã được đọc lại, các thành viên dự họp nhất trí thông qua./."
    )


def minutes_blocks(meeting, *, number=None):
    """The minutes of a closed meeting. number: of the register of minutes, None leaves room for it."""
    facts = facts_of(meeting, number=number)
    in_writing, signed = facts.meeting.in_writing, facts.signed
    voted, put_off = facts.items, getattr(facts, "put_off", [])  # facts kept before there was such a deed have none
    return [
        head_of(facts, number_line(facts.number, SYMBOL)),
        title_of(facts, "BIÊN BẢN"),
        *when_and_where(facts),
        *people_blocks(facts),
        *_discussion(facts),
        *(votes_blocks(voted, in_writing=in_writing) if voted else ()),
        *_put_off(put_off),
        *conclusion_blocks(voted, put_off),
        Paragraph(_ending(facts)),
        Signatures(
            (
                _signer("THƯ KÝ", signed.secretary, facts.secretary, signed.arrival),
                _signer("CHỦ TRÌ", signed.chair, facts.chair, signed.arrival),
            ),
            _RECIPIENTS,
        ),
    ]


def _title(meeting):
    return f"Biên bản họp Hội đồng {meeting.code}"


def _drawn(meeting, number):
    """What both renditions are drawn from: the same blocks under the same title, day and mark."""
    on = timezone.localdate(meeting.closed_at)
    blocks = [*minutes_blocks(meeting, number=number), *sealed_line(on)]
    return blocks, {"title": _title(meeting), "on": on, "watermark": watermark(is_draft=not meeting.minutes_signed_at)}


def minutes_pdf(meeting, *, number=None):
    """The minutes as PDF; marked as a draft until both have signed."""
    blocks, about = _drawn(meeting, number)
    return render_pdf(blocks, **about)


def minutes_docx(meeting, *, number=None):
    """The same minutes for Word."""
    blocks, about = _drawn(meeting, number)
    return render_docx(blocks, **about)


def keep_minutes(meeting, *, by):
    """Number the signed minutes and keep them for good as facts, PDF and for Word, inside the deed's transaction.

    Both files are drawn from the kept facts. Sets `meeting.minutes`; returns for the ledger all three hashes.
    """
    day = timezone.localdate(meeting.minutes_signed_at)
    register = {"commune": meeting.commune, "kind": "minutes", "year": day.year}
    number = None if numbers.is_external(**register) else numbers.take(**register)
    facts = keep_facts(meeting, number=number)
    blocks, about = _drawn(meeting, number)
    paper = {"commune": meeting.commune, "subject_key": meeting.stream, "title": _title(meeting), "by": by}
    paper |= {"number": number or "", "symbol": SYMBOL, "issued_on": day if number else None}
    places = {"title": about["title"], "watermark": about["watermark"]}
    pdf = with_places(render_pdf(blocks, **about), blocks, **places)
    meeting.minutes = printing.keep(kind=PaperKind.MINUTES, pdf=pdf, **paper)
    word = {"kind": PaperKind.MINUTES_TEXT, "media_type": MediaType.DOCX}
    text = printing.keep(pdf=render_docx(blocks, **about), **word, **paper)
    return {"sha256": meeting.minutes.sha256, "docx_sha256": text.sha256, "facts_sha256": facts.sha256}


def kept_for_word(meeting):
    """The Word file that was kept when the minutes were signed. Raises NotNow where there is none."""
    kept = Issued.objects.filter(subject_key=meeting.stream, kind=PaperKind.MINUTES_TEXT).select_related("blob").first()
    if kept is None:
        raise NotNow(_("These minutes were signed before Word files were kept; take the PDF."), code="not_kept")
    return kept
