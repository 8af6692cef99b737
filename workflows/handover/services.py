"""Recording that awards were handed over: one, several or a whole list at once; and what corrects such a record."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from permissions.ledger import acts
from permissions.ledger.services import Line, record
from permissions.refusals import NotNow, ValidationError
from permissions.vietnamese import clean_line
from workflows.handover.models import Handover
from workflows.handover.queries import awards_and_fallen
from workflows.handover.states import HandoverState
from workflows.line_records.fallen import asked_back, refuse_late
from workflows.line_records.keeping import fault_of_day, kept_record, locked, refuse_corrected
from workflows.receipts.models import About
from workflows.receipts.queries import receipts_of

acts.declare(
    {
        "handover.recorded": gettext_lazy("recorded the handing over of awards"),
        "handover.corrected": gettext_lazy("corrected a record of the handing over of an award"),
    }
)
_TEXTS = ("place", "received_by", "on_behalf", "note")


@transaction.atomic
def record_handovers(*, decision, row_version, lines, values, by, acting_as="", now=None):
    """Record that the awards of several lines of an issued decision were handed over; returns the Handovers.

    row_version: `version_of` the decision as it was read. lines: keys of DecisionLines. values: {handed_on, place,
    received_by, on_behalf, note}; received_by empty: each nominee. What had been handed over before an award was
    revoked is asked back; the scan of the signed sheet must be there.
    Raises NotYou, LostRace, NotNow (not issued, handed over before, no sheet), ValidationError by field.
    """
    now = now or timezone.now()
    decision, capacity = _locked(decision, row_version, by, acting_as)
    kept = _checked({**values, "state": HandoverState.HANDED}, decision, timezone.localdate(now))
    chosen = _chosen(decision, lines)
    _refuse_late(chosen, kept, decision)
    made = [_handover(row.line, kept, by=by, capacity=capacity, now=now, supersedes=row.handover) for row in chosen]
    _tell("handover.recorded", decision, made, by=by, capacity=capacity, now=now)
    return made


@transaction.atomic
def correct_handover(*, handover, row_version, values, by, acting_as="", now=None):
    """Put another record in the place of one; the old one stays. values: also state; note: why it is corrected.

    Returns the new Handover. Raises NotYou, LostRace, NotNow for one corrected before, ValidationError by field.
    """
    now = now or timezone.now()
    decision, capacity = _locked(handover.line.decision, row_version, by, acting_as)
    kept = _checked(values, decision, timezone.localdate(now))
    if not kept["note"]:
        raise ValidationError({"note": _("Give the reason.")})
    refuse_corrected(handover)
    if kept["state"] == HandoverState.HANDED and kept["handed_on"] != handover.handed_on:
        _refuse_late([row for row in awards_and_fallen(decision) if row.line.pk == handover.line_id], kept, decision)
    made = _handover(handover.line, kept, by=by, capacity=capacity, now=now, supersedes=handover)
    _tell("handover.corrected", decision, [made], by=by, capacity=capacity, now=now)
    return made


def _locked(decision, row_version, by, acting_as):
    said = {
        "noun": _("the hand-overs of the decision"),
        "early": _("Awards are handed over when the decision is issued."),
    }
    return locked(Handover, decision, row_version, by, acting_as, right="handovers.record", **said)


def _checked(values, decision, today):
    """The values as they are kept. Raises ValidationError by field."""
    kept = {name: clean_line(values.get(name) or "") for name in _TEXTS}
    kept |= {"state": values.get("state"), "handed_on": values.get("handed_on")}
    faults = {}
    if kept["state"] == HandoverState.UNDONE:
        kept |= {"handed_on": None, "place": "", "received_by": "", "on_behalf": ""}
        if not kept["note"]:
            faults["note"] = _("Give the reason.")
    elif kept["state"] == HandoverState.HANDED:
        faults = _faults_of_handed(kept, decision, today)
    else:
        faults["state"] = _("Say whether the award was handed over.")
    if faults:
        raise ValidationError(faults)
    return kept


def _faults_of_handed(kept, decision, today):
    faults = {}
    if not kept["place"]:
        faults["place"] = _("Say where it was handed over.")
    if kept["on_behalf"] and not kept["received_by"]:
        faults["received_by"] = _("Say who received it on another's behalf.")
    of_day = fault_of_day(
        kept["handed_on"],
        decision.issued_on,
        today,
        missing=_("Give the day on which it was handed over."),
        before=_("The decision is dated %(day)s; nothing was handed over before."),
        after=_("The day of the handing over may not lie after today."),
    )
    return faults | ({"handed_on": of_day} if of_day else {})


def _chosen(decision, keys):
    wanted = {int(key) for key in keys}
    rows = [row for row in awards_and_fallen(decision) if row.line.pk in wanted]
    if not rows or len(rows) != len(wanted):
        raise ValidationError({"lines": _("Choose at least one award of this decision that is in force.")})
    for row in rows:
        if not row.is_open:
            told = _("The award of %(name)s was handed over already; correct its record instead.")
            raise NotNow(told % {"name": row.line.nomination}, code="handed_before")
    return rows


def _refuse_late(rows, kept, decision):
    late = [(row.line, row.fallen) for row in rows if row.fallen]
    refuse_late(late, day=kept["handed_on"], note=kept["note"], day_field="handed_on", note_field="note")
    if late and not receipts_of(decision, About.HANDOVER).exists():
        told = _("Add the scan of the signed sheet first: it shows that the award of %(name)s had been handed over.")
        raise NotNow(told % {"name": late[0][0].nomination}, code="no_signed_sheet")


def _handover(line, kept, *, by, capacity, now, supersedes):
    is_handed = kept["state"] == HandoverState.HANDED
    received_by = kept["received_by"] or (line.nomination.full_name if is_handed else "")
    said = {**kept, "line": line, "commune_id": line.decision.commune_id, "received_by": received_by}
    said["note"] = kept["note"] or (supersedes.note if supersedes else "")
    return kept_record(Handover, supersedes=supersedes, by=by, capacity=capacity, now=now, **said)


def _tell(act, decision, made, *, by, capacity, now):
    one = made[0]
    body = {
        "handovers": [
            {"handover": row.pk, "name": row.line.nomination.full_name, "to": row.received_by} for row in made
        ],
        "handover_state": str(one.state),
        "place": one.place,
        "on_behalf": one.on_behalf,
        "reason": one.note,
    }
    if one.handed_on:
        body["handed_on"] = one.handed_on.isoformat()
    body |= asked_back([row for row in made if row.is_handed])
    line = Line(stream=decision.stream, act=act, body=body)
    record([line], commune_id=decision.commune_id, by=by, acting_as=capacity, at=now)
