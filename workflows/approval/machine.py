"""Every transition of letters and proposals: from, to, who, when. What happens is in the services.

The province's branch of a proposal stands in province_machine.py, what is recorded from paper in paper_machine.py.
"""

from django.utils.translation import gettext_lazy as _
from viewflow.fsm import State

from documents.proposals.states import (
    AT_THE_PROVINCE,
    BEFORE_COUNCIL,
    RESUMED_LATER,
    WITH_A_PAPER,
    LetterState,
    ProposalState,
)
from workflows.approval import conditions as when
from workflows.approval.deeds import Flow, holds
from workflows.approval.paper_machine import PaperBranch


def by_itself(flow, user):
    """Permission of a transition that no person makes: the clock does, or it follows what another thing did."""
    return False


by_itself.right = ""


class LetterFlow(Flow):
    """The unit's letter, from draft to sent."""

    S = LetterState
    state = State(LetterState)

    @state.getter()
    def _get_state(self):
        return LetterState(self.thing.state)

    @state.setter()
    def _set_state(self, value):
        self.thing.state = value

    @state.transition(
        source=S.DRAFT,
        target=S.AWAITING_SIGNATURE,
        label=_("Hand to the head of the unit"),
        permission=holds("letters.hand_to_head"),
        conditions=[when.list_and_papers_are_complete],
    )
    def hand_to_head(self):
        pass

    @state.transition(
        source=S.AWAITING_SIGNATURE,
        target=S.DRAFT,
        label=_("Send back to the clerk"),
        permission=holds("letters.send_back"),
        conditions=[when.reason_is_given],
    )
    def send_back_to_clerk(self):
        pass

    @state.transition(
        source=[S.DRAFT, S.AWAITING_SIGNATURE],
        target=S.SENT,
        label=_("Sign and send"),
        permission=holds("letters.send"),
        conditions=[when.nothing_is_missing, when.campaign_is_still_open],
    )
    def send(self):
        pass

    @state.transition(
        source=S.DRAFT,
        target=S.SENT,
        label=_("Enter as received on paper"),
        permission=holds("letters.enter_received"),
        conditions=[
            when.unit_has_no_accounts,
            when.arrival_is_registered,
            when.nothing_is_missing,
            when.campaign_is_still_open,
        ],
    )
    def enter_received(self):
        pass

    @state.transition(
        source=S.SENT,
        target=S.DRAFT,
        label=_("Recall"),
        permission=holds("letters.recall"),
        conditions=[when.reason_is_given, when.nobody_has_taken_it_up],
    )
    def recall(self):
        pass


class ProposalFlow(PaperBranch):
    """A proposal, from submitted to closed; the province's branch and paper stand in files of their own."""

    S = ProposalState
    state = PaperBranch.__dict__["state"]

    # --- the review -------------------------------------------------------------------------------
    @state.transition(
        source=S.SUBMITTED,
        target=S.UNDER_REVIEW,
        label=_("Take up"),
        permission=holds("proposals.take_up"),
    )
    def take_up(self):
        pass

    @state.transition(
        source=S.UNDER_REVIEW,
        label=_("Give to another reviewer"),
        permission=holds("proposals.reassign"),
        conditions=[when.new_handler_is_a_reviewer, when.reason_is_given],
    )
    def reassign(self):
        pass

    @state.transition(
        source=S.UNDER_REVIEW,
        target=S.SUBMITTED,
        label=_("Put back in the queue"),
        permission=holds("proposals.release"),
        conditions=[when.it_is_in_your_hands, when.reason_is_given],
    )
    def release(self):
        pass

    @state.transition(
        source=S.UNDER_REVIEW,
        target=S.RETURNED,
        label=_("Return for completion"),
        permission=holds("proposals.return"),
        conditions=[when.it_is_in_your_hands, when.a_remark_is_noted, when.due_day_is_given, when.no_offer_waits],
    )
    def return_for_completion(self):
        pass

    @state.transition(
        source=S.RETURNED,
        target=S.UNDER_REVIEW,
        label=_("Send again"),
        permission=holds("proposals.resend"),
        conditions=[when.every_remark_is_answered],
    )
    def resend(self):
        pass

    @state.transition(
        source=S.UNDER_REVIEW,
        target=S.AWAITING_ENDORSEMENT,
        label=_("Propose the appraisal"),
        permission=holds("proposals.propose_appraisal"),
        conditions=[
            when.it_is_in_your_hands,
            when.every_nomination_is_judged,
            when.no_remark_is_open,
            when.papers_of_the_form_are_there,
            when.no_offer_waits,
            when.opinions_are_in_or_lapsed,
        ],
    )
    def propose_appraisal(self):
        pass

    @state.transition(
        source=S.AWAITING_ENDORSEMENT,
        target=S.UNDER_REVIEW,
        label=_("Send back to the reviewer"),
        permission=holds("proposals.send_back_to_reviewer"),
        conditions=[when.reason_is_given],
    )
    def send_back_to_reviewer(self):
        pass

    @state.transition(
        source=S.AWAITING_ENDORSEMENT,
        target=S.APPRAISED,
        label=_("Endorse the appraisal"),
        permission=holds("proposals.endorse"),
        conditions=[when.another_person_than_who_proposed_the_appraisal],
    )
    def endorse(self):
        pass

    @state.transition(
        source=S.APPRAISED,
        target=S.UNDER_REVIEW,
        label=_("Reopen"),
        permission=holds("proposals.reopen"),
        conditions=[when.reason_is_given],
    )
    def reopen(self):
        pass

    @state.transition(
        source=[S.UNDER_REVIEW, S.AWAITING_ENDORSEMENT, S.APPRAISED, S.RETURNED],
        target=S.REFUSED,
        label=_("Refuse the dossier"),
        permission=holds("proposals.refuse"),
        conditions=[
            when.past_due_if_returned,
            when.no_offer_waits,
            when.reason_is_given,
            when.legal_basis_is_given,
        ],
    )
    def refuse_dossier(self):
        pass

    # --- public notice ----------------------------------------------------------------------------
    @state.transition(
        source=S.APPRAISED,
        target=S.IN_PUBLIC_NOTICE,
        label=_("Open the public notice"),
        permission=holds("proposals.public_notice"),
        conditions=[when.rule_asks_a_notice, when.notice_is_not_closed_yet],
    )
    def open_notice(self):
        pass

    @state.transition(
        source=S.IN_PUBLIC_NOTICE,
        target=S.APPRAISED,
        label=_("Close the public notice"),
        permission=holds("proposals.public_notice"),
        conditions=[when.notice_ran_its_days, when.every_objection_is_answered, when.objections_are_answered],
    )
    def close_notice(self):
        pass

    # --- the council ------------------------------------------------------------------------------
    @state.transition(
        source=S.APPRAISED,
        target=S.ON_AGENDA,
        label=_("Place on the agenda"),
        permission=holds("meetings.place_on_agenda"),
        conditions=[when.required_notice_is_closed, when.meeting_takes_agenda],
    )
    def place_on_agenda(self):
        pass

    @state.transition(
        source=S.ON_AGENDA,
        target=S.APPRAISED,
        label=_("Take off the agenda"),
        permission=holds("meetings.place_on_agenda"),
        conditions=[when.meeting_takes_agenda, when.reason_is_given],
    )
    def take_off_agenda(self):
        pass

    @state.transition(
        source=S.ON_AGENDA,
        target=S.PASSED,
        label=_("Carry"),
        permission=holds("meetings.preside"),
        conditions=[when.meeting_is_closing],
    )
    def carry(self):
        pass

    @state.transition(
        source=S.ON_AGENDA,
        target=S.NOT_PASSED,
        label=_("Reject"),
        permission=holds("meetings.preside"),
        conditions=[when.meeting_is_closing],
    )
    def reject(self):
        pass

    @state.transition(
        source=S.ON_AGENDA,
        target=S.APPRAISED,
        label=_("Defer"),
        permission=holds("meetings.preside"),
        conditions=[when.meeting_is_closing],
    )
    def defer(self):
        pass

    @state.transition(
        source=S.APPRAISED,
        target=S.PASSED,
        label=_("Pass without the council"),
        permission=holds("proposals.skip_council"),
        conditions=[when.rule_lets_skip_the_council, when.reason_is_given, when.legal_basis_is_given],
    )
    def skip_council(self):
        pass

    # --- the decision -----------------------------------------------------------------------------
    @state.transition(
        source=S.PASSED,
        target=S.DECISION_DRAFTED,
        label=_("Draft the decision"),
        permission=holds("decisions.draft"),
        conditions=[when.commune_grants_this_form, when.minutes_are_signed, when.paper_is_moving],
    )
    def draft_decision(self):
        pass

    @state.transition(
        source=S.DECISION_DRAFTED,
        target=S.DECISION_SIGNED,
        label=_("Sign the decision"),
        permission=holds("decisions.sign"),
        conditions=[when.paper_is_moving],
    )
    def sign_decision(self):
        pass

    @state.transition(
        source=[S.DECISION_DRAFTED, S.TRANSMITTAL_DRAFTED],
        target=S.PASSED,
        label=_("Send the paper back"),
        permission=holds("decisions.send_back"),
        conditions=[when.paper_is_moving, when.reason_is_given],
    )
    def send_back_paper(self):
        pass

    @state.transition(
        source=S.DECISION_SIGNED,
        target=S.DECIDED,
        label=_("Issue the decision"),
        permission=holds("decisions.issue"),
        conditions=[when.paper_is_moving],
    )
    def issue_decision(self):
        pass

    # --- the end, and pauses ----------------------------------------------------------------------
    @state.transition(
        source=[S.DECIDED, S.ANSWERED, S.NOT_PASSED, S.REFUSED],
        target=S.CLOSED,
        label=_("Close the file"),
        permission=holds("proposals.close_file"),
        conditions=[when.everything_is_recorded],
    )
    def close_file(self):
        pass

    @state.transition(
        source=list(BEFORE_COUNCIL),
        target=S.WITHDRAWN,
        label=_("Withdraw"),
        permission=holds("proposals.withdraw"),
        conditions=[when.no_offer_waits, when.reason_is_given],
    )
    def withdraw(self):
        pass

    @state.transition(
        source=[*BEFORE_COUNCIL, S.ON_AGENDA, S.PASSED, *WITH_A_PAPER, *AT_THE_PROVINCE, S.PROVINCE_RETURNED],
        target=S.SUSPENDED,
        label=_("Suspend"),
        permission=holds("proposals.suspend"),
        conditions=[when.meeting_and_paper_let_it_go, when.suspension_is_referenced],
    )
    def suspend(self):
        pass

    @state.transition(
        source=S.SUSPENDED,
        target=State.GET_STATE(
            lambda flow: ProposalState(flow.thing.state_left),
            states=[*BEFORE_COUNCIL, *RESUMED_LATER],
        ),
        label=_("Resume"),
        permission=holds("proposals.suspend"),
        conditions=[when.reason_is_given],
    )
    def resume(self):
        pass
