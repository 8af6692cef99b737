"""Every transition of a meeting and of the vote on an item: from, to, who, when.

The proposals move beside the meeting by their own machine. A vote has no desk: `vote_services` moves it.
"""

from functools import cached_property

from django.utils.translation import gettext_lazy as _
from viewflow.fsm import State

from workflows.approval.deeds import Flow
from workflows.approval.machine import holds
from workflows.council import conditions as when
from workflows.council import vote_conditions as of_vote
from workflows.council.room import Room
from workflows.council.states import MeetingState, VoteState


class MeetingFlow(Flow):
    """A meeting of the council, from preparation to closing."""

    S = MeetingState
    state = State(MeetingState)

    @state.getter()
    def _get_state(self):
        return MeetingState(self.thing.state)

    @state.setter()
    def _set_state(self, value):
        self.thing.state = value

    @cached_property
    def room(self):
        """The picture the page or service has read already, else a new one."""
        return self.thing.__dict__.get("room") or Room(self.thing, self.deed.today)

    @state.transition(
        source=S.PREPARED,
        target=S.OPEN,
        label=_("Open the meeting"),
        permission=holds("meetings.preside"),
        conditions=[
            when.the_day_has_come,
            when.council_sits_in_no_other_meeting,
            when.agenda_is_not_empty,
            when.every_item_has_a_vote_rule,
            when.quorum_is_reached,
        ],
    )
    def open(self):
        pass

    @state.transition(
        source=S.OPEN,
        target=S.CLOSED,
        label=_("Close the meeting"),
        permission=holds("meetings.preside"),
        conditions=[when.every_result_is_announced],
    )
    def close(self):
        pass


class VoteFlow(Flow):
    """The vote on an item of the agenda; a repeated vote goes the way again in its next round."""

    S = VoteState
    state = State(VoteState)

    @state.getter()
    def _get_state(self):
        return VoteState(self.thing.state)

    @state.setter()
    def _set_state(self, value):
        self.thing.state = value

    @cached_property
    def room(self):
        """The picture the page or service has read already, else a new one."""
        return self.thing.__dict__.get("room") or Room(self.thing.meeting, self.deed.today)

    @property
    def item(self):
        """The item as the room knows it."""
        return self.room.item(self.thing.pk)

    @state.transition(
        source=S.PREPARED,
        target=S.OPEN,
        label=_("Open the vote"),
        permission=holds("meetings.run_votes"),
        conditions=[
            of_vote.meeting_is_in_session,
            of_vote.item_is_not_deferred,
            of_vote.room_has_a_quorum,
            of_vote.namesakes_are_answered,
        ],
    )
    def open(self):
        pass

    @state.transition(
        source=S.OPEN,
        target=S.CLOSED,
        label=_("Close the vote"),
        permission=holds("meetings.run_votes"),
        conditions=[
            of_vote.meeting_is_in_session,
            of_vote.item_is_not_deferred,
            of_vote.somebody_has_voted,
            of_vote.time_to_answer_is_over,
            of_vote.enough_members_took_part,
            of_vote.papers_are_counted_twice_alike,
            of_vote.nobody_is_cut_off,
        ],
    )
    def close(self):
        pass

    @state.transition(
        source=S.CLOSED,
        target=S.ANNOUNCED,
        label=_("Announce the result"),
        permission=holds("meetings.run_votes"),
        conditions=[of_vote.meeting_is_in_session, of_vote.item_is_not_deferred],
    )
    def announce(self):
        pass

    @state.transition(
        source={S.CLOSED, S.ANNOUNCED},
        target=S.PREPARED,
        label=_("Repeat the vote"),
        permission=holds("meetings.preside"),
        conditions=[of_vote.meeting_is_in_session, of_vote.item_is_not_deferred, of_vote.reason_is_given],
    )
    def repeat(self):
        pass
