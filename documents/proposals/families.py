"""Families of dossiers: what was split off from one another."""

from documents.proposals.models import Proposal
from permissions import access


def came_from(proposal):
    """Those out of which it was split off, ended ones too, the nearest first; a statement for each split."""
    mother = proposal.split_from
    while mother is not None:
        yield mother
        mother = mother.split_from


def keys_of_family(proposal):
    """Keys of every dossier that was split off from the same first one, itself among them; one statement.

    Splits stay within the letter, so its dossiers are all there is to look at.
    """
    mothers = dict(Proposal.objects.filter(letter=proposal.letter_id).values_list("pk", "split_from"))

    def first(key):
        return key if mothers[key] is None else first(mothers[key])

    return {key for key in mothers if first(key) == first(proposal.pk)}


def sisters_of(proposal, user, held):
    """The other dossiers of the family that the person may see, oldest first: one statement, two if there are any."""
    others = keys_of_family(proposal) - {proposal.pk}
    if not others:
        return []
    rows = access.visible_to(user, Proposal, acting=held).filter(pk__in=others)
    return list(rows.select_related("award_form").order_by("pk"))
