"""The extract of signed minutes on one dossier: its own vote, nothing of the others, nothing of what was discussed.

Why an item was put off and why somebody stood aside are told in the minutes alone.
"""

from django.utils import timezone
from django.utils.translation import gettext as _

from documents.printing.blocks import Heading, Paragraph, Signatures, Signer
from documents.printing.docx_writer import render_docx
from documents.printing.typst_writer import render_pdf
from documents.printing.wording import document_number, short_date, watermark
from permissions.refusals import NotNow
from workflows.council.minutes_kept import facts_of
from workflows.council.minutes_people import led_blocks
from workflows.council.minutes_votes import counted_blocks, earlier_blocks
from workflows.council.models import AgendaItem, Meeting
from workflows.council.papers import SYMBOL, conclusion_blocks, head_of, item_words, title_of, when_and_where
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


def _item_on(facts, proposal):
    """The item under which the dossier was voted on, with its own nominations and what was announced on them alone."""
    own = set(proposal.nominations.values_list("pk", flat=True))
    decided = (item for item in facts.items if item.verdict in _DECIDED)
    item = next(item for item in decided if own & {one.id for one in item.results})
    for name in ("nominations", "results"):
        setattr(item, name, [row for row in getattr(item, name) if row.id in own])
    item.earlier = [vote for vote in item.earlier if vote.announced]
    return item


def extract_blocks(meeting, proposal):
    """The extract as blocks, drawn from what was kept at the signing. meeting: from `meeting_on`."""
    facts = facts_of(meeting)
    item = _item_on(facts, proposal)
    in_writing = facts.meeting.in_writing
    number = f" số {document_number(facts.number, SYMBOL)}" if facts.number else ""
    signed = short_date(timezone.localdate(meeting.minutes_signed_at))
    return [
        head_of(facts),
        title_of(facts, "TRÍCH BIÊN BẢN"),
        Paragraph(
            f"Trích Biên bản{number} được Thư ký và Chủ trì ký xong ngày {signed}, phần về hồ sơ {proposal.code}."
        ),
        *when_and_where(facts),
        Heading("I. THÀNH PHẦN"),
        *led_blocks(facts),
        Heading("II. NỘI DUNG"),
        item_words(item),
        *counted_blocks([item], in_writing=in_writing),
        *earlier_blocks(item),
        *conclusion_blocks([item]),
        Paragraph("Nội dung trích đúng với Biên bản lưu tại hồ sơ cuộc họp./."),
        Signatures(
            (Signer(("THƯ KÝ",), facts.signed.secretary.name, note="(Ký, ghi rõ họ tên)"),),
            (item.unit, "Lưu: VT, hồ sơ cuộc họp"),
        ),
    ]


def extract(meeting, proposal, render=render_pdf):
    """The extract as a file (bytes). render: render_pdf or render_docx."""
    title = f"Trích biên bản {meeting.code}, hồ sơ {proposal.code}"
    on = timezone.localdate(meeting.minutes_signed_at)
    return render(extract_blocks(meeting, proposal), title=title, on=on, watermark=watermark())


RENDERS = {"pdf": render_pdf, "docx": render_docx}
