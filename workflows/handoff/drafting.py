"""What happens while a letter to the province is drafted, its dossiers locked: code, words, lines; how these change."""

from dataclasses import dataclass

from django.utils import timezone

from documents.catalogue import queries as catalogue
from documents.catalogue.models import RuleSet
from documents.numbers import services as numbers
from documents.numbers.kinds import RegisterKind
from permissions.ledger import tracked
from permissions.ledger.services import Line
from workflows.approval import paper_lists
from workflows.approval.paper_lists import fill_search_key, in_order, passed_nominations
from workflows.approval.paper_words import meetings_behind
from workflows.handoff.desks import place_transmittal
from workflows.handoff.models import Transmittal, TransmittalLine
from workflows.handoff.queries import last_sent_back, proposals_of, register_of
from workflows.handoff.suggestions import suggested_words

WORDS = ("title", "addressees", "grounds", "request", "recipients")
_ONE_LINE = frozenset({"title"})


@dataclass(frozen=True, slots=True)
class Plan:
    """What a new letter over some dossiers would say and list. returned: the draft sent back that gave the words."""

    rule_set: RuleSet
    words: dict
    lines: list
    returned: Transmittal | None


def plan_letter(proposals, on, *, order=None, lock=False):
    """The Plan of a letter over all passed nominations of the proposals; nothing is saved.

    order: keys of the nominations as they shall be listed. lock: their rows stay locked.
    Raises NotNow where a proposal has none, ValidationError where the order misses one.
    """
    first = proposals[0]
    rule_set = catalogue.rule_set_on(on, first.commune)
    rows = in_order(passed_nominations(proposals, lock=lock), order)
    lines = [TransmittalLine(nomination=row, order=place) for place, row in enumerate(rows, start=1)]
    returned = _draft_to_take_up(proposals)
    if returned:
        words = {field: getattr(returned, field) for field in WORDS}
    else:
        words = suggested_words(
            commune=first.commune,
            award_form=first.award_form,
            kinds={proposal.kind for proposal in proposals},
            nominee_types={row.nominee_type for row in rows},
            rule_set=rule_set,
            on=on,
            meetings=[timezone.localdate(at) for _code, at in meetings_behind(proposals)],
        )
    return Plan(rule_set, words, lines, returned)


def _draft_to_take_up(proposals):
    """The draft last sent back, where it listed all of the dossiers: its words fit them."""
    returned = last_sent_back(proposals)
    listed = {proposal.pk for proposal in proposals_of(returned)} if returned else set()
    return returned if {proposal.pk for proposal in proposals} <= listed else None


def start_letter(letter, proposals, values, order, deed):
    """Fill and keep the new letter with its lines, under the lock of its dossiers; returns its ledger line."""
    plan = plan_letter(proposals, deed.today, order=order, lock=True)
    commune, year = letter.commune, deed.today.year
    kinds = {proposal.kind for proposal in proposals}
    letter.rule_set = plan.rule_set
    letter.kind = next(iter(kinds)) if len(kinds) == 1 else ""
    number = numbers.take(commune=commune, kind=RegisterKind.TRANSMITTAL_CODE, year=year)
    letter.code = f"{commune.code}-{year}-T{number:03d}"
    letter.symbol = register_of(commune, year).symbol or f"TTr-{commune.symbol or 'UBND'}"
    letter.drafted_by, letter.drafted_for, letter.drafted_at = deed.by.user, deed.by.appointment.user, deed.now
    fill_words(letter, {**plan.words, **values})
    rows = [line.nomination for line in plan.lines]
    fill_search_key(letter, rows)
    place_transmittal(letter, deed, "")
    kept = [tracked.save(letter, by=deed.by.user)]
    for line in plan.lines:
        line.transmittal = letter
    kept += tracked.add_many(plan.lines, by=deed.by.user)
    body = {
        "award_form": letter.award_form.name,
        "proposals": [proposal.code for proposal in proposals],
        "nominees": [{"nomination": row.pk, "name": row.full_name} for row in rows],
        "history": kept,
    }
    return Line(stream=letter.stream, act="transmittal.drafted", to_state=str(letter.state), body=body)


def fill_words(letter, values):
    """Set the words. Raises ValidationError by field where one is empty or too long."""
    paper_lists.fill_words(letter, values, WORDS, one_line=_ONE_LINE)
