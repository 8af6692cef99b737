"""The dossiers of a meeting as one file: contents, a sheet for each dossier, its papers - as the reader may see them.

What a reader may not see of a dossier is not in their file: it is made for each reader anew, and never kept.
"""

from dataclasses import dataclass
from io import BytesIO

from django.utils import timezone
from PIL import Image

from documents.attachments.media_types import MediaType
from documents.attachments.serving import open_blob
from documents.catalogue.kinds import SIGNED_LETTER
from documents.printing.binding import Limits, Part, bind
from documents.printing.blocks import Column, Group, Heading, Paragraph, Table, Title, bold, paragraphs
from documents.printing.typst_writer import render_pdf
from documents.printing.wording import short_date, watermark
from documents.proposals.models import Proposal
from documents.proposals.naming import post_and_place
from documents.proposals.sent import told_by
from permissions import access
from workflows.approval.queries import paper_titles
from workflows.approval.sight import sight_of, veil
from workflows.council import queries

LIMITS = Limits(files=400, pages=3_000, seconds=60)
_LONGEST_SIDE = 2_000  # points of a picture in the file; enough for print on A4
_DOTS_PER_INCH = 200


@dataclass(slots=True)
class Dossier:
    """A dossier of the agenda as one reader sees it: rows and papers as the judged version says."""

    item: object
    proposal: object
    rows: list
    papers: list
    titles: dict

    @property
    def name(self):
        return f"{self.item.order}. {self.proposal.award_form}: {self.proposal.unit} ({self.proposal.code})"


def items_seen(meeting, user, held):
    """The items of the agenda whose dossiers the person may see, each with `nominations`.

    A fixed number of statements.
    """
    items = queries.put_nominations(queries.agenda_of(meeting))
    asked = Proposal.objects.filter(pk__in=[item.proposal_id for item in items])
    seen = set(access.visible_to(user, asked, acting=held).values_list("pk", flat=True))
    return [item for item in items if item.proposal_id in seen]


def _dossier(item, versions, held):
    proposal = item.proposal
    proposal.commune = item.meeting.commune
    sent = told_by(versions)
    rows = sent.show_rows(sent.rows_of(proposal))
    standing = {row.pk for row in item.nominations}
    rows = [row for row in rows if row.pk in standing]
    for row in rows:
        row.proposal = proposal
    veil(proposal, sight_of(proposal, held))
    return Dossier(item, proposal, rows, sent.papers_of(proposal.letter), paper_titles(proposal, rows))


# --- the sheet of a dossier ----------------------------------------------------------------------------
_COLUMNS = (Column("STT", 11, "center"), Column("Đối tượng đề nghị", 62), Column("Tóm tắt thành tích"))


def _row(place, row):
    who = "\n".join(filter(None, (row.full_name, post_and_place(row))))
    return str(place), who, row.summary


def _sheet(dossier):
    proposal, letter = dossier.proposal, dossier.proposal.letter
    number = f"Tờ trình số {letter.number}" if letter.number else "Tờ trình"
    dated = f" ngày {short_date(letter.signed_on)}" if letter.signed_on else ""
    blocks = [
        Title(f"HỒ SƠ {dossier.item.order}", str(proposal.award_form)),
        Paragraph(("Mã hồ sơ: ", bold(proposal.code), f". Loại hình: {proposal.get_kind_display()}.")),
        Paragraph(f"Đơn vị đề nghị: {proposal.unit}. {number}{dated}: {letter.title}."),
        Table(_COLUMNS, tuple(_row(place, row) for place, row in enumerate(dossier.rows, start=1))),
    ]
    if proposal.appraisal_text:
        blocks += [Heading("Ý kiến thẩm định"), *paragraphs(proposal.appraisal_text)]
    return blocks


def _pdf(blocks, title, on):
    return BytesIO(render_pdf(blocks, title=title, on=on, watermark=watermark()))


# --- papers --------------------------------------------------------------------------------------------
def _picture(blob):
    """A picture as a page."""
    out = BytesIO()
    with open_blob(blob) as file, Image.open(file) as image:
        image.draft("RGB", (_LONGEST_SIDE, _LONGEST_SIDE))  # a large JPEG is read smaller at once
        image.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
        image.convert("RGB").save(out, "PDF", resolution=_DOTS_PER_INCH)
    out.seek(0)
    return out


def _reader_of(blob):
    """How a paper is read into the file; None for a type that is only opened on the screen."""
    if blob.media_type == MediaType.PDF:
        return lambda: open_blob(blob)
    if MediaType(blob.media_type).is_image:
        return lambda: _picture(blob)
    return None


def _paper_title(paper, titles, row=None):
    kind = "Tờ trình của đơn vị" if paper.kind == SIGNED_LETTER else titles.get(paper.kind, "Giấy tờ khác")
    return " - ".join(filter(None, (kind, row and row.full_name, paper.file_name)))


def _papers_of(dossier):
    for paper in dossier.papers:
        yield paper, _paper_title(paper, dossier.titles)
    for row in dossier.rows:
        for paper in row.papers_now:
            yield paper, _paper_title(paper, dossier.titles, row)


def _parts(dossiers, on):
    """The sheet and the papers of each dossier; a file that several share is bound once, where it comes first."""
    bound = set()
    for dossier in dossiers:
        blocks = _sheet(dossier)
        yield Part(dossier.name, lambda blocks=blocks, name=dossier.name: _pdf(blocks, name, on))
        for paper, title in _papers_of(dossier):
            if paper.blob_id in bound:
                continue
            bound.add(paper.blob_id)
            yield Part(title, _reader_of(paper.blob), level=1)


# --- the whole -----------------------------------------------------------------------------------------
def _contents(meeting, reader, at, parts):
    rows = []
    for part in parts:
        page = str(part.page or "trên hệ thống")
        rows.append((part.title, page) if part.level else Group(f"{part.title} - trang {page}"))
    made = timezone.localtime(at)
    return [
        Title("TÀI LIỆU HỌP", f"{meeting.title} ({meeting.code})"),
        Paragraph(
            f"Tệp này được lập cho {reader.full_name} lúc {made:%H} giờ {made:%M} phút, "
            f"ngày {short_date(made.date())}. "
            "Tài liệu có thông tin cá nhân, chỉ dùng để xét khen thưởng; không sao gửi ra ngoài."
        ),
        *([Table((Column("Nội dung"), Column("Trang", 28, "center")), tuple(rows))] if rows else []),
    ]


def write_pack(meeting, *, user, held, now, out):
    """Write the file of one reader into `out`, open for writing; returns its number of pages.

    held: the reader's capacities. Raises NotNow where it would pass `LIMITS`.
    """
    on = timezone.localdate(now)
    items = items_seen(meeting, user, held)
    versions = queries.judged_versions(items)
    for item in items:
        item.meeting = meeting
    dossiers = [_dossier(item, versions.get(item.proposal_id, []), held) for item in items]
    parts = list(_parts(dossiers, on))

    def cover(parts):
        return _pdf(_contents(meeting, user, now, parts), meeting.title, on)

    return bind(parts, cover=cover, limits=LIMITS, out=out)


def file_name(meeting):
    """tai-lieu-hop-PQ-2026-M003.pdf"""
    return f"tai-lieu-hop-{meeting.code}.pdf"
