"""On whose desk a cancelling or correcting decision lies, and by when: written at every move of it."""

from documents.catalogue import queries as catalogue
from permissions.roles import Office
from workflows import deadlines
from workflows.approval.desks import NOWHERE, Place, set_desk
from workflows.revocations.states import AmendmentState

AMENDMENT_DESKS = {
    AmendmentState.DRAFTED: Place(Office.COMMUNE_CHAIR, step="decision"),
    AmendmentState.SIGNED: Place(Office.RECORDS_CLERK, step="issue"),
    AmendmentState.ISSUED: NOWHERE,
    AmendmentState.SENT_BACK: NOWHERE,
    AmendmentState.DROPPED: NOWHERE,
}


def desk_of_amendment(amendment):
    """The Place of a paper in its present state."""
    return AMENDMENT_DESKS[AmendmentState(amendment.state)]


def place_amendment(amendment, deed, came_from):
    """Write desk and due day; the time limit is the general one of the step: the list may mix forms and kinds."""
    place = desk_of_amendment(amendment)
    set_desk(amendment, place)
    if amendment.state == came_from:
        return
    amendment.due_on = None
    if place.step:
        limit = catalogue.time_limit(amendment.rule_set, place.step)
        amendment.due_on = deadlines.due_after(deed.today, limit.working_days)
