"""The minutes as a paper: words of the official sample, figures from the data, only the discussion is free text."""

import re

from django.utils import timezone
from django.utils.translation import gettext as _

from documents.attachments.media_types import MediaType
from documents.numbers import services as numbers
from documents.printing import services as printing
from documents.printing.blocks import (
    Column,
    Head,
    Heading,
    Paragraph,
    Signatures,
    Signer,
    Table,
    Title,
    paragraphs,
)
from documents.printing.docx_writer import render_docx
from documents.printing.kinds import PaperKind
from documents.printing.models import Issued
from documents.printing.sealed import sealed_line
from documents.printing.typst_writer import render_pdf
from documents.printing.wording import date_in_words, held, number_line, short_date, watermark
from permissions.refusals import NotNow
from permissions.roles import Office
from workflows.council import queries
from workflows.council.minutes_votes import counted, votes_blocks
from workflows.council.quorum import hardest, quorum
from workflows.council.room import Room
from workflows.council.states import ItemVerdict, Presence, SeatRole

SYMBOL = "BB-HĐTĐKT"
_POST = {
    SeatRole.CHAIR: "Chủ tịch Hội đồng",
    SeatRole.STANDING_VICE_CHAIR: "Phó Chủ tịch thường trực Hội đồng",
    SeatRole.VICE_CHAIR: "Phó Chủ tịch Hội đồng",
    SeatRole.STANDING_MEMBER: "Ủy viên thường trực Hội đồng",
    SeatRole.MEMBER: "Ủy viên Hội đồng",
    SeatRole.SECRETARY: "Thư ký Hội đồng",
}
_PRESENCE = {
    Presence.PRESENT: "Có mặt",
    Presence.ONLINE: "Dự trực tuyến",
    Presence.ABSENT_WRITTEN: "Vắng, có ý kiến bằng văn bản",
    Presence.ABSENT: "Vắng",
}
_RECIPIENTS = (
    "Chủ tịch Ủy ban nhân dân xã (để báo cáo)",
    "Các thành viên Hội đồng",
    "Phòng Văn hóa - Xã hội",
    "Lưu: VT, hồ sơ cuộc họp",
)


def area_of(commune):
    """xã Phong Quang"""
    found = re.search(r"(xã|phường|đặc khu)\s+\S.*", commune.name, re.IGNORECASE)
    return found.group() if found else f"xã {commune.place or commune.name}"


def presiding_member(meeting, room):
    """Who presided, as a line of the roll; the chair where nobody else is named."""
    for member in room.roll:
        if member.person.pk == meeting.presided_by_id or (
            meeting.presided_by_id is None and member.office == Office.COUNCIL_CHAIR
        ):
            return member
    return None


def hour_words(moment):
    return timezone.localtime(moment).strftime("%H giờ %M phút")


def post_of(member):
    return member.title or _POST[member.role]


# --- I. who was there ------------------------------------------------------------------------------
def _presence(member, meeting):
    words = _PRESENCE[member.presence]
    if member.left_at and not member.is_in_room:
        words = "Có mặt"
    if member.arrived_at and member.arrived_at > meeting.opened_at:
        words += f", từ {hour_words(member.arrived_at)}"
    if member.left_at:
        words += f", rời họp lúc {hour_words(member.left_at)}"
    return words


def _names(members):
    return ", ".join(member.full_name for member in members)


def _rank(member):
    """In the order of the roles; who has no vote comes last."""
    return not member.is_voting, SeatRole(member.role).rank


def _roll(room, meeting):
    """Members are numbered; the secretary, who has no vote, is not."""
    roll = sorted(room.roll, key=_rank)
    for place, member in enumerate(roll, start=1):
        number = str(place) if member.is_voting else ""
        yield number, member.full_name, post_of(member), _presence(member, meeting)


def _who_was_there(meeting, room):
    voting = sorted(room.voting.values(), key=_rank)
    came = [m for m in voting if m.is_in_room or m.left_at]
    absent = [m for m in voting if m not in came]
    chair = presiding_member(meeting, room)
    secretary = next((m for m in room.roll if m.office == Office.COUNCIL_SECRETARY), None)
    written = [m for m in absent if m.presence == Presence.ABSENT_WRITTEN]
    yield Heading("I. THÀNH PHẦN")
    if chair:
        absent_chair = " (Chủ tịch Hội đồng vắng mặt)" if meeting.presided_by_id else ""
        yield Paragraph(f"1. Chủ trì: {chair.full_name}, {post_of(chair)}{absent_chair}.")
    if secretary:
        yield Paragraph(f"2. Thư ký: {secretary.full_name}, {post_of(secretary)}.")
    told = (
        f"3. Tổng số thành viên Hội đồng: {counted(meeting.members_count)}; dự họp: {counted(len(came))}; "
        f"vắng mặt: {counted(len(absent))}"
    )
    yield Paragraph(f"{told} ({_names(absent)})." if absent else f"{told}.")
    if written:
        yield Paragraph(f"4. Thành viên vắng mặt gửi ý kiến bằng văn bản: {_names(written)}.")
    yield Paragraph("Danh sách thành viên Hội đồng và thư ký:")
    columns = (Column("STT", 12, "center"), Column("Họ và tên", 48), Column("Chức vụ"), Column("Dự họp", 42))
    yield Table(columns, tuple(_roll(room, meeting)))
    yield Paragraph(f"Kiểm tra điều kiện họp: {_quorum(meeting, room)}. Cuộc họp đủ điều kiện tiến hành.")


def _quorum(meeting, room):
    """The count at the opening: who was in the room then, and the opinions in writing."""
    in_room = [m for m in room.voting.values() if m.arrived_at and m.arrived_at <= meeting.opened_at]
    written = [m for m in room.voting.values() if m.presence == Presence.ABSENT_WRITTEN and m not in in_room]
    found = hardest(
        [
            quorum(members=meeting.members_count, in_room=len(in_room), written=len(written), rule=item.vote_rule)
            for item in room.items
            if item.vote_rule
        ]
    )
    taking_part = found.counted if found else len(in_room)
    told = f"có {counted(taking_part)}/{counted(meeting.members_count)} thành viên Hội đồng tham gia"
    if found and found.written:
        told += f" (trong đó {counted(found.written)} thành viên gửi ý kiến bằng văn bản)"
    return f"{told}, số tối thiểu là {counted(found.needed)} thành viên" if found else told


# --- II. what was discussed ------------------------------------------------------------------------
def _notice_words(proposal):
    if not proposal.notice_from:
        return ""
    until = f" đến ngày {short_date(proposal.notice_closed_on)}" if proposal.notice_closed_on else ""
    return f"; đã công khai lấy ý kiến từ ngày {short_date(proposal.notice_from)}{until}"


def _discussion(meeting, items):
    yield Heading("II. NỘI DUNG")
    yield Paragraph(
        "Hội đồng đã nghe báo cáo thẩm định, tiêu chuẩn của từng danh hiệu, hình thức khen thưởng, tóm tắt thành tích "
        "và thảo luận về các trường hợp được đề nghị sau đây:"
    )
    yield from (item_words(item) for item in items)
    yield from paragraphs(meeting.discussion)


def item_words(item):
    """What stood before the council under an item of its agenda, as a Paragraph."""
    proposal, letter = item.proposal, item.proposal.letter
    number = f" tại Tờ trình số {letter.number}" if letter.number else ""
    signed = f" ngày {short_date(letter.signed_on)}" if number and letter.signed_on else ""
    cases = f"{counted(len(item.nominations))} trường hợp do {proposal.unit.name} đề nghị"
    return Paragraph(
        f"{item.order}. {proposal.award_form}: {cases}{number}{signed} (hồ sơ {proposal.code})"
        f"{_notice_words(proposal)}."
    )


def conclusion_blocks(items):
    """IV. How many cases were passed, refused and put off."""
    boxes = [box for item in items for box in item.results]
    passed = sum(1 for box in boxes if box.passed)
    refused = len(boxes) - passed
    deferred = sum(len(item.nominations) for item in items if item.verdict == ItemVerdict.DEFERRED)
    told = [f"Hội đồng thông qua {counted(passed)} trường hợp"]
    told += [f"không thông qua {counted(refused)} trường hợp"] if refused else []
    told += [f"chuyển {counted(deferred)} trường hợp sang phiên họp sau"] if deferred else []
    yield Heading("IV. KẾT LUẬN")
    yield Paragraph(f"{', '.join(told)}.")
    yield Paragraph("Kết quả được trình người có thẩm quyền xem xét, quyết định theo quy định.")


def _signer(words, name, signed_at, paper):
    if not signed_at:
        return Signer((words,), name, note="(Ký, ghi rõ họ tên)")
    if paper:
        return Signer((words,), name, note=f"(Đã ký trên bản giấy,\nvăn bản đến số {paper})")
    day = short_date(timezone.localdate(signed_at))
    note = f"(Đã ký xác nhận trên hệ thống\nlúc {hour_words(signed_at)}, ngày {day})"
    return Signer((words,), name, note=note)


def _signatures(meeting, room):
    def name_of(member, person):
        return person.full_name if person else member.full_name if member else ""

    secretary = next((m for m in room.roll if m.office == Office.COUNCIL_SECRETARY), None)

    return Signatures(
        (
            _signer(
                "THƯ KÝ",
                name_of(secretary, meeting.secretary_signed_by),
                meeting.secretary_signed_at,
                meeting.minutes_paper,
            ),
            _signer(
                "CHỦ TRÌ",
                name_of(presiding_member(meeting, room), meeting.chair_signed_by),
                meeting.chair_signed_at,
                meeting.minutes_paper,
            ),
        ),
        _RECIPIENTS,
    )


def minutes_blocks(meeting, *, number=None):
    """The minutes of a closed meeting. number: of the register of minutes, None leaves room for it."""
    room = Room(meeting)
    items = queries.put_rounds(queries.put_nominations(room.items), also_closed=True)
    area = area_of(meeting.commune)
    opened = timezone.localdate(meeting.opened_at)
    return [
        Head(
            superior=("ỦY BAN NHÂN DÂN", area.upper()),
            issuer=("HỘI ĐỒNG", "THI ĐUA - KHEN THƯỞNG"),
            number=number_line(number, SYMBOL),
        ),
        Title("BIÊN BẢN", f"{held(f'Họp Hội đồng Thi đua - Khen thưởng {area}', area)}\n({meeting.title})"),
        Paragraph(f"Thời gian bắt đầu: {hour_words(meeting.opened_at)}, {date_in_words(opened)}."),
        Paragraph(f"Địa điểm: {meeting.place}."),
        *_who_was_there(meeting, room),
        *_discussion(meeting, items),
        *votes_blocks(room, items),
        *conclusion_blocks(items),
        Paragraph(f"{_ending(meeting, opened)} Biên bản đã được đọc lại, các thành viên dự họp nhất trí thông qua./."),
        _signatures(meeting, room),
    ]


def _ending(meeting, opened):
    day = timezone.localdate(meeting.closed_at)
    when = " cùng ngày" if day == opened else f", {date_in_words(day)}"
    return f"Cuộc họp kết thúc vào {hour_words(meeting.closed_at)}{when}."


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
    """Number the signed minutes and keep them for good as PDF and for Word, inside the deed's transaction.

    Both are drawn from the same blocks, once. Sets `meeting.minutes`; returns for the ledger both hashes.
    """
    day = timezone.localdate(meeting.minutes_signed_at)
    register = {"commune": meeting.commune, "kind": "minutes", "year": day.year}
    number = None if numbers.is_external(**register) else numbers.take(**register)
    blocks, about = _drawn(meeting, number)
    paper = {"commune": meeting.commune, "subject_key": meeting.stream, "title": _title(meeting), "by": by}
    paper |= {"number": number or "", "symbol": SYMBOL, "issued_on": day if number else None}
    meeting.minutes = printing.keep(kind=PaperKind.MINUTES, pdf=render_pdf(blocks, **about), **paper)
    word = {"kind": PaperKind.MINUTES_TEXT, "media_type": MediaType.DOCX}
    text = printing.keep(pdf=render_docx(blocks, **about), **word, **paper)
    return {"sha256": meeting.minutes.sha256, "docx_sha256": text.sha256}


def kept_for_word(meeting):
    """The Word file that was kept when the minutes were signed. Raises NotNow where there is none."""
    kept = Issued.objects.filter(subject_key=meeting.stream, kind=PaperKind.MINUTES_TEXT).select_related("blob").first()
    if kept is None:
        raise NotNow(_("These minutes were signed before Word files were kept; take the PDF."), code="not_kept")
    return kept
