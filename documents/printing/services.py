"""Keeping renditions. Numbers are taken and the act is recorded by the deed that issues the paper, with `sha256`."""

from django.db.models import F

from documents.attachments import services as attachments
from documents.attachments.media_types import MediaType
from documents.printing.models import Issued
from permissions.ledger.kept import register_rows

_KEYS = ["sha256", "certificates_sha256", "note_sha256", "docx_sha256"]


def keep(
    *, commune, kind, subject_key, title, pdf, by=None, number="", symbol="", issued_on=None, media_type=MediaType.PDF
):
    """Keep a rendition for good and return its Issued row; the same bytes of the same paper are kept once.

    Call it inside the deed's transaction. subject_key: the stream key of the thing ("decision/PQ-2026-D004").
    pdf: from render_pdf or render_certificates; with its media_type, from render_docx.
    issued_on: date on the paper, None before it is numbered.
    """
    blob = attachments.store_bytes(pdf, media_type)
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


def _whole_ones(named):
    rows = Issued.objects.filter(blob__sha256__in={one.sha256 for one in named}, sha256=F("blob__sha256"))
    there = {(row.subject_key, row.sha256): row.pk for row in rows}
    return [(one, there[one.stream, one.sha256]) for one in named if (one.stream, one.sha256) in there]


def named_on(*streams):
    """Have `verify_trail` compare the renditions with the entries of these streams; how their keys begin.

    The entries name them as "sha256", "certificates_sha256", "note_sha256" or "docx_sha256".
    """
    register_rows(Issued, streams=streams, keys=_KEYS, find=_whole_ones)
