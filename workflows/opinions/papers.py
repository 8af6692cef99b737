"""The letter to a body that is asked on paper. Official wording, hence in Vietnamese; printing renders it."""

import json

from django.utils import timezone
from django.utils.translation import gettext as _

from documents.catalogue.kinds import NomineeType
from documents.printing import wording
from documents.printing.blocks import (
    Addressees,
    Column,
    Head,
    Paragraph,
    Signatures,
    Signer,
    Table,
    italic,
    paragraphs,
)
from documents.printing.docx_writer import render_docx
from documents.printing.typst_writer import render_pdf
from permissions import access
from permissions.people.models import Appointment, Unit
from permissions.people.units import UnitKind
from permissions.refusals import NotNow
from permissions.roles import Office
from workflows.approval.paper_words import committee_lines, commune_name

TITLE = "Công văn xin ý kiến: %s"
_OFFICE = "Phòng Văn hóa - Xã hội"
_NOMINEES = {
    NomineeType.INDIVIDUAL: "cá nhân",
    NomineeType.COLLECTIVE: "tập thể",
    NomineeType.HOUSEHOLD: "hộ gia đình",
}
_COLUMNS = (Column("STT", 12, "center"), Column("Họ và tên, tên tập thể", 50), Column("Thành tích tóm tắt"))


def _office_of(commune):
    return Unit.objects.filter(commune=commune, kind=UnitKind.CULTURE_OFFICE, is_active=True).order_by("pk").first()


def _head_of(commune):
    """Name of the head of the office today, for the line under the signature; empty without one."""
    rows = Appointment.objects.filter(
        access.in_force(), unit__commune=commune, office=Office.OFFICE_HEAD, user__is_active=True
    )
    head = rows.select_related("user").order_by("-from_on").first()
    return head.user.full_name if head else ""


def _counted(rows):
    kinds = [row["nominee_type"] for row in rows]
    return ", ".join(f"{kinds.count(kind):02d} {word}" for kind, word in _NOMINEES.items() if kind in kinds)


def letter_blocks(opinion):
    """The letter as blocks: what is asked, about whom as the unit sent it, and until when.

    Raises NotNow where what the unit sent is disposed of.
    """
    proposal, commune = opinion.proposal, opinion.commune
    version = proposal.versions.get(number=opinion.version)
    if version.is_disposed:
        raise NotNow(_("What was sent then is no longer kept; there is nothing to print."), code="not_kept")
    told = json.loads(version.body)
    rows, office = told["nominations"], _office_of(commune)
    place = commune.place or commune_name(commune)
    about = f"{told['award_form']['name']} theo đề nghị của {told['unit']['name']}"
    return [
        Head(
            issuer=(_OFFICE.upper(),),
            superior=committee_lines(commune),
            number=wording.number_line(None, (office and office.symbol) or "VHXH"),
            dateline=wording.dateline(place, None, year=opinion.asked_at.year),
            subject="V/v xin ý kiến về hồ sơ đề nghị khen thưởng",
        ),
        Addressees((opinion.body_name,)),
        Paragraph(
            f"{_OFFICE} đang thẩm định hồ sơ {proposal.code} đề nghị {about} ({_counted(rows)}; danh sách dưới đây). "
            f"{_OFFICE} đề nghị {opinion.body_name} cho ý kiến về nội dung sau:"
        ),
        *paragraphs(opinion.question),
        Table(
            columns=_COLUMNS,
            rows=tuple((str(row["order"]), row["full_name"], row["summary"]) for row in rows),
        ),
        Paragraph(
            f"Đề nghị trả lời bằng văn bản, nêu rõ đồng ý, đồng ý có ý kiến bổ sung hoặc không đồng ý và lý do, gửi về "
            f"{_OFFICE} chậm nhất hết {wording.date_in_words(opinion.due_on)}."
        ),
        Paragraph(italic("Thông tin trong văn bản này chỉ dùng để cho ý kiến về hồ sơ nêu trên.")),
        Signatures(
            (Signer(lines=("TRƯỞNG PHÒNG",), name=_head_of(commune)),),
            ("Như trên", f"Lưu: VT, hồ sơ {proposal.code}"),
        ),
    ]


def render_letter(opinion, *, on, render=render_pdf):
    """The letter as a file (bytes), without number: the records clerk writes it in. on: date of the file."""
    watermark = wording.watermark()
    return render(letter_blocks(opinion), title=TITLE % opinion.body_name, on=on, watermark=watermark)


def render_word(opinion):
    """The letter for Word."""
    return render_letter(opinion, on=timezone.localdate(opinion.asked_at), render=render_docx)


def file_name(opinion, ending="pdf"):
    """Name under which the letter is offered for saving."""
    return f"Công văn xin ý kiến {opinion.code}.{ending}"
