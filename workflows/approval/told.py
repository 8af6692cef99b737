"""Who was told what of a dossier: the office and the inspector read it whole, the unit of its own people."""

from workflows.approval.sight import sight_of
from workflows.approval.telling import UNIT
from workflows.notices.queries import told_about
from workflows.notices.shown import with_words

MOST = 100


def told_of(proposal, held):
    """The newest 100 notices about the dossier that this person may read, with their words; at most one statement."""
    if sight_of(proposal, held).notes:
        rows = told_about(proposal.stream)
    elif any(c.office in UNIT.offices and c.unit_id == proposal.unit_id for c in held):
        rows = told_about(proposal.stream, unit_ids=[proposal.unit_id])
    else:
        return []
    return with_words(rows[:MOST])
