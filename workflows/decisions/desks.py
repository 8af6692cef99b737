"""On whose desk a decision lies, and by when: written at every move of it."""

from documents.catalogue import queries as catalogue
from permissions.roles import Office
from workflows import deadlines
from workflows.approval.desks import NOWHERE, Place, set_desk
from workflows.decisions.states import DecisionState

DECISION_DESKS = {
    DecisionState.DRAFTED: Place(Office.COMMUNE_CHAIR, step="decision"),
    DecisionState.SIGNED: Place(Office.RECORDS_CLERK, step="issue"),
    DecisionState.ISSUED: NOWHERE,
    DecisionState.SENT_BACK: NOWHERE,
}


def desk_of_decision(decision):
    """The Place of a decision in its present state."""
    return DECISION_DESKS[DecisionState(decision.state)]


def place_decision(decision, deed, came_from):
    """Write desk and due day; the time limit is that of the decision's form and kind."""
    place = desk_of_decision(decision)
    set_desk(decision, place)
    if decision.state == came_from:
        return
    decision.due_on = None
    if place.step:
        limit = catalogue.time_limit(decision.rule_set, place.step, decision.award_form_id, decision.kind)
        decision.due_on = deadlines.due_after(deed.today, limit.working_days)
