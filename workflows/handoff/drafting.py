"""What happens while a letter to the province is drafted, its dossiers locked: code, words, lines; how these change."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from documents.catalogue import queries as catalogue
from documents.catalogue.models import RuleSet
from documents.numbers import services as numbers
from documents.numbers.kinds import RegisterKind
from documents.proposals.models import Nomination
from documents.proposals.states import Outcome
from permissions.ledger import tracked
from permissions.ledger.services import Line
from permissions.refusals import NotNow, ValidationError
from permissions.vietnamese import clean_line, clean_text, search_key
from workflows.approval.paper_words import NOMINEES, meetings_behind
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
    rows = _in_order(_passed_nominations(proposals, lock=lock), order)
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


def _passed_nominations(proposals, *, lock):
    rows = Nomination.objects.select_for_update(of=("self",)) if lock else Nomination.objects
    rows = rows.filter(proposal__in=proposals, outcome=Outcome.PASSED).select_related("proposal__unit")
    kinds = list(NOMINEES)
    found = sorted(rows, key=lambda r: (kinds.index(r.nominee_type), r.proposal.unit.sort_key, r.proposal_id, r.order))
    listed = {row.proposal_id for row in found}
    without = [proposal.code for proposal in proposals if proposal.pk not in listed]
    if without:
        raise NotNow(_("No nomination of %(codes)s has passed.") % {"codes": ", ".join(without)})
    return found


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
    for field in WORDS:
        if field in values:
            clean = clean_line if field in _ONE_LINE else clean_text
            setattr(letter, field, clean(values[field]))
    others = [field.name for field in letter._meta.fields if field.name not in WORDS]
    letter.clean_fields(exclude=others)


def fill_search_key(letter, rows):
    names = [row.full_name for row in rows]
    letter.search_key = search_key(letter.code, letter.title, letter.award_form.name, *names)


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
