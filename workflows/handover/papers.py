"""The papers of a ceremony: the list in its lawful order, and the sheet on which each one signs for the award."""

from django.utils import timezone

from documents.printing import wording
from documents.printing.blocks import Column, Group, Head, Paragraph, Signatures, Signer, Table, Title
from documents.printing.docx_writer import render_docx
from documents.printing.typst_writer import render_pdf
from documents.proposals.naming import post_and_place
from workflows.approval.paper_words import COMMITTEE, commune_name
from workflows.decisions.papers import number_of

RENDERS = {"pdf": render_pdf, "docx": render_docx}
_NUMBER, _NAME, _PLACE = Column("STT", 12, "center"), Column("Họ và tên, tên tập thể", 46), Column("Chức vụ, đơn vị")
COLUMNS = {
    "order": (_NUMBER, _NAME, _PLACE, Column("Số quyết định", 38)),
    "receipt": (_NUMBER, _NAME, _PLACE, Column("Người nhận", 34), Column("Ký nhận", 28)),
}
_TITLES = {"order": "Thứ tự trao thưởng", "receipt": "Ký nhận khen thưởng"}


def _rows(which, awards):
    form = None
    for place, award in enumerate(awards, start=1):
        decision, who = award.line.decision, award.line.nomination
        if decision.award_form != form:
            form = decision.award_form
            yield Group(form.name)
        ending = (number_of(decision),) if which == "order" else ("", "")
        yield (str(place), who.full_name, post_and_place(who), *ending)


def blocks(which, commune, awards, *, on):
    """which: "order" for the ceremony, "receipt" to be signed. awards: in the order of the ceremony."""
    name = commune_name(commune)
    decisions = list(dict.fromkeys(award.line.decision for award in awards))
    of = "; ".join(f"số {number_of(one)} {wording.date_in_words(one.issued_on)}" for one in decisions)
    return [
        Head(
            issuer=(COMMITTEE.upper(), name.upper()),
            dateline=wording.dateline(commune.place or name, on),
        ),
        Title("DANH SÁCH", _TITLES[which]),
        Paragraph(f"Kèm theo Quyết định {of} của Chủ tịch {COMMITTEE} {name}."),
        Table(COLUMNS[which], tuple(_rows(which, awards))),
        Signatures((Signer(("NGƯỜI LẬP",)), Signer(("NGƯỜI TRAO",)))),
    ]


def render(which, commune, awards, ending, *, on=None):
    """The paper as a file (bytes). ending: pdf or docx."""
    on = on or timezone.localdate()
    return RENDERS[ending](
        blocks(which, commune, awards, on=on), title=_TITLES[which], on=on, watermark=wording.watermark()
    )


def file_name(which, ending):
    """thu-tu-trao-thuong.pdf, ky-nhan-khen-thuong.docx"""
    return f"{'thu-tu-trao-thuong' if which == 'order' else 'ky-nhan-khen-thuong'}.{ending}"
