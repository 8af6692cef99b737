"""What is recorded from paper on a dossier: answers and withdrawals of units without accounts, signatures."""

from django.utils.translation import gettext_lazy as _

from documents.proposals.states import BEFORE_COUNCIL, ProposalState
from workflows.approval import conditions as when
from workflows.approval import paper_conditions as paper
from workflows.approval.deeds import holds
from workflows.approval.province_machine import ProvinceBranch


class PaperBranch(ProvinceBranch):
    """What ProposalFlow takes over; the state is one for all."""

    S = ProposalState
    state = ProvinceBranch.__dict__["state"]

    @state.transition(
        source=S.RETURNED,
        target=S.UNDER_REVIEW,
        label=_("Enter the answer received on paper"),
        permission=holds("proposals.record_for_unit"),
        conditions=[
            paper.unit_answers_on_paper,
            paper.paper_of_the_unit_is_registered,
            paper.paper_serves_nothing_else,
            paper.paper_came_after_it_was_asked,
            when.every_remark_is_answered,
        ],
    )
    def record_resend(self):
        pass

    @state.transition(
        source=S.SUPPLEMENT_ASKED,
        target=S.PROVINCE_RETURNED,
        label=_("Enter the supplement received on paper"),
        permission=holds("proposals.record_for_unit"),
        conditions=[
            paper.unit_answers_on_paper,
            paper.paper_of_the_unit_is_registered,
            paper.paper_serves_nothing_else,
            paper.paper_came_after_it_was_asked,
            when.reason_is_given,
        ],
    )
    def record_supplement(self):
        pass

    @state.transition(
        source=S.DECISION_DRAFTED,
        target=S.DECISION_SIGNED,
        label=_("Record the signature on paper"),
        permission=holds("decisions.record_signature"),
        conditions=[when.paper_is_moving],
    )
    def record_signed_decision(self):
        pass

    @state.transition(
        source=S.TRANSMITTAL_DRAFTED,
        target=S.TRANSMITTAL_SIGNED,
        label=_("Record the signature on paper"),
        permission=holds("transmittals.record_signature"),
        conditions=[when.paper_is_moving],
    )
    def record_signed_transmittal(self):
        pass

    @state.transition(
        source=list(BEFORE_COUNCIL),
        target=S.WITHDRAWN,
        label=_("Enter the withdrawal received on paper"),
        permission=holds("proposals.record_for_unit"),
        conditions=[
            paper.unit_answers_on_paper,
            paper.paper_of_the_unit_is_registered,
            paper.paper_serves_nothing_else,
            paper.paper_came_after_the_letter,
            when.no_offer_waits,
            when.reason_is_given,
        ],
    )
    def record_withdrawal(self):
        pass
