"""When the vote on an item may be opened, closed, announced and repeated: small questions, each with its sentence."""

from django.utils import formats
from django.utils.translation import gettext as _

from workflows.approval.deeds import condition
from workflows.council.states import MeetingState


@condition
def meeting_is_in_session(flow):
    """Is the meeting open?"""
    if flow.thing.meeting.state != MeetingState.OPEN:
        yield _("Votes are taken while the meeting is in session.")


@condition
def item_is_not_deferred(flow):
    """Is the item voted on today?"""
    if flow.room.is_deferred(flow.item):
        yield _("The council deferred this item; it is not voted on today.")


@condition(asks="reason")
def reason_is_given(flow):
    """Is it said why the vote is repeated? The minutes tell it."""
    if not flow.deed.reason:
        yield _("Give the reason.")


# --- opening ---------------------------------------------------------------------------------------
@condition
def room_has_a_quorum(flow):
    """Are enough members there at this moment, by the rule of this item?"""
    quorum = flow.room.quorum_of(flow.item)
    if not quorum.is_reached:
        yield _("There is no quorum: %(arithmetic)s.") % {"arithmetic": quorum.sentence}


@condition(asks="namesakes_differ")
def namesakes_are_answered(flow):
    """Does a member who bears a nominee's name stand aside, or has somebody said that they are two people?"""
    if flow.deed.facts.get("namesakes_differ"):
        return
    for member, nomination in flow.room.namesakes(flow.item):
        yield _(
            "%(person)s bears the name of nominee %(order)s. Note that the member stands aside, "
            "or say that they are two people."
        ) % {"person": member.full_name, "order": nomination.order}


# --- closing ---------------------------------------------------------------------------------------
@condition
def somebody_has_voted(flow):
    """Is there anything to count? Nothing is where every member stands aside from everything."""
    room, item = flow.room, flow.item
    if not room.has_started(item) and room.electorate(item):
        yield _("Nobody has voted on %(code)s yet: take the votes or defer it.") % {"code": item.proposal.code}


@condition
def enough_members_took_part(flow):
    """Did as many members take part in the vote as its rule asks?"""
    room, item = flow.room, flow.item
    turnout = room.turnout_of(item)
    if (room.has_started(item) or not room.electorate(item)) and not turnout.is_reached:
        yield _("%(code)s: too few members took part in the vote (%(arithmetic)s); let them vote or defer it.") % {
            "code": item.proposal.code,
            "arithmetic": turnout.sentence,
        }


@condition
def time_to_answer_is_over(flow):
    """Has every member answered in writing, or the last day passed?"""
    meeting, room = flow.thing.meeting, flow.room
    if meeting.is_in_writing and flow.deed.today <= meeting.answer_by and room.missing(flow.item):
        yield _("Members may answer until %(day)s, and not all have; wait for them until that day is over.") % {
            "day": formats.date_format(meeting.answer_by, "SHORT_DATE_FORMAT")
        }


@condition
def papers_are_counted_twice_alike(flow):
    """Have two tellers keyed the papers in the box, each alone, with the same numbers?"""
    yield from flow.room.paper_faults(flow.item)


@condition(asks="missing_ballots")
def nobody_is_cut_off(flow):
    """It is said aloud when members who are there have not voted."""
    room, item = flow.room, flow.item
    waiting = room.missing(item)
    if waiting and room.has_started(item) and not flow.deed.facts.get("missing_ballots"):
        yield _("%(code)s: %(people)s have not voted. Wait for them, or say that you close without them.") % {
            "code": item.proposal.code,
            "people": ", ".join(member.full_name for member in waiting),
        }
