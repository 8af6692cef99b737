"""The notice of conclusions as a paper for one unit: words of an official notice, figures from the counted boxes."""

from django.utils import timezone

from documents.attachments.media_types import MediaType
from documents.printing import services as printing
from documents.printing.blocks import Addressees, Column, Group, Head, Paragraph, Signatures, Signer, Table, Title
from documents.printing.docx_writer import render_docx
from documents.printing.kinds import PaperKind
from documents.printing.typst_writer import render_pdf
from documents.printing.wording import date_in_words, dateline, document_number, held, number_line, watermark
from workflows.council.conclusions import Conclusion, next_steps
from workflows.council.minutes_facts import area_of
from workflows.council.papers import SYMBOL as MINUTES_SYMBOL

SYMBOL = "TB-HĐTĐKT"
_COUNCIL = "Hội đồng Thi đua - Khen thưởng"
_COLUMNS = (
    Column("STT trong danh sách", 20, "center"),
    Column("Đối tượng đề nghị"),
    Column("Kết luận", 38, "center"),
    Column("Tỷ lệ đồng ý", 48, "center"),
)
_WORDS = {
    Conclusion.AGREED: "Đồng ý",
    Conclusion.NOT_AGREED: "Không đồng ý",
    Conclusion.PUT_OFF: "Chuyển sang phiên họp sau",
}


def _rows(concluded):
    for each in concluded:
        yield Group(f"{each.proposal.award_form} (hồ sơ {each.proposal.code})")
        for row in each.rows:
            yield str(row.order), row.name, _WORDS[row.conclusion], row.figures


def _opening(meeting, area):
    minutes = meeting.minutes
    number = f" số {document_number(minutes.number, MINUTES_SYMBOL)}" if minutes.number else ""
    day = date_in_words(timezone.localdate(meeting.closed_at))
    deed = "kết thúc việc lấy ý kiến các thành viên bằng văn bản" if meeting.is_in_writing else "họp"
    return (
        f"{day.capitalize()}, {_COUNCIL} {area} {deed} ({meeting.title}). Căn cứ Biên bản{number}, Hội đồng thông báo "
        "kết luận đối với các trường hợp do đơn vị đề nghị như sau:"
    )


def notice_blocks(meeting, unit, concluded, *, on, sender):
    """The notice for a unit as blocks. concluded: [Concluded] of that unit alone. on: day on the paper."""
    area = area_of(meeting.commune)
    return [
        Head(
            superior=("ỦY BAN NHÂN DÂN", area.upper()),
            issuer=("HỘI ĐỒNG", "THI ĐUA - KHEN THƯỞNG"),
            number=number_line(None, SYMBOL),
            dateline=dateline(meeting.commune.place or meeting.commune.name, on),
        ),
        Title("THÔNG BÁO", held(f"Kết luận của {_COUNCIL} {area}", area)),
        Addressees((unit.name,)),
        Paragraph(_opening(meeting, area)),
        Table(_COLUMNS, tuple(_rows(concluded))),
        *[Paragraph(step) for step in next_steps(concluded, area)],
        Paragraph(f"{_COUNCIL} {area} thông báo để đơn vị biết, thực hiện./."),
        Signatures(
            (Signer(("TL. CHỦ TỊCH HỘI ĐỒNG", "THƯ KÝ"), sender),),
            (unit.name, "Phòng Văn hóa - Xã hội", "Lưu: VT, hồ sơ cuộc họp"),
        ),
    ]


def keep_notice(meeting, unit, concluded, *, on, by):
    """Keep the notice for a unit as PDF and for Word, inside the deed's transaction; returns both Issued rows."""
    blocks = notice_blocks(meeting, unit, concluded, on=on, sender=by.full_name)
    title = f"Thông báo kết luận {meeting.code}, {unit.name}"
    about = {"title": title, "on": on, "watermark": watermark()}
    paper = {"commune": meeting.commune, "subject_key": meeting.stream, "title": title, "by": by}
    paper |= {"symbol": SYMBOL, "issued_on": on}
    pdf = printing.keep(kind=PaperKind.CONCLUSION, pdf=render_pdf(blocks, **about), **paper)
    word = {"kind": PaperKind.CONCLUSION_TEXT, "media_type": MediaType.DOCX}
    return pdf, printing.keep(pdf=render_docx(blocks, **about), **word, **paper)


def file_name(notice, ending):
    """thong-bao-PQ-2026-M003-PQ-TH.pdf"""
    return f"thong-bao-{notice.code}.{ending}"
