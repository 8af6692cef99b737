"""What lies behind a decision, for who works on it: dossiers, minutes, an earlier draft that was sent back."""

from django.db.models import prefetch_related_objects

from documents.proposals.states import ProposalState
from permissions import access
from workflows.approval.paper_words import meetings_behind
from workflows.decisions.queries import last_sent_back, proposals_of, why_sent_back
from workflows.decisions.states import DecisionState


def background(decision, held):
    """What the page shows of it: {name in the template: value}. held: the reader's capacities."""
    dossiers = proposals_of(decision)
    prefetch_related_objects(dossiers, "unit")
    found = {
        "dossiers": dossiers,
        "meetings": meetings_behind(dossiers) if _may("meetings.view", decision, held) else [],
    }
    if decision.state == DecisionState.SENT_BACK:
        return {**found, "sent_back": why_sent_back(decision), "again": _free_again(decision, dossiers, held)}
    if decision.state == DecisionState.DRAFTED:
        before = last_sent_back(dossiers, before=decision)
        return {**found, "sent_back": why_sent_back(before) if before else None, "is_before": True}
    return found


def _may(right, decision, held):
    return any(c.office in access.offices_with(right) and c.reaches(decision) for c in held)


def _free_again(decision, dossiers, held):
    """The dossiers of an abandoned draft that this person may draft again."""
    free = [dossier for dossier in dossiers if dossier.state == ProposalState.PASSED]
    return free if _may("decisions.draft", decision, held) else []
