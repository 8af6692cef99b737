"""The province's branch of a proposal's machine: from the letter to the province to its answer."""

from django.utils.translation import gettext_lazy as _
from viewflow.fsm import State

from documents.proposals.states import AT_THE_PROVINCE, ProposalState
from workflows.approval import conditions as when
from workflows.approval.deeds import Flow, holds


def _then(flow):
    """Where the answers leave a dossier, as the service found under lock."""
    return ProposalState(flow.deed.facts["then"][flow.thing.pk])


class ProvinceBranch(Flow):
    """What ProposalFlow takes over; the state is one for both."""

    S = ProposalState
    state = State(ProposalState)

    @state.getter()
    def _get_state(self):
        return ProposalState(self.thing.state)

    @state.setter()
    def _set_state(self, value):
        self.thing.state = value

    @state.transition(
        source=S.PASSED,
        target=S.TRANSMITTAL_DRAFTED,
        label=_("Draft the letter to the province"),
        permission=holds("transmittals.draft"),
        conditions=[when.granted_above_the_commune, when.minutes_are_signed, when.paper_is_moving],
    )
    def draft_transmittal(self):
        pass

    @state.transition(
        source=S.TRANSMITTAL_DRAFTED,
        target=S.TRANSMITTAL_SIGNED,
        label=_("Sign the letter to the province"),
        permission=holds("transmittals.sign"),
        conditions=[when.paper_is_moving],
    )
    def sign_transmittal(self):
        pass

    @state.transition(
        source=S.TRANSMITTAL_SIGNED,
        target=S.FORWARDED,
        label=_("Forward to the province"),
        permission=holds("transmittals.forward"),
        conditions=[when.paper_is_moving],
    )
    def forward(self):
        pass

    @state.transition(
        source=S.FORWARDED,
        target=S.PROVINCE_RECEIVED,
        label=_("Acknowledge the receipt"),
        permission=holds("province.acknowledge"),
        conditions=[when.paper_is_moving],
    )
    def acknowledge(self):
        pass

    @state.transition(
        source=list(AT_THE_PROVINCE),
        target=S.PROVINCE_RETURNED,
        label=_("Return from the province"),
        permission=holds("province.return"),
        conditions=[when.paper_is_moving],
    )
    def return_from_province(self):
        pass

    @state.transition(
        source=S.PROVINCE_RETURNED,
        target=S.SUPPLEMENT_ASKED,
        label=_("Ask the unit for a supplement"),
        permission=holds("proposals.ask_supplement"),
        conditions=[when.reason_is_given, when.due_day_is_given],
    )
    def ask_unit(self):
        pass

    @state.transition(
        source=S.SUPPLEMENT_ASKED,
        target=S.PROVINCE_RETURNED,
        label=_("Send the supplement"),
        permission=holds("proposals.supplement"),
        conditions=[when.reason_is_given],
    )
    def supplement(self):
        pass

    @state.transition(
        source=S.PROVINCE_RETURNED,
        target=S.TRANSMITTAL_DRAFTED,
        label=_("Draft the letter anew"),
        permission=holds("transmittals.draft"),
        conditions=[when.granted_above_the_commune, when.paper_is_moving],
    )
    def redraft(self):
        pass

    @state.transition(
        source=S.PROVINCE_RETURNED,
        target=S.FORWARDED,
        label=_("Forward again"),
        permission=holds("transmittals.forward"),
        conditions=[when.paper_is_moving],
    )
    def forward_again(self):
        pass

    @state.transition(
        source=S.PROVINCE_RECEIVED,
        target=State.GET_STATE(_then, states=[S.PROVINCE_RECEIVED, S.ANSWERED]),
        label=_("Record the answer"),
        permission=holds("province.answer"),
        conditions=[when.paper_is_moving],
    )
    @state.transition(
        source=S.FORWARDED,
        target=State.GET_STATE(_then, states=[S.FORWARDED, S.ANSWERED]),
        label=_("Record the answer"),
        permission=holds("province.answer"),
        conditions=[when.paper_is_moving],
    )
    def record_answer(self):
        pass
