"""What happens while a decision is drafted, its proposals locked: code, words, lines; and how these change."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from documents.catalogue import queries as catalogue
from documents.catalogue.models import RuleSet
from documents.numbers import services as numbers
from documents.numbers.kinds import RegisterKind
from documents.proposals.models import Nomination, Proposal
from documents.proposals.states import Outcome
from permissions.ledger import tracked
from permissions.ledger.services import Line
from permissions.refusals import NotNow, ValidationError
from permissions.vietnamese import clean_line, clean_text, search_key
from workflows.approval.paper_words import meetings_behind
from workflows.approval.telling import tell_desk
from workflows.decisions.desks import place_decision
from workflows.decisions.models import Decision, DecisionLine
from workflows.decisions.queries import bonuses, last_sent_back, proposals_of, register_of
from workflows.decisions.suggestions import NOMINEES, suggested_grounds, suggested_words

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
    rows = _in_order(_passed_nominations(proposals, lock=lock), order)
    amounts = bonuses(first.award_form, rule_set, on)
    lines = [
        DecisionLine(nomination=row, order=place, bonus_amount=amounts.get(row.nominee_type, 0))
        for place, row in enumerate(rows, start=1)
    ]
    returned = _draft_to_take_up(proposals)
    if returned:
        words = {field: getattr(returned, field) for field in WORDS}
    else:
        words = _suggestions(proposals, rule_set, rows, amounts, on)
    return Plan(rule_set, words, lines, returned)


def _draft_to_take_up(proposals):
    """The draft last sent back, where it listed all of the dossiers: its words fit them."""
    returned = last_sent_back(proposals)
    listed = {proposal.pk for proposal in proposals_of(returned)} if returned else set()
    return returned if {proposal.pk for proposal in proposals} <= listed else None


def _passed_nominations(proposals, *, lock):
    rows = Nomination.objects.select_for_update(of=("self",)) if lock else Nomination.objects
    rows = rows.filter(proposal__in=proposals, outcome=Outcome.PASSED).select_related("proposal__unit")
    kinds = list(NOMINEES)
    found = sorted(rows, key=lambda r: (kinds.index(r.nominee_type), r.proposal.unit.sort_key, r.proposal_id, r.order))
    without = {proposal.pk: proposal.code for proposal in proposals}
    for row in found:
        without.pop(row.proposal_id, None)
    if without:
        raise NotNow(_("No nomination of %(codes)s has passed.") % {"codes": ", ".join(without.values())})
    return found


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


def _suggestions(proposals, rule_set, rows, amounts, today):
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
            nominee_types={row.nominee_type for row in rows},
            has_money=any(amounts.get(row.nominee_type) for row in rows),
            on=today,
        ),
    }


def fill_words(decision, values):
    """Set the words. Raises ValidationError by field where one is empty or too long."""
    for field in WORDS:
        if field in values:
            clean = clean_line if field in _ONE_LINE else clean_text
            setattr(decision, field, clean(values[field]))
    others = [field.name for field in decision._meta.fields if field.name not in WORDS]
    decision.clean_fields(exclude=others)


def fill_search_key(decision, rows):
    names = [row.full_name for row in rows]
    decision.search_key = search_key(decision.code, decision.title, decision.award_form.name, *names)


def _in_order(rows, order):
    """The rows in the order of the keys; all of them must be named."""
    if order is None:
        return rows
    by_key = {row.pk: row for row in rows}
    wanted = [int(pk) for pk in order]
    if sorted(wanted) != sorted(by_key):
        raise ValidationError({"order": _("The list has changed meanwhile; load the page again.")})
    return [by_key[pk] for pk in wanted]


def reorder(lines, order):
    """Give the lines their new places; returns those that moved."""
    moved = []
    for place, line in enumerate(_in_order(lines, order), start=1):
        if line.order != place:
            line.order = place
            moved.append(line)
    return moved
