"""The minutes as a paper: words of the official sample, figures from the data, only the discussion is free text."""

import re

from django.utils import timezone

from documents.numbers import services as numbers
from documents.printing import services as printing
from documents.printing.blocks import (
    Column,
    Group,
    Head,
    Heading,
    Paragraph,
    Signatures,
    Signer,
    Table,
    Title,
    paragraphs,
)
from documents.printing.kinds import PaperKind
from documents.printing.typst_writer import render_pdf
from documents.printing.wording import date_in_words, number_line, short_date, watermark
from permissions.roles import Office
from workflows.council import queries
from workflows.council.room import Room
from workflows.council.states import BallotMethod, ItemVerdict, Presence
from workflows.council.verdicts import percent, threshold_words

SYMBOL = "BB-HĐTĐKT"
_METHOD = {
    BallotMethod.HANDS: "biểu quyết giơ tay",
    BallotMethod.NAMED: "biểu quyết công khai, ghi tên",
    BallotMethod.SECRET: "bỏ phiếu kín",
}
_BASE = {
    "total": "tổng số thành viên",
    "present": "số thành viên tham gia",
    "valid": "số phiếu hợp lệ",
    "cast": "số phiếu đã bỏ",
}
_POST = {
    Office.COUNCIL_CHAIR: "Chủ tịch Hội đồng",
    Office.COUNCIL_MEMBER: "Ủy viên Hội đồng",
    Office.COUNCIL_SECRETARY: "Thư ký Hội đồng",
}
_PRESENCE = {
    Presence.PRESENT: "Có mặt",
    Presence.ONLINE: "Dự trực tuyến",
    Presence.ABSENT_WRITTEN: "Vắng, có ý kiến bằng văn bản",
    Presence.ABSENT: "Vắng",
}
_COLUMNS = (
    Column("STT", 10, "center"),
    Column("Họ và tên, tập thể"),
    Column("Đồng ý", 15, "center"),
    Column("Không đồng ý", 17, "center"),
    Column("Ý kiến khác", 15, "center"),
    Column("Tỷ lệ đồng ý", 33, "center"),
    Column("Kết quả", 20, "center"),
)


def area_of(commune):
    """xã Phong Quang"""
    found = re.search(r"(xã|phường|đặc khu)\s+\S.*", commune.name, re.IGNORECASE)
    return found.group() if found else f"xã {commune.place or commune.name}"


def _hour(moment):
    return timezone.localtime(moment).strftime("%H giờ %M")


def _post(member):
    return member.title or _POST[member.office]


# --- I. who was there ------------------------------------------------------------------------------
def _presence(member, meeting):
    words = _PRESENCE[member.presence]
    if member.left_at and not member.is_in_room:
        words = "Có mặt"
    if member.arrived_at and member.arrived_at > meeting.opened_at:
        words += f", từ {_hour(member.arrived_at)}"
    if member.left_at:
        words += f", rời họp lúc {_hour(member.left_at)}"
    return words


def _names(members):
    return ", ".join(member.full_name for member in members)


def _who_was_there(meeting, room):
    voting = list(room.voting.values())
    came = [m for m in voting if m.is_in_room or m.left_at]
    absent = [m for m in voting if m not in came]
    chair = next((m for m in voting if m.office == Office.COUNCIL_CHAIR), None)
    secretary = next((m for m in room.roll if m.office == Office.COUNCIL_SECRETARY), None)
    written = [m for m in absent if m.presence == Presence.ABSENT_WRITTEN]
    rows = [
        (str(place), member.full_name, _post(member), _presence(member, meeting))
        for place, member in enumerate(room.roll, start=1)
    ]
    yield Heading("I. THÀNH PHẦN")
    if chair:
        yield Paragraph(f"1. Chủ trì: {chair.full_name}, {_post(chair)}.")
    if secretary:
        yield Paragraph(f"2. Thư ký: {secretary.full_name}, {_post(secretary)}.")
    told = f"3. Tổng số thành viên Hội đồng: {meeting.members_count}; dự họp: {len(came)}; vắng mặt: {len(absent)}"
    yield Paragraph(f"{told} ({_names(absent)})." if absent else f"{told}.")
    if written:
        yield Paragraph(f"4. Thành viên vắng mặt gửi ý kiến bằng văn bản: {_names(written)}.")
    yield Paragraph("Danh sách thành viên Hội đồng:")
    yield Table((Column("STT", 12, "center"), Column("Họ và tên", 48), Column("Chức vụ"), Column("Dự họp", 42)), rows)
    yield Paragraph(f"Kiểm tra điều kiện họp: {meeting.quorum_words}. Cuộc họp đủ điều kiện tiến hành.")


# --- II. what was discussed ------------------------------------------------------------------------
def _notice_words(proposal):
    if not proposal.notice_from:
        return ""
    until = f" đến ngày {short_date(proposal.notice_closed_on)}" if proposal.notice_closed_on else ""
    return f"; đã công khai lấy ý kiến từ ngày {short_date(proposal.notice_from)}{until}"


def _discussion(meeting, items):
    yield Heading("II. NỘI DUNG")
    yield Paragraph(
        "Hội đồng đã nghe báo cáo thẩm định, tiêu chuẩn của từng danh hiệu, hình thức khen thưởng và tóm tắt "
        "thành tích của các trường hợp được đề nghị sau đây, và đã thảo luận:"
    )
    for item in items:
        proposal, letter = item.proposal, item.proposal.letter
        number = f" theo Tờ trình số {letter.number}" if letter.number else ""
        signed = f" ngày {short_date(letter.signed_on)}" if letter.signed_on else ""
        yield Paragraph(
            f"{item.order}. {proposal.award_form}: {len(item.nominations)} trường hợp, {proposal.unit.name} đề nghị"
            f"{number}{signed} (hồ sơ {proposal.code}){_notice_words(proposal)}."
        )
    yield from paragraphs(meeting.discussion)


# --- III. the votes --------------------------------------------------------------------------------
def _manner(item):
    box = item.results[0]
    written = f", trong đó {item.written_count} ý kiến bằng văn bản" if item.written_count else ""
    threshold = threshold_words(box.threshold_numerator, box.threshold_denominator, is_strict=box.is_strict)
    return (
        f"{item.order}. {item.proposal.award_form} (hồ sơ {item.proposal.code}): {_METHOD[box.method]}, "
        f"{item.participants} thành viên tham gia{written}; cần {threshold} {_BASE[box.base_kind]}, "
        f"từ {box.votes_needed} phiếu đồng ý"
    )


def _vote_rows(items):
    for item in items:
        if not item.results:
            continue
        yield Group(_manner(item))
        for place, box in enumerate(item.results, start=1):
            yield (
                str(place),
                box.name.full_name,
                str(box.yes),
                str(box.no),
                str(box.abstain) + (f" ({box.invalid} không hợp lệ)" if box.invalid else ""),
                f"{box.yes}/{box.base} = {percent(box.yes, box.base)}",
                "Đạt" if box.passed else "Không đạt",
            )


def _votes(items):
    yield Heading("III. KẾT QUẢ BIỂU QUYẾT")
    rows = tuple(_vote_rows(items))
    if rows:
        yield Table(_COLUMNS, rows)
    bases = {box.legal_basis: None for item in items for box in item.results}
    for basis in bases:
        yield Paragraph(f"Căn cứ về tỷ lệ và cách tính: {basis}.")
    for item in items:
        if item.verdict == ItemVerdict.DEFERRED:
            yield Paragraph(
                f"Hội đồng chưa xét {item.proposal.award_form} (hồ sơ {item.proposal.code}). Lý do: {item.defer_reason}"
            )


def _conclusion(items):
    boxes = [box for item in items for box in item.results]
    passed = sum(1 for box in boxes if box.passed)
    deferred = sum(len(item.nominations) for item in items if item.verdict == ItemVerdict.DEFERRED)
    yield Heading("IV. KẾT LUẬN")
    told = f"Hội đồng thông qua {passed} trường hợp, không thông qua {len(boxes) - passed} trường hợp"
    yield Paragraph(f"{told}, chuyển {deferred} trường hợp sang phiên họp sau." if deferred else f"{told}.")
    yield Paragraph("Kết quả được trình người có thẩm quyền xem xét, quyết định theo quy định.")


def _signer(words, name, signed_at):
    if not signed_at:
        return Signer((words,), name, note="(Ký, ghi rõ họ tên)")
    at = timezone.localtime(signed_at)
    return Signer((words,), name, note=f"(Đã ký xác nhận trên hệ thống lúc {at:%H:%M} ngày {at:%d/%m/%Y})")


def _signatures(meeting, room):
    def name_of(office, person):
        member = next((m for m in room.roll if m.office == office), None)
        return person.full_name if person else member.full_name if member else ""

    return Signatures(
        (
            _signer(
                "THƯ KÝ",
                name_of(Office.COUNCIL_SECRETARY, meeting.secretary_signed_by),
                meeting.secretary_signed_at,
            ),
            _signer("CHỦ TRÌ", name_of(Office.COUNCIL_CHAIR, meeting.chair_signed_by), meeting.chair_signed_at),
        )
    )


def minutes_blocks(meeting, *, number=None):
    """The minutes of a closed meeting. number: of the register of minutes, None leaves room for it."""
    room = Room(meeting)
    items = queries.put_nominations(room.items)
    area = area_of(meeting.commune)
    opened = timezone.localdate(meeting.opened_at)
    return [
        Head(
            superior=("ỦY BAN NHÂN DÂN", area.upper()),
            issuer=("HỘI ĐỒNG", "THI ĐUA - KHEN THƯỞNG"),
            number=number_line(number, SYMBOL),
        ),
        Title("BIÊN BẢN", f"Họp Hội đồng Thi đua - Khen thưởng {area}: {meeting.title}"),
        Paragraph(f"Thời gian bắt đầu: {_hour(meeting.opened_at)}, {date_in_words(opened)}."),
        Paragraph(f"Địa điểm: {meeting.place}."),
        *_who_was_there(meeting, room),
        *_discussion(meeting, items),
        *_votes(items),
        *_conclusion(items),
        Paragraph(f"{_ending(meeting, opened)} Biên bản đã được đọc lại, mọi người dự họp nhất trí./."),
        _signatures(meeting, room),
    ]


def _ending(meeting, opened):
    day = timezone.localdate(meeting.closed_at)
    when = "cùng ngày" if day == opened else date_in_words(day)
    return f"Cuộc họp kết thúc hồi {_hour(meeting.closed_at)} {when}."


def _title(meeting):
    return f"Biên bản họp Hội đồng {meeting.code}"


def minutes_pdf(meeting, *, number=None):
    """The minutes as PDF; marked as a draft until both have signed."""
    mark = watermark(is_draft=not meeting.minutes_signed_at)
    blocks = minutes_blocks(meeting, number=number)
    return render_pdf(blocks, title=_title(meeting), on=timezone.localdate(meeting.closed_at), watermark=mark)


def keep_minutes(meeting, *, by):
    """Number the signed minutes and keep them for good, inside the deed's transaction; returns the Issued row."""
    day = timezone.localdate(meeting.minutes_signed_at)
    register = {"commune": meeting.commune, "kind": "minutes", "year": day.year}
    number = None if numbers.is_external(**register) else numbers.take(**register)
    pdf = minutes_pdf(meeting, number=number)
    return printing.keep(
        commune=meeting.commune,
        kind=PaperKind.MINUTES,
        subject_key=meeting.stream,
        title=_title(meeting),
        pdf=pdf,
        by=by,
        number=number or "",
        symbol=SYMBOL,
        issued_on=day if number else None,
    )
