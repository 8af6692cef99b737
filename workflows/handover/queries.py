"""Which awards were handed over and which were not, and in which order they are handed over."""

from dataclasses import dataclass

from documents.catalogue.kinds import Family
from documents.proposals.models import Proposal
from documents.proposals.states import Outcome
from permissions import access
from workflows.approval.paper_words import NOMINEES
from workflows.decisions.models import Decision, DecisionLine
from workflows.decisions.queries import lines_of
from workflows.decisions.states import DecisionState
from workflows.handover.models import Handover
from workflows.line_records import queries as line_records
from workflows.line_records.fallen import Fallen, fallen_of


def holding_handovers():
    """The records that no later one supersedes."""
    return line_records.holding(Handover)


@dataclass(frozen=True, slots=True)
class Award:
    """A granted line of an issued decision. handover: the record that holds, None without one.

    fallen: by which decision the award was revoked; what was handed over before can still be recorded.
    """

    line: DecisionLine
    handover: Handover | None
    fallen: Fallen | None = None

    @property
    def is_open(self):
        """May its handing over be recorded?"""
        return not (self.handover and self.handover.is_handed)


def awards_of(decision):
    """The granted lines of an issued decision in the order of the ceremony: two statements."""
    return in_order_of_ceremony([decision])


def awards_and_fallen(decision):
    """The awards of a decision, then those that were revoked: what of it may be recorded; five statements at most."""
    lines = lines_of(decision)
    fallen = fallen_of(lines)
    held = {row.line_id: row for row in holding_handovers().filter(line__in=fallen)} if fallen else {}
    gone = [Award(line, held.get(line.pk), fallen[line.pk]) for line in lines if line.pk in fallen]
    return awards_of(decision) + gone


def in_order_of_ceremony(decisions):
    """The Awards of decisions of one commune as they are handed over.

    All of them are granted by the commune, hence on one level: titles before forms, each from high to low, then
    collectives, households, individuals, as each decision lists them. Source: Nghị định 152/2025/NĐ-CP, Điều 29.
    """
    groups = list(NOMINEES)
    lines = [(decision, line) for decision in decisions for line in lines_of(decision)]
    lines = [(decision, line) for decision, line in lines if line.nomination.outcome == Outcome.GRANTED]
    held = {row.line_id: row for row in holding_handovers().filter(line__in=[line.pk for _decision, line in lines])}

    def place(pair):
        form = pair[0].award_form
        return form.family != Family.TITLE, form.rank, groups.index(pair[1].nomination.nominee_type), pair[0].pk

    ordered = sorted(lines, key=place)
    for decision, line in ordered:
        line.decision = decision
    return [Award(line, held.get(line.pk)) for _decision, line in ordered]


def version_of(decision):
    """How many records of hand-overs a decision has: rises with each, so a form knows whether it is stale."""
    return line_records.version_of(Handover, decision)


def history_of(decision):
    """Every record of a decision, corrected ones too, the newest first."""
    return line_records.history_of(Handover, decision)


def issued_decisions(user, held):
    """The issued decisions whose hand-overs a person may see, with what lists show, the newest first."""
    rows = access.visible_to(user, Decision, acting=held).filter(state=DecisionState.ISSUED)
    communes = {c.commune_id for c in access.commune_wide(held) if c.office in access.offices_with("handovers.view")}
    return rows.filter(commune_id__in=communes).select_related("commune", "award_form").order_by("-pk")


def not_handed(proposal: Proposal):
    """Granted nominees of a dossier whose award, decided here, nobody has handed over, as (name, code of the decision):
    one statement."""
    lines = DecisionLine.objects.filter(
        nomination__proposal=proposal, nomination__outcome=Outcome.GRANTED, decision__state=DecisionState.ISSUED
    )
    handed = holding_handovers().filter(state="handed").values("line")
    rows = lines.exclude(pk__in=handed).order_by("order")
    return list(rows.values_list("nomination__full_name", "decision__code"))
