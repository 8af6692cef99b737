"""Taking in a signed file: checked as any upload, tied to the file handed out, judged, kept with what was found."""

import hashlib
import json

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.attachments import services as attachments
from documents.attachments.media_types import PDF_ONLY
from documents.attachments.serving import open_blob
from documents.printing.models import Issued
from documents.signatures import signable
from documents.signatures.issuers import trusted_now
from documents.signatures.kinds import Door, Fault, Tie, Verdict
from documents.signatures.lists_at_hand import lists_at_hand
from documents.signatures.models import SignedFile
from documents.signatures.tying import tie_of
from documents.signatures.verifying import verify
from permissions.ledger import acts, kept
from permissions.ledger.services import Line, record
from permissions.refusals import NotNow, ValidationError
from permissions.vietnamese import clean_text

acts.declare({"signature.added": gettext_lazy("brought in the paper with digital signatures")})


def current_file(issued):
    """The Blob to sign next: the newest signed file that holds and begins with the paper, else the paper itself."""
    newest = issued.signed_files.filter(verdict=Verdict.VALID, tie=Tie.SAME_BYTES).select_related("blob").first()
    return newest.blob if newest else issued.blob


def bytes_of(blob):
    """The content of a stored file. Raises NotNow where the store does not hold it as it was kept."""
    with open_blob(blob) as file:
        return file.read()


def judged(data, *, now):
    """The Report of a signed PDF by the issuers that are trusted here and the revocation lists at hand."""
    return verify(data, issuers=trusted_now(), lists=lists_at_hand(), now=now)


@transaction.atomic
def add_signed_file(*, issued, thing, upload, by, reason="", door=Door.UPLOAD, acting_as="", now=None):
    """Keep a signed file of a kept paper and say whether its signatures hold; returns the SignedFile.

    thing: what the paper belongs to. reason: why a file is taken that does not begin with the one handed out, though
    its text is the same. What is not valid is kept too, and told so. Raises NotYou, NotNow (the paper takes no more
    signatures, another paper, no signature in it), ValidationError by field.
    """
    now, reason = now or timezone.now(), clean_text(reason)
    issued = Issued.objects.select_for_update(of=("self",)).select_related("blob", "commune").get(pk=issued.pk)
    kind = signable.kind_of(issued)
    capacity = signable.require(by, thing, kind.offices, acting_as)
    if not kind.is_open(thing, issued):
        raise NotNow(_("This paper takes no more signatures."), code="not_open")
    blob = _stored(upload)
    data, before = bytes_of(blob), bytes_of(current_file(issued))
    if issued.signed_files.filter(blob=blob).exists():
        raise NotNow(_("This very file was brought in already."), code="signed_file_known")
    report = judged(data, now=now)
    tie = tie_of(data, before)
    _refuse(report, tie, reason)
    body = _body(blob, door, tie, report, reason if tie != Tie.SAME_BYTES else "")
    row = SignedFile.objects.create(
        issued=issued,
        blob=blob,
        door=door,
        tie=tie,
        verdict=report.verdict,
        fault=report.fault,
        reason=reason if tie != Tie.SAME_BYTES else "",
        body=body,
        sha256=_digest(body),
        added_by=by,
        added_at=now,
    )
    line = Line(stream=issued.subject_key, act="signature.added", body=_told(row, report))
    record([line], commune_id=issued.commune_id, by=by, acting_as=capacity, at=now)
    return row


def _stored(upload):
    try:
        return attachments.store(upload, PDF_ONLY)
    except ValidationError as fault:
        raise ValidationError({"file": fault.messages}) from None


def _refuse(report, tie, reason):
    if report.fault == Fault.NO_SIGNATURE:
        raise ValidationError({"file": _("The file holds no digital signature. Sign the file that was handed out.")})
    if tie == Tie.OTHER:
        raise ValidationError(
            {
                "file": _(
                    "This is not the paper that was handed out: the file does not begin with it, and its text differs. "
                    "Download the paper anew, sign that file and upload it."
                )
            }
        )
    if tie == Tie.SAME_TEXT and not reason:
        raise ValidationError(
            {
                "reason": _(
                    "The signing program saved the file anew. The text of every page is the same; look through it and "
                    "say why it may be taken."
                )
            }
        )


# --- what is kept of it ----------------------------------------------------------------------------
def _body(blob, door, tie, report, reason):
    said = {
        "file_sha256": blob.sha256,
        "door": str(door),
        "tie": str(tie),
        "verdict": str(report.verdict),
        "fault": str(report.fault),
        "reason": reason,
        "signatures": [each.as_body() for each in report.signatures],
    }
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _digest(body):
    return hashlib.sha256(body.encode()).hexdigest()


def _told(row, report):
    told = {
        "verdict": str(row.verdict),
        "fault": str(row.fault),
        "door": str(row.door),
        "tie": str(row.tie),
        "signed_by": [each.subject for each in report.signatures],
        "revocation": [str(each.revocation) for each in report.signatures],
        "signed_sha256": row.blob.sha256,
        "finding_sha256": row.sha256,
    }
    return told | ({"reason": row.reason} if row.reason else {})


def signatures_of(row):
    """The signatures in a signed file as they were found: [{verdict, fault, revocation, subject, issuer, ...}]."""
    return json.loads(row.body)["signatures"]


def _whole_ones(named):
    """For `verify_trail`: the findings that still have their hash, of the paper of their stream."""
    rows = SignedFile.objects.filter(sha256__in={one.sha256 for one in named}).select_related("issued", "blob")
    whole = {
        (row.issued.subject_key, row.sha256): row.pk
        for row in rows
        if _digest(row.body) == row.sha256
        and json.loads(row.body)["verdict"] == row.verdict
        and json.loads(row.body)["file_sha256"] == row.blob.sha256
    }
    return [(one, whole[one.stream, one.sha256]) for one in named if (one.stream, one.sha256) in whole]


def named_on(*streams):
    """Have `verify_trail` compare the findings with the entries of these streams; how their keys begin."""
    kept.register_rows(SignedFile, streams=streams, keys=["finding_sha256"], find=_whole_ones)
