"""What happens of itself: the clock lets questions lapse, the dossier takes them with it or stops their time."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from documents.proposals.models import ProposalGrant
from permissions.ledger.models import LedgerEntry
from permissions.refusals import NotNow, NotYou
from permissions.timed import jobs
from tests.workflows.opinions.conftest import POLICE, QUESTION
from workflows.approval import review_services
from workflows.approval import services as approval
from workflows.deadlines import due_after
from workflows.opinions import services
from workflows.opinions.models import Opinion

pytestmark = pytest.mark.django_db


def acts(stream):
    return list(LedgerEntry.objects.filter(stream__key=stream).order_by("seq").values_list("act", flat=True))


def judge_all(town, proposal):
    proposal.refresh_from_db()
    verdicts = [(row, "eligible", "") for row in proposal.nominations.all()]
    return review_services.judge(
        proposal=proposal, row_version=proposal.row_version, by=town.office_reviewer, verdicts=verdicts
    )


def propose(town, proposal):
    proposal.refresh_from_db()
    return approval.propose_appraisal(
        proposal=proposal, row_version=proposal.row_version, by=town.office_reviewer, reason="Đủ tiêu chuẩn."
    )


# --- the clock -------------------------------------------------------------------------------------
def at(day, hour=8):
    return time_machine.travel(timezone.make_aware(datetime(day.year, day.month, day.day, hour)), tick=False)


def test_the_last_day_counts_and_the_next_morning_is_too_late(desk):
    [opinion] = desk.ask()

    with at(opinion.due_on, 23):
        assert services.lapse_overdue(timezone.now()) == 0
    with at(opinion.due_on + timedelta(days=1)), pytest.raises(NotNow, match="The time to answer ended"):
        desk.answer(opinion)
    with at(opinion.due_on):
        assert desk.answer(opinion).state == "answered"


def test_what_nobody_answered_lapses_once_and_the_appraisal_goes_on(desk):
    [opinion] = desk.ask()
    judge_all(desk.town, desk.proposal)

    with pytest.raises(NotNow, match="has not answered yet"):
        propose(desk.town, desk.proposal)
    with at(opinion.due_on + timedelta(days=1)):
        counted = [services.lapse_overdue(timezone.now()) for _again in range(2)]
        proposed = propose(desk.town, desk.proposal)
    opinion.refresh_from_db()

    assert counted == [1, 0]
    assert (opinion.state, opinion.desk_office, proposed.state) == ("lapsed", "", "awaiting_endorsement")
    assert ProposalGrant.objects.count() == 0
    assert LedgerEntry.objects.get(act="opinion.lapse").actor is None
    assert "proposal.opinion_lapsed" in acts(desk.proposal.stream)


def test_a_paper_that_comes_late_is_still_taken_while_the_dossier_is_examined(desk):
    [opinion] = desk.ask(bodies=[POLICE])

    with at(opinion.due_on + timedelta(days=3)):
        services.lapse_overdue(timezone.now())
        made = desk.record(opinion)

    assert (made.state, made.is_late) == ("answered", True)


def test_nobody_lets_a_question_lapse_by_hand(desk):
    [opinion] = desk.ask()

    from workflows.approval.moving import move

    with pytest.raises(NotYou, match="by hand"):
        move(opinion, "lapse", row_version=opinion.row_version, by=desk.town.office_reviewer)


def test_the_timed_work_knows_its_jobs():
    assert {"permissions.grants.remove_ended", "workflows.opinions.services.lapse_overdue"} <= set(jobs())


# --- with the dossier ------------------------------------------------------------------------------
def withdraw_dossier(desk):
    proposal = desk.fresh()
    return approval.withdraw(proposal=proposal, row_version=proposal.row_version, by=desk.town.unit_head, reason="Rút.")


def refuse_dossier(desk):
    proposal = desk.fresh()
    return approval.refuse_dossier(
        proposal=proposal,
        row_version=proposal.row_version,
        by=desk.town.office_head,
        reason="Trùng.",
        legal_basis="Điều 5",
    )


@pytest.mark.parametrize("go", [withdraw_dossier, refuse_dossier])
def test_questions_go_with_their_dossier_in_the_same_act(desk, go):
    opinions = desk.ask(units=[desk.town.front], bodies=[POLICE])

    gone = go(desk)

    last = LedgerEntry.objects.filter(stream__key=gone.stream).last()
    followed = LedgerEntry.objects.filter(act="opinion.fall_away")
    assert {one.state for one in Opinion.objects.all()} == {"withdrawn"}
    assert {entry.act_id for entry in followed} == {last.act_id}
    assert {entry.stream.key for entry in followed} == {one.stream for one in opinions}
    assert ProposalGrant.objects.count() == 0


def suspend(desk):
    proposal = desk.fresh()
    return approval.suspend(
        proposal=proposal,
        row_version=proposal.row_version,
        by=desk.town.office_head,
        suspension_code="complaint",
        suspension_reference="12/TB",
    )


def test_a_suspension_stops_the_clock_and_the_unit_has_its_whole_days_anew(desk):
    [opinion] = desk.ask()
    first_due = opinion.due_on

    suspend(desk)
    opinion.refresh_from_db()
    paused = (opinion.state, opinion.due_on, opinion.desk_office, ProposalGrant.objects.count())
    with pytest.raises(NotNow, match="paused"):
        desk.answer(opinion)
    with at(first_due + timedelta(days=10)):
        lapsed = services.lapse_overdue(timezone.now())
        proposal = desk.fresh()
        approval.resume(
            proposal=proposal, row_version=proposal.row_version, by=desk.town.office_head, reason="Đã xác minh xong."
        )
        opinion.refresh_from_db()
        due_on = due_after(timezone.localdate(), 10)
        grant = ProposalGrant.objects.get()

        assert (paused, lapsed) == (("asked", None, "", 0), 0)
        assert (opinion.due_on, grant.until_on, opinion.desk_office) == (due_on, due_on, "unit_clerk")
        assert desk.answer(opinion).state == "answered"


def test_the_whole_trail_of_every_kind_of_deed_holds_and_desks_are_right(desk, capsys):
    first, second = desk.ask(units=[desk.town.front], bodies=[POLICE])
    desk.answer(first, "disagree", "Có đơn thư.")
    desk.record(second)
    desk.withdraw(desk.ask(units=[desk.town.hamlet])[0])
    desk.ask(question=QUESTION)
    withdraw_dossier(desk)

    call_command("verify_trail")
    call_command("desks")

    assert "where its state puts it" in capsys.readouterr().out
