"""Which letters and proposals a person may see, and what their pages read."""

from django.db.models import Prefetch, Q

from documents.proposals.models import Letter, Nomination, Paper, Proposal
from permissions import access
from permissions.roles import Office

# The records clerk meets a dossier when its decision is ready for a number.
_WITH_THE_RECORDS_CLERK = ("decision_signed", "decided", "closed")
_SEES_THE_COMMUNE = frozenset(
    {
        Office.OFFICE_REVIEWER,
        Office.OFFICE_HEAD,
        Office.COMMUNE_CHAIR,
        Office.COMMUNE_DEPUTY_CHAIR,
        Office.INSPECTOR,
    }
)


def _letters_of_the_unit(held):
    units, _ = access.units_and_communes(held, "letters.view")
    return Q(unit_id__in=units) if units else None


def _letters_sent_to_the_commune(held):
    _, communes = access.units_and_communes(held, "letters.view")
    return Q(commune_id__in=communes, state="sent") if communes else None


def _letters_entered_for_units_without_accounts(held):
    _, communes = access.units_and_communes(held, "letters.enter_received")
    return Q(commune_id__in=communes, unit__has_accounts=False) if communes else None


def _proposals_of_the_unit(held):
    units, _ = access.units_and_communes(held, "proposals.view")
    return Q(unit_id__in=units) if units else None


def _proposals_of_the_commune(held):
    communes = {c.commune_id for c in held if c.office in _SEES_THE_COMMUNE}
    return Q(commune_id__in=communes) if communes else None


def _proposals_with_the_records_clerk(held):
    communes = {c.commune_id for c in held if c.office == Office.RECORDS_CLERK}
    return Q(commune_id__in=communes, state__in=_WITH_THE_RECORDS_CLERK) if communes else None


for rule in (_letters_of_the_unit, _letters_sent_to_the_commune, _letters_entered_for_units_without_accounts):
    access.register_visibility(Letter, rule)
for rule in (_proposals_of_the_unit, _proposals_of_the_commune, _proposals_with_the_records_clerk):
    access.register_visibility(Proposal, rule)


def papers_in_force():
    """Papers that were not removed, with their files."""
    return Paper.objects.filter(removed_at=None).select_related("blob")


def rows_of(letter_or_proposal):
    """Nominations in the order of the list, with award forms and papers: three statements."""
    return Nomination.objects.filter(**{letter_or_proposal._meta.model_name: letter_or_proposal}).select_related(
        "award_form"
    ).prefetch_related(Prefetch("papers", papers_in_force(), to_attr="papers_now"))
