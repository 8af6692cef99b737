"""Every transition of a meeting: from, to, who, when. Its proposals move beside it by their own machine."""

from functools import cached_property

from django.utils.translation import gettext_lazy as _
from viewflow.fsm import State

from workflows.approval.deeds import Flow
from workflows.approval.machine import holds
from workflows.council import conditions as when
from workflows.council.room import Room
from workflows.council.states import MeetingState


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
        conditions=[when.every_item_has_a_result, when.enough_members_took_part, when.nobody_is_cut_off],
    )
    def close(self):
        pass
