"""What the reviewer and the unit write on a dossier: remarks, answers, judgements. Nothing moves here."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.proposals.models import Proposal
from documents.proposals.states import Outcome, ProposalState
from permissions import access
from permissions.ledger import acts, tracked
from permissions.ledger.services import Line, record
from permissions.refusals import NotNow, NotYou, ValidationError
from permissions.vietnamese import clean_text
from workflows.approval.models import Judgement, Remark
from workflows.approval.moving import refuse_stale

acts.declare(
    {
        "remark.noted": gettext_lazy("noted a remark"),
        "remark.dropped": gettext_lazy("dropped a noted remark"),
        "remark.answered": gettext_lazy("answered a remark"),
        "remark.settled": gettext_lazy("settled a remark"),
        "nomination.judged": gettext_lazy("judged nominations"),
    }
)


def _lock(proposal, row_version, state, right, by, acting_as):
    """The proposal under lock, in the state asked, with the capacity that may write on it."""
    proposal = Proposal.objects.select_for_update(of=("self",)).select_related("handler").get(pk=proposal.pk)
    refuse_stale([proposal], {proposal.pk: row_version}, by)
    capacity = access.require(by, right, proposal, acting_as=acting_as)
    if proposal.state != state:
        raise NotNow(
            _("This is possible only while the dossier is “%(state)s”.") % {"state": ProposalState(state).label}
        )
    if state == ProposalState.UNDER_REVIEW and proposal.handler_id not in capacity.persons:
        raise NotYou(_("%(person)s is handling this dossier.") % {"person": proposal.handler})
    return proposal, capacity


def _finish(proposal, act, body, by, capacity, now):
    proposal.row_version += 1
    kept = tracked.save(proposal, by=by, fields=["row_version"])
    line = Line(stream=proposal.stream, act=act, version=proposal.version, body={**body, "history": [kept]})
    record([line], commune_id=proposal.commune_id, by=by, acting_as=capacity, at=now)
    return proposal


@transaction.atomic
def note_remark(
    *, proposal, row_version, by, text, target="general", field="", paper_kind="", nomination=None, acting_as=""
):
    """Note a demand, pinned to a place; the unit sees it when the dossier is returned."""
    now = timezone.now()
    proposal, capacity = _lock(proposal, row_version, ProposalState.UNDER_REVIEW, "proposals.review", by, acting_as)
    text = clean_text(text)
    if not text:
        raise ValidationError({"text": _("Write what the unit must complete.")})
    if nomination is not None and nomination.proposal_id != proposal.pk:
        raise ValidationError({"nomination": _("This nomination belongs to another dossier.")})
    remark = Remark(
        proposal=proposal,
        version=proposal.version,
        target=target,
        field=field,
        paper_kind=paper_kind,
        nomination=nomination,
        text=text,
        made_by=by,
        made_at=now,
    )
    remark.full_clean(exclude=["proposal", "nomination", "made_by", "answered_by"], validate_constraints=True)
    remark.save()
    body = {"remark": remark.pk, "target": target, "field": field or paper_kind, "text": text}
    _finish(proposal, "remark.noted", body, by, capacity, now)
    return remark


@transaction.atomic
def drop_remark(*, remark, row_version, by, acting_as=""):
    """Take back a remark the unit has not seen yet."""
    proposal, capacity = _lock(
        remark.proposal, row_version, ProposalState.UNDER_REVIEW, "proposals.review", by, acting_as
    )
    remark = Remark.objects.select_for_update().get(pk=remark.pk)
    if remark.state != Remark.State.NOTED:
        raise NotNow(_("The unit has seen this remark; settle it instead."))
    body = {"remark": remark.pk, "text": remark.text}
    remark.delete()  # never sent to anybody; the ledger keeps its words
    return _finish(proposal, "remark.dropped", body, by, capacity, timezone.now())


def answering_right(unit):
    """What a unit without accounts answers on paper is entered by the reviewer."""
    return "proposals.answer_remarks" if unit.has_accounts else "proposals.record_for_unit"


@transaction.atomic
def answer_remark(*, remark, row_version, by, answer, acting_as=""):
    """The unit says what it did about a remark; it may be said anew until the dossier is sent again."""
    now = timezone.now()
    right = answering_right(remark.proposal.unit)
    proposal, capacity = _lock(remark.proposal, row_version, ProposalState.RETURNED, right, by, acting_as)
    remark = Remark.objects.select_for_update().get(pk=remark.pk)
    answer = clean_text(answer)
    if not answer:
        raise ValidationError({"answer": _("Write what was done about this remark.")})
    if remark.state not in (Remark.State.OPEN, Remark.State.ANSWERED):
        raise NotNow(_("This remark is settled already."))
    remark.answer, remark.state, remark.answered_by, remark.answered_at = answer, Remark.State.ANSWERED, by, now
    remark.save()
    _finish(proposal, "remark.answered", {"remark": remark.pk, "answer": answer}, by, capacity, now)
    return remark


@transaction.atomic
def settle_remark(*, remark, row_version, by, acting_as=""):
    """The reviewer is content with the answer."""
    proposal, capacity = _lock(
        remark.proposal, row_version, ProposalState.UNDER_REVIEW, "proposals.review", by, acting_as
    )
    remark = Remark.objects.select_for_update().get(pk=remark.pk)
    if remark.state != Remark.State.ANSWERED:
        raise NotNow(_("Only an answered remark can be settled."))
    remark.state = Remark.State.SETTLED
    remark.save(update_fields=["state"])
    _finish(proposal, "remark.settled", {"remark": remark.pk}, by, capacity, timezone.now())
    return remark


@transaction.atomic
def judge(*, proposal, row_version, by, verdicts, acting_as=""):
    """Judge nominations of the present version.

    verdicts: [(nomination, verdict, reason)]; striking out needs a reason, each fault is named.
    """
    now = timezone.now()
    proposal, capacity = _lock(proposal, row_version, ProposalState.UNDER_REVIEW, "proposals.review", by, acting_as)
    faults, rows = [], []
    for nomination, verdict, reason in verdicts:
        reason = clean_text(reason)
        if nomination.proposal_id != proposal.pk or nomination.outcome != Outcome.PROPOSED:
            faults.append(_("%(name)s is not up for judgement here.") % {"name": nomination})
        elif verdict not in Judgement.Verdict.values:
            faults.append(_("%(name)s: choose a verdict.") % {"name": nomination})
        elif verdict == Judgement.Verdict.STRUCK_OUT and not reason:
            faults.append(_("%(name)s: give the reason for striking out.") % {"name": nomination})
        else:
            rows.append(
                Judgement(
                    proposal=proposal,
                    nomination=nomination,
                    version=proposal.version,
                    verdict=verdict,
                    reason=reason,
                    made_by=by,
                    made_at=now,
                )
            )
    if faults or not rows:
        raise ValidationError(faults or [_("Nothing to judge.")])
    Judgement.objects.bulk_create(rows)
    body = {
        "judgements": [
            {"nomination": r.nomination_id, "name": str(r.nomination), "verdict": r.verdict, "reason": r.reason}
            for r in rows
        ]
    }
    return _finish(proposal, "nomination.judged", body, by, capacity, now)
