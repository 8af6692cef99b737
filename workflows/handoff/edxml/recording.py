"""Recording what a receiver says of a letter, from the file of its status message."""

import hashlib

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from permissions import access
from permissions.ledger import acts
from permissions.ledger.services import Line, record
from permissions.refusals import NotNow, ValidationError
from workflows.approval.moving import refuse_stale
from workflows.handoff.edxml.outgoing import id_of
from workflows.handoff.edxml.reading import read_status
from workflows.handoff.models import ReceiverStatus, Transmittal

acts.declare({"transmittal.status_read": gettext_lazy("recorded a status of the receiver")})


@transaction.atomic
def record_status(*, transmittal, row_version, content, by, acting_as="", now=None):
    """Keep what the status message says of this letter; its state does not change. Returns the ReceiverStatus.

    content: bytes of the file. Raises NotYou, LostRace, NotNow for a letter without its number, ValidationError for a
    file that is no status, is of another document, or was recorded before.
    """
    now = now or timezone.now()
    rows = Transmittal.objects.select_for_update(of=("self",)).select_related("commune")
    letter = rows.get(pk=transmittal.pk)
    refuse_stale([letter], {letter.pk: row_version}, by)
    capacity = access.require(by, "transmittals.forward", letter, acting_as=acting_as)
    if not letter.number:
        raise NotNow(_("The letter has no number yet; nobody can have received it."), code="not_forwarded")
    status = read_status(content)
    if status.about != id_of(letter):
        told = {"about": status.about[:120], "ours": id_of(letter)}
        raise ValidationError(
            _("The status is of the document “%(about)s”, not of this letter (“%(ours)s”).") % told,
            code="other_document",
        )
    sha256 = hashlib.sha256(content).hexdigest()
    if letter.receiver_statuses.filter(sha256=sha256).exists():
        raise ValidationError(_("This status was recorded before."), code="recorded_before")
    row = ReceiverStatus.objects.create(
        transmittal=letter,
        code=status.code,
        description=status.description,
        organ_code=status.organ.code[:60],
        organ_name=status.organ.name[:300],
        said_at=status.at,
        sha256=sha256,
        recorded_by=by,
        recorded_at=now,
    )
    body = {"receiver_status": row.code, "organ": row.organ_name, "text": row.description, "status_sha256": sha256}
    line = Line(stream=letter.stream, act="transmittal.status_read", body=body)
    record([line], commune_id=letter.commune_id, by=by, acting_as=capacity, at=now)
    return row
