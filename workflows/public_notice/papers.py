"""The notice to be put up on paper: what the public page says. Official wording, hence in Vietnamese."""

from documents.printing import wording
from documents.printing.blocks import Column, Head, Paragraph, Signatures, Signer, Table, Title
from documents.printing.docx_writer import render_docx
from documents.printing.typst_writer import render_pdf
from workflows.approval.paper_words import committee_lines, committee_of, commune_name

RENDERS = {"pdf": render_pdf, "docx": render_docx}
_OFFICE = "Phòng Văn hóa - Xã hội"
_COLUMNS = (
    Column("STT", 12, "center"),
    Column("Họ và tên, tên tập thể", 55),
    Column("Thành tích tóm tắt"),
)
UNDER_AGE = "Người dưới 18 tuổi: không công khai họ tên đầy đủ và thành tích"


def notice_blocks(notice):
    """The notice of one dossier as blocks."""
    proposal, commune = notice.proposal, notice.proposal.commune
    committee = committee_of(commune)
    days = f"từ {wording.date_in_words(notice.first)} đến hết {wording.date_in_words(notice.last)}"
    rows = tuple(
        (str(place), row.name, UNDER_AGE if row.is_under_age else row.achievement)
        for place, row in enumerate(notice.rows, start=1)
    )
    return [
        Head(
            issuer=(_OFFICE.upper(),),
            superior=committee_lines(commune),
            number=wording.number_line(None, "TB-VHXH"),
            dateline=wording.dateline(commune.place or commune_name(commune), None, year=notice.first.year),
        ),
        Title("THÔNG BÁO", "Công khai danh sách đề nghị khen thưởng để lấy ý kiến nhân dân"),
        Paragraph(
            f"{_OFFICE} công khai danh sách đề nghị {proposal.award_form.name} theo đề nghị của {proposal.unit.name} "
            f"(hồ sơ {proposal.code}), {days}:"
        ),
        Table(columns=_COLUMNS, rows=rows),
        Paragraph(how_to_object(notice)),
        Signatures((Signer(lines=("TRƯỞNG PHÒNG",)),), (f"Niêm yết tại trụ sở {committee}", "Lưu: VT, VHXH")),
    ]


def how_to_object(notice):
    """Where and until when to object; whose name is told to nobody."""
    return (
        f"Cá nhân, tổ chức có ý kiến đề nghị gửi bằng văn bản, gặp trực tiếp, gọi điện thoại hoặc gửi thư điện tử tới "
        f"{_OFFICE}, {committee_of(notice.proposal.commune)} chậm nhất hết {wording.date_in_words(notice.last)}, "
        "ghi rõ họ tên, địa chỉ để được trả lời. Họ tên người có ý kiến được giữ kín."
    )


def render_notice(notice, ending="pdf"):
    """The notice as a file (bytes); it says the same as the public page. ending: pdf or docx."""
    title = f"Thông báo công khai {notice.proposal.code}"
    return RENDERS[ending](notice_blocks(notice), title=title, on=notice.first, watermark=wording.watermark())


def file_name(proposal, ending="pdf"):
    """Name under which the notice is offered for saving."""
    return f"Thông báo công khai {proposal.code}.{ending}"
