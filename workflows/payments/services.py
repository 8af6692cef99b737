"""Recording money: what was paid, what is not to be paid, and what corrects an earlier record."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from permissions.ledger import acts
from permissions.ledger.services import Line, record
from permissions.refusals import NotNow, ValidationError
from permissions.vietnamese import clean_line
from workflows.line_records.fallen import asked_back, refuse_late
from workflows.line_records.keeping import fault_of_day, kept_record, locked, refuse_corrected
from workflows.payments.models import Payment
from workflows.payments.queries import money_of
from workflows.payments.states import PaymentState

acts.declare(
    {
        "payment.recorded": gettext_lazy("recorded the money of the decision"),
        "payment.corrected": gettext_lazy("corrected a record of the money of the decision"),
    }
)
_TEXTS = ("voucher", "keepsake", "paid_by", "received_by", "reason")


@transaction.atomic
def record_payments(*, decision, row_version, lines, values, by, acting_as="", now=None):
    """Record the money of several lines of an issued decision at once; returns the Payments.

    row_version: `version_of` the decision as it was read. lines: keys of DecisionLines. values: {state, fund, voucher,
    paid_on, keepsake, paid_by, received_by, reason}; received_by empty: each nominee, refused with a keepsake. What had
    been paid before an award was revoked is asked back.
    Raises NotYou, LostRace, NotNow (not issued, a line that is settled or brings no money), ValidationError by field.
    """
    now = now or timezone.now()
    decision, capacity = _locked(decision, row_version, by, acting_as)
    values = _checked(values, decision, timezone.localdate(now))
    if values["state"] == PaymentState.OPEN:
        raise ValidationError({"state": _("Say whether the money was paid, or why it is not to be paid.")})
    chosen = _chosen(decision, lines, values)
    made = [_payment(row.line, values, by=by, capacity=capacity, now=now, supersedes=row.payment) for row in chosen]
    _tell("payment.recorded", decision, made, by=by, capacity=capacity, now=now)
    return made


@transaction.atomic
def correct_payment(*, payment, row_version, values, by, acting_as="", now=None):
    """Put another record in the place of one; the old one stays. values: as for `record_payments`, with the reason.

    Returns the new Payment. Raises NotYou, LostRace, NotNow for a record that was corrected before, ValidationError.
    """
    now = now or timezone.now()
    line = payment.line
    decision, capacity = _locked(line.decision, row_version, by, acting_as)
    values = _checked(values, decision, timezone.localdate(now))
    if not values["reason"]:
        raise ValidationError({"reason": _("Give the reason.")})
    refuse_corrected(payment)
    row = next(row for row in money_of(decision) if row.line.pk == line.pk)
    stays = payment.is_paid and (not row.fallen or values["paid_on"] == payment.paid_on)
    if values["state"] == PaymentState.PAID and not stays:  # what was paid stays paid, whatever came after
        _refuse_unpayable([row], values)
    made = _payment(line, values, by=by, capacity=capacity, now=now, supersedes=payment)
    _tell("payment.corrected", decision, [made], by=by, capacity=capacity, now=now)
    return made


def _locked(decision, row_version, by, acting_as):
    said = {"noun": _("the money of the decision"), "early": _("Money is paid when the decision is issued.")}
    return locked(Payment, decision, row_version, by, acting_as, right="payments.record", **said)


def _checked(values, decision, today):
    """The values as they are kept. Raises ValidationError by field."""
    kept = {name: clean_line(values.get(name) or "") for name in _TEXTS}
    kept |= {"state": values.get("state"), "fund": values.get("fund") or "", "paid_on": values.get("paid_on")}
    faults = {}
    if kept["state"] not in PaymentState.values:
        faults["state"] = _("Say whether the money was paid, or why it is not to be paid.")
    elif kept["state"] == PaymentState.PAID:
        faults |= _faults_of_paid(kept, decision, today)
    else:
        kept |= {"fund": "", "voucher": "", "keepsake": "", "paid_on": None, "paid_by": "", "received_by": ""}
        if not kept["reason"]:
            faults["reason"] = _("Give the reason.")
    if faults:
        raise ValidationError(faults)
    return kept


def _faults_of_paid(kept, decision, today):
    faults = {}
    if not kept["voucher"]:
        faults["voucher"] = _("Give the number of the voucher.")
    if not kept["fund"]:
        faults["fund"] = _("Say out of which fund it was paid.")
    if kept["keepsake"] and not kept["received_by"]:  # it goes from hand to hand
        faults["received_by"] = _("Say who received the keepsake, also where it was the nominee.")
    of_day = fault_of_day(
        kept["paid_on"],
        decision.issued_on,
        today,
        missing=_("Give the day on which it was paid."),
        before=_("The decision is dated %(day)s; nothing was paid on it before."),
        after=_("The day of the payment may not lie after today."),
    )
    return faults | ({"paid_on": of_day} if of_day else {})


def _chosen(decision, keys, values):
    """The MoneyLines of these keys, each open. Raises ValidationError, NotNow naming who stands in the way."""
    wanted = {int(key) for key in keys}
    rows = [row for row in money_of(decision) if row.line.pk in wanted]
    if not rows or len(rows) != len(wanted):
        raise ValidationError({"lines": _("Choose at least one person, collective or household of this decision.")})
    for row in rows:
        if not row.is_open:
            told = _("The money of %(name)s is settled already; correct its record instead.")
            raise NotNow(told % {"name": row.line.nomination}, code="settled")
    if values["state"] == PaymentState.PAID:
        _refuse_unpayable(rows, values)
    return rows


def _refuse_unpayable(rows, values):
    for row in rows:
        if row.obstacle and not row.fallen:
            told = _("%(name)s is not to be paid: %(reason)s.")
            raise NotNow(told % {"name": row.line.nomination, "reason": row.obstacle}, code="not_due")
    late = [(row.line, row.fallen) for row in rows if row.fallen]
    refuse_late(late, day=values["paid_on"], note=values["reason"], day_field="paid_on", note_field="reason")


def _payment(line, values, *, by, capacity, now, supersedes):
    is_paid = values["state"] == PaymentState.PAID
    reason = values["reason"] or (supersedes.reason if supersedes else "")
    received_by = values["received_by"] or (line.nomination.full_name if is_paid else "")
    said = {**values, "reason": reason, "received_by": received_by, "amount": line.bonus_amount if is_paid else 0}
    said |= {"line": line, "commune_id": line.decision.commune_id}
    return kept_record(Payment, supersedes=supersedes, by=by, capacity=capacity, now=now, **said)


def _tell(act, decision, made, *, by, capacity, now):
    one = made[0]
    body = {
        "payments": [
            {"payment": row.pk, "name": row.line.nomination.full_name, "amount": row.amount, "to": row.received_by}
            for row in made
        ],
        "payment_state": str(one.state),
        "paid_total": sum(row.amount for row in made),
        "fund": str(one.fund),
        "voucher": one.voucher,
        "keepsake": one.keepsake,
        "paid_by": one.paid_by,
        "reason": one.reason,
    }
    if one.paid_on:
        body["paid_on"] = one.paid_on.isoformat()
    body |= asked_back([row for row in made if row.is_paid])
    line = Line(stream=decision.stream, act=act, body=body)
    record([line], commune_id=decision.commune_id, by=by, acting_as=capacity, at=now)
