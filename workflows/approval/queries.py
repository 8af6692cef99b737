"""What pages and endpoints of a dossier read, and what of it is kept from the proposing unit."""

from documents.catalogue import queries as catalogue
from permissions.roles import Office
from permissions.vietnamese import search_key
from workflows.approval.models import Remark


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


_OFFICE = frozenset(
    {
        Office.OFFICE_REVIEWER,
        Office.OFFICE_HEAD,
        Office.COUNCIL_SECRETARY,
        Office.COMMUNE_CHAIR,
        Office.COMMUNE_DEPUTY_CHAIR,
        Office.INSPECTOR,
    }
)
_UNIT = frozenset({Office.UNIT_CLERK, Office.UNIT_HEAD})


def is_seen_as_unit(proposal, held):
    """Does the person see the dossier only as its unit? What the office has not said yet stays hidden then.

    A council member reads what the office wrote, but not on the dossier of a unit whose clerk or head they are.
    """
    here = [capacity for capacity in held if capacity.commune_id == proposal.commune_id]
    if any(capacity.office in _OFFICE for capacity in here):
        return False
    own = any(capacity.office in _UNIT and capacity.unit_id == proposal.unit_id for capacity in here)
    return own or not any(capacity.office not in _UNIT for capacity in here)


def remarks_shown(proposal, held):
    """The remarks; noted ones, which the office has not sent yet, are not shown to the unit."""
    rows = proposal.remarks.select_related("nomination", "made_by", "answered_by")
    return rows.exclude(state=Remark.State.NOTED) if is_seen_as_unit(proposal, held) else rows


def paper_titles(proposal, rows):
    """{code: title} of every paper the rules ask for these rows."""
    asked = (proposal.rule_set, proposal.award_form, proposal.kind)
    kinds = sorted({row.nominee_type for row in rows})
    return {paper.code: paper.title for kind in kinds for paper in catalogue.required_papers(*asked, kind)}
