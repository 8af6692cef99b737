"""Adding the scan of a signed sheet to an issued decision. A line on decision/<code>."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.attachments import services as attachments
from documents.attachments.media_types import SCANS
from documents.attachments.naming import honest_name
from permissions import access
from permissions.ledger import acts, kept
from permissions.ledger.races import lost_race
from permissions.ledger.services import Line, record
from permissions.refusals import NotNow, ValidationError
from permissions.vietnamese import clean_line
from workflows.decisions.models import Decision
from workflows.decisions.states import DecisionState
from workflows.receipts.models import Receipt
from workflows.receipts.queries import RECORD, receipts_of, version_of

acts.declare({"receipt.added": gettext_lazy("added the scan of a signed sheet")})


@transaction.atomic
def add_receipt(*, decision, about, row_version, upload, by, note="", acting_as="", now=None):
    """Add a scan to what was signed for; returns the Receipt.

    about: one of About. row_version: `version_of` the receipts as they were read. upload: PDF or a picture.
    Raises NotYou, LostRace, NotNow before the issue, ValidationError for a file that is not taken.
    """
    now = now or timezone.now()
    rows = Decision.objects.select_for_update(of=("self",)).select_related("commune")
    decision = rows.get(pk=decision.pk)
    capacity = access.require(by, RECORD[about], decision, acting_as=acting_as)
    if str(row_version) != str(version_of(decision, about)):
        last = receipts_of(decision, about).last()
        raise lost_race(_("the signed sheets"), by=last and last.added_by, at=last and last.added_at)
    if decision.state != DecisionState.ISSUED:
        raise NotNow(_("Sheets are signed when the decision is issued."), code="not_issued")
    blob = _stored(upload)
    receipt = Receipt(
        decision=decision,
        about=about,
        scan=blob,
        file_name=honest_name(upload.name, blob.media_type),
        note=clean_line(note),
        added_by=by,
        added_for=capacity.appointment.user,
        added_at=now,
    )
    receipt.clean_fields(exclude=["decision", "scan", "added_by", "added_for"])
    receipt.save()
    body = {"name": receipt.file_name, "signed_for": str(about), "receipt_sha256": blob.sha256, "text": receipt.note}
    line = Line(stream=decision.stream, act="receipt.added", body=body)
    record([line], commune_id=decision.commune_id, by=by, acting_as=capacity, at=now)
    return receipt


def _whole_ones(named):
    """The receipts that entries name, on their decision with their file."""
    wanted = {(one.stream, one.sha256): one for one in named}
    rows = Receipt.objects.filter(scan__sha256__in={one.sha256 for one in named}).select_related("decision", "scan")
    found = [(wanted.get((row.decision.stream, row.scan.sha256)), row.pk) for row in rows]
    return [(one, pk) for one, pk in found if one is not None]


kept.register_rows(Receipt, streams=["decision/"], keys=["receipt_sha256"], find=_whole_ones)


def _stored(upload):
    try:
        return attachments.store(upload, SCANS)
    except ValidationError as fault:
        raise ValidationError({"scan": fault.messages}) from None
