"""The deeds on cancelling and correcting decisions: draft, change, sign, send back, drop, issue."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.arrivals.kinds import RecordedAs
from documents.arrivals.recording import locked, take
from documents.catalogue import queries as catalogue
from documents.catalogue import services as catalogue_services
from documents.printing import services as printing
from documents.printing.kinds import PaperKind
from permissions import access
from permissions.ledger import acts, tracked
from permissions.ledger.races import check_row_version
from permissions.ledger.services import Line, record
from permissions.refusals import NotNow, ValidationError
from workflows.approval.deeds import Deed
from workflows.approval.moving import move, register_machine
from workflows.approval.signed_on_paper import moment_of
from workflows.approval.telling import tell_desk
from workflows.decisions.numbering import register_numbered
from workflows.decisions.papers import signature_of
from workflows.revocations import drafting, papers
from workflows.revocations.desks import place_amendment
from workflows.revocations.drafting import Asked
from workflows.revocations.issuing import issue_under_lock
from workflows.revocations.machine import AmendmentFlow
from workflows.revocations.models import Amendment
from workflows.revocations.queries import lines_of
from workflows.revocations.states import AmendmentKind, AmendmentState

register_numbered(Amendment)
register_machine(
    Amendment,
    AmendmentFlow,
    prefix="amendment",
    place=place_amendment,
    page="revocations:detail",
    waits={
        "drafted": gettext_lazy("waits for your signature"),
        "signed": gettext_lazy("is signed; number and issue it"),
    },
    sentences={
        "sign": gettext_lazy("signed the cancelling or correcting decision"),
        "record_signature": gettext_lazy("recorded the cancelling or correcting decision signed on paper"),
        "send_back": gettext_lazy("sent the drafted cancelling or correcting decision back"),
        "drop": gettext_lazy("dropped the draft of the cancelling or correcting decision"),
        "issue": gettext_lazy("numbered and issued the cancelling or correcting decision"),
    },
)
acts.declare(
    {
        "amendment.drafted": gettext_lazy("drafted the cancelling or correcting decision"),
        "amendment.changed": gettext_lazy("changed the draft of the cancelling or correcting decision"),
    }
)


# --- drafting --------------------------------------------------------------------------------------
@transaction.atomic
def draft_amendment(*, kind, lines, by, values=None, acting_as="", now=None):
    """Draft a decision that cancels awards or corrects words of issued decisions of one commune; returns it.

    kind: an AmendmentKind. lines: [{"line": key of a DecisionLine, "ground": code, "reason": text, "right": {field:
    words}}] - ground and reason of a cancelling one, right words of a correcting one. values: words of one's own
    ({field: text} of `drafting.WORDS`); the rest is suggested.
    Raises NotYou, NotNow (not issued, not granted, revoked before, in another draft), ValidationError by field.
    """
    now = now or timezone.now()
    on = timezone.localdate(now)
    if kind not in AmendmentKind.values:
        raise ValidationError({"kind": _("Say whether awards are revoked or words corrected.")})
    asked = [Asked(**{**entry, "line": int(entry["line"])}) for entry in lines]
    chosen = drafting.locked_lines([one.line for one in asked])
    capacity = access.require(by, "decisions.draft", chosen[0].decision, acting_as=acting_as)
    drafting.refuse_untouchable(chosen)
    amendment = Amendment(commune=chosen[0].decision.commune, kind=kind)
    rows = drafting.start_lines(amendment, chosen, asked, on)
    drafting.begin(amendment, chosen, rows, values or {}, capacity=capacity, on=on, now=now)
    kept = drafting.keep(amendment, rows, deed=Deed(by=capacity, now=now))
    tell_desk([amendment], "amendment", by=by, now=now)
    body = {"amendment_kind": str(kind), **_told_of(amendment, rows), "history": kept}
    line = Line(stream=amendment.stream, act="amendment.drafted", to_state=str(amendment.state), body=body)
    record([line], commune_id=amendment.commune_id, by=by, acting_as=capacity, at=now)
    return amendment


def _told_of(amendment, rows):
    """What the paper's own trail tells of its lines."""
    if not amendment.is_revocation:
        return {"mended": [{"name": row.name, "wrong": row.wrong, "right": row.right} for row in rows]}
    return {"revoked": [{"name": row.name, "ground": row.ground.title, "reason": row.reason} for row in rows]}


@transaction.atomic
def change_draft(*, amendment, row_version, by, values=None, lines=None, acting_as="", now=None):
    """Change the words of a draft, or what it says of its lines; returns the Amendment.

    lines: as in `draft_amendment`, of lines that it has; those left out stay. Raises NotYou, NotNow once it is signed,
    LostRace, ValidationError by field.
    """
    now = now or timezone.now()
    amendment = Amendment.objects.select_for_update(of=("self",)).get(pk=amendment.pk)
    check_row_version(amendment, row_version, _("the decision"))
    capacity = access.require(by, "decisions.draft", amendment, acting_as=acting_as)
    if not AmendmentState(amendment.state).is_open_for_editing:
        raise NotNow(_("The decision is no draft any more; it cannot be changed."))
    before, rows = tracked.snapshot(amendment), lines_of(amendment)
    drafting.fill_words(amendment, values or {})
    changed = _change_lines(amendment, rows, lines or [], timezone.localdate(now))
    drafting.fill_search_key(amendment, rows)
    changes = tracked.changes(before, tracked.snapshot(amendment))
    if not changes and not changed:
        return amendment
    amendment.row_version += 1
    kept = [
        tracked.save(amendment, by=by),
        *tracked.save_many(changed, ["ground", "reason", "wrong", "right"], by=by),
    ]
    body = {"changes": changes, **(_told_of(amendment, changed) if changed else {}), "history": kept}
    line = Line(stream=amendment.stream, act="amendment.changed", body=body)
    record([line], commune_id=amendment.commune_id, by=by, acting_as=capacity, at=now)
    return amendment


def _change_lines(amendment, rows, entries, on):
    by_key, changed = {row.line_id: row for row in rows}, []
    for entry in entries:
        row = by_key.get(int(entry["line"]))
        if row is None:
            raise ValidationError({"lines": _("The list has changed meanwhile; load the page again.")})
        before = (row.ground_id, row.reason, row.wrong, row.right)
        drafting.fill_line(row, Asked(**{**entry, "line": row.line_id}), amendment.kind, on)
        if (row.ground_id, row.reason, row.wrong, row.right) != before:
            changed.append(row)
    return changed


# --- the chair -------------------------------------------------------------------------------------
def sign_amendment(*, amendment, row_version, by, acting_as="", now=None):
    """Sign: the first rendition (without number) is kept with its hash.

    Raises NotYou (the right is missing, or by drafted it), NotNow (an award stands no more), LostRace.
    """

    def apply(amendment, deed, came_from):
        return {"body": _fix_signature(amendment, deed, signer=deed.by, at=deed.now)}

    said = {"row_version": row_version, "by": by, "acting_as": acting_as, "now": now}
    return move(amendment, "sign", apply=apply, **said)


@transaction.atomic
def record_signature(*, amendment, row_version, by, arrival=None, signer=None, signed_on=None, acting_as="", now=None):
    """Record that the decision was signed on paper: the same as signing, told of the signer and of the scan.

    As `decisions.services.record_signature`. Raises NotYou, NotNow, LostRace.
    """
    arrival = locked(arrival)

    def apply(amendment, deed, came_from):
        amendment.signed_paper = arrival
        told = _fix_signature(amendment, deed, signer=signer, at=moment_of(signed_on, now=deed.now))
        said = {"kind": RecordedAs.AMENDMENT, "code": amendment.code, "recorded_for": told["signer"]}
        return {"body": told | take(arrival, by=deed.by.user, now=deed.now, **said)}

    facts = {"arrival": arrival, "signer": signer, "signed_on": signed_on}
    said = {"row_version": row_version, "by": by, "acting_as": acting_as, "now": now}
    return move(amendment, "record_signature", apply=apply, facts=facts, **said)


def _fix_signature(amendment, deed, *, signer, at):
    """Who signed in which form, the rules of that day, the rendition without number: the ledger body."""
    signed_on, by = timezone.localdate(at), deed.by.user
    form, title, name = signature_of(signer)
    amendment.signing_form, amendment.signer_title, amendment.signer_name = form, title, name
    amendment.signed_by, amendment.signed_for, amendment.signed_at = signer.user, signer.appointment.user, at
    amendment.rule_set = catalogue.rule_set_on(signed_on, amendment.commune)
    kept = catalogue_services.mark_used(rule_set=amendment.rule_set, by=by, at=deed.now)
    pdf = papers.render_to_sign(amendment, lines_of(amendment), on=signed_on)
    amendment.first_rendition = _keep(amendment, pdf, by)
    return {
        "sha256": amendment.first_rendition.sha256,
        "signer": f"{form}. {name}" if form else name,
        "history": kept,
    }


def _keep(amendment, pdf, by):
    """Keep the paper as it stands now."""
    return printing.keep(
        commune=amendment.commune,
        kind=PaperKind.AMENDMENT,
        subject_key=amendment.stream,
        title=amendment.title[:300],
        pdf=pdf,
        by=by,
        number=amendment.number,
        symbol=amendment.symbol,
        issued_on=amendment.issued_on,
    )


def _abandon(amendment, name, *, row_version, by, reason, acting_as, now):
    """The draft ends; its lines are free for another one."""

    def apply(amendment, deed, came_from):
        rows = lines_of(amendment)
        for row in rows:
            row.settled_at = deed.now
        return {"body": {"history": tracked.save_many(rows, ["settled_at"], by=deed.by.user)}}

    said = {"row_version": row_version, "by": by, "reason": reason, "acting_as": acting_as, "now": now}
    return move(amendment, name, apply=apply, **said)


def send_back(*, amendment, row_version, by, reason, acting_as="", now=None):
    """The chair refuses to sign: the draft is abandoned. Raises NotYou, NotNow (no reason), LostRace."""
    said = {"row_version": row_version, "by": by, "reason": reason, "acting_as": acting_as, "now": now}
    return _abandon(amendment, "send_back", **said)


def drop_draft(*, amendment, row_version, by, reason, acting_as="", now=None):
    """The office takes its own draft back. Raises NotYou, NotNow (no reason, signed already), LostRace."""
    said = {"row_version": row_version, "by": by, "reason": reason, "acting_as": acting_as, "now": now}
    return _abandon(amendment, "drop", **said)


# --- the records clerk -----------------------------------------------------------------------------
def issue_amendment(*, amendment, row_version, by, issued_on=None, number="", acting_as="", now=None):
    """Number and issue, from the register of decisions; awards are revoked, or words corrected, in the same act.

    number: typed, where the register is external. issued_on: left out, today. Raises NotYou, NotNow (also for a date
    before the signature or after today, or an award that stands no more), LostRace, ValidationError by field.
    """
    now = now or timezone.now()

    def apply(amendment, deed, came_from):
        return issue_under_lock(amendment, deed, typed=number, keep=_keep)

    facts = {"issued_on": issued_on or timezone.localdate(now)}
    said = {"row_version": row_version, "by": by, "acting_as": acting_as, "now": now}
    return move(amendment, "issue", apply=apply, facts=facts, **said)


DEEDS = {"sign": sign_amendment, "send_back": send_back, "drop": drop_draft, "issue": issue_amendment}
