"""What the province sent on paper, where it has no account: registered by the records clerk, read by the reviewer."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.attachments import services as attachments
from documents.attachments.naming import honest_name
from permissions import access
from permissions.ledger import acts, tracked
from permissions.ledger.services import Line, record
from permissions.refusals import NotNow, ValidationError
from permissions.vietnamese import clean_line
from workflows.handoff.desks import place_transmittal
from workflows.handoff.models import Arrival
from workflows.handoff.province_services import lock_letter
from workflows.handoff.states import SENT_STATES

acts.declare({"transmittal.arrived": gettext_lazy("registered a paper of the province")})


@transaction.atomic
def register_arrival(*, transmittal, row_version, by, number, arrived_on, title, upload, acting_as="", now=None):
    """Register what the province sent on paper: number of arrival, day, scan. It then lies before the reviewer.

    Raises ValidationError by field, NotYou, NotNow for a letter that is not at the province, LostRace.
    """
    now = now or timezone.now()
    capacity = access.require(by, "transmittals.register_answer", transmittal, acting_as=acting_as)
    letter = lock_letter(transmittal, row_version, by)
    if letter.state not in SENT_STATES:
        raise NotNow(_("This letter has not been forwarded to the province."))
    number, title = clean_line(number), clean_line(title)
    faults = {}
    if not number:
        faults["number"] = _("Give the number of arrival.")
    if arrived_on is None or arrived_on > timezone.localdate(now):
        faults["arrived_on"] = _("Give the day of arrival; it may not lie after today.")
    if not title:
        faults["title"] = _("Say what the paper is.")
    if upload is None:
        faults["upload"] = _("Attach the scan.")
    if faults:
        raise ValidationError(faults)
    blob = attachments.store(upload)
    arrival = Arrival(
        transmittal=letter,
        number=number,
        arrived_on=arrived_on,
        title=title,
        file_name=honest_name(upload.name, blob.media_type),
        blob=blob,
        sha256=blob.sha256,
        registered_by=by,
        registered_at=now,
    )
    arrival.clean_fields(exclude={"transmittal", "blob", "registered_by"})
    arrival.save()
    place_transmittal(letter, None, letter.state)
    letter.row_version += 1
    kept = tracked.save(letter, by=by, fields=["desk_unit", "desk_office", "handler", "row_version"])
    body = {"arrival": arrival.pk, "number": number, "title": title, "arrival_sha256": blob.sha256, "history": [kept]}
    line = Line(stream=letter.stream, act="transmittal.arrived", body=body)
    record([line], commune_id=letter.commune_id, by=by, acting_as=capacity, at=now)
    return arrival
