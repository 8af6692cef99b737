"""Which decisions a person may see, and what their pages read."""

import json
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, IntegerField, OuterRef, Prefetch, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from documents.catalogue import queries as catalogue
from documents.catalogue.kinds import Level
from documents.catalogue.models import AwardForm, FormRule, Multiplier
from documents.numbers.kinds import RegisterKind
from documents.numbers.models import Register
from documents.proposals.models import Nomination, Proposal
from documents.proposals.queries import SEES_THE_COMMUNE
from documents.proposals.states import Outcome, ProposalState
from permissions import access
from permissions.ledger.queries import entries_of
from permissions.people.models import Appointment
from permissions.roles import Office
from workflows.approval.paper_words import NOMINEES
from workflows.decisions.models import Decision, DecisionLine
from workflows.decisions.states import SIGNED_STATES, DecisionState


def _of_the_commune(held):
    communes = {c.commune_id for c in held if c.office in SEES_THE_COMMUNE}
    return Q(commune_id__in=communes) if communes else None


def _with_the_records_clerk(held):
    communes = {c.commune_id for c in held if c.office == Office.RECORDS_CLERK}
    return Q(commune_id__in=communes, state__in=SIGNED_STATES) if communes else None


def _naming_nominees_of_the_unit(held):
    units, _communes = access.units_and_communes(held, "decisions.view")
    named = DecisionLine.objects.filter(nomination__proposal__unit_id__in=units).values("decision")
    return Q(state=DecisionState.ISSUED, pk__in=named) if units else None


for _rule in (_of_the_commune, _with_the_records_clerk, _naming_nominees_of_the_unit):
    access.register_visibility(Decision, _rule)


def is_inside(decision, held):
    """Does the person work on the decision for the commune (and not only for a unit it names)?"""
    offices = {*SEES_THE_COMMUNE, Office.RECORDS_CLERK}
    return any(c.office in offices and c.commune_id == decision.commune_id for c in access.commune_wide(held))


def kept_papers(decision, held):
    """The kept renditions this person may open, {name: Issued}; a unit gets the issued decision alone."""
    kept = {"issued": decision.second_rendition}
    if is_inside(decision, held):
        kept |= {"signed": decision.first_rendition, "certificates": decision.certificates}
    return {name: issued for name, issued in kept.items() if issued is not None}


def decisions_over(proposal, user, held):
    """The live decisions that list nominees of the dossier, as far as the person may see them."""
    listed = DecisionLine.objects.filter(nomination__proposal=proposal, dropped_at=None).values("decision")
    rows = access.visible_to(user, Decision, acting=held).filter(pk__in=listed)
    return list(rows.select_related("award_form", "second_rendition", "first_rendition", "certificates").order_by("pk"))


def _of_the_lines(sum_or_count):
    rows = DecisionLine.objects.filter(decision=OuterRef("pk")).order_by().values("decision")
    return Coalesce(Subquery(rows.annotate(told=sum_or_count).values("told"), output_field=IntegerField()), 0)


def with_totals(decisions):
    """Each decision with `nominee_count` and `bonus_total` (đồng)."""
    return decisions.annotate(nominee_count=_of_the_lines(Count("pk")), bonus_total=_of_the_lines(Sum("bonus_amount")))


def lines_of(decision):
    """The list as it is printed - collectives, households, individuals, each by place - with units: one statement."""
    groups = list(NOMINEES)
    lines = decision.lines.select_related("nomination__proposal__unit").order_by("order", "pk")
    return sorted(lines, key=lambda line: groups.index(line.nomination.nominee_type))


def proposals_of(decision):
    """The proposals whose nominees the decision lists."""
    rows = Proposal.objects.filter(nominations__decision_lines__decision=decision)
    return list(rows.distinct().order_by("pk"))


@dataclass(frozen=True, slots=True)
class SentBack:
    """A draft the chair did not sign, and why."""

    decision: Decision
    reason: str
    by: str
    at: datetime


def why_sent_back(decision):
    """The SentBack of an abandoned draft, None for another decision."""
    entry = entries_of(decision.stream).filter(act="decision.send_back").last()
    if entry is None:
        return None
    return SentBack(decision, json.loads(entry.payload.body).get("reason", ""), entry.actor.full_name, entry.at)


def last_sent_back(proposals, *, before=None):
    """The newest draft over any of the dossiers that was sent back, None without one. before: a newer decision."""
    rows = Decision.objects.filter(state=DecisionState.SENT_BACK, lines__nomination__proposal__in=proposals)
    rows = rows.filter(pk__lt=before.pk) if before else rows
    return rows.order_by("-pk").first()


def _in_office(office, commune_id):
    """The appointments to an office of the commune in force today."""
    rows = Appointment.objects.filter(access.in_force(), office=office, unit__commune=commune_id, user__is_active=True)
    return rows.select_related("user").order_by("pk")


def awaiting_signature(commune_id):
    """The drafted decisions of a commune, the oldest first: what may come back signed on paper."""
    return Decision.objects.filter(commune_id=commune_id, state=DecisionState.DRAFTED).order_by("pk")


def intended_signer(decision, held):
    """The capacity that would sign a draft: the reader's own where it may, else the chair's; None without a chair."""
    offices = access.offices_with("decisions.sign")
    own = [c for c in held if c.office in offices and c.reaches(decision)]
    chair = _in_office(Office.COMMUNE_CHAIR, decision.commune_id).first()
    return own[0] if own else access.Capacity(chair.user, chair) if chair else None


def desk_words(decision):
    """On whose desk the decision lies, office and names: "văn thư Triệu Thị Hoa"; empty where it lies nowhere."""
    if not decision.desk_office:
        return ""
    office = str(Office(decision.desk_office).label)
    names = ", ".join(row.user.full_name for row in _in_office(decision.desk_office, decision.commune_id))
    return f"{office[:1].lower()}{office[1:]} {names}".strip()


def waiting_for_signature(held):
    """Decisions on the desk of a chair in whose name the person may sign, the most urgent first."""
    offices = access.offices_with("decisions.sign")
    communes = {c.commune_id for c in held if c.office in offices}
    rows = Decision.objects.filter(desk_unit_id__in=communes, desk_office=Office.COMMUNE_CHAIR)
    return rows.filter(state=DecisionState.DRAFTED).order_by("due_on", "pk")


def bonuses(award_form, rule_set, decided_on):
    """Money by kind of nominee, {nominee type: đồng}; kinds without money are absent. Two statements.

    decided_on: fixes the base wage.
    """
    factors = Multiplier.objects.filter(rule_set=rule_set, award_form=award_form).values_list("nominee_type", "factor")
    factors = dict(factors)
    if not factors:
        return {}
    wage = catalogue.base_wage_on(decided_on)
    return {kind: catalogue.money(factor, wage, rule_set) for kind, factor in factors.items()}


def kinds_granted_here(rule_set):
    """What the commune itself may grant: {(award form id, kind)}."""
    rows = FormRule.objects.filter(rule_set=rule_set, authority_level=Level.COMMUNE)
    return set(rows.values_list("award_form_id", "kind"))


@dataclass(frozen=True, slots=True)
class Ready:
    """Passed proposals of one award form that the commune's chair may decide."""

    award_form: AwardForm
    proposals: list

    @property
    def nominee_count(self):
        return sum(len(proposal.passed) for proposal in self.proposals)


def ready_to_decide(commune, on, award_form=None):
    """Passed proposals of commune-level forms, a Ready per form, highest form first: four statements.

    Each proposal carries `passed` (its nominees) and `unsigned_minutes`. Raises NotNow where no rules hold that day.
    """
    granted = kinds_granted_here(catalogue.rule_set_on(on, commune))
    passed = Nomination.objects.filter(outcome=Outcome.PASSED).order_by("order", "pk")
    rows = Proposal.objects.filter(commune=commune, state=ProposalState.PASSED)
    if award_form is not None:
        rows = rows.filter(award_form=award_form)
    meeting = "nominations__ballot_boxes__item__meeting"
    unsigned = Q(**{f"{meeting}__state": "closed", f"{meeting}__minutes_signed_at": None})
    rows = rows.annotate(unsigned_minutes=Count(meeting, filter=unsigned, distinct=True))
    rows = rows.select_related("award_form", "unit").prefetch_related(Prefetch("nominations", passed, to_attr="passed"))
    groups = {}
    for proposal in rows.order_by("award_form__rank", "unit__sort_key", "pk"):
        if (proposal.award_form_id, proposal.kind) in granted:
            groups.setdefault(proposal.award_form, []).append(proposal)
    return [Ready(form, proposals) for form, proposals in groups.items()]


def next_number(commune, year):
    """What the commune's own register of decisions would give next; only a preview."""
    return register_of(commune, year).last_number + 1


def register_of(commune, year):
    """The year's register of decisions as it is, or as it would begin (not saved)."""
    kind = RegisterKind.DECISION
    found = Register.objects.filter(commune=commune, kind=kind, year=year).first()
    if found is not None:
        return found
    before = Register.objects.filter(commune=commune, kind=kind, year__lt=year).order_by("-year").first()
    kept = {"mode": before.mode, "symbol": before.symbol} if before else {}
    return Register(commune=commune, kind=kind, year=year, **kept)
