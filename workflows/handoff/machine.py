"""Every transition of a letter to the province: from, to, who, when. Its dossiers move beside it by their machine."""

from django.utils.translation import gettext_lazy as _
from viewflow.fsm import State

from workflows.approval.conditions import reason_is_given
from workflows.approval.deeds import Flow
from workflows.approval.machine import holds
from workflows.approval.paper_conditions import recorder_did_not_register
from workflows.handoff import conditions as when
from workflows.handoff.states import TransmittalState


def _then(flow):
    """Where the lines leave the letter, as the service found under lock."""
    return TransmittalState(flow.deed.facts["letter_then"][flow.thing.pk])


class TransmittalFlow(Flow):
    """The letter to the province, from drafted to answered."""

    S = TransmittalState
    state = State(TransmittalState)

    @state.getter()
    def _get_state(self):
        return TransmittalState(self.thing.state)

    @state.setter()
    def _set_state(self, value):
        self.thing.state = value

    @state.transition(
        source=S.DRAFTED,
        target=S.SIGNED,
        label=_("Sign the letter"),
        permission=holds("transmittals.sign"),
        conditions=[when.another_person_than_the_drafter],
    )
    def sign(self):
        pass

    @state.transition(
        source=S.DRAFTED,
        target=S.SIGNED,
        label=_("Record the signature on paper"),
        permission=holds("transmittals.record_signature"),
        conditions=[
            when.recorder_did_not_draft,
            recorder_did_not_register,
            when.signed_paper_is_registered,
            when.signer_on_paper_may_sign,
            when.signer_on_paper_did_not_draft,
            when.signature_on_paper_has_its_day,
        ],
    )
    def record_signature(self):
        pass

    @state.transition(
        source=S.DRAFTED,
        target=S.SENT_BACK,
        label=_("Send the paper back"),
        permission=holds("transmittals.send_back"),
        conditions=[reason_is_given],
    )
    def send_back(self):
        pass

    @state.transition(
        source=S.SIGNED,
        target=S.FORWARDED,
        label=_("Number and forward"),
        permission=holds("transmittals.forward"),
        conditions=[when.no_dossier_is_suspended, when.date_follows_the_signature, when.date_is_not_to_come],
    )
    def forward(self):
        pass

    @state.transition(
        source=S.FORWARDED,
        label=_("Acknowledge the receipt"),
        permission=holds("province.acknowledge"),
        conditions=[when.something_came_in, when.spoken_by_the_province],
    )
    def acknowledge(self):
        pass

    @state.transition(
        source=S.FORWARDED,
        label=_("Return lines"),
        permission=holds("province.return"),
        conditions=[when.a_line_is_named, when.spoken_by_the_province],
    )
    def return_lines(self):
        pass

    @state.transition(
        source=S.FORWARDED,
        label=_("Forward again"),
        permission=holds("transmittals.forward"),
        conditions=[when.a_completed_line_is_named, when.letter_and_list_are_unchanged],
    )
    def forward_again(self):
        pass

    @state.transition(
        source=S.FORWARDED,
        target=State.GET_STATE(_then, states=[S.FORWARDED, S.ANSWERED]),
        label=_("Record answers"),
        permission=holds("province.answer"),
        conditions=[when.a_line_is_named, when.spoken_by_the_province],
    )
    def record_answer(self):
        pass

    @state.transition(
        source=[S.FORWARDED, S.ANSWERED],
        label=_("Correct an answer"),
        permission=holds("province.answer"),
        conditions=[when.a_line_is_named, reason_is_given, when.spoken_by_the_province],
    )
    def correct_answer(self):
        pass

    @state.transition(
        source=S.FORWARDED,
        target=State.GET_STATE(_then, states=[S.FORWARDED, S.ANSWERED, S.REPLACED]),
        label=_("Give lines up to a new letter"),
        permission=holds("transmittals.draft"),
        conditions=[when.another_letter_takes_the_lines],
    )
    def release(self):
        pass
