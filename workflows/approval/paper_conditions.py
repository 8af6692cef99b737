"""When something may be recorded from a paper of the arrival book: whose, used for nothing else, of a possible day."""

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from documents.arrivals.recording import recorded_already, who_registered
from documents.proposals.states import ProposalState
from permissions.ledger.queries import first_act, last_act
from workflows.approval.deeds import condition


def _day(day):
    return formats.date_format(day, "SHORT_DATE_FORMAT")


@condition(hides=True)
def unit_answers_on_paper(flow):
    """Has the unit no accounts? Who has them answers and withdraws on its own."""
    if flow.thing.unit.has_accounts:
        yield _("This unit has accounts and does it itself.")


@condition(asks="arrival")
def paper_of_the_unit_is_registered(flow):
    """Is the paper named, and did it come from this unit?"""
    arrival = flow.deed.facts.get("arrival")
    if arrival is None or arrival.unit_id != flow.thing.unit_id:
        yield _("Name the paper of the unit: the records clerk registers it with its number of arrival first.")


@condition(asks="arrival")
def paper_serves_nothing_else(flow):
    """Is nothing recorded on the paper yet? One paper serves one act."""
    arrival = flow.deed.facts.get("arrival")
    if arrival is not None:
        yield from recorded_already(arrival, "")


@condition(asks="arrival")
def paper_came_after_it_was_asked(flow):
    """Did the paper arrive on the day on which the unit was asked for it, or later?"""
    arrival = flow.deed.facts.get("arrival")
    asked_on = _asked_on(flow.thing) if arrival is not None else None
    if asked_on and arrival.arrived_on < asked_on:
        said = {"number": arrival, "day": _day(asked_on)}
        yield _("Paper %(number)s arrived before the unit was asked, on %(day)s; it cannot answer that.") % said


@condition(asks="arrival")
def paper_came_after_the_letter(flow):
    """Did the paper arrive with the letter that it takes back, or later?"""
    arrival, came_on = flow.deed.facts.get("arrival"), flow.thing.letter.arrived_on
    if arrival is not None and came_on and arrival.arrived_on < came_on:
        said = {"number": arrival, "day": _day(came_on)}
        yield _("Paper %(number)s arrived before the letter of the unit, on %(day)s; it cannot take it back.") % said


_ASKED_BY = {
    ProposalState.RETURNED: "proposal.return_for_completion",
    ProposalState.SUPPLEMENT_ASKED: "proposal.ask_unit",
}


def _asked_on(proposal):
    """The day on which the unit was asked last; of a sister, before or after it was split off."""
    act, until = _ASKED_BY[ProposalState(proposal.state)], None
    while proposal is not None:
        asked = last_act(proposal.stream, act, until=until)
        if asked is not None:
            return timezone.localdate(asked.at)
        until, proposal = first_act(proposal.stream).at, proposal.split_from
    return None


# --- signatures ------------------------------------------------------------------------------------
@condition(who=True)
def recorder_did_not_register(flow):
    """Is it somebody else than registered the paper who says that it was signed? Actors and principals count.

    A scan and what it is taken for come from two people, so that nobody alone makes another's signature. Recording is
    therefore open to the office as well as to the records clerk: a commune with a single clerk is not held up.
    """
    arrival = flow.deed.facts.get("arrival")
    if arrival is not None and who_registered(arrival) & flow.deed.persons:
        yield _("Who registered the paper may not record its signatures; another person must.")
