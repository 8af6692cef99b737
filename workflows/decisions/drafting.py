"""What happens while a decision is drafted, its proposals locked: code, words, lines; and how these change."""

from dataclasses import dataclass

from django.utils import timezone

from documents.catalogue import queries as catalogue
from documents.catalogue.models import RuleSet
from documents.numbers import services as numbers
from documents.numbers.kinds import RegisterKind
from documents.proposals.models import Proposal
from permissions.ledger import tracked
from permissions.ledger.services import Line
from workflows.approval import paper_lists
from workflows.approval.paper_lists import fill_search_key, in_order, passed_nominations
from workflows.approval.paper_words import meetings_behind
from workflows.approval.telling import tell_desk
from workflows.decisions.desks import place_decision
from workflows.decisions.models import Decision, DecisionLine
from workflows.decisions.money import fill_bonuses
from workflows.decisions.queries import last_sent_back, proposals_of, register_of
from workflows.decisions.suggestions import suggested_grounds, suggested_words

WORDS = ("title", "grounds", "achievement", "money_source", "executors", "recipients")
_ONE_LINE = frozenset({"title", "achievement"})


@dataclass(frozen=True, slots=True)
class Plan:
    """What a new decision over some dossiers would say and list. returned: the draft sent back that gave the words."""

    rule_set: RuleSet
    words: dict
    lines: list
    returned: Decision | None


def plan_decision(proposals, on, *, order=None, lock=False):
    """The Plan of a decision over all passed nominations of the proposals; nothing is saved.

    order: keys of the nominations as they shall be listed. lock: their rows stay locked.
    Raises NotNow where a proposal has none, ValidationError where the order misses one.
    """
    first = proposals[0]
    rule_set = catalogue.rule_set_on(on, first.commune)
    rows = in_order(passed_nominations(proposals, lock=lock), order)
    lines = [DecisionLine(nomination=row, order=place) for place, row in enumerate(rows, start=1)]
    fill_bonuses(lines, first.award_form, rule_set, on)
    returned = _draft_to_take_up(proposals)
    if returned:
        words = {field: getattr(returned, field) for field in WORDS}
    else:
        words = _suggestions(proposals, rule_set, lines, on)
    return Plan(rule_set, words, lines, returned)


def _draft_to_take_up(proposals):
    """The draft last sent back, where it listed all of the dossiers: its words fit them."""
    returned = last_sent_back(proposals)
    listed = {proposal.pk for proposal in proposals_of(returned)} if returned else set()
    return returned if {proposal.pk for proposal in proposals} <= listed else None


def start_decision(decision, proposals, values, order, deed):
    """Fill and keep the new decision with its lines, under the lock of its proposals; returns its ledger line."""
    plan = plan_decision(proposals, deed.today, order=order, lock=True)
    commune, year = decision.commune, deed.today.year
    kinds = {proposal.kind for proposal in proposals}
    decision.rule_set = plan.rule_set
    decision.kind = next(iter(kinds)) if len(kinds) == 1 else ""
    number = numbers.take(commune=commune, kind=RegisterKind.DECISION_CODE, year=year)
    decision.code = f"{commune.code}-{year}-D{number:03d}"
    decision.symbol = register_of(commune, year).symbol or f"QĐ-{commune.symbol or 'UBND'}"
    decision.drafted_by, decision.drafted_for, decision.drafted_at = deed.by.user, deed.by.appointment.user, deed.now
    fill_words(decision, {**plan.words, **values})
    rows = [line.nomination for line in plan.lines]
    fill_search_key(decision, rows)
    place_decision(decision, deed, "")
    kept = [tracked.save(decision, by=deed.by.user)]
    for line in plan.lines:
        line.decision = decision
    kept += tracked.add_many(plan.lines, by=deed.by.user)
    tell_desk([decision], "decision", by=deed.by.user, now=deed.now)
    body = {
        "award_form": decision.award_form.name,
        "proposals": [proposal.code for proposal in proposals],
        "nominees": [{"nomination": row.pk, "name": row.full_name} for row in rows],
        "bonus_total": sum(line.bonus_amount for line in plan.lines),
        "history": kept,
    }
    return Line(stream=decision.stream, act="decision.drafted", to_state=str(decision.state), body=body)


def _suggestions(proposals, rule_set, lines, today):
    award_form = proposals[0].award_form
    kinds = {proposal.kind for proposal in proposals}
    fetched = Proposal.objects.filter(pk__in=[proposal.pk for proposal in proposals])
    return {
        "grounds": suggested_grounds(
            rule_set=rule_set,
            award_form=award_form,
            kinds=kinds,
            on=today,
            meetings=[timezone.localdate(at) for _code, at in meetings_behind(proposals)],
        ),
        **suggested_words(
            award_form=award_form,
            kinds=kinds,
            campaigns={proposal.campaign for proposal in fetched.select_related("campaign")},
            nominee_types={line.nomination.nominee_type for line in lines},
            has_money=any(line.bonus_amount for line in lines),
            on=today,
        ),
    }


def fill_words(decision, values):
    """Set the words. Raises ValidationError by field where one is empty or too long."""
    paper_lists.fill_words(decision, values, WORDS, one_line=_ONE_LINE)
