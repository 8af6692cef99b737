"""What pages and endpoints of a dossier read; what of it is kept from whom: sight.py."""

from documents.catalogue import queries as catalogue
from permissions.vietnamese import search_key


def fill_search_key(proposal, rows=None):
    """The key that search reads: code, title, unit and every name, without accents."""
    rows = proposal.nominations.all() if rows is None else rows
    names = [row.full_name for row in rows]
    proposal.search_key = search_key(proposal.code, proposal.title, proposal.unit.name, *names)


def last_judgements(proposal):
    """The judgement that counts for each nomination: {nomination id: Judgement}."""
    return {row.nomination_id: row for row in proposal.judgements.select_related("made_by").order_by("pk")}


def judged_version(proposal):
    """The newest Version before the present one: what the reviewer judged last; None on the first round."""
    return proposal.versions.filter(number__lt=proposal.version).order_by("number").last()


def paper_titles(proposal, rows):
    """{code: title} of every paper the rules ask for these rows."""
    asked = (proposal.rule_set, proposal.award_form, proposal.kind)
    kinds = sorted({row.nominee_type for row in rows})
    return {paper.code: paper.title for kind in kinds for paper in catalogue.required_papers(*asked, kind)}
