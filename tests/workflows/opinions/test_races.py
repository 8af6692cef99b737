"""Many at once on one question: one answer, one end, and the dossier never goes past an open question."""

from datetime import timedelta

import pytest
from django.utils import timezone

from documents.proposals.models import Proposal, ProposalGrant
from permissions.ledger.models import LedgerEntry
from permissions.ledger.verify import verify
from permissions.refusals import LostRace, NotNow
from tests.conftest import appoint, make_person, no_history
from tests.racing import at_once
from tests.workflows.opinions.test_of_itself import judge_all
from workflows.approval import services as approval
from workflows.opinions import services
from workflows.opinions.models import Opinion

pytestmark = pytest.mark.django_db(transaction=True)
ANSWERS = ("opinion.answer", "opinion.lapse", "opinion.withdraw", "opinion.fall_away")


def ends():
    return list(LedgerEntry.objects.filter(act__in=ANSWERS).values_list("act", flat=True))


def refusals(results):
    return [type(result) for result in results if isinstance(result, Exception)]


def test_two_heads_answer_at_once_and_one_is_heard(desk):
    with no_history():
        second = make_person("second_head")
        appoint(second, "unit_head", desk.town.front)
    [opinion] = desk.ask()
    heads = [desk.town.other_head, second, desk.town.other_head, second]

    results = at_once([lambda head=head: desk.answer(opinion, by=head, row_version=1) for head in heads])

    assert refusals(results) == [LostRace] * 3
    assert ends() == ["opinion.answer"]
    assert ProposalGrant.objects.count() == 0
    assert verify().holds


def test_an_answer_and_the_end_of_the_time_do_not_both_happen(desk):
    [opinion] = desk.ask()
    late = timezone.now() + timedelta(days=60)

    results = at_once(
        [
            lambda: desk.answer(opinion, row_version=1),
            lambda: services.lapse_overdue(late),
            lambda: services.lapse_overdue(late),
        ]
    )

    opinion.refresh_from_db()
    done = ends()
    assert len(done) == 1
    assert (done[0], opinion.state) in (("opinion.answer", "answered"), ("opinion.lapse", "lapsed"))
    assert [
        result for result in results if isinstance(result, Exception) and not isinstance(result, LostRace | NotNow)
    ] == []
    assert ProposalGrant.objects.count() == 0
    assert verify().holds


def test_asking_and_proposing_the_appraisal_at_once_leaves_no_open_question_behind(desk):
    judge_all(desk.town, desk.proposal)
    seen = desk.fresh().row_version

    def propose():
        return approval.propose_appraisal(
            proposal=desk.proposal, row_version=seen, by=desk.town.office_reviewer, reason="Đủ tiêu chuẩn."
        )

    results = at_once([lambda: desk.ask(row_version=seen), propose])

    proposal, waiting = Proposal.objects.get(pk=desk.proposal.pk), Opinion.objects.filter(state="asked").count()
    assert (proposal.state, waiting) in (("under_review", 1), ("awaiting_endorsement", 0))
    assert len(refusals(results)) == 1
    assert verify().holds


def test_an_answer_and_the_withdrawal_of_the_dossier_end_the_question_once(desk):
    [opinion] = desk.ask()
    seen = desk.fresh().row_version

    def withdraw():
        return approval.withdraw(
            proposal=desk.proposal, row_version=seen, by=desk.town.unit_head, reason="Rút để bổ sung."
        )

    at_once([lambda: desk.answer(opinion, row_version=1), withdraw])

    assert Proposal.objects.get(pk=desk.proposal.pk).state == "withdrawn"
    assert ends() in (["opinion.answer"], ["opinion.fall_away"])
    assert ProposalGrant.objects.count() == 0
    assert verify().holds
