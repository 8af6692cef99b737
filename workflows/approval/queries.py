"""What pages and endpoints of a dossier read; what of it is kept from whom: sight.py."""

from documents.catalogue import queries as catalogue
from documents.proposals.versions import is_taken_over
from permissions.vietnamese import search_key


def fill_search_key(proposal, names=None):
    """The key that search reads: code, title, unit and every name, without accents."""
    names = proposal.nominations.values_list("full_name", flat=True) if names is None else names
    proposal.search_key = search_key(proposal.code, proposal.title, proposal.unit.name, *names)


def last_judgements(proposal):
    """The judgement that counts for each nomination: {nomination id: Judgement}."""
    return {row.nomination_id: row for row in proposal.judgements.select_related("made_by").order_by("pk")}


def judged_version(proposal):
    """The Version before the one that was sent last: what the reviewer judged last; None on the first round."""
    versions = list(proposal.versions.order_by("number"))
    sent = [place for place, version in enumerate(versions) if not is_taken_over(version)]
    return versions[sent[-1] - 1] if sent and sent[-1] else None


def paper_titles(proposal, rows):
    """{code: title} of every paper the rules ask for these rows."""
    asked = (proposal.rule_set, proposal.award_form, proposal.kind)
    kinds = sorted({row.nominee_type for row in rows})
    return {paper.code: paper.title for kind in kinds for paper in catalogue.required_papers(*asked, kind)}
