"""On whose desk an opinion lies, and by when: written at every move of it."""

from documents.proposals.states import ProposalState
from permissions.roles import Office
from workflows import deadlines
from workflows.approval.desks import NOWHERE, Place, set_desk
from workflows.opinions.states import OpinionState

OPINION_DESKS = {
    OpinionState.ASKED: Place(Office.UNIT_CLERK, "unit"),
    OpinionState.ANSWERED: NOWHERE,
    OpinionState.LAPSED: NOWHERE,
    OpinionState.WITHDRAWN: NOWHERE,
}
# What came on paper is recorded by whoever of the office opens the post; nobody has taken it up.
_ON_PAPER = Place(Office.OFFICE_REVIEWER)


def desk_of_opinion(opinion):
    """The Place of an opinion in its present state; nobody acts on one whose dossier is suspended."""
    place = OPINION_DESKS[OpinionState(opinion.state)]
    if not place.office or opinion.proposal.state == ProposalState.SUSPENDED:
        return NOWHERE
    return _ON_PAPER if opinion.is_on_paper else place


def last_day(proposal, today):
    """The last day to answer by the rules of the dossier. Raises NotNow where they have no limit, HolidaysUnknown."""
    return deadlines.due_by_rule(
        proposal.rule_set, "opinion", start=today, award_form=proposal.award_form, kind=proposal.kind
    )


def place_opinion(opinion, deed, came_from):
    """Write desk and due day; after a suspension the body has its whole days anew."""
    set_desk(opinion, desk_of_opinion(opinion))
    if deed is None or opinion.state != OpinionState.ASKED:
        return
    if opinion.proposal.state == ProposalState.SUSPENDED:
        opinion.due_on = None
    elif opinion.due_on is None:
        opinion.due_on = last_day(opinion.proposal, deed.today)
