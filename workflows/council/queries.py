"""Who sees meetings, who sits on the council, what stands on an agenda and who has voted. Never what was voted."""

from dataclasses import dataclass

from django.db.models import Count, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce, Concat
from django.utils.translation import gettext as _

from documents.catalogue import queries as catalogue
from documents.catalogue.kinds import VoteMethod
from documents.catalogue.models import FormRule, VoteRule
from documents.proposals.models import Nomination, Proposal, Version
from documents.proposals.sent import told_by
from documents.proposals.states import Outcome, ProposalState
from permissions import access
from permissions.ledger.queries import last_act, last_number
from permissions.refusals import NotNow
from permissions.roles import Office
from workflows.council.models import AgendaItem, BallotBox, Council, Meeting, Vote
from workflows.council.states import Choice, ItemVerdict, MeetingKind, MeetingState, VoteState
from workflows.council.vote_models import Revote, VoteRound

VOTING = (Office.COUNCIL_CHAIR, Office.COUNCIL_MEMBER)
_DECIDED = (ItemVerdict.CARRIED, ItemVerdict.REJECTED)
_SECRETARY_SEES = (
    ProposalState.APPRAISED,
    ProposalState.IN_PUBLIC_NOTICE,
    ProposalState.ON_AGENDA,
    ProposalState.PASSED,
    ProposalState.NOT_PASSED,
    ProposalState.DECISION_DRAFTED,
    ProposalState.DECISION_SIGNED,
    ProposalState.DECIDED,
)


# --- visibility ------------------------------------------------------------------------------------
def _meetings_of_the_commune(held):
    _units, communes = access.units_and_communes(held, "meetings.view")
    return Q(commune_id__in=communes) if communes else None


def _proposals_on_an_agenda(held):
    """From the preparation to the closing of the meeting; afterwards those it decided, not those it deferred."""
    communes = {c.commune_id for c in held if c.office in (*VOTING, Office.COUNCIL_SECRETARY)}
    if not communes:
        return None
    items = AgendaItem.objects.filter(meeting__commune_id__in=communes)
    items = items.filter(~Q(meeting__state=MeetingState.CLOSED) | Q(verdict__in=_DECIDED))
    return Q(pk__in=items.values("proposal_id"))


def _proposals_ready_for_the_council(held):
    communes = {c.commune_id for c in held if c.office == Office.COUNCIL_SECRETARY}
    return Q(commune_id__in=communes, state__in=_SECRETARY_SEES) if communes else None


access.register_visibility(Meeting, _meetings_of_the_commune)
access.register_visibility(Proposal, _proposals_on_an_agenda)
access.register_visibility(Proposal, _proposals_ready_for_the_council)


# --- the council -----------------------------------------------------------------------------------
def council_of(commune_id):
    """The council of a commune, None before it is founded."""
    return Council.objects.filter(commune_id=commune_id).select_related("unit", "commune").first()


def councils_seen(held):
    """The councils of the communes whose meetings the person may see."""
    _units, communes = access.units_and_communes(held, "meetings.view")
    return Council.objects.filter(commune__in=communes).select_related("unit", "commune")


def council_to_call(commune_id):
    """The council of a commune. Raises NotNow before it is founded."""
    council = council_of(commune_id)
    if council is None:
        raise NotNow(_("The council has not been founded in the system yet; an administrator enters its decision."))
    return council


# --- meetings --------------------------------------------------------------------------------------
def meetings_for(user, *, held=None):
    """The meetings a person may see, newest first, each with the number of its agenda items."""
    rows = access.visible_to(user, Meeting, acting=held)
    return rows.annotate(item_count=Count("items")).order_by("-held_at", "-pk")


def other_sitting(meeting):
    """The open meeting of the same council beside this one; a council sits in one room. None without one.

    Where opinions are asked in writing nobody sits: that lasts for days, and the council meets meanwhile.
    """
    if meeting.is_in_writing:
        return None
    rows = Meeting.objects.filter(commune_id=meeting.commune_id, council_id=meeting.council_id, state=MeetingState.OPEN)
    return rows.exclude(pk=meeting.pk).exclude(kind=MeetingKind.WRITTEN).first()


def waiting_proposals(commune_id):
    """Proposals that may be placed on an agenda or wait for their notice, grouped by award form, highest first."""
    return (
        Proposal.objects.filter(commune_id=commune_id, state=ProposalState.APPRAISED)
        .select_related("unit", "award_form")
        .order_by("award_form__rank", "pk")
    )


def put_notices(proposals):
    """Mark each proposal whose required public notice is not closed (`lacks_notice`); one statement."""
    asked = FormRule.objects.filter(
        rule_set__in={proposal.rule_set_id for proposal in proposals}, notice_days__gt=0
    ).values_list("rule_set_id", "award_form_id", "kind")
    asked = set(asked)
    for proposal in proposals:
        rule = (proposal.rule_set_id, proposal.award_form_id, proposal.kind)
        proposal.lacks_notice = rule in asked and not proposal.notice_closed_on
    return proposals


def pulse_of(meeting):
    """Changes with every act on the meeting: the number of its last ledger entry, as text."""
    last = last_act(meeting.stream)
    return str(last.seq if last else 0)


def with_pulse(meetings):
    """Meetings, each with its `pulse`: read in one statement with the row, so that neither is older than the other."""
    key = Concat(Value("meeting/"), OuterRef("code"))
    return meetings.annotate(pulse=Coalesce(last_number(key), 0))


def own_votes(item, person):
    """What a person has voted openly on an item: {nomination id: label}. A secret ballot leaves no such rows."""
    rows = Vote.objects.filter(box__item=item, box__round=item.round, person=person).order_by("turn")
    return {key: Choice(choice).label for key, choice in rows.values_list("box__nomination_id", "choice")}


def agenda_of(meeting):
    """The items in order, each with its proposal and letter; one statement."""
    return list(
        AgendaItem.objects.filter(meeting=meeting)
        .select_related("proposal__award_form", "proposal__unit", "proposal__letter", "vote_rule")
        .order_by("order", "pk")
    )


def rows_on_sheet(item):
    """The nominations voted on in the present round of an item, each with its award form; one statement."""
    rows = Nomination.objects.filter(ballot_boxes__item=item, ballot_boxes__round=item.round)
    return list(rows.select_related("award_form").order_by("order", "pk"))


def nominations_voted_on(items):
    """What is voted on in the present round: {item id: [Nomination]}, in order; one statement."""
    present = {"ballot_boxes__item__in": items, "ballot_boxes__round": F("ballot_boxes__item__round")}
    rows = Nomination.objects.filter(**present).annotate(item_id=F("ballot_boxes__item"))
    found = {item.pk: [] for item in items}
    for row in rows.order_by("order", "pk"):
        found[row.item_id].append(row)
    return found


def put_nominations(items, *, also_closed=False):
    """Give each item its `nominations`: those that stand or stood before the council, and the announced `results`.

    also_closed: with the results of votes that are closed and not announced, for who announces them. Rows and letter
    are shown as the Version says that was judged, whatever was sent or written since.
    """
    room = items[0].__dict__.get("room") if items else None
    by_item = room.nominations if room else nominations_voted_on(items)
    boxes = _counted_boxes(items, (VoteState.ANNOUNCED, VoteState.CLOSED) if also_closed else (VoteState.ANNOUNCED,))
    judged = judged_versions(items)
    for item in items:
        sent = told_by(judged.get(item.proposal_id, []))
        sent.show_letter(item.proposal.letter)
        stand = (row for row in by_item[item.pk] if row.outcome != Outcome.STRUCK_OUT)
        item.nominations = [sent.show_row(row) for row in stand]
        item.results = [boxes[item.pk, row.pk] for row in item.nominations if (item.pk, row.pk) in boxes]
        for box in item.results:
            box.name = next(row for row in item.nominations if row.pk == box.nomination_id)
    return items


def _counted_boxes(items, seen):
    """{(item id, nomination id): box} of the present round of items in these states; no statement where none is."""
    items = [item for item in items if item.state in seen]
    rows = BallotBox.objects.filter(item__in=items, passed__isnull=False, round=F("item__round")) if items else []
    return {(box.item_id, box.nomination_id): box for box in rows}


def put_rounds(items, *, also_closed=False):
    """Give each item the VoteRound `counted` last and its `earlier` rounds, with why the vote was repeated.

    also_closed: with rounds that were closed and never announced. After `put_nominations`; three statements.
    """
    revotes = Revote.objects.filter(item__in=items).select_related("by")
    seen = [row for row in revotes if also_closed or row.was_announced]
    closed = {(row.item_id, row.number): row for row in VoteRound.objects.filter(item__in=items)}
    boxes = {}
    for box in BallotBox.objects.filter(item__in=items, passed__isnull=False).order_by("pk"):
        boxes.setdefault((box.item_id, box.round), []).append(box)
    for item in items:
        item.counted = closed.get((item.pk, item.round))
        names = {row.pk: row for row in item.nominations}
        item.earlier = [
            Round(closed[row.item_id, row.number], row, _named(boxes.get((row.item_id, row.number), []), names))
            for row in seen
            if row.item_id == item.pk
        ]
    return items


def put_earlier(items, *, also_closed=False):
    """As put_rounds, for pages: no statement while no vote was repeated."""
    for item in items:
        item.earlier = []
    if repeated := [item for item in items if item.round > 1]:
        put_rounds(repeated, also_closed=also_closed)
    return items


def _named(boxes, names):
    for box in boxes:
        box.name = names.get(box.nomination_id)
    return [box for box in boxes if box.name]


@dataclass(frozen=True, slots=True)
class Round:
    """A round that was set aside: how it was closed, why it was repeated, its boxes with the `name` of each."""

    closed: VoteRound
    revote: Revote
    boxes: list


def judged_versions(items):
    """What the council judges: {proposal id: [the Version that its item names]}."""
    of_items = {"proposal__agenda_items__in": items, "number": F("proposal__agenda_items__version")}
    return {version.proposal_id: [version] for version in Version.objects.filter(**of_items)}


def rules_on(day, proposals, commune):
    """Vote rules of a day for the forms and kinds of proposals: {(award form id, kind): VoteRule}; two statements."""
    if not proposals:
        return {}
    rule_set = catalogue.rule_set_on(day, commune)
    forms = {proposal.award_form_id for proposal in proposals}
    rows = VoteRule.objects.filter(form_rule__rule_set=rule_set, form_rule__award_form__in=forms).select_related(
        "form_rule__rule_set"
    )
    return {(row.form_rule.award_form_id, row.form_rule.kind): row for row in rows}


def rule_obstacle(proposal, rule, meeting):
    """Why the council cannot vote by this rule; empty when it can."""
    if rule is None:
        return _("%(code)s: the rules of the day know no vote on “%(form)s” for this kind of commendation.") % {
            "code": proposal.code,
            "form": proposal.award_form,
        }
    if meeting.is_in_writing and not rule.written_opinion_counts:
        told = _(
            "%(code)s: the vote rule of “%(form)s” does not count written opinions (%(basis)s); "
            "it needs a meeting at which members are present."
        )
        basis = rule.legal_basis or _("no legal basis is entered")
        return told % {"code": proposal.code, "form": proposal.award_form, "basis": basis}
    if rule.chair_must_agree and rule.method == VoteMethod.SECRET:
        return _(
            "%(code)s: the rule asks for a secret ballot and for the chair's agreement at once; "
            "an administrator mends it in the catalogue of rules."
        ) % {"code": proposal.code}
    return ""
