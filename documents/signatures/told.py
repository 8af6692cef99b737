"""What is told of digital signatures where a paper leaves this system: in packages and bundles, as plain values.

Names of signers as their certificates tell them; no number that identifies a person, no reason that an officer typed.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.utils import timezone

from documents.attachments.models import Blob
from documents.signatures.kinds import Door, Fault, Revocation, Tie, Verdict
from documents.signatures.models import SignedFile
from documents.signatures.services import bytes_of, judged, signatures_of


@dataclass(frozen=True, slots=True)
class Standing:
    """The file that stands for a kept paper. told: what was found in it, None where it bears no digital signature."""

    blob: Blob
    told: dict | None


def standing_for(issued, *, at):
    """What stood for a kept paper at a moment: the signed file that holds, else the paper as it was printed.

    A paper that was numbered after its signature bears that signature itself: it is judged as of then.
    """
    row = _row_for(issued, at)
    if row is not None:
        return Standing(row.blob, told_of(row))
    report = judged(bytes_of(issued.blob), now=at)
    return Standing(issued.blob, None if report.fault == Fault.NO_SIGNATURE else _told_of_report(report, at))


def file_for(issued, *, at=None):
    """The Blob alone of what stood for a kept paper at a moment, or stands for it now."""
    row = _row_for(issued, at or timezone.now())
    return row.blob if row else issued.blob


def files_for(papers):
    """{key of a kept paper: Blob that stands for it now}: one statement. papers: Issued rows with their blob."""
    rows = SignedFile.objects.filter(issued__in=[issued.pk for issued in papers], verdict=Verdict.VALID)
    signed = defaultdict(list)
    for row in rows.select_related("blob").order_by("-pk"):
        signed[row.issued_id].append(row)
    return {issued.pk: _first(signed[issued.pk]).blob if signed[issued.pk] else issued.blob for issued in papers}


def _row_for(issued, at):
    rows = issued.signed_files.filter(verdict=Verdict.VALID, added_at__lte=at).select_related("blob")
    return _first(rows.order_by("-pk"))


def _first(rows):
    """The newest of these; one that begins with the paper goes before one that was saved anew."""
    return min(rows, key=lambda row: row.tie != Tie.SAME_BYTES, default=None)


def of_stream(*streams):
    """The signed files of the kept papers of these things, the oldest first: one statement."""
    rows = SignedFile.objects.filter(issued__subject_key__in=streams).select_related("blob", "issued")
    return list(rows.order_by("pk"))


def told_of(row):
    """A signed file as it was found the day it came, in codes and in words of the reader's language."""
    return {
        "sha256": row.blob.sha256,
        "judged_at": row.added_at.isoformat(),
        "verdict": row.verdict,
        "sentence": _sentence(row.verdict, row.fault),
        "door": _choice(Door, row.door),
        "tie": _choice(Tie, row.tie),
        "signatures": [_signature(each) for each in signatures_of(row)],
    }


def _told_of_report(report, now):
    return {
        "judged_at": now.isoformat(),
        "verdict": str(report.verdict),
        "sentence": _sentence(report.verdict, report.fault),
        "signatures": [_signature(each.as_body()) for each in report.signatures],
    }


def _sentence(verdict, fault):
    return str(Fault(fault).label if fault else Verdict(verdict).label)


def _choice(choices, value):
    return {"code": str(value), "sentence": str(choices(value).label)}


def _signature(found):
    revocation = found["revocation"]
    return {
        "verdict": found["verdict"],
        "sentence": _sentence(found["verdict"], found["fault"]),
        "signer": found["subject"],
        "issuer": found["issuer"],
        "serial": found["serial"],
        "signed_at": found["claimed_at"] or None,
        "revocation": _choice(Revocation, revocation) if revocation else None,
    }
