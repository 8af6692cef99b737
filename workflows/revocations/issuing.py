"""What happens while a cancelling or correcting decision is issued, under its lock: number, effects, notices."""

from django.utils.translation import gettext_lazy

from permissions.ledger import tracked
from permissions.ledger.services import Line
from permissions.roles import Office
from permissions.vietnamese import search_key
from workflows.approval.telling import UNIT
from workflows.decisions.models import Decision
from workflows.decisions.numbering import take_number
from workflows.decisions.papers import authority_name, number_of
from workflows.decisions.unpaid import fallen_below
from workflows.notices import services as notices
from workflows.notices import words
from workflows.notices.services import Telling
from workflows.notices.words import Audience
from workflows.revocations import effects, papers
from workflows.revocations.later import later_of
from workflows.revocations.models import Revocation
from workflows.revocations.queries import lines_of
from workflows.revocations.suggestions import named

_HEAD = Audience((Office.OFFICE_HEAD,), "commune")
_REVIEWERS = Audience((Office.OFFICE_REVIEWER,), "commune")
words.declare(
    {
        "amendment.revocation": gettext_lazy("is issued; it revokes awards of nominees of the unit"),
        "amendment.correction": gettext_lazy("is issued; it corrects words of nominees of the unit"),
        "amendment.later": gettext_lazy("is issued; later awards or open dossiers of its nominees may rest on them"),
        "amendment.unpaid": gettext_lazy("is issued; lower titles that were not paid are to be decided anew"),
    }
)


def issue_under_lock(amendment, deed, *, typed, keep):
    """Issue a signed paper: what the move tells the ledger. typed: the number of an external register. keep: keeps the
    rendition."""
    by, rows = deed.by.user, lines_of(amendment)
    decisions = _locked_decisions(rows)
    nominations = effects.lock_nominations([row.line.nomination_id for row in rows])
    take_number(amendment, deed, typed)
    in_order = [nominations[row.line.nomination_id] for row in rows]
    apply = _revoke if amendment.is_revocation else _correct
    body, lines = apply(amendment, rows, in_order, decisions, deed)
    for row in rows:
        row.settled_at = deed.now
    kept = tracked.save_many(rows, ["settled_at"], by=by)
    pdf, continues = papers.render_numbered(amendment, rows)
    amendment.second_rendition = keep(amendment, pdf, by)
    _tell_units(amendment, in_order, by=by, now=deed.now)
    told = {
        "number": number_of(amendment),
        "issued_on": amendment.issued_on.isoformat(),
        "sha256": amendment.second_rendition.sha256,
        **continues,
        **body,
        "history": kept,
    }
    return {"body": told, "lines": lines}


def _locked_decisions(rows):
    decisions = Decision.objects.select_for_update(of=("self",)).filter(pk__in={row.line.decision_id for row in rows})
    return list(decisions.order_by("pk"))


def _told(amendment):
    return {"decision": amendment.code}


def _on_decisions(act, amendment, rows, decisions, history=()):
    """A line on each decision that is touched. history: {decision pk: reference}"""
    history, lines = dict(history), []
    for decision in decisions:
        names = [row.name for row in rows if row.line.decision_id == decision.pk]
        body = {**_told(amendment), "number": number_of(amendment), "names": names}
        if decision.pk in history:
            body["history"] = [history[decision.pk]]
        lines.append(Line(stream=decision.stream, act=act, body=body))
    return lines


def _revoke(amendment, rows, nominations, decisions, deed):
    by, number = deed.by.user, number_of(amendment)
    later = later_of(nominations)
    said = {"told": _told(amendment), "number": number, "paper": named(amendment), "by": by}
    lines = effects.revoke(nominations, commune=amendment.commune, **said)
    lines += _on_decisions("decision.award_revoked", amendment, rows, decisions)
    due = _keep_revocations(amendment, rows, deed)
    if later:
        _tell_office(amendment, "amendment.later", _HEAD, deed)
    body = {
        "revoked": [{"name": row.name, "ground": row.ground.title, "reason": row.reason} for row in rows],
        "due_back": [
            {"name": row.amendment_line.name, "amount": row.money_due, "object": row.object_due}
            for row in due
            if row.give_back_by
        ],
        "later": [one.nomination.full_name for one in later],
    }
    if below := fallen_below([row.line for row in rows]):
        body["decide_anew"] = [row.line.nomination.full_name for row in below]
        _tell_office(amendment, "amendment.unpaid", _REVIEWERS, deed)
    if any(row.give_back_by for row in due):
        body["give_back_by"] = next(row.give_back_by for row in due if row.give_back_by).isoformat()
    return body, lines


def _tell_office(amendment, words, audience, deed):
    about = {"subject": amendment.stream, "title": amendment.title, "commune_id": amendment.commune_id}
    notices.tell([Telling(**about, words=words, audience=audience)], by=deed.by.user, now=deed.now)


def _keep_revocations(amendment, rows, deed):
    paid, handed = effects.received_on([row.line_id for row in rows])
    by_day = effects.give_back_by(amendment.commune, amendment.issued_on) if paid or handed else None
    made = []
    for row in rows:
        is_due = row.line_id in paid or row.line_id in handed
        made.append(
            Revocation(
                commune=amendment.commune,
                nomination_id=row.line.nomination_id,
                amendment_line=row,
                ground=row.ground,
                reason=row.reason,
                decision_number=number_of(amendment)[:60],
                decided_on=amendment.issued_on,
                decided_by=authority_name(amendment.commune)[:200],
                money_due=paid.get(row.line_id, 0),
                object_due=row.line_id in handed,
                give_back_by=by_day if is_due else None,
                recorded_by=deed.by.user,
                recorded_for=deed.by.appointment.user,
                recorded_at=deed.now,
            )
        )
    return Revocation.objects.bulk_create(made)


def _correct(amendment, rows, nominations, decisions, deed):
    by, number = deed.by.user, number_of(amendment)
    said = {"told": _told(amendment), "number": number, "paper": named(amendment), "by": by}
    mended = {row.line.nomination_id: (row.wrong, row.right) for row in rows}
    lines = effects.mend(nominations, mended, commune=amendment.commune, **said)
    found = _found_by_right_names(rows, decisions, by)
    lines += _on_decisions("decision.words_corrected", amendment, rows, decisions, found)
    return {"mended": [{"name": row.name, "wrong": row.wrong, "right": row.right} for row in rows]}, lines


def _found_by_right_names(rows, decisions, by):
    """The decision is found by the right names too; its paper stays. Returns {decision pk: reference of history}."""
    touched = []
    for decision in decisions:
        names = [row.right.get("full_name", "") for row in rows if row.line.decision_id == decision.pk]
        if any(names):
            decision.search_key += search_key(*names)
            touched.append(decision)
    kept = tracked.save_many(touched, ["search_key"], by=by)
    return {decision.pk: reference for decision, reference in zip(touched, kept, strict=True)}


def _tell_units(amendment, nominations, *, by, now):
    units = sorted({row.proposal.unit_id for row in nominations})
    about = {"subject": amendment.stream, "title": amendment.title, "commune_id": amendment.commune_id}
    about |= {"words": f"amendment.{amendment.kind}", "audience": UNIT}
    notices.tell([Telling(**about, unit_id=key) for key in units], by=by, now=now)
