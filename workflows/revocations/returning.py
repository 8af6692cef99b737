"""Recording what came back of a revoked award - money, certificate and object - and what corrects such a record."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.proposals.models import Proposal
from permissions import access
from permissions.ledger import acts
from permissions.ledger.races import lost_race
from permissions.ledger.services import Line, record
from permissions.refusals import NotNow, ValidationError
from permissions.vietnamese import clean_line
from workflows.line_records.keeping import fault_of_day, kept_record
from workflows.revocations.models import GivenBack, Revocation
from workflows.revocations.queries import history_of, items_of, version_of, with_records
from workflows.revocations.states import Item, ReturnState

RIGHT = "returns.record"
acts.declare(
    {
        "revocation.given_back": gettext_lazy("recorded what came back of a revoked award"),
        "revocation.given_back_corrected": gettext_lazy("corrected the record of what came back of a revoked award"),
    }
)


@transaction.atomic
def record_given_back(*, revocation, row_version, item, values, by, acting_as="", now=None):
    """Record that the money or the object of a revoked award came back, or need not; returns the GivenBack.

    row_version: `version_of` the revocation as it was read. item: an Item. values: {state, returned_on, voucher, note};
    money that came back has its voucher. A record that stands already is corrected, with the note saying why; the old
    one stays. Raises NotYou, LostRace, NotNow (nothing of the kind is to come back, settled), ValidationError by field.
    """
    now = now or timezone.now()
    revocation, capacity = _locked(revocation, row_version, by, acting_as)
    due = next((one for one in items_of(revocation) if one.item == item), None)
    if due is None:
        raise NotNow(_("Nothing of this kind is to come back of this award."), code="nothing_due")
    kept = _checked(values, item, revocation, timezone.localdate(now))
    before = due.record
    if before is None and kept["state"] == ReturnState.OPEN:
        raise ValidationError({"state": _("Say whether it came back, or why it need not.")})
    if before is not None and not kept["note"]:
        raise ValidationError({"note": _("Give the reason.")})
    kept |= {"revocation": revocation, "item": item}
    made = kept_record(GivenBack, supersedes=before, by=by, capacity=capacity, now=now, **kept)
    _tell(revocation, made, due.amount, by=by, capacity=capacity, now=now)
    return made


def _locked(revocation, row_version, by, acting_as):
    """The revocation as it is now, its dossier under lock. Raises NotYou, LostRace."""
    Proposal.objects.select_for_update(of=("self",)).get(pk=revocation.nomination.proposal_id)
    joined = ("nomination__proposal", "amendment_line__line__decision")
    revocation = with_records(Revocation.objects.select_related(*joined)).get(pk=revocation.pk)
    capacity = access.require(by, RIGHT, revocation.nomination.proposal, acting_as=acting_as)
    if str(row_version) != str(version_of(revocation)):
        last = history_of(revocation).first()
        raise lost_race(_("what came back of the award"), by=last and last.recorded_by, at=last and last.recorded_at)
    return revocation, capacity


def _checked(values, item, revocation, today):
    """The values as they are kept. Raises ValidationError by field."""
    kept = {name: clean_line(values.get(name) or "") for name in ("voucher", "note")}
    kept |= {"state": values.get("state"), "returned_on": values.get("returned_on")}
    faults = {}
    if kept["state"] not in ReturnState.values:
        faults["state"] = _("Say whether it came back, or why it need not.")
    elif kept["state"] != ReturnState.RETURNED:
        kept |= {"returned_on": None, "voucher": ""}
        if not kept["note"]:
            faults["note"] = _("Give the reason.")
    else:
        if item == Item.MONEY and not kept["voucher"]:
            faults["voucher"] = _("Give the number of the voucher.")
        of_day = fault_of_day(
            kept["returned_on"],
            revocation.decided_on,
            today,
            missing=_("Give the day on which it came back."),
            before=_("The award was revoked on %(day)s; nothing came back before."),
            after=_("This date lies after today."),
        )
        faults |= {"returned_on": of_day} if of_day else {}
    if faults:
        raise ValidationError(faults)
    return kept


def _tell(revocation, made, amount, *, by, capacity, now):
    act = "revocation.given_back_corrected" if made.supersedes_id else "revocation.given_back"
    body = {
        "name": revocation.nomination.full_name,
        "item": str(made.item),
        "return_state": str(made.state),
        "voucher": made.voucher,
        "reason": made.note,
    }
    if made.returned_on:
        body["returned_on"] = made.returned_on.isoformat()
    if made.item == Item.MONEY:
        body["given_back"] = amount
    record(
        [Line(stream=revocation.stream, act=act, body=body)],
        commune_id=revocation.commune_id,
        by=by,
        acting_as=capacity,
        at=now,
    )
