"""Which dossiers may go, since when, and which are held, listed or gone.

A dossier is the unit's letter with every proposal made of it: they share rows and papers, so the longest period counts.
"""

from datetime import date

from django.db.models import Count, Exists, F, IntegerField, Min, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat, ExtractYear
from django.utils import timezone

from documents.catalogue.models import FormRule
from documents.disposal.models import DisposalItem, DisposalList, Hold
from documents.proposals.models import Letter, Proposal
from documents.proposals.states import ENDED, LetterState
from permissions import access
from permissions.ledger.models import LedgerEntry
from permissions.ledger.renamed import states_ever


def _of_the_commune(held):
    _units, communes = access.units_and_communes(held, "disposal.view")
    return Q(commune_id__in=communes) if communes else None


access.register_visibility(DisposalList, _of_the_commune)


def _proposals_with_their_time():
    """The proposals of an outer letter: when they ended and how many years they are kept, null where nobody knows."""
    stream = Concat(Value("proposal/"), OuterRef("code"))
    ended = sorted(str(state) for state in states_ever("proposal", ENDED))
    ends = LedgerEntry.objects.filter(stream__key=stream, to_state__in=ended)
    rules = FormRule.objects.filter(
        rule_set=OuterRef("rule_set"), award_form=OuterRef("award_form"), kind=OuterRef("kind")
    )
    return (
        Proposal.objects.filter(letter=OuterRef("pk"))
        .order_by()
        .annotate(
            ended_at=Subquery(ends.order_by("-seq").values("at")[:1]),
            kept_years=Subquery(rules.values("retention_years")[:1]),
        )
        .annotate(last_year=Cast(ExtractYear("ended_at"), IntegerField()) + F("kept_years"))
    )


_KEPT_FOR_EVER = Q(ended_at=None) | Q(kept_years=None) | ~Q(state__in=ENDED)


def with_due_year(letters):
    """Letters with `due_year`, the first year in which they may go: null while something runs or is kept for ever.

    The years are counted from the end of the year in which the proposal was closed or withdrawn; the form rule of its
    rule set tells how many.
    """
    proposals = _proposals_with_their_time()
    longest = proposals.order_by("-last_year").values("last_year")[:1]
    return letters.filter(~Exists(proposals.filter(_KEPT_FOR_EVER))).annotate(due_year=Subquery(longest) + 1)


def in_force():
    """The holds on an outer letter that were not released."""
    return Hold.objects.filter(letter=OuterRef("pk"), released_at=None)


def _listed():
    """On a list that waits for its answer, or is approved."""
    return DisposalItem.objects.filter(letter=OuterRef("pk")).exclude(list__state=DisposalList.State.REFUSED)


def due(letters, *, today=None, year=None):
    """The letters whose time is over and that are on no list yet; each tells `due_year` and `is_held`.

    year: only those that may go since that year.
    """
    today = today or timezone.localdate()
    shortest = FormRule.objects.aggregate(found=Min("retention_years"))["found"]
    if shortest is None:
        return letters.none()
    sent_before = timezone.make_aware(timezone.datetime(today.year - shortest, 1, 1))
    rows = letters.filter(state=LetterState.SENT, sent_at__lt=sent_before).filter(~Exists(_listed()))
    rows = with_due_year(rows).filter(due_year__lte=today.year).annotate(is_held=Exists(in_force()))
    return rows if year is None else rows.filter(due_year=year)


def due_seen(held, *, today=None, year=None):
    """What is due in the communes where the person reads it, with the unit."""
    _units, communes = access.units_and_communes(held, "disposal.view")
    letters = Letter.objects.filter(commune_id__in=communes).select_related("unit", "commune")
    return due(letters, today=today, year=year)


def dossiers_seen(held):
    """Every dossier in the communes where the person reads what is due; letters still in the unit's hands are none."""
    _units, communes = access.units_and_communes(held, "disposal.view")
    return Letter.objects.filter(commune_id__in=communes, state=LetterState.SENT).select_related("unit", "commune")


def holds_seen(held):
    """The holds in force on these dossiers."""
    rows = Hold.objects.filter(letter__in=dossiers_seen(held).values("pk"), released_at=None)
    return rows.select_related("letter__unit", "letter__commune", "placed_by")


def lists_seen(user, held):
    """The lists the person reads, with who proposed and answered each, how many dossiers it names and how many went."""
    rows = access.visible_to(user, DisposalList.objects.all(), acting=held)
    items = DisposalItem.objects.filter(list=OuterRef("pk")).order_by().values("list")
    return rows.select_related("commune", "proposed_by", "answered_by").annotate(
        item_count=Coalesce(Subquery(items.annotate(found=Count("pk")).values("found")), 0),
        gone_count=Coalesce(Subquery(items.annotate(found=Count("disposed_at")).values("found")), 0),
    )


def items_of(disposal_list):
    """The dossiers of a list, in its order."""
    return disposal_list.items.select_related("letter__unit", "letter__commune", "disposed_by")


def years_of(rows):
    """The years since which the rows of `due` may go, the oldest first; one statement."""
    return sorted(set(rows.order_by().values_list("due_year", flat=True)))


def is_disposed(letter):
    """Did the texts of the dossier go?"""
    return DisposalItem.objects.filter(letter=letter, disposed_at__isnull=False).exists()


def disposed_letters():
    """Keys of the letters whose texts went, as a subquery."""
    return DisposalItem.objects.filter(disposed_at__isnull=False).values("letter")


def disposal_of(letter):
    """The item of the list by which the dossier went, with its list; None while it is kept."""
    gone = DisposalItem.objects.filter(letter=letter, disposed_at__isnull=False)
    return gone.select_related("list__answered_by", "list__proposed_by", "disposed_by").first()


def day_it_may_go(due_year):
    """The first day on which a dossier with this due year may go."""
    return date(due_year, 1, 1)
