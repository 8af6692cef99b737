"""Which cancelling and correcting decisions a person may see, what their pages read, what is to come back."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce

from documents.proposals.queries import SEES_THE_COMMUNE
from documents.proposals.states import Outcome
from permissions import access
from permissions.keyset import with_words
from permissions.roles import Office
from workflows.decisions.models import DecisionLine
from workflows.decisions.states import DecisionState
from workflows.line_records.queries import holding
from workflows.revocations.models import Amendment, AmendmentLine, FoundLater, GivenBack, Revocation
from workflows.revocations.states import SIGNED_STATES, AmendmentState, Item, Part, ReturnState


def _of_the_commune(held):
    communes = {c.commune_id for c in held if c.office in SEES_THE_COMMUNE}
    return Q(commune_id__in=communes) if communes else None


def _with_the_records_clerk(held):
    communes = {c.commune_id for c in held if c.office == Office.RECORDS_CLERK}
    return Q(commune_id__in=communes, state__in=SIGNED_STATES) if communes else None


def _naming_nominees_of_the_unit(held):
    units, _communes = access.units_and_communes(held, "decisions.view")
    named = AmendmentLine.objects.filter(line__nomination__proposal__unit_id__in=units).values("amendment")
    return Q(state=AmendmentState.ISSUED, pk__in=named) if units else None


for _rule in (_of_the_commune, _with_the_records_clerk, _naming_nominees_of_the_unit):
    access.register_visibility(Amendment, _rule)


def _due_back_in_the_commune(held):
    _units, communes = access.units_and_communes(held, "returns.view")
    return Q(commune_id__in=communes) if communes else None


access.register_visibility(Revocation, _due_back_in_the_commune)


def is_inside(amendment, held):
    """Does the person work on the paper for the commune (and not only for a unit it names)?"""
    offices = {*SEES_THE_COMMUNE, Office.RECORDS_CLERK}
    return any(c.office in offices and c.commune_id == amendment.commune_id for c in access.commune_wide(held))


def sees_what_came_later(amendment, held):
    """May the person read of later awards and open dossiers? The records clerk reads neither before their decision."""
    offices = {c.office for c in access.commune_wide(held) if c.commune_id == amendment.commune_id}
    return amendment.is_revocation and bool(offices & SEES_THE_COMMUNE)


def lines_of(amendment):
    """The list as it is printed, with the decisions it touches and their nominees: one statement."""
    joined = ("line__decision__award_form", "line__decision__commune", "line__nomination__proposal__unit", "ground")
    return list(amendment.lines.select_related(*joined).order_by("order", "pk"))


def with_line_count(rows):
    """Each paper with `line_count`: how many nominees it touches."""
    return rows.annotate(line_count=Count("lines", distinct=True))


def kept_papers(amendment, held):
    """The kept renditions this person may open, {name: Issued}; a unit gets the issued paper alone."""
    kept = {"issued": amendment.second_rendition}
    if is_inside(amendment, held):
        kept["signed"] = amendment.first_rendition
    return {name: issued for name, issued in kept.items() if issued is not None}


def awaiting_signature(commune_id):
    """The drafted papers of a commune, the oldest first: what may come back signed on paper."""
    return Amendment.objects.filter(commune_id=commune_id, state=AmendmentState.DRAFTED).order_by("pk")


def waiting_for_signature(held):
    """Papers on the desk of a chair in whose name the person may sign, the most urgent first."""
    offices = access.offices_with("decisions.sign")
    communes = {c.commune_id for c in held if c.office in offices}
    rows = Amendment.objects.filter(desk_unit_id__in=communes, desk_office=Office.COMMUNE_CHAIR)
    return rows.filter(state=AmendmentState.DRAFTED).order_by("due_on", "pk")


def lines_to_choose(user, held, *, words="", decision=""):
    """Granted lines of issued decisions in communes where the person drafts decisions, the newest first.

    words: of a name. decision: code of the only one. Each with `open_paper`: is one being drafted over it?
    """
    communes = {c.commune_id for c in held if c.office in access.offices_with("decisions.draft")}
    rows = DecisionLine.objects.filter(
        decision__commune_id__in=communes, decision__state=DecisionState.ISSUED, nomination__outcome=Outcome.GRANTED
    )
    rows = with_words(rows, words, "nomination__search_key")
    rows = rows.filter(decision__code=decision) if decision else rows
    rows = rows.annotate(open_paper=Exists(AmendmentLine.objects.filter(line=OuterRef("pk"), settled_at=None)))
    joined = ("decision__award_form", "decision__commune", "nomination__proposal__unit")
    return rows.select_related(*joined).order_by("-decision__pk", "order", "pk")


def papers_over(decision, user, held, *, dossier=None):
    """The papers over lines of a decision that this person may see, the oldest first, each with `over`: its lines.

    dossier: only those that name nominees of this one.
    """
    named = {"lines__line__decision": decision}
    named |= {"lines__line__nomination__proposal": dossier} if dossier else {}
    rows = access.visible_to(user, Amendment, acting=held).filter(**named)
    rows = rows.exclude(state__in=(AmendmentState.SENT_BACK, AmendmentState.DROPPED)).distinct().order_by("pk")
    mine = AmendmentLine.objects.filter(line__decision=decision)
    rows = rows.select_related("second_rendition__blob")
    return list(rows.prefetch_related(Prefetch("lines", mine, to_attr="over")))


# --- what is to come back --------------------------------------------------------------------------
def holding_returns():
    """The records that no later one supersedes."""
    return holding(GivenBack)


def _settled(item):
    held = holding_returns().filter(revocation=OuterRef("pk"), item=item)
    return Exists(held.exclude(state=ReturnState.OPEN))


def _found(**values):
    return FoundLater.objects.filter(revocation=OuterRef("pk"), **values)


_MONEY = Q(money_due__gt=0) | Exists(_found(item=Item.MONEY))
_OBJECT = Q(object_due=True) | Exists(_found(item=Item.OBJECT))
_OPEN = _MONEY & ~_settled(Item.MONEY) | _OBJECT & ~_settled(Item.OBJECT)
# The last day of what is to come back; what was found later has the same.
_DAY = Coalesce("give_back_by", Subquery(_found().values("give_back_by")[:1]))


def revocations_seen(user, held, *, words="", part="", today=None):
    """Revoked awards from which something is to come back, the newest first, each with `held`: what is recorded.

    part: one of `Part`, empty for all. today: by which something is overdue.
    """
    rows = access.visible_to(user, Revocation, acting=held).alias(day=_DAY).filter(day__isnull=False)
    rows = with_words(rows, words, "nomination__search_key")
    narrowed = {
        Part.DUE: _OPEN,
        Part.OVERDUE: _OPEN & Q(day__lt=today),
        Part.DONE: ~_OPEN,
    }
    rows = rows.filter(narrowed[Part(part)]) if part in Part.values else rows
    joined = ("nomination__proposal__unit", "nomination__award_form", "ground", "amendment_line__line__decision")
    return with_records(rows.select_related(*joined, "amendment_line__amendment"))


def still_due(before):
    """Revoked awards of which something did not come back by its last day. before: that day lies before this one."""
    rows = with_records(Revocation.objects.alias(day=_DAY).filter(_OPEN, day__lt=before))
    return rows.select_related("nomination__proposal")


def with_records(rows):
    """Each revocation with `held`: the records that hold; and with what was found later."""
    newest = holding_returns().select_related("recorded_by")
    found = FoundLater.objects.select_related("payment")
    return rows.prefetch_related(Prefetch("given_back", newest, to_attr="held"), Prefetch("found_later", found))


@dataclass(frozen=True, slots=True)
class DueItem:
    """One thing that is to come back. amount: đồng, 0 for the object. record: the one that holds, None without one."""

    item: str
    amount: int
    record: GivenBack | None
    due_on: date

    @property
    def label(self):
        return str(Item(self.item).label)

    @property
    def is_open(self):
        return self.record is None or self.record.state == ReturnState.OPEN

    def is_overdue(self, today):
        return self.is_open and self.due_on < today


def items_of(revocation):
    """The DueItems of a revocation read `with_records`: money, then the object."""
    amounts = {row.item: row.amount for row in revocation.found_later.all()}
    amounts |= {Item.MONEY: revocation.money_due} if revocation.money_due else {}
    amounts |= {Item.OBJECT: 0} if revocation.object_due else {}
    held = {row.item: row for row in revocation.held}
    due = [item for item in Item if item in amounts]
    return [DueItem(item, amounts[item], held.get(item), revocation.last_day) for item in due]


def version_of(revocation):
    """How many records of returned things a revocation has: rises with each, so a form knows whether it is stale."""
    return GivenBack.objects.filter(revocation=revocation).count()


def history_of(revocation):
    """Every record of a revocation, corrected ones too, the newest first."""
    return GivenBack.objects.filter(revocation=revocation).select_related("recorded_by").order_by("-pk")
