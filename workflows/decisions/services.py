"""The deeds on decisions: draft, change, sign, send back, issue. Their proposals move in the same act."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

import workflows.approval.services  # noqa: F401 - its machine moves the proposals
from documents.arrivals.kinds import RecordedAs
from documents.arrivals.recording import evidence, locked, take
from documents.catalogue import queries as catalogue
from documents.catalogue import services as catalogue_services
from documents.printing import services as printing
from documents.printing.kinds import PaperKind
from permissions import access
from permissions.ledger import acts, tracked
from permissions.ledger.races import check_row_version
from permissions.ledger.services import Line, record
from permissions.refusals import NotNow, ValidationError
from workflows.approval.moving import Step, move_many, register_machine
from workflows.approval.paper_lists import fill_search_key, reorder
from workflows.approval.signed_on_paper import moment_of
from workflows.decisions import papers
from workflows.decisions.desks import place_decision
from workflows.decisions.drafting import fill_words, start_decision
from workflows.decisions.issuing import issue_under_lock
from workflows.decisions.machine import DecisionFlow
from workflows.decisions.models import Decision
from workflows.decisions.money import fill_bonuses
from workflows.decisions.queries import lines_of, proposals_of
from workflows.decisions.states import DecisionState
from workflows.decisions.stock_queries import UNCHOSEN, chosen_stock

register_machine(
    Decision,
    DecisionFlow,
    prefix="decision",
    place=place_decision,
    page="decisions:detail",
    waits={
        "drafted": gettext_lazy("waits for your signature"),
        "signed": gettext_lazy("is signed; number and issue it"),
    },
    sentences={
        "sign": gettext_lazy("signed the decision"),
        "record_signature": gettext_lazy("recorded the decision signed on paper"),
        "send_back": gettext_lazy("sent the drafted decision back"),
        "issue": gettext_lazy("numbered and issued the decision"),
    },
)
acts.declare(
    {
        "decision.drafted": gettext_lazy("drafted the decision"),
        "decision.changed": gettext_lazy("changed the draft of the decision"),
        "decision.awards_entered": gettext_lazy("entered the awards of the decision into the award book"),
    }
)


# --- drafting --------------------------------------------------------------------------------------
def draft_decision(*, proposals, row_versions, by, values=None, order=None, acting_as="", now=None):
    """Draft a decision over all passed nominations of the proposals; returns the Decision.

    row_versions: {proposal pk: row_version seen}. values: words of one's own ({field: text}); the rest is that of the
    draft last sent back, else suggested. order: keys of the nominations in the order of the list.
    Raises ValidationError (nothing chosen, several forms or communes, a text too long), NotYou, NotNow, LostRace.
    """
    proposals = list(proposals)
    _refuse_mixture(proposals)
    decision = Decision(commune=proposals[0].commune, award_form=proposals[0].award_form)

    def apply(proposal, deed, came_from):
        lines = [] if decision.pk else [start_decision(decision, proposals, values or {}, order, deed)]
        return {"body": {"decision": decision.code}, "lines": lines}

    step = Step(things=proposals, move="draft_decision", row_versions=row_versions, apply=apply)
    move_many(step, by=by, acting_as=acting_as, facts={"decision": decision}, now=now)
    return decision


def _refuse_mixture(proposals):
    if not proposals:
        raise ValidationError({"proposals": _("Choose at least one dossier.")})
    if len({proposal.award_form_id for proposal in proposals}) > 1:
        raise ValidationError({"proposals": _("A decision grants one award form; draft one decision for each form.")})
    if len({proposal.commune_id for proposal in proposals}) > 1:
        raise ValidationError({"proposals": _("A decision takes the dossiers of one commune.")})


@transaction.atomic
def change_draft(*, decision, row_version, by, values=None, order=None, acting_as="", now=None):
    """Change the words of a draft or the order of its list; returns the Decision.

    order: keys of all lines in their new order. Raises NotYou, NotNow once it is signed, LostRace, ValidationError.
    """
    now = now or timezone.now()
    decision = Decision.objects.select_for_update(of=("self",)).select_related("award_form").get(pk=decision.pk)
    check_row_version(decision, row_version, _("the decision"))
    capacity = access.require(by, "decisions.draft", decision, acting_as=acting_as)
    if not DecisionState(decision.state).is_open_for_editing:
        raise NotNow(_("The decision is no draft any more; it cannot be changed."))
    before, lines = tracked.snapshot(decision), lines_of(decision)
    fill_words(decision, values or {})
    fill_search_key(decision, [line.nomination for line in lines])
    moved = reorder(lines, order)
    changes = tracked.changes(before, tracked.snapshot(decision))
    if not changes and not moved:
        return decision
    decision.row_version += 1
    kept = [tracked.save(decision, by=by), *tracked.save_many(moved, ["order"], by=by)]
    body = {"changes": changes, "order": [[line.pk, line.order] for line in moved], "history": kept}
    line = Line(stream=decision.stream, act="decision.changed", body=body)
    record([line], commune_id=decision.commune_id, by=by, acting_as=capacity, at=now)
    return decision


# --- the chair -------------------------------------------------------------------------------------
def _move(decision, name, proposals_move, *, row_version, by, acting_as, apply, tell, reason="", facts=None, now=None):
    """The decision's own move, then that of all its proposals: one act. tell: the proposals' ledger body."""
    moved = move_many(
        Step(things=[decision], move=name, row_versions={decision.pk: row_version}, apply=apply),
        Step(
            things=proposals_of(decision), move=proposals_move, apply=lambda proposal, deed, came_from: tell(proposal)
        ),
        by=by,
        acting_as=acting_as,
        reason=reason,
        facts={"decision": decision, **(facts or {})},
        now=now,
    )
    return moved[0][0]


def sign_decision(*, decision, row_version, by, acting_as="", now=None):
    """Sign: the money of the day is fixed, the first rendition (without number) is kept with its hash.

    Raises NotYou (the right is missing, or by drafted it), NotNow, LostRace.
    """

    def apply(decision, deed, came_from):
        return {"body": _fix_signature(decision, deed, signer=deed.by, at=deed.now)}

    return _move(
        decision,
        "sign",
        "sign_decision",
        row_version=row_version,
        by=by,
        acting_as=acting_as,
        apply=apply,
        tell=lambda proposal: {"body": {"decision": decision.code}},
        now=now,
    )


@transaction.atomic
def record_signature(*, decision, row_version, by, arrival=None, signer=None, signed_on=None, acting_as="", now=None):
    """Record that the decision was signed on paper: the same as signing, told of the signer and of the scan.

    arrival: the signed paper in the arrival book. signer: the Capacity in which it was signed. Raises NotYou, NotNow
    (no paper, no signer of that day, the drafter, a day that cannot be), LostRace.
    """
    arrival = locked(arrival)

    def apply(decision, deed, came_from):
        decision.signed_paper = arrival
        told = _fix_signature(decision, deed, signer=signer, at=moment_of(signed_on, now=deed.now))
        signer_name, by = told["signer"], deed.by.user
        done = take(
            arrival, kind=RecordedAs.DECISION, code=decision.code, recorded_for=signer_name, by=by, now=deed.now
        )
        return {"body": told | done}

    return _move(
        decision,
        "record_signature",
        "record_signed_decision",
        row_version=row_version,
        by=by,
        acting_as=acting_as,
        facts={"arrival": arrival, "signer": signer, "signed_on": signed_on},
        apply=apply,
        tell=lambda proposal: {"body": {"decision": decision.code} | evidence(arrival, recorded_for=str(signer.user))},
        now=now,
    )


def _fix_signature(decision, deed, *, signer, at):
    """Who signed in which form, the money and the rules of that day, the rendition without number: the ledger body."""
    signed_on, by = timezone.localdate(at), deed.by.user
    form, title, name = papers.signature_of(signer)
    decision.signing_form, decision.signer_title, decision.signer_name = form, title, name
    decision.signed_by, decision.signed_for, decision.signed_at = signer.user, signer.appointment.user, at
    decision.rule_set = catalogue.rule_set_on(signed_on, decision.commune)
    kept = catalogue_services.mark_used(rule_set=decision.rule_set, by=by, at=deed.now)
    lines = lines_of(decision)
    kept += _fix_bonuses(decision, lines, signed_on, by)
    pdf = papers.render_to_sign(decision, lines, on=signed_on)
    decision.first_rendition = _keep(decision, PaperKind.DECISION, pdf, by)
    return {
        "sha256": decision.first_rendition.sha256,
        "signer": f"{form}. {name}" if form else name,
        "bonus_total": sum(line.bonus_amount for line in lines),
        "history": kept,
    }


def _fix_bonuses(decision, lines, signed_on, by):
    """Write the amounts of the signing day where they differ from the drafted ones."""
    changed = fill_bonuses(lines, decision.award_form, decision.rule_set, signed_on)
    return tracked.save_many(changed, ["bonus_amount", "bonus_reason"], by=by)


def _keep(decision, kind, pdf, by):
    return printing.keep(
        commune=decision.commune,
        kind=kind,
        subject_key=decision.stream,
        title=decision.title[:300],
        pdf=pdf,
        by=by,
        number=decision.number,
        symbol=decision.symbol,
        issued_on=decision.issued_on,
    )


def send_back_paper(*, decision, row_version, by, reason, acting_as="", now=None):
    """The chair refuses to sign: the draft is abandoned, its dossiers are free for another one."""

    def apply(decision, deed, came_from):
        lines = lines_of(decision)
        for line in lines:
            line.dropped_at = deed.now
        return {"body": {"history": tracked.save_many(lines, ["dropped_at"], by=deed.by.user)}}

    return _move(
        decision,
        "send_back",
        "send_back_paper",
        row_version=row_version,
        by=by,
        acting_as=acting_as,
        reason=reason,
        apply=apply,
        tell=lambda proposal: {"body": {"decision": decision.code}},
        now=now,
    )


# --- the records clerk -----------------------------------------------------------------------------
def issue_decision(*, decision, row_version, by, issued_on=None, number="", stock=UNCHOSEN, acting_as="", now=None):
    """Number and issue: register, golden book, second rendition, certificates; every line is granted.

    stock: key of the CertificateStock to print on, None for the built-in sheet; left out, the commune's usual one.
    number: typed, where the register is external; empty where the commune's own register gives it.
    issued_on: left out, today. Raises NotYou, NotNow (also for a date before the signature or after today),
    LostRace, ValidationError by field (number used before, date out of the register's order).
    """
    now = now or timezone.now()
    granted = {}

    def apply(decision, deed, came_from):
        sheet = chosen_stock(decision, stock)
        told, outcomes = issue_under_lock(decision, deed, typed=number, stock=sheet, keep=_keep)
        granted.update(outcomes)
        return {"body": told}

    return _move(
        decision,
        "issue",
        "issue_decision",
        row_version=row_version,
        by=by,
        acting_as=acting_as,
        facts={"issued_on": issued_on or timezone.localdate(now)},
        apply=apply,
        tell=lambda proposal: {"body": {"decision": decision.code, **granted[proposal.pk]}},
        now=now,
    )


DEEDS = {"sign": sign_decision, "send_back": send_back_paper, "issue": issue_decision}
