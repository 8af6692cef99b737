"""What happens while a decision is drafted, its proposals locked: code, words, lines; and how these change."""

from django.utils import timezone
from django.utils.translation import gettext as _

from documents.catalogue import queries as catalogue
from documents.numbers import services as numbers
from documents.numbers.kinds import RegisterKind
from documents.proposals.models import Nomination, Proposal
from documents.proposals.states import Outcome
from permissions.ledger import tracked
from permissions.ledger.services import Line
from permissions.refusals import NotNow, ValidationError
from permissions.vietnamese import clean_line, clean_text, search_key
from workflows.decisions.desks import place_decision
from workflows.decisions.models import DecisionLine
from workflows.decisions.queries import bonuses, register_of
from workflows.decisions.suggestions import NOMINEES, suggested_grounds, suggested_words

WORDS = ("title", "grounds", "achievement", "money_source", "executors", "recipients")
_ONE_LINE = frozenset({"title", "achievement"})


def _passed_nominations(proposals):
    rows = Nomination.objects.select_for_update(of=("self",)).filter(proposal__in=proposals, outcome=Outcome.PASSED)
    rows = rows.select_related("proposal__unit")
    kinds = list(NOMINEES)
    found = sorted(rows, key=lambda r: (kinds.index(r.nominee_type), r.proposal.unit.sort_key, r.proposal_id, r.order))
    without = {proposal.pk: proposal.code for proposal in proposals}
    for row in found:
        without.pop(row.proposal_id, None)
    if without:
        raise NotNow(_("No nomination of %(codes)s has passed.") % {"codes": ", ".join(without.values())})
    return found


def start_decision(decision, proposals, values, deed):
    """Fill and keep the new decision with its lines, under the lock of its proposals; returns its ledger line."""
    rows = _passed_nominations(proposals)
    commune, year = decision.commune, deed.today.year
    rule_set = catalogue.rule_set_on(deed.today, commune)
    kinds = {proposal.kind for proposal in proposals}
    decision.rule_set = rule_set
    decision.kind = next(iter(kinds)) if len(kinds) == 1 else ""
    number = numbers.take(commune=commune, kind=RegisterKind.DECISION_CODE, year=year)
    decision.code = f"{commune.code}-{year}-D{number:03d}"
    decision.symbol = register_of(commune, year).symbol or f"QĐ-{commune.symbol or 'UBND'}"
    decision.drafted_by, decision.drafted_for, decision.drafted_at = deed.by.user, deed.by.appointment.user, deed.now
    amounts = bonuses(decision.award_form, rule_set, deed.today)
    fill_words(decision, {**_suggestions(decision, proposals, rows, amounts, deed.today), **values})
    fill_search_key(decision, rows)
    place_decision(decision, deed, "")
    kept = [tracked.save(decision, by=deed.by.user)]
    lines = [
        DecisionLine(decision=decision, nomination=row, order=order, bonus_amount=amounts.get(row.nominee_type, 0))
        for order, row in enumerate(rows, start=1)
    ]
    kept += tracked.add_many(lines, by=deed.by.user)
    body = {
        "award_form": decision.award_form.name,
        "proposals": [proposal.code for proposal in proposals],
        "nominees": [{"nomination": row.pk, "name": row.full_name} for row in rows],
        "bonus_total": sum(line.bonus_amount for line in lines),
        "history": kept,
    }
    return Line(stream=decision.stream, act="decision.drafted", to_state=str(decision.state), body=body)


def _suggestions(decision, proposals, rows, amounts, today):
    kinds = {proposal.kind for proposal in proposals}
    fetched = Proposal.objects.filter(pk__in=[proposal.pk for proposal in proposals])
    carried = fetched.filter(agenda_items__verdict="carried", agenda_items__meeting__state="closed")
    meetings = carried.values_list("agenda_items__meeting__held_at", flat=True)
    return {
        "grounds": suggested_grounds(
            rule_set=decision.rule_set,
            award_form=decision.award_form,
            kinds=kinds,
            on=today,
            meetings=[timezone.localdate(at) for at in meetings],
        ),
        **suggested_words(
            award_form=decision.award_form,
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


def reorder(lines, order):
    """Give the lines their new places; returns those that moved."""
    if order is None:
        return []
    wanted = [int(pk) for pk in order]
    by_key = {line.pk: line for line in lines}
    if sorted(wanted) != sorted(by_key):
        raise ValidationError({"order": _("The list has changed meanwhile; load the page again.")})
    moved = []
    for place, pk in enumerate(wanted, start=1):
        if by_key[pk].order != place:
            by_key[pk].order = place
            moved.append(by_key[pk])
    return moved
