"""On whose desk a letter to the province lies, and by when: written at every move of it."""

from documents.catalogue import queries as catalogue
from permissions.refusals import NotNow
from permissions.roles import Office
from workflows import deadlines
from workflows.approval.desks import NOWHERE, Place, set_desk
from workflows.handoff.queries import waits_at_the_province
from workflows.handoff.states import TransmittalState

TRANSMITTAL_DESKS = {
    TransmittalState.DRAFTED: Place(Office.COMMUNE_CHAIR, step="decision"),
    TransmittalState.SIGNED: Place(Office.RECORDS_CLERK, step="issue"),
    TransmittalState.FORWARDED: Place(Office.PROVINCE_OFFICER, step="province_answer"),
    TransmittalState.ANSWERED: NOWHERE,
    TransmittalState.REPLACED: NOWHERE,
    TransmittalState.SENT_BACK: NOWHERE,
}


def desk_of_transmittal(transmittal):
    """The Place of a letter in its present state; what the province gave back lies on a desk of its own."""
    state = TransmittalState(transmittal.state)
    if state != TransmittalState.FORWARDED:
        return TRANSMITTAL_DESKS[state]
    return TRANSMITTAL_DESKS[state] if waits_at_the_province(transmittal) else NOWHERE


def place_transmittal(transmittal, deed, came_from):
    """Write desk and due day; the time limit is that of the letter's form and kind."""
    place = desk_of_transmittal(transmittal)
    set_desk(transmittal, place)
    if place.office == Office.PROVINCE_OFFICER:
        transmittal.desk_unit_id = transmittal.commune.parent_id
    if transmittal.state == came_from and not (deed and deed.facts.get("sent_again")):
        return
    transmittal.due_on = _due(transmittal, place.step, deed.today) if place.step else None


def _due(transmittal, step, today):
    """A rule set without the province's limit sets no day."""
    try:
        limit = catalogue.time_limit(transmittal.rule_set, step, transmittal.award_form_id, transmittal.kind)
    except NotNow:
        if step != "province_answer":
            raise
        return None
    return deadlines.due_after(today, limit.working_days)
