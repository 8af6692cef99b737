"""The extract of signed minutes on one dossier: its own vote, nothing of the others, nothing of what was discussed.

Why an item was put off and why somebody stood aside are told in the minutes alone.
"""

from django.utils import timezone
from django.utils.translation import gettext as _

from documents.printing.blocks import Head, Heading, Paragraph, Signatures, Signer, Title
from documents.printing.docx_writer import render_docx
from documents.printing.typst_writer import render_pdf
from documents.printing.wording import date_in_words, document_number, held, short_date, watermark
from permissions.refusals import NotNow
from permissions.roles import Office
from workflows.council import queries
from workflows.council.minutes_votes import counted, counted_blocks, earlier_blocks
from workflows.council.models import AgendaItem, Meeting
from workflows.council.papers import (
    SYMBOL,
    area_of,
    conclusion_blocks,
    hour_words,
    item_words,
    post_of,
    presiding_member,
)
from workflows.council.room import Room
from workflows.council.states import ItemVerdict

_DECIDED = (ItemVerdict.CARRIED, ItemVerdict.REJECTED)


def meetings_on(proposal):
    """The meetings with signed minutes that decided on nominations of a dossier, the oldest first.

    By what was voted on: a dossier that was split off after the meeting was never on an agenda itself.
    """
    items = AgendaItem.objects.filter(boxes__nomination__proposal=proposal, verdict__in=_DECIDED)
    rows = Meeting.objects.filter(items__in=items, minutes_signed_at__isnull=False).distinct()
    return rows.select_related("commune").order_by("held_at", "pk")


def meeting_on(proposal, code):
    """The meeting of this code that decided on the dossier, None without. Raises NotNow before its minutes' signing."""
    if meeting := meetings_on(proposal).filter(code=code).first():
        return meeting
    waiting = AgendaItem.objects.filter(boxes__nomination__proposal=proposal, verdict__in=_DECIDED, meeting__code=code)
    if waiting.exists():
        raise NotNow(_("There is an extract once secretary and chair have signed the minutes."), code="not_signed")
    return None


def _item_on(room, proposal):
    """The item under which the dossier was voted on, with its own nominations and results alone."""
    voted = [item for item in room.items if any(row.proposal_id == proposal.pk for row in room.nominations[item.pk])]
    (item,) = queries.put_nominations([item for item in voted if item.verdict in _DECIDED])
    item.nominations = [row for row in item.nominations if row.proposal_id == proposal.pk]
    item.results = [box for box in item.results if box.name.proposal_id == proposal.pk]
    return queries.put_rounds([item])[0]


def extract_blocks(meeting, proposal):
    """The extract as blocks. meeting: from `meeting_on`."""
    room = Room(meeting)
    item = _item_on(room, proposal)
    area, opened = area_of(meeting.commune), timezone.localdate(meeting.opened_at)
    minutes = meeting.minutes
    number = f" số {document_number(minutes.number, SYMBOL)}" if minutes and minutes.number else ""
    signed = short_date(timezone.localdate(meeting.minutes_signed_at))
    return [
        Head(superior=("ỦY BAN NHÂN DÂN", area.upper()), issuer=("HỘI ĐỒNG", "THI ĐUA - KHEN THƯỞNG")),
        Title("TRÍCH BIÊN BẢN", f"{held(f'Họp Hội đồng Thi đua - Khen thưởng {area}', area)}\n({meeting.title})"),
        Paragraph(
            f"Trích Biên bản{number} được Thư ký và Chủ trì ký xong ngày {signed}, phần về hồ sơ {proposal.code}."
        ),
        Paragraph(f"Thời gian họp: {hour_words(meeting.opened_at)}, {date_in_words(opened)}."),
        *([Paragraph(f"Địa điểm: {meeting.place}.")] if meeting.place else []),
        Heading("I. THÀNH PHẦN"),
        *_who_led(room, meeting),
        Heading("II. NỘI DUNG"),
        item_words(item),
        *counted_blocks([item]),
        *earlier_blocks(item),
        *conclusion_blocks([item]),
        Paragraph("Nội dung trích đúng với Biên bản lưu tại hồ sơ cuộc họp./."),
        Signatures(
            (Signer(("THƯ KÝ",), meeting.secretary_signed_by.full_name, note="(Ký, ghi rõ họ tên)"),),
            (proposal.unit.name, "Lưu: VT, hồ sơ cuộc họp"),
        ),
    ]


def _who_led(room, meeting):
    secretary = next((member for member in room.roll if member.office == Office.COUNCIL_SECRETARY), None)
    for words, member in (("Chủ trì", presiding_member(meeting, room)), ("Thư ký", secretary)):
        if member:
            yield Paragraph(f"{words}: {member.full_name}, {post_of(member)}.")
    came = [member for member in room.voting.values() if member.is_in_room or member.left_at]
    yield Paragraph(f"Tổng số thành viên Hội đồng: {counted(meeting.members_count)}; dự họp: {counted(len(came))}.")


def extract(meeting, proposal, render=render_pdf):
    """The extract as a file (bytes). render: render_pdf or render_docx."""
    title = f"Trích biên bản {meeting.code}, hồ sơ {proposal.code}"
    on = timezone.localdate(meeting.minutes_signed_at)
    return render(extract_blocks(meeting, proposal), title=title, on=on, watermark=watermark())


RENDERS = {"pdf": render_pdf, "docx": render_docx}
