"""What people do to a signed PDF: a byte changed, saved again, drawn over."""

from io import BytesIO

import pikepdf
from pyhanko.pdf_utils.generic import StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter


def byte_changed(pdf, at=None):
    """at: which byte, else one of the first quarter."""
    at = len(pdf) // 4 if at is None else at
    return pdf[:at] + bytes([pdf[at] ^ 1]) + pdf[at + 1 :]


def saved_again(pdf):
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as opened:
        opened.save(out)
    return out.getvalue()


def drawn_over(pdf):
    """A red box on the first page, as one more update at the end of the file."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    box = StreamObject(stream_data=b"1 0 0 rg 100 300 300 200 re f")
    writer.add_stream_to_page(0, writer.add_object(box))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
