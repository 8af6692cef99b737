"""The papers of the sample: small PDFs that say what they are, marked as samples without any value."""

from functools import cache

from django.core.files.uploadedfile import SimpleUploadedFile

from documents.printing.blocks import Heading, Paragraph, Title
from documents.printing.typst_writer import render_pdf
from documents.printing.wording import SAMPLE


@cache
def _pdf(title, subject, text, day):
    blocks = [Title(title.upper(), subject), Heading("Nội dung"), Paragraph(text)]
    return render_pdf(blocks, title=title, on=day, watermark=SAMPLE)


def scan(title, subject, text, day):
    """Bytes of a paper as the records clerk would scan it."""
    return _pdf(title, subject, text, day)


def sample(paper, *, subject, text, day):
    """An upload of one required paper."""
    name = f"{paper.code}.pdf"
    data = _pdf(paper.title, subject, text or "Nội dung của tài liệu mẫu.", day)
    return SimpleUploadedFile(name, data, content_type="application/pdf")


def sample_plan(title, *, text, day):
    """An upload of the plan of a campaign."""
    data = _pdf("Kế hoạch", title, text, day)
    return SimpleUploadedFile("ke-hoach.pdf", data, content_type="application/pdf")
