"""What of letters, dossiers, campaigns and rules an inspector's mandate covers that is narrower than its commune."""

from django.db.models import Q

from documents.campaigns.models import Campaign
from documents.catalogue.models import RuleSet
from documents.proposals.models import Letter, Proposal
from permissions import access


def proposals_covered(mandate, prefix=""):
    """Q of the dossiers in everything that the mandate names. prefix: the way to the dossier from another model."""
    found = Q()
    for column, codes in (
        ("unit__code", mandate.units),
        ("campaign__code", mandate.campaigns),
        ("code", mandate.dossiers),
    ):
        if codes:
            found &= Q(**{f"{prefix}{column}__in": codes.split()})
    if mandate.sent_from:
        found &= Q(**{f"{prefix}submitted_at__date__gte": mandate.sent_from})
    if mandate.sent_to:
        found &= Q(**{f"{prefix}submitted_at__date__lte": mandate.sent_to})
    return found


def _letters_covered(mandate):
    """A letter is read where all its dossiers are covered: its list names the nominees of each."""
    covered = proposals_covered(mandate)
    inside, outside = Proposal.objects.filter(covered), Proposal.objects.exclude(covered)
    return Q(pk__in=inside.values("letter")) & ~Q(pk__in=outside.values("letter"))


def _campaigns_covered(mandate):
    return Q(code__in=mandate.campaigns.split()) if mandate.campaigns else Q()


access.register_coverage(Proposal, proposals_covered)
access.register_coverage(Letter, _letters_covered)
access.register_coverage(Campaign, _campaigns_covered)
access.register_coverage(RuleSet, lambda mandate: Q())
