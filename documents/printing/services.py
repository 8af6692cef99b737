"""Keeping renditions. Numbers are taken and the act is recorded by the deed that issues the paper, with `sha256`."""

from documents.attachments import services as attachments
from documents.attachments.media_types import MediaType
from documents.printing.models import Issued


def keep(*, commune, kind, subject_key, title, pdf, by=None, number="", symbol="", issued_on=None):
    """Keep a rendition for good and return its Issued row; the same bytes of the same paper are kept once.

    Call it inside the deed's transaction. subject_key: the stream key of the thing ("decision/PQ-2026-D004").
    pdf: from render_pdf or render_certificates. issued_on: date on the paper, None before it is numbered.
    """
    blob = attachments.store_bytes(pdf, MediaType.PDF)
    issued, _is_new = Issued.objects.get_or_create(
        commune=commune,
        kind=kind,
        subject_key=subject_key,
        sha256=blob.sha256,
        defaults={
            "title": title,
            "number": str(number or ""),
            "symbol": symbol,
            "issued_on": issued_on,
            "blob": blob,
            "made_by": by,
        },
    )
    return issued
