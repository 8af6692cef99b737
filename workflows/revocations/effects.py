"""What a revoked award or a corrected word changes elsewhere: outcome, award book, what is to come back. Under lock."""

from collections import defaultdict

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.catalogue import queries as catalogue
from documents.catalogue.kinds import Step
from documents.proposals.models import Nomination, Proposal
from documents.proposals.states import Outcome
from documents.registry.correcting import mend_recipient, revoke_granted
from permissions.ledger import acts, tracked
from permissions.ledger.services import Line
from permissions.refusals import NotNow
from permissions.vietnamese import search_key
from workflows import deadlines
from workflows.handover.queries import holding_handovers
from workflows.handover.states import HandoverState
from workflows.payments.queries import holding_payments
from workflows.payments.states import PaymentState
from workflows.revocations.words import value_of

acts.declare(
    {
        "decision.award_revoked": gettext_lazy("revoked awards of the decision by a cancelling decision"),
        "decision.words_corrected": gettext_lazy("corrected words of the decision by a correcting decision"),
        "proposal.award_revoked": gettext_lazy("revoked awards of the dossier"),
        "proposal.words_corrected": gettext_lazy("corrected words of nominees of the dossier by a correcting decision"),
    }
)


def lock_nominations(keys):
    """{pk: Nomination} under lock, their dossiers locked before them."""
    proposals = Proposal.objects.select_for_update(of=("self",)).filter(nominations__in=keys).order_by("pk")
    list(proposals.values_list("pk"))
    rows = Nomination.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    return {row.pk: row for row in rows.select_related("proposal__unit", "proposal__award_form")}


def refuse_fallen(nominations):
    """Raises NotNow naming who holds no award any more."""
    fallen = [row for row in nominations if row.outcome != Outcome.GRANTED]
    if fallen:
        told = _("The award of %(name)s does not stand any more.")
        raise NotNow(*[told % {"name": row.full_name} for row in fallen], code="not_granted")


def revoke(nominations, *, commune, paper, told, number, by):
    """The nominees lose their award, in the dossier and in the award book; returns the Lines the deed records.

    nominations: under lock. paper: which decision revokes, in words. told: what each line says of that decision.
    number: as it is printed.
    """
    refuse_fallen(nominations)
    for row in nominations:
        row.outcome, row.outcome_reason = Outcome.REVOKED, paper
    kept = tracked.save_many(nominations, ["outcome", "outcome_reason"], by=by)
    lines = _on_dossiers("proposal.award_revoked", nominations, kept, told | {"number": number})
    for row in nominations:
        lines += revoke_granted(commune=commune, nomination=row, reason=paper, by=by)
    return lines


def mend(nominations, words, *, commune, paper, told, number, by):
    """The nominees bear the right words from now on; returns the Lines the deed records.

    words: {nomination pk: (wrong, right)}, each {field: words as kept}. Otherwise as `revoke`.
    """
    refuse_fallen(nominations)
    fields = sorted({field for _wrong, right in words.values() for field in right})
    for row in nominations:
        for field, value in words[row.pk][1].items():
            setattr(row, field, value_of(field, value))
        row.fill_keys()
    kept = tracked.save_many(nominations, [*fields, "search_key", "sort_key"], by=by)
    found = _found_by_right_names(nominations, words, by)
    lines = _on_dossiers("proposal.words_corrected", nominations, kept, told | {"number": number}, found)
    for row in nominations:
        wrong, right = ({field: value_of(field, value) for field, value in side.items()} for side in words[row.pk])
        said = {"wrong": wrong, "right": right, "reason": paper, "by": by}
        lines += mend_recipient(commune=commune, nomination=row, **said)
    return lines


def _found_by_right_names(nominations, words, by):
    """The dossiers are found by the right names too; returns {stream: reference of its history}."""
    touched = {}
    for row in nominations:
        if name := words[row.pk][1].get("full_name"):
            touched.setdefault(row.proposal_id, row.proposal).search_key += search_key(name)
    kept = tracked.save_many(list(touched.values()), ["search_key"], by=by)
    return {dossier.stream: reference for dossier, reference in zip(touched.values(), kept, strict=True)}


def _on_dossiers(act, nominations, kept, told, history=()):
    """A line on each dossier, with what became of its nominees. history: {stream: reference} of the dossier itself."""
    bodies = defaultdict(lambda: {**told, "outcomes": [], "history": []})
    for stream, reference in dict(history).items():
        bodies[stream]["history"].append(reference)
    for row, reference in zip(nominations, kept, strict=True):
        body = bodies[row.proposal.stream]
        body["outcomes"].append({"nomination": row.pk, "name": row.full_name, "outcome": str(row.outcome)})
        body["history"].append(reference)
    return [Line(stream=stream, act=act, body=body) for stream, body in bodies.items()]


def received_on(lines):
    """({line pk: đồng paid}, keys of lines whose award was handed over): what has to come back of DecisionLines."""
    paid = holding_payments().filter(line__in=lines, state=PaymentState.PAID, amount__gt=0)
    handed = holding_handovers().filter(line__in=lines, state=HandoverState.HANDED)
    return dict(paid.values_list("line_id", "amount")), set(handed.values_list("line_id", flat=True))


def give_back_by(commune, decided_on):
    """The last day on which money and object of a revoked award come back.

    Raises HolidaysUnknown, NotNow where the rules have no limit. Source: deadlines.SOURCES["give_back"].
    """
    limit = catalogue.time_limit(catalogue.rule_set_on(decided_on, commune), Step.GIVE_BACK)
    return deadlines.due_after(decided_on, limit.working_days)
