"""An award of a higher level, revoked there: recorded from the cancelling decision in the arrival book."""

from django.db import transaction
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from documents.arrivals.kinds import RecordedAs
from documents.arrivals.models import Recording
from documents.arrivals.recording import evidence, locked, recorded_already, take, who_registered
from documents.catalogue import queries as catalogue
from documents.proposals.models import Nomination
from documents.registry.models import Award
from permissions import access
from permissions.ledger.services import record
from permissions.refusals import NotNow, NotYou, ValidationError
from permissions.vietnamese import clean_line, clean_text
from workflows.decisions.models import DecisionLine
from workflows.decisions.states import DecisionState
from workflows.revocations import effects
from workflows.revocations.models import Revocation

RIGHT = "revocations.record"


def granted_above(commune_id):
    """Nominees of a commune who hold an award that a higher level granted, the newest first."""
    here = DecisionLine.objects.filter(decision__state=DecisionState.ISSUED).values("nomination")
    rows = Nomination.objects.filter(proposal__commune_id=commune_id, outcome="granted").exclude(pk__in=here)
    return rows.select_related("proposal__unit", "proposal__award_form").order_by("-pk")


@transaction.atomic
def record_revocation(*, nomination, arrival, values, by, acting_as="", now=None):
    """Record that a higher level revoked an award; the same follows as from a decision here. Returns the Revocation.

    arrival: its cancelling decision in the arrival book. values: {ground (code), reason, decision_number, decided_on,
    decided_by, money_due (đồng paid with the award, 0 for none), object_due (was anything handed over?)}.
    Raises NotYou (also for who registered the paper), NotNow (no award of a higher level, revoked before, no paper or a
    used one), ValidationError.
    """
    now = now or timezone.now()
    arrival = locked(arrival)
    nomination = effects.lock_nominations([nomination.pk])[nomination.pk]
    capacity = access.require(by, RIGHT, nomination.proposal, acting_as=acting_as)
    _refuse_paper(arrival, nomination)
    refuse_recorder(arrival, capacity.persons)
    if Revocation.objects.filter(nomination=nomination).exists():
        raise NotNow(_("The award of %(name)s was revoked before.") % {"name": nomination}, code="revoked_before")
    if not granted_above(nomination.proposal.commune_id).filter(pk=nomination.pk).exists():
        told = _("%(name)s holds no award that a higher level granted.")
        raise NotNow(told % {"name": nomination}, code="not_granted_above")
    kept = _checked(values, nomination, timezone.localdate(now))
    commune = arrival.commune
    by_day = effects.give_back_by(commune, kept["decided_on"]) if kept["money_due"] or kept["object_due"] else None
    revocation = Revocation.objects.create(
        commune=commune,
        nomination=nomination,
        arrival=arrival,
        give_back_by=by_day,
        recorded_by=by,
        recorded_for=capacity.appointment.user,
        recorded_at=now,
        **kept,
    )
    told = _evidence(arrival, nomination, revocation, by=by, now=now)
    paper = _("Decision %(number)s of %(day)s, %(issuer)s") % {
        "number": kept["decision_number"],
        "day": formats.date_format(kept["decided_on"], "SHORT_DATE_FORMAT"),
        "issuer": kept["decided_by"],
    }
    said = {"told": told, "number": kept["decision_number"], "paper": paper, "by": by}
    lines = effects.revoke([nomination], commune=commune, **said)
    record(lines, commune_id=commune.pk, by=by, acting_as=capacity, at=now)
    return revocation


def _evidence(arrival, nomination, revocation, *, by, now):
    said = {"kind": RecordedAs.REVOCATION, "code": nomination.proposal.code, "recorded_for": revocation.decided_by}
    told = take(arrival, by=by, now=now, **said) if not _is_taken(arrival) else _again(arrival, revocation)
    told["issued_on"] = revocation.decided_on.isoformat()
    if revocation.give_back_by:
        told["give_back_by"] = revocation.give_back_by.isoformat()
        row = {"name": nomination.full_name, "amount": revocation.money_due, "object": revocation.object_due}
        told["due_back"] = [row]
    return told


def _is_taken(arrival):
    return Recording.objects.filter(arrival=arrival).exists()


def _again(arrival, revocation):
    """One cancelling decision may revoke several awards: its paper was taken by the first."""
    return evidence(arrival, recorded_for=revocation.decided_by)


def _refuse_paper(arrival, nomination):
    if arrival is None or arrival.commune_id != nomination.proposal.commune_id:
        told = _("Name the cancelling decision: it gets its number in the arrival book first, with the scan.")
        raise NotNow(told, code="no_paper")
    used = Recording.objects.filter(arrival=arrival).first()
    if used is not None and used.kind != RecordedAs.REVOCATION:
        raise NotNow(*recorded_already(arrival, RecordedAs.REVOCATION), code="paper_used")


def refuse_recorder(arrival, persons):
    """Raises NotYou for who registered the paper. persons: keys of who records, actor and principal.

    As with signatures on paper: a scan and what it is taken for come from two people, so that nobody alone makes
    another's decision, by which somebody loses an award.
    """
    if persons & who_registered(arrival):
        raise NotYou(
            _("Who registered the paper may not record from it that an award is revoked; another person must.")
        )


def _checked(values, nomination, today):
    """The values as they are kept. Raises ValidationError by field."""
    kept = {name: clean_line(values.get(name) or "") for name in ("decision_number", "decided_by")}
    kept |= {"reason": clean_text(values.get("reason") or ""), "decided_on": values.get("decided_on")}
    kept |= {"money_due": int(values.get("money_due") or 0), "object_due": bool(values.get("object_due"))}
    kept["ground"] = catalogue.revocation_grounds_on(today).filter(code=values.get("ground") or "").first()
    faults = {}
    if kept["ground"] is None:
        faults["ground"] = _("Choose the ground on which the award is revoked.")
    if not kept["reason"]:
        faults["reason"] = _("Say what was found.")
    if not kept["decision_number"]:
        faults["decision_number"] = _("Give the number of the decision.")
    if not kept["decided_by"]:
        faults["decided_by"] = _("Say who decided.")
    faults |= _faults_of_day(kept["decided_on"], nomination, today)
    if kept["money_due"] < 0:
        faults["money_due"] = _("The amount may not lie below zero.")
    for name, limit in (("decision_number", 60), ("decided_by", 200)):
        if len(kept[name]) > limit:
            faults[name] = _("At most %(limit)s characters are taken.") % {"limit": limit}
    if faults:
        raise ValidationError(faults)
    return kept


def _faults_of_day(day, nomination, today):
    if day is None:
        return {"decided_on": _("Give the date of the decision.")}
    if day > today:
        return {"decided_on": _("This date lies after today.")}
    award = Award.objects.filter(nomination=nomination, decided_on__gt=day).first()
    if award is not None:
        said = {"day": formats.date_format(award.decided_on, "SHORT_DATE_FORMAT")}
        return {"decided_on": _("The award was granted on %(day)s; it cannot have been revoked before.") % said}
    return {}
