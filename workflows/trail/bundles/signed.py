"""Signatures in a bundle: files signed digitally as they came, with what was found in each the day it came, and scans.

Official wording, hence in Vietnamese.
"""

from django.utils import formats, timezone
from django.utils.dateparse import parse_datetime

from documents.arrivals.queries import arrivals_seen
from documents.signatures.told import Standing, of_stream, standing_for, told_of
from permissions.refusals import NotNow
from workflows.trail.bundles.contents import Section

_TITLE = "Chữ ký số"
_COLUMNS = (
    "Văn bản",
    "Kết luận",
    "Người ký",
    "Ký lúc (theo máy người ký)",
    "Thu hồi chứng thư",
    "Cách nhận tệp",
    "SHA-256 của tệp ký số",
)
_LINES = [
    "Kết luận là của ngày nhận tệp và không xét lại; người nhận gói tự kiểm tra lại bằng phần mềm của mình.",
]
_NONE = {"sentence": "", "signer": "", "signed_at": None, "revocation": None}


def put_in(found, stream):
    """Add to Contents what is told of the signed files of a thing; returns their rows of files, one statement."""
    rows = of_stream(stream)
    _tell(found, [told_of(row) | {"paper": row.issued.title} for row in rows])
    return [
        (
            f"{row.issued.get_kind_display()}: bản ký số, {row.get_verdict_display()}",
            f"{row.issued.title[:80]}-ky-so.pdf",
            row.blob,
        )
        for row in rows
    ]


def standing_in(found, papers, *, at):
    """Rows of files of issued papers, signed digitally where such a file holds, which Contents tell of.

    papers: [(title, file name, Issued)].
    """
    files, told = [], []
    for title, name, issued in papers:
        standing = _standing(issued, at)
        files.append((title, name, standing.blob))
        if standing.told:
            told.append({"sha256": standing.blob.sha256} | standing.told | {"paper": title})
    _tell(found, told)
    return files


def signed_by_hand(arrival_pk, user, held):
    """The scan of a paper signed by hand, for who reads the arrival book: [(title, file name, Blob)]."""
    scans = arrivals_seen(user, held).filter(pk=arrival_pk) if arrival_pk else []
    return [(f"Bản ký tay, số đến {arrival}", arrival.file_name, arrival.scan) for arrival in scans]


def _standing(issued, at):
    """A file that is gone from the store does not hinder the rest; the bundle tells of it by itself."""
    try:
        return standing_for(issued, at=at)
    except NotNow:
        return Standing(issued.blob, None)


def _tell(found, told):
    """Told of a thing's own papers and of those it names alike, in one section."""
    found.facts.setdefault("digital_signatures", []).extend(told)
    rows = [row for each in told for row in _rows(each)]
    section = next((each for each in found.sections if each.title == _TITLE), None)
    if section:
        section.rows.extend(rows)
    elif rows:
        found.sections.append(Section(_TITLE, _LINES, _COLUMNS, rows))


def _rows(told):
    """A row for each signature; one for a file in which none could be read."""
    verdict = told["sentence"]
    for each in told["signatures"] or [_NONE]:
        yield (
            told["paper"],
            verdict if each["sentence"] in ("", verdict) else f"{verdict} Chữ ký này: {each['sentence']}",
            each["signer"],
            _moment(each["signed_at"]),
            each["revocation"]["sentence"] if each["revocation"] else "",
            told["door"]["sentence"] if "door" in told else "",
            told["sha256"],
        )


def _moment(written):
    """As the signer's program wrote it; one without a time zone is shown as it stands."""
    at = parse_datetime(written) if written else None
    if at is None:
        return ""
    return formats.date_format(timezone.localtime(at) if timezone.is_aware(at) else at, "DATETIME_FORMAT")
