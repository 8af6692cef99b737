"""The deeds on proposals: what they do, and what they refuse."""

import pytest

from documents.proposals.models import Letter, Nomination, Proposal
from documents.proposals.states import Outcome, ProposalState
from permissions.ledger.queries import entries_of
from permissions.ledger.verify import verify
from permissions.refusals import LostRace, NotNow, NotYou
from tests import making
from workflows.approval import letter_services, review_services, services

pytestmark = pytest.mark.django_db


def acts_of(thing):
    return [entry.act for entry in entries_of(thing.stream)]


def test_sending_makes_one_proposal_and_version_one(cast, rules):
    proposal = making.sent(cast.here)

    assert proposal.state == ProposalState.SUBMITTED
    assert proposal.nominations.count() == 2
    assert [version.number for version in proposal.versions.all()] == [1]
    assert proposal.desk_office == "office_reviewer"
    assert proposal.desk_unit == cast.here.commune
    assert acts_of(proposal) == ["proposal.submitted"]


def test_the_road_to_appraised_leaves_one_entry_a_deed(cast, rules):
    proposal = making.appraised(cast.here)

    assert proposal.state == ProposalState.APPRAISED
    assert acts_of(proposal) == [
        "proposal.submitted",
        "proposal.take_up",
        "nomination.judged",
        "proposal.propose_appraisal",
        "proposal.endorse",
    ]
    assert verify().holds


def test_a_stale_form_names_the_winner(cast, rules):
    proposal = making.sent(cast.here)
    services.take_up(proposal=proposal, row_version=1, by=cast.here.office_reviewer)

    with pytest.raises(LostRace) as lost:
        services.take_up(proposal=proposal, row_version=1, by=cast.here.second_reviewer)

    assert lost.value.winner == cast.here.office_reviewer.full_name


def test_who_proposed_the_appraisal_may_not_endorse_it(cast, rules):
    from tests.conftest import appoint

    town = cast.here
    appoint(town.office_head, "office_reviewer", town.office)
    proposal = making.sent(town)
    proposal = services.take_up(proposal=proposal, row_version=proposal.row_version, by=town.office_head)
    verdicts = [(row, "eligible", "") for row in proposal.nominations.all()]
    proposal = review_services.judge(
        proposal=proposal, row_version=proposal.row_version, by=town.office_head, verdicts=verdicts
    )
    proposal = services.propose_appraisal(proposal=proposal, row_version=proposal.row_version, by=town.office_head)

    with pytest.raises(NotYou):
        services.endorse(proposal=proposal, row_version=proposal.row_version, by=town.office_head)


def test_return_stops_the_clock_and_resend_makes_version_two(cast, rules):
    town = cast.here
    proposal = making.returned(town)
    left = proposal.days_left
    assert proposal.state == ProposalState.RETURNED
    assert (proposal.desk_unit, proposal.desk_office, proposal.rounds) == (town.school, "unit_clerk", 1)
    with pytest.raises(NotNow):
        services.resend(proposal=proposal, row_version=proposal.row_version, by=town.unit_head)

    remark = proposal.remarks.get()
    review_services.answer_remark(
        remark=remark, row_version=proposal.row_version, by=town.unit_clerk, answer="Đã bổ sung."
    )
    proposal.refresh_from_db()
    proposal = services.resend(proposal=proposal, row_version=proposal.row_version, by=town.unit_head)

    assert proposal.state == ProposalState.UNDER_REVIEW
    assert proposal.version == 2
    assert proposal.handler == town.office_reviewer
    assert left > 0
    assert proposal.days_left is None
    assert proposal.due_on is not None


def test_struck_out_nominations_drop_out_at_endorsement_and_stand_again_when_reopened(cast, rules):
    town = cast.here
    proposal = making.under_review(town)
    first, second = proposal.nominations.all()
    proposal = review_services.judge(
        proposal=proposal,
        row_version=proposal.row_version,
        by=town.office_reviewer,
        verdicts=[(first, "eligible", ""), (second, "struck_out", "Chưa đủ thời gian.")],
    )
    proposal = services.propose_appraisal(proposal=proposal, row_version=proposal.row_version, by=town.office_reviewer)
    proposal = services.endorse(proposal=proposal, row_version=proposal.row_version, by=town.office_head)
    second.refresh_from_db()
    assert (second.outcome, second.outcome_reason) == (Outcome.STRUCK_OUT, "Chưa đủ thời gian.")

    services.reopen(proposal=proposal, row_version=proposal.row_version, by=town.office_head, reason="Có tài liệu mới.")

    assert set(Nomination.objects.values_list("outcome", flat=True)) == {Outcome.PROPOSED}


def test_suspend_and_resume_come_back_to_the_state_left(cast, rules):
    town = cast.here
    proposal = making.under_review(town)
    proposal = services.suspend(
        proposal=proposal,
        row_version=proposal.row_version,
        by=town.office_head,
        suspension_code="complaint",
        suspension_reference="12/TB-TTr",
    )
    assert (proposal.state, proposal.due_on) == (ProposalState.SUSPENDED, None)

    proposal = services.resume(
        proposal=proposal, row_version=proposal.row_version, by=town.office_head, reason="Đã có kết luận."
    )

    assert proposal.state == ProposalState.UNDER_REVIEW
    assert proposal.handler == town.office_reviewer
    assert proposal.due_on is not None


def test_a_judgement_of_an_earlier_version_does_not_count(cast, rules):
    town = cast.here
    proposal = making.under_review(town)
    verdicts = [(row, "eligible", "") for row in proposal.nominations.all()]
    judged = {"by": town.office_reviewer, "verdicts": verdicts}
    proposal = review_services.judge(proposal=proposal, row_version=proposal.row_version, **judged)
    remark = review_services.note_remark(
        proposal=proposal, row_version=proposal.row_version, by=town.office_reviewer, text="Bổ sung số liệu."
    )
    proposal.refresh_from_db()
    proposal = services.return_for_completion(
        proposal=proposal, row_version=proposal.row_version, by=town.office_reviewer
    )
    review_services.answer_remark(remark=remark, row_version=proposal.row_version, by=town.unit_clerk, answer="Đã sửa.")
    proposal.refresh_from_db()
    proposal = services.resend(proposal=proposal, row_version=proposal.row_version, by=town.unit_head)
    remark.refresh_from_db()
    review_services.settle_remark(remark=remark, row_version=proposal.row_version, by=town.office_reviewer)
    proposal.refresh_from_db()

    with pytest.raises(NotNow):
        services.propose_appraisal(proposal=proposal, row_version=proposal.row_version, by=town.office_reviewer)

    proposal = review_services.judge(proposal=proposal, row_version=proposal.row_version, **judged)
    services.propose_appraisal(proposal=proposal, row_version=proposal.row_version, by=town.office_reviewer)


def test_a_judgement_in_a_dossier_since_recalled_does_not_count(cast, rules):
    town = cast.here
    first = making.under_review(town)
    verdicts = [(row, "eligible", "") for row in first.nominations.all()]
    first = review_services.judge(
        proposal=first, row_version=first.row_version, by=town.office_reviewer, verdicts=verdicts
    )
    services.release(proposal=first, row_version=first.row_version, by=town.office_reviewer, reason="Nghỉ phép.")
    letter = Letter.objects.get()
    letter = letter_services.recall(letter=letter, row_version=letter.row_version, by=town.unit_head, reason="Sai số.")
    letter_services.send(letter=letter, row_version=letter.row_version, by=town.unit_head)
    again = Proposal.objects.exclude(pk=first.pk).get()
    again = services.take_up(proposal=again, row_version=again.row_version, by=town.office_reviewer)

    with pytest.raises(NotNow):
        services.propose_appraisal(proposal=again, row_version=again.row_version, by=town.office_reviewer)


def test_a_dossier_is_given_to_reviewers_of_the_commune_alone(cast, rules):
    proposal = making.under_review(cast.here)

    for person in (cast.here.office_head, cast.there.office_reviewer):
        with pytest.raises(NotNow):
            services.reassign(
                proposal=proposal,
                row_version=proposal.row_version,
                by=cast.here.office_head,
                handler=person,
                reason="Nghỉ phép.",
            )
