"""Every transition of a cancelling or correcting decision: from, to, who, when."""

from django.utils.translation import gettext_lazy as _
from viewflow.fsm import State

from workflows.approval.conditions import reason_is_given
from workflows.approval.deeds import Flow, holds
from workflows.approval.paper_conditions import recorder_did_not_register
from workflows.decisions.conditions import date_follows_the_signature, date_is_not_to_come
from workflows.revocations import conditions as when
from workflows.revocations.states import AmendmentState


class AmendmentFlow(Flow):
    """The chair's paper over earlier papers, from drafted to issued."""

    S = AmendmentState
    state = State(AmendmentState)

    @state.getter()
    def _get_state(self):
        return AmendmentState(self.thing.state)

    @state.setter()
    def _set_state(self, value):
        self.thing.state = value

    @state.transition(
        source=S.DRAFTED,
        target=S.SIGNED,
        label=_("Sign the decision"),
        permission=holds("decisions.sign"),
        conditions=[when.another_person_than_the_drafter, when.grounds_hold, when.awards_still_stand],
    )
    def sign(self):
        pass

    @state.transition(
        source=S.DRAFTED,
        target=S.SIGNED,
        label=_("Record the signature on paper"),
        permission=holds("decisions.record_signature"),
        conditions=[
            when.recorder_did_not_draft,
            recorder_did_not_register,
            when.signed_paper_is_registered,
            when.signer_on_paper_may_sign,
            when.signer_on_paper_did_not_draft,
            when.signature_on_paper_has_its_day,
            when.grounds_hold,
            when.awards_still_stand,
        ],
    )
    def record_signature(self):
        pass

    @state.transition(
        source=S.DRAFTED,
        target=S.SENT_BACK,
        label=_("Send the paper back"),
        permission=holds("decisions.send_back"),
        conditions=[reason_is_given],
    )
    def send_back(self):
        pass

    @state.transition(
        source=S.DRAFTED,
        target=S.DROPPED,
        label=_("Drop the draft"),
        permission=holds("decisions.draft"),
        conditions=[reason_is_given],
    )
    def drop(self):
        pass

    @state.transition(
        source=S.SIGNED,
        target=S.ISSUED,
        label=_("Issue the decision"),
        permission=holds("decisions.issue"),
        conditions=[when.awards_still_stand, date_follows_the_signature, date_is_not_to_come],
    )
    def issue(self):
        pass
