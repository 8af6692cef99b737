"""On whose desk each state lies, and by when: written at every move, recomputed by `manage.py desks`."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from documents.catalogue import in_use
from documents.proposals.states import AT_THE_PROVINCE, LetterState, ProposalState
from permissions.refusals import NotNow
from permissions.roles import Office
from workflows import deadlines

S = ProposalState


@dataclass(frozen=True, slots=True)
class Place:
    """The office that must act, where it is held (`unit` or `commune`), and the time limit that runs."""

    office: str
    where: str = "commune"
    step: str = ""


NOWHERE = Place("", "")
PROPOSAL_DESKS = {
    S.SUBMITTED: Place(Office.OFFICE_REVIEWER, step="take_up"),
    S.UNDER_REVIEW: Place(Office.OFFICE_REVIEWER, step="review"),
    S.RETURNED: Place(Office.UNIT_CLERK, "unit"),
    S.AWAITING_ENDORSEMENT: Place(Office.OFFICE_HEAD, step="endorsement"),
    S.APPRAISED: Place(Office.COUNCIL_SECRETARY, step="council"),
    S.IN_PUBLIC_NOTICE: Place(Office.OFFICE_REVIEWER),
    S.ON_AGENDA: NOWHERE,  # the meeting has it
    S.PASSED: Place(Office.OFFICE_REVIEWER, step="decision"),
    S.NOT_PASSED: Place(Office.OFFICE_REVIEWER, step="close"),
    S.DECISION_DRAFTED: NOWHERE,  # the decision has it
    S.DECISION_SIGNED: NOWHERE,
    S.DECIDED: Place(Office.OFFICE_REVIEWER, step="close"),
    S.TRANSMITTAL_DRAFTED: NOWHERE,  # the letter to the province has it
    S.TRANSMITTAL_SIGNED: NOWHERE,
    S.FORWARDED: NOWHERE,
    S.PROVINCE_RECEIVED: NOWHERE,
    S.PROVINCE_RETURNED: Place(Office.OFFICE_REVIEWER, step="decision"),
    S.SUPPLEMENT_ASKED: Place(Office.UNIT_CLERK, "unit"),
    S.ANSWERED: Place(Office.OFFICE_REVIEWER, step="close"),
    S.REFUSED: Place(Office.OFFICE_REVIEWER, step="close"),
    S.WITHDRAWN: NOWHERE,
    S.SUSPENDED: Place(Office.OFFICE_HEAD),
    S.CLOSED: NOWHERE,
}
LETTER_DESKS = {
    LetterState.DRAFT: Place(Office.UNIT_CLERK, "unit"),
    LetterState.AWAITING_SIGNATURE: Place(Office.UNIT_HEAD, "unit"),
    LetterState.SENT: NOWHERE,
}


# What the columns of the desk do not tell: another paper has the dossier with it.
_WITH_ANOTHER = {
    S.ON_AGENDA: _("the council, in its meeting"),
    S.DECISION_DRAFTED: _("the chair, for the signature"),
    S.DECISION_SIGNED: _("the records clerk, for the number"),
    S.TRANSMITTAL_DRAFTED: _("the chair, for the signature"),
    S.TRANSMITTAL_SIGNED: _("the records clerk, for the number"),
    S.FORWARDED: _("the province"),
    S.PROVINCE_RECEIVED: _("the province"),
}


def holder_of(thing):
    """Who has a letter or dossier now, in words: a person, else an office; empty once nobody has to act on it."""
    if thing.handler:
        return thing.handler.full_name
    if thing.desk_office:
        office = str(Office(thing.desk_office).label)
        return f"{office}, {thing.unit}" if thing.desk_unit_id == thing.unit_id else office
    return str(_WITH_ANOTHER.get(thing.state, ""))


def _notice_days(proposal):
    return in_use.form_rule(proposal.rule_set_id, proposal.award_form_id, proposal.kind).notice_days


def _needs_notice(proposal):
    """A required notice still to be opened lies with the reviewer, not with the secretary."""
    if proposal.notice_closed_on:
        return False
    return bool(_notice_days(proposal))


def desk_of_proposal(proposal):
    """The Place of a proposal in its present state."""
    state = ProposalState(proposal.state)
    if state == S.APPRAISED and _needs_notice(proposal):
        return Place(Office.OFFICE_REVIEWER, step="council")
    if state in (S.RETURNED, S.SUPPLEMENT_ASKED) and not proposal.unit.has_accounts:
        return Place(Office.OFFICE_REVIEWER)  # it answers on paper; the office enters what comes
    if state in AT_THE_PROVINCE and proposal.silence_noted_on:
        return Place(Office.OFFICE_REVIEWER)
    return PROPOSAL_DESKS[state]


def set_desk(thing, place):
    """Write where the thing lies; reviewers keep what they have taken up."""
    thing.desk_office = place.office
    thing.desk_unit_id = {"unit": getattr(thing, "unit_id", None), "commune": thing.commune_id, "": None}[place.where]
    thing.handler_id = getattr(thing, "reviewer_id", None) if place.office == Office.OFFICE_REVIEWER else None


def place_letter(letter, deed, came_from):
    place = LETTER_DESKS[LetterState(letter.state)]
    if place.office and not letter.unit.has_accounts:
        place = Place(Office.OFFICE_REVIEWER)
    set_desk(letter, place)
    letter.due_on = None


def _stop_clock(proposal, deed):
    proposal.days_left = deadlines.days_left(deed.today, proposal.due_on) if proposal.due_on else None


def _give_the_unit_its_days(proposal, deed, came_from):
    """Returned: until the day named. Resumed: the unit's whole days anew; the office's clock stood still before."""
    if came_from != S.SUSPENDED:
        _stop_clock(proposal, deed)
        proposal.due_on = deed.facts.get("due_on")
    else:
        proposal.due_on = _due(proposal.rule_set_id, "completion", proposal.award_form_id, proposal.kind, deed.today)


def _wait_for_the_province(proposal, deed, came_from):
    """The province's limit runs from the forwarding; a rule set without one sets no day."""
    if came_from in AT_THE_PROVINCE:
        return
    try:
        proposal.due_on = _due(
            proposal.rule_set_id, "province_answer", proposal.award_form_id, proposal.kind, deed.today
        )
    except NotNow:
        proposal.due_on = None


def _clock_runs_on(came_from, state):
    """After a stop the days left are left, and late stays late; what ends the dossier starts a limit of its own."""
    return came_from == S.SUSPENDED or (came_from, state) == (S.RETURNED, S.UNDER_REVIEW)


def place_proposal(proposal, deed, came_from):
    """Write desk and due day. The office's clock stops while the unit completes or the dossier is suspended."""
    state = ProposalState(proposal.state)
    if state not in AT_THE_PROVINCE or came_from not in AT_THE_PROVINCE:
        proposal.silence_noted_on = None
    place = desk_of_proposal(proposal)
    set_desk(proposal, place)
    if state == came_from:
        return
    if state == S.RETURNED:
        _give_the_unit_its_days(proposal, deed, came_from)
    elif state == S.SUSPENDED:
        if came_from != S.RETURNED:  # there the office's clock stands still already
            _stop_clock(proposal, deed)
        proposal.due_on = None
    elif proposal.days_left is not None and _clock_runs_on(came_from, state):
        proposal.due_on = deadlines.due_after(deed.today, proposal.days_left)
        proposal.days_left = None
    elif state in AT_THE_PROVINCE:
        _wait_for_the_province(proposal, deed, came_from)
    elif state == S.SUPPLEMENT_ASKED:
        proposal.due_on = deed.facts.get("due_on")
    elif state == S.IN_PUBLIC_NOTICE:
        proposal.due_on = deadlines.due_after(deed.today, _notice_days(proposal) + 1)
    else:
        limit = (proposal.rule_set_id, place.step, proposal.award_form_id, proposal.kind)
        proposal.due_on = deed.once(("due", limit), lambda: _due(*limit, deed.today))


def _due(rule_set_id, step, award_form_id, kind, today):
    if not step:
        return None
    return deadlines.due_after(today, in_use.time_limit(rule_set_id, step, award_form_id, kind).working_days)
