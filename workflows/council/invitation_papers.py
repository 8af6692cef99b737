"""The invitation as a paper: when, where and what about. It names no nominee; the dossiers are read in the system."""

from itertools import groupby

from django.utils import timezone

from documents.printing import services as printing
from documents.printing.blocks import Addressees, Head, Paragraph, Signatures, Signer, Title, bold
from documents.printing.docx_writer import render_docx
from documents.printing.kinds import PaperKind
from documents.printing.typst_writer import render_pdf
from documents.printing.wording import date_in_words, dateline, held, number_line, watermark
from permissions.roles import Office
from workflows.council import membership, queries
from workflows.council.minutes_facts import area_of, post_of, presiding_member
from workflows.council.room import Room

SYMBOL = "GM-HĐTĐKT"
_LETTER_SYMBOL = "HĐTĐKT-TK"
_COUNCIL = "Hội đồng Thi đua - Khen thưởng"


def _symbol(meeting):
    return _LETTER_SYMBOL if meeting.is_in_writing else SYMBOL


def _agenda_lines(meeting):
    """Free items as they are said; dossiers that follow each other with one award form are one line."""
    items = list(queries.agenda_of(meeting))
    counted = {item.pk: len(item.nominations) for item in queries.put_nominations(items)}
    agenda = sorted([*items, *meeting.topics.all()], key=lambda each: each.order)
    for form, group in groupby(agenda, key=lambda each: getattr(getattr(each, "proposal", None), "award_form", None)):
        for_one = list(group)
        if form is None:
            yield from (topic.title for topic in for_one)
        else:
            rows = sum(counted[item.pk] for item in for_one)
            yield f"Xét đề nghị {form}: {len(for_one):02d} hồ sơ, {rows:02d} trường hợp"


def _agenda(meeting):
    lines = list(_agenda_lines(meeting))
    if not lines:
        return [Paragraph("Nội dung: theo chương trình họp đăng trên hệ thống.")]
    told = [Paragraph("Nội dung:")]
    last = len(lines)
    for place, line in enumerate(lines, start=1):
        told.append(Paragraph(f"{place}. {line.rstrip('.;')}{'.' if place == last else ';'}"))
    return told


def _kind_words(meeting):
    return "phiên họp bất thường" if meeting.kind == "extraordinary" else "phiên họp"


def _meeting_words(meeting, area):
    """In the order of the decree's form: who invites whom, to what, who presides, when, where."""
    at, chair = timezone.localtime(meeting.held_at), presiding_member(Room(meeting), meeting.presided_by_id)
    return [
        Paragraph(f"{_COUNCIL} {area} trân trọng kính mời: Các thành viên Hội đồng."),
        Paragraph(("Tới dự ", f"{_kind_words(meeting)} của {_COUNCIL} {area}: ", bold(meeting.title), ".")),
        *([Paragraph(f"Chủ trì: {chair.full_name}, {post_of(chair)}.")] if chair else []),
        Paragraph(f"Thời gian: {at:%H} giờ {at:%M} phút, {date_in_words(at.date())}."),
        Paragraph(f"Địa điểm: {meeting.place}."),
    ]


def _written_words(meeting, area):
    return [
        Addressees((held(f"Các thành viên {_COUNCIL} {area}", area),)),
        Paragraph((f"{_COUNCIL} {area} lấy ý kiến các thành viên bằng văn bản: ", bold(meeting.title), ".")),
        Paragraph(f"Thời hạn trả lời: hết {date_in_words(meeting.answer_by)}."),
        Paragraph("Cách trả lời: trên hệ thống, hoặc bằng phiếu lấy ý kiến có chữ ký gửi về thư ký Hội đồng."),
    ]


def invitation_blocks(meeting, *, on, sender=""):
    """The blocks of the invitation, or of the letter asking for opinions in writing. on: day on the paper."""
    area = area_of(meeting.commune)
    head = Head(
        superior=("ỦY BAN NHÂN DÂN", area.upper()),
        issuer=("HỘI ĐỒNG", "THI ĐUA - KHEN THƯỞNG"),
        number=number_line(None, _symbol(meeting)),
        dateline=dateline(meeting.commune.place or meeting.commune.name, on),
        subject="V/v lấy ý kiến thành viên Hội đồng bằng văn bản" if meeting.is_in_writing else "",
    )
    title = [] if meeting.is_in_writing else [Title("GIẤY MỜI", held(f"Họp {_COUNCIL} {area}", area))]
    words = _written_words if meeting.is_in_writing else _meeting_words
    return [
        head,
        *title,
        *words(meeting, area),
        *_agenda(meeting),
        Paragraph(
            "Hồ sơ được đăng trên hệ thống để các thành viên nghiên cứu trước. "
            "Thành viên vắng mặt báo cho thư ký Hội đồng trước ngày họp./."
            if not meeting.is_in_writing
            else "Hồ sơ được đăng trên hệ thống để các thành viên nghiên cứu trước khi trả lời./."
        ),
        Signatures(
            (Signer(("TL. CHỦ TỊCH HỘI ĐỒNG", "THƯ KÝ"), sender),),
            ("Các thành viên Hội đồng", "Lưu: VT, hồ sơ cuộc họp"),
        ),
    ]


def _secretary(meeting):
    """Name of the secretary on the council's roll now."""
    seats = membership.seats_on(meeting.council, timezone.localdate())
    return next((row.user.full_name for row in seats if row.office == Office.COUNCIL_SECRETARY), "")


def _title(meeting):
    return f"{'Công văn lấy ý kiến' if meeting.is_in_writing else 'Giấy mời họp'} {meeting.code}"


def invitation_pdf(meeting, *, on, sender="", is_draft=False):
    """The invitation as PDF; a draft is marked as such."""
    blocks = invitation_blocks(meeting, on=on, sender=sender or _secretary(meeting))
    return render_pdf(blocks, title=_title(meeting), on=on, watermark=watermark(is_draft=is_draft))


def invitation_docx(meeting, *, on, is_draft=False):
    """The same for Word, made anew each time."""
    blocks = invitation_blocks(meeting, on=on, sender=_secretary(meeting))
    return render_docx(blocks, title=_title(meeting), on=on, watermark=watermark(is_draft=is_draft))


def keep_invitation(meeting, *, by, on):
    """Keep the invitation that is sent, inside the deed's transaction; returns the Issued row."""
    pdf = invitation_pdf(meeting, on=on, sender=by.full_name)
    kept = {"kind": PaperKind.INVITATION, "subject_key": meeting.stream, "symbol": _symbol(meeting), "issued_on": on}
    return printing.keep(commune=meeting.commune, title=_title(meeting), pdf=pdf, by=by, **kept)


def file_name(meeting, ending):
    """giay-moi-PQ-2026-M003.pdf"""
    return f"giay-moi-{meeting.code}.{ending}"
