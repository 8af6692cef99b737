"""Which letters and proposals a person may see, and what their pages read."""

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from documents.catalogue import queries as catalogue
from documents.catalogue.kinds import Level, NomineeType
from documents.catalogue.models import FormRule
from documents.proposals.models import Letter, Nomination, Paper, Proposal, Version
from documents.proposals.states import LetterState, Outcome, ProposalState
from permissions import access
from permissions.people.models import Appointment, Unit
from permissions.refusals import NotYou
from permissions.roles import Office
from permissions.vietnamese import search_words

# The records clerk meets a dossier when its decision is ready for a number, and keeps those that were granted.
_WITH_THE_RECORDS_CLERK = ("decision_signed", "decided")
_GRANTED = (Outcome.GRANTED, Outcome.REVOKED)
# Who reads everything sent to the commune, and every decision of it.
SEES_THE_COMMUNE = frozenset(
    {
        Office.OFFICE_REVIEWER,
        Office.OFFICE_HEAD,
        Office.COMMUNE_CHAIR,
        Office.COMMUNE_DEPUTY_CHAIR,
        Office.INSPECTOR,
    }
)


def _letters_of_the_unit(held):
    units, _communes = access.units_and_communes(held, "letters.view")
    return Q(unit_id__in=units) if units else None


def _letters_sent_to_the_commune(held):
    _units, communes = access.units_and_communes(held, "letters.view")
    return Q(commune_id__in=communes, state="sent") if communes else None


def _letters_entered_for_units_without_accounts(held):
    _units, communes = access.units_and_communes(held, "letters.enter_received")
    return Q(commune_id__in=communes, unit__has_accounts=False) if communes else None


def _proposals_of_the_unit(held):
    units, _communes = access.units_and_communes(held, "proposals.view")
    return Q(unit_id__in=units) if units else None


def _proposals_of_the_commune(held):
    communes = {c.commune_id for c in held if c.office in SEES_THE_COMMUNE}
    return Q(commune_id__in=communes) if communes else None


def _proposals_with_the_records_clerk(held):
    communes = {c.commune_id for c in held if c.office == Office.RECORDS_CLERK}
    named = Nomination.objects.filter(proposal__commune__in=communes, outcome__in=_GRANTED).values("proposal")
    closed = Q(state=ProposalState.CLOSED, pk__in=named)
    return Q(commune_id__in=communes) & (Q(state__in=_WITH_THE_RECORDS_CLERK) | closed) if communes else None


for rule in (_letters_of_the_unit, _letters_sent_to_the_commune, _letters_entered_for_units_without_accounts):
    access.register_visibility(Letter, rule)
for rule in (_proposals_of_the_unit, _proposals_of_the_commune, _proposals_with_the_records_clerk):
    access.register_visibility(Proposal, rule)


def _units_written_for(held):
    """Units whose letters the person writes, and communes in which also those of units without accounts."""
    units, _communes = access.units_and_communes(held, "letters.edit")
    _units, communes = access.units_and_communes(held, "letters.enter_received")
    return units, communes


def is_written_by(letter_or_proposal, held):
    """Does the person write for its unit? What the unit has not sent is read by nobody else."""
    units, communes = _units_written_for(held)
    unit = letter_or_proposal.unit
    return unit.pk in units or (not unit.has_accounts and letter_or_proposal.commune_id in communes)


def papers_in_force():
    """Papers that were not removed, with their files."""
    return Paper.objects.filter(removed_at=None).select_related("blob")


def rows_of(letter_or_proposal, papers=None):
    """Nominations in the order of the list, with award forms and papers: two statements.

    papers: which, and with what; those in force where none are named.
    """
    papers = papers_in_force() if papers is None else papers
    return (
        Nomination.objects.filter(**{letter_or_proposal._meta.model_name: letter_or_proposal})
        .select_related("award_form")
        .prefetch_related(Prefetch("papers", papers, to_attr="papers_now"))
    )


def rules_for(letter, on):
    """What the rules say of each award form for this kind of letter, with the papers asked: {form id: FormRule}.

    Sent letters keep the rules of their first sending. Raises NotNow when no rules are in force on the day.
    """
    rule_set = letter.rule_set or catalogue.rule_set_on(on, letter.commune)
    rules = rule_set.form_rules.filter(kind=letter.kind).prefetch_related("papers")
    return {rule.award_form_id: rule for rule in rules}


def papers_asked(rules, row):
    """The papers the rules ask with a row, of the letter and of the row itself; none while it has no award form."""
    rule = rules.get(row.award_form_id)
    return [paper for paper in rule.papers.all() if paper.nominee_type in ("", row.nominee_type)] if rule else []


def forms_offered(letter, nominee_type, on):
    """Award forms a letter may ask for a kind of nominee: what the rules give, within what the campaign gives.

    Those that the commune grants itself come first: they are asked for most.
    """
    rule_set = letter.rule_set or catalogue.rule_set_on(on, letter.commune)
    forms = catalogue.award_forms(rule_set, nominee_type, letter.kind)
    if letter.campaign and letter.campaign.award_forms.exists():
        forms = forms.filter(pk__in=letter.campaign.award_forms.values("pk"))
    here = FormRule.objects.filter(rule_set=rule_set, award_form=OuterRef("pk"), authority_level=Level.COMMUNE)
    return forms.order_by(Exists(here).desc(), "rank")


def forms_by_type(letter, on):
    """{kind of nominee: [award forms]} that a letter may ask, as `forms_offered` says of each; three statements."""
    rule_set = letter.rule_set or catalogue.rule_set_on(on, letter.commune)
    rules = rule_set.form_rules.filter(kind=letter.kind, award_form__is_active=True).select_related("award_form")
    given = set(letter.campaign.award_forms.values_list("pk", flat=True)) if letter.campaign else set()
    offered = [rule for rule in rules if not given or rule.award_form_id in given]
    return {kind: [rule.award_form for rule in offered if rule.accepts(kind)] for kind in NomineeType}


def papers_seen(user, held):
    """Papers of the letters and of the proposals this person may see, for who does not write them those once sent.

    What was never sent - of a draft, of a recalled letter, of a dossier returned - is for who writes the letter.
    """
    letters = access.visible_to(user, Letter, acting=held)
    proposals = access.visible_to(user, Proposal, acting=held)
    sent = proposals.filter(letter__state=LetterState.SENT)
    of_letters = Q(letter__in=letters.values("pk"))
    of_rows = Q(nomination__proposal__in=proposals.values("pk"))
    shared = Q(nomination=None, letter__in=sent.values("letter"))
    found = Paper.objects.filter(of_letters | of_rows | shared)
    versions = Version.objects.filter(proposal__letter=OuterRef("letter"), body__contains=OuterRef("blob__sha256"))
    units, communes = _units_written_for(held)
    written = Q(letter__unit__in=units) | Q(letter__commune__in=communes, letter__unit__has_accounts=False)
    return found.filter(written | Exists(versions)).select_related("blob", "letter")


def rows_seen(user, held):
    """Rows of the letters and of the proposals this person may see, each with its papers: two statements."""
    letters = access.visible_to(user, Letter, acting=held)
    proposals = access.visible_to(user, Proposal, acting=held)
    seen = Q(letter__in=letters.values("pk")) | Q(proposal__in=proposals.values("pk"))
    rows = Nomination.objects.filter(seen).select_related("award_form", "letter__unit", "proposal__unit")
    return rows.prefetch_related(Prefetch("papers", papers_in_force(), to_attr="papers_now"))


def units_to_draft_for(held):
    """Units the person may draft for: the own ones; for the reviewer those of the commune without accounts.

    Raises NotYou where there is none.
    """
    units, communes = _units_written_for(held)
    own = Unit.objects.filter(pk__in=units, has_accounts=True)
    entered = Unit.objects.filter(commune_id__in=communes, has_accounts=False)
    found = (own | entered).filter(is_active=True).select_related("commune")
    if not found:
        raise NotYou(_("You may not start a letter: you are neither clerk nor head of a unit."))
    return found


def signer_of(unit):
    """The appointment of the head of the unit today, to fill in the signer; None without one."""
    rows = Appointment.objects.filter(access.in_force(), unit=unit, office=Office.UNIT_HEAD, user__is_active=True)
    return rows.select_related("user").order_by("-from_on").first()


def letters_with_words(rows, text):
    """Only the letters in which every word begins one of theirs or of their people's, with accents or without.

    The people of a sent letter are looked for as its proposals hold them: what the unit has not sent stays its own.
    """
    for word in search_words(text):
        here = {"search_key__contains": word}
        sent = Exists(Proposal.objects.filter(letter=OuterRef("pk"), **here))
        drafted = ~Q(state=LetterState.SENT) & Exists(Nomination.objects.filter(letter=OuterRef("pk"), **here))
        rows = rows.filter(Q(**here) | sent | drafted)
    return rows


def with_row_count(letters):
    """Letters with `row_count`, counted only for the rows that are fetched."""
    count = Nomination.objects.filter(letter=OuterRef("pk")).order_by().values("letter").annotate(n=Count("pk"))
    return letters.annotate(row_count=Coalesce(Subquery(count.values("n")), 0))
