"""The chair's deeds on a decision: signing and sending back, with every refusal."""

from datetime import date

import pytest

from documents.proposals.models import Proposal
from permissions.ledger.models import LedgerEntry
from permissions.ledger.verify import verify
from permissions.people.models import Appointment, Deputising
from permissions.refusals import LostRace, NotNow, NotYou
from tests.workflows.decisions.conftest import states_of
from workflows.decisions import services
from workflows.decisions.models import Decision, DecisionLine
from workflows.decisions.states import DecisionState

pytestmark = pytest.mark.django_db


def test_signing_keeps_the_first_rendition_and_moves_the_dossiers(desk):
    proposal = desk.passed()

    decision = desk.signed(proposal)

    assert decision.state == DecisionState.SIGNED
    assert decision.signer_name == desk.town.commune_chair.full_name
    assert decision.first_rendition.number == ""
    assert decision.first_rendition.sha256 in LedgerEntry.objects.get(act="decision.sign").payload.body
    assert (decision.desk_office, decision.desk_unit_id) == ("records_clerk", desk.town.commune.pk)
    assert states_of(proposal) == ["decision_signed"]
    assert verify().holds


def test_signing_is_one_act(desk):
    proposals = [desk.passed(), desk.passed()]

    desk.signed(*proposals)

    entries = LedgerEntry.objects.filter(act__in=["decision.sign", "proposal.sign_decision"])
    assert len(entries) == 3
    assert len({entry.act_id for entry in entries}) == 1


def test_signing_marks_the_rules_as_used(desk):
    decision = desk.signed()

    decision.rule_set.refresh_from_db()
    assert decision.rule_set.is_used


def test_the_money_is_that_of_the_signing_day(desk, clock):
    clock.move_to(date(2026, 6, 30))
    decision = desk.drafted(desk.passed())
    drafted_amounts = [line.bonus_amount for line in services.lines_of(decision)]
    clock.move_to(date(2026, 7, 1))

    services.sign_decision(decision=decision, row_version=1, by=desk.town.commune_chair)

    assert drafted_amounts == [710_000]  # 0.3 x 2,340,000, rounded up
    assert [line.bonus_amount for line in services.lines_of(decision)] == [760_000]


def test_who_drafted_does_not_sign(desk):
    chair = desk.also_reviewer(desk.town.commune_chair)
    decision = desk.drafted(by=chair)

    with pytest.raises(NotYou):
        services.sign_decision(decision=decision, row_version=1, by=chair)

    decision.refresh_from_db()
    assert decision.state == "drafted"


def test_the_deputy_of_the_chair_who_drafted_does_not_sign(desk):
    decision = desk.drafted(by=desk.also_reviewer(desk.town.commune_chair))

    with pytest.raises(NotYou):
        services.sign_decision(decision=decision, row_version=1, by=desk.deputy())


def test_the_deputy_who_drafted_does_not_sign_for_the_chair(desk):
    deputy = desk.also_reviewer(desk.deputy())
    decision = desk.drafted(by=deputy)

    with pytest.raises(NotYou):
        services.sign_decision(decision=decision, row_version=1, by=deputy)


def test_who_changed_the_draft_does_not_sign(desk):
    decision = desk.drafted()
    chair = desk.also_reviewer(desk.town.commune_chair)
    decision = services.change_draft(decision=decision, row_version=1, by=chair, values={"title": "Khác"})

    with pytest.raises(NotYou):
        services.sign_decision(decision=decision, row_version=decision.row_version, by=chair)


def test_the_database_itself_refuses_one_person_for_draft_and_signature(desk):
    from django.db import IntegrityError, transaction

    decision = desk.signed()

    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(signed_by=decision.drafted_by)


def test_a_deputy_signs_in_the_chairs_name(desk):
    decision = desk.signed(by=desk.deputy())

    assert decision.signed_by == desk.town.commune_deputy_chair
    assert decision.signed_for == desk.town.commune_chair
    assert (decision.signing_form, decision.signer_title) == ("KT", "Phó Chủ tịch")


@pytest.mark.parametrize("office", ["office_reviewer", "office_head", "commune_deputy_chair", "records_clerk"])
def test_other_offices_do_not_sign(desk, office):
    decision = desk.drafted(by=desk.town.second_reviewer)

    with pytest.raises(NotYou):
        services.sign_decision(decision=decision, row_version=1, by=getattr(desk.town, office))


def test_a_deputy_out_of_date_does_not_sign(desk, clock):
    deputy = desk.deputy(to_on=date(2026, 11, 24))
    decision = desk.drafted()
    clock.move_to(date(2026, 11, 25))

    with pytest.raises(NotYou):
        services.sign_decision(decision=decision, row_version=1, by=deputy)


def test_a_decision_is_signed_once(desk):
    decision = desk.signed()

    with pytest.raises(NotNow):
        services.sign_decision(decision=decision, row_version=decision.row_version, by=desk.town.commune_chair)


def test_signing_what_was_changed_meanwhile_names_the_winner(desk):
    decision = desk.drafted()
    services.change_draft(decision=decision, row_version=1, by=desk.town.office_reviewer, values={"title": "Khác"})

    with pytest.raises(LostRace) as race:
        services.sign_decision(decision=decision, row_version=1, by=desk.town.commune_chair)

    assert race.value.winner == desk.town.office_reviewer.full_name


def test_signing_is_all_or_nothing(desk):
    proposals = [desk.passed(), desk.passed()]
    decision = desk.drafted(*proposals)
    Proposal.objects.filter(pk=proposals[1].pk).update(state="closed")

    with pytest.raises(NotNow):
        services.sign_decision(decision=decision, row_version=1, by=desk.town.commune_chair)

    decision.refresh_from_db()
    assert (decision.state, decision.first_rendition) == ("drafted", None)
    assert states_of(*proposals) == ["decision_drafted", "closed"]


# --- sending back ----------------------------------------------------------------------------------
def test_sending_back_frees_the_dossiers_for_another_draft(desk):
    proposal = desk.passed()
    decision = desk.drafted(proposal)

    services.send_back_paper(decision=decision, row_version=1, by=desk.town.commune_chair, reason="Sai căn cứ.")

    decision.refresh_from_db()
    assert (decision.state, decision.desk_office, decision.due_on) == ("sent_back", "", None)
    assert states_of(proposal) == ["passed"]
    proposal.refresh_from_db()
    assert proposal.desk_office == "office_reviewer"
    assert desk.drafted(proposal).code == "PQ-2026-D002"
    assert DecisionLine.objects.filter(dropped_at=None).count() == 1


def test_sending_back_needs_a_reason(desk):
    decision = desk.drafted()

    with pytest.raises(NotNow):
        services.send_back_paper(decision=decision, row_version=1, by=desk.town.commune_chair, reason=" ")


def test_only_the_chair_sends_back(desk):
    decision = desk.drafted()

    with pytest.raises(NotYou):
        services.send_back_paper(decision=decision, row_version=1, by=desk.town.records_clerk, reason="Sai.")


def test_a_signed_decision_is_not_sent_back(desk):
    decision = desk.signed()

    with pytest.raises(NotNow):
        services.send_back_paper(
            decision=decision, row_version=decision.row_version, by=desk.town.commune_chair, reason="Sai."
        )


def test_in_whose_name_a_draft_was_changed_does_not_sign_it(desk):
    decision, chair = desk.drafted(), desk.town.commune_chair
    reviewer = Appointment.objects.get(user=desk.also_reviewer(chair), office="office_reviewer")
    helper = desk.town.other_clerk
    Deputising.objects.create(appointment=reviewer, deputy=helper, signing_form="TL", from_on=reviewer.from_on)
    decision = services.change_draft(
        decision=decision, row_version=decision.row_version, by=helper, values={"title": "Về việc khen thưởng"}
    )

    with pytest.raises(NotYou):
        services.sign_decision(decision=decision, row_version=decision.row_version, by=chair)
