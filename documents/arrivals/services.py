"""Registering what arrives on paper, and mending what was written of it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.arrivals.models import Arrival
from documents.arrivals.recording import recorded_already
from documents.attachments import services as attachments
from documents.attachments.media_types import SCANS
from documents.attachments.naming import honest_name
from documents.numbers import services as numbers
from documents.numbers.kinds import Mode, RegisterKind
from permissions import access
from permissions.ledger import acts, tracked
from permissions.ledger.races import check_row_version
from permissions.ledger.services import Line, record
from permissions.refusals import ValidationError
from permissions.vietnamese import clean_line

acts.declare(
    {
        "arrival.registered": gettext_lazy("registered a paper that arrived"),
        "arrival.changed": gettext_lazy("changed what the arrival book says of a paper"),
    }
)
FIELDS = ("unit", "sender", "paper_number", "paper_on", "title")


def faults_of(unit, sender, paper_on, arrived_on, today):
    """What cannot be in the book: {field: sentence}. Days that are not known are not judged."""
    faults = {}
    if unit is None and not sender:
        faults["sender"] = _("Choose the unit, or write who sent the paper.")
    if paper_on and arrived_on and paper_on > arrived_on:
        faults["paper_on"] = _("The paper is dated after it arrived.")
    if arrived_on and arrived_on > today:
        faults["arrived_on"] = _("The day of arrival may not lie after today.")
    return faults


def _fill(arrival, values, today):
    for field in FIELDS:
        if field in values:
            value = values[field]
            setattr(arrival, field, clean_line(value) if isinstance(value, str) else value)
    if arrival.unit is not None:
        arrival.sender = arrival.sender or arrival.unit.name
    faults = faults_of(arrival.unit, arrival.sender, arrival.paper_on, arrival.arrived_on, today)
    if arrival.unit is not None and arrival.unit.commune_id != arrival.commune_id:
        faults["unit"] = _("This unit belongs to another commune.")
    if faults:
        raise ValidationError(faults)
    arrival.clean_fields(
        exclude=["commune", "register_mode", "number", "scan", "registered_by", "registered_at", "file_name"]
    )
    arrival.fill_keys()


def _take_number(commune, year, typed):
    """(mode, number): typed where the book is kept in the document system, else the next of the own register."""
    kind, typed = RegisterKind.ARRIVAL, str(typed or "").strip()
    if numbers.is_external(commune=commune, kind=kind, year=year):
        try:
            return Mode.EXTERNAL, numbers.take_external(commune=commune, kind=kind, year=year, typed=typed)
        except ValidationError as fault:
            raise ValidationError({"number": fault.messages}) from None
    if typed:
        raise ValidationError({"number": _("The commune's own register gives the number; leave this field empty.")})
    return Mode.OWN, str(numbers.take(commune=commune, kind=kind, year=year))


@transaction.atomic
def register(*, commune, values, upload, by, arrived_on=None, number="", acting_as="", now=None, newest=None):
    """Write a paper into the arrival book of its year, with its scan; returns the Arrival.

    values: {unit, sender, paper_number, paper_on, title}. number: typed, where the register is external.
    newest: key of the newest arrival when the form was opened; the same form sent twice registers one paper.
    Raises NotYou, ValidationError by field (also for a file that is not taken).
    """
    now = now or timezone.now()
    today = timezone.localdate(now)
    capacity = access.require(by, "arrivals.register", commune, acting_as=acting_as)
    if upload is None:
        raise ValidationError({"scan": _("Add the scan of the paper.")})
    try:
        scan = attachments.store(upload, SCANS)
    except ValidationError as fault:
        raise ValidationError({"scan": fault.messages}) from None
    if newest is not None:
        twin = Arrival.objects.filter(commune=commune, registered_by=by, scan=scan, pk__gt=newest).first()
        if twin is not None:
            return twin
    arrival = Arrival(commune=commune, arrived_on=arrived_on or today, registered_by=by, registered_at=now, scan=scan)
    arrival.year = arrival.arrived_on.year
    _fill(arrival, values, today)
    arrival.register_mode, arrival.number = _take_number(commune, arrival.year, number)
    arrival.file_name = honest_name(upload.name, scan.media_type)
    arrival.fill_keys()
    kept = tracked.save(arrival, by=by)
    body = {"number": str(arrival), "sender": arrival.sender, "sha256": scan.sha256, "history": [kept]}
    line = Line(stream=arrival.stream, act="arrival.registered", body=body)
    record([line], commune_id=commune.pk, by=by, acting_as=capacity, at=now)
    return arrival


@transaction.atomic
def change(*, arrival, row_version, values, by, acting_as="", now=None):
    """Mend what the book says of a paper; number, day and scan stay as they were registered, and from which unit it
    came once something is recorded on it.

    Raises NotYou, LostRace, ValidationError by field.
    """
    now = now or timezone.now()
    rows = Arrival.objects.select_for_update(of=("self",)).select_related("commune", "unit")
    arrival = rows.get(pk=arrival.pk)
    check_row_version(arrival, row_version, _("the arrival"))
    capacity = access.require(by, "arrivals.register", arrival, acting_as=acting_as)
    before, unit_id = tracked.snapshot(arrival), arrival.unit_id
    _fill(arrival, values, timezone.localdate(now))
    if arrival.unit_id != unit_id and (told := list(recorded_already(arrival, ""))):
        raise ValidationError({"unit": told})
    changes = tracked.changes(before, tracked.snapshot(arrival))
    if not changes:
        return arrival
    arrival.row_version += 1
    kept = tracked.save(arrival, by=by)
    line = Line(stream=arrival.stream, act="arrival.changed", body={"changes": changes, "history": [kept]})
    record([line], commune_id=arrival.commune_id, by=by, acting_as=capacity, at=now)
    return arrival
