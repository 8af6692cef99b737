"""Every transition of an offer: from, to, who, when."""

from django.utils.translation import gettext_lazy as _
from viewflow.fsm import State

from workflows.approval import paper_conditions as paper
from workflows.approval.conditions import reason_is_given
from workflows.approval.deeds import Flow
from workflows.approval.machine import holds
from workflows.offers import conditions as when
from workflows.offers.states import OfferState


class OfferFlow(Flow):
    """A lower award form, from offered to answered."""

    S = OfferState
    state = State(OfferState)

    @state.getter()
    def _get_state(self):
        return OfferState(self.thing.state)

    @state.setter()
    def _set_state(self, value):
        self.thing.state = value

    @state.transition(
        source=S.WAITING,
        target=S.ACCEPTED,
        label=_("Accept the offer"),
        permission=holds("offers.answer"),
        conditions=[when.dossier_is_under_review],
    )
    def accept(self):
        pass

    @state.transition(
        source=S.WAITING,
        target=S.DECLINED,
        label=_("Decline the offer"),
        permission=holds("offers.answer"),
        conditions=[reason_is_given],
    )
    def decline(self):
        pass

    @state.transition(
        source=S.WAITING,
        target=S.ACCEPTED,
        label=_("Enter the unit's yes received on paper"),
        permission=holds("proposals.record_for_unit"),
        conditions=[
            paper.unit_answers_on_paper,
            paper.paper_of_the_unit_is_registered,
            paper.paper_serves_nothing_else,
            when.paper_came_after_the_offer,
            when.dossier_is_under_review,
        ],
    )
    def record_accept(self):
        pass

    @state.transition(
        source=S.WAITING,
        target=S.DECLINED,
        label=_("Enter the unit's no received on paper"),
        permission=holds("proposals.record_for_unit"),
        conditions=[
            paper.unit_answers_on_paper,
            paper.paper_of_the_unit_is_registered,
            paper.paper_serves_nothing_else,
            when.paper_came_after_the_offer,
            reason_is_given,
        ],
    )
    def record_decline(self):
        pass

    @state.transition(
        source=S.WAITING,
        target=S.TAKEN_BACK,
        label=_("Take the offer back"),
        permission=holds("offers.make"),
        conditions=[reason_is_given],
    )
    def take_back(self):
        pass
