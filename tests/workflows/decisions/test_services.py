"""The deeds on a decision: what each leaves, and every refusal."""

from datetime import date

import pytest
from django.utils import timezone

from documents.proposals.models import Nomination, Proposal
from documents.proposals.states import Outcome, ProposalState
from permissions.ledger.models import LedgerEntry
from permissions.ledger.verify import verify
from permissions.refusals import LostRace, NotNow, NotYou, ValidationError
from workflows.decisions import services
from workflows.decisions.models import Decision, DecisionLine
from workflows.decisions.states import DecisionState

pytestmark = pytest.mark.django_db


def states_of(*proposals):
    return [Proposal.objects.get(pk=proposal.pk).state for proposal in proposals]


def nothing_happened(*proposals):
    return states_of(*proposals) == ["passed"] * len(proposals) and not Decision.objects.exists()


# --- drafting --------------------------------------------------------------------------------------
def test_a_draft_lists_every_passed_nominee_of_many_proposals(desk):
    first = desk.passed("Nguyễn Thị Hòa", "Đặng Quốc Ý")
    second = desk.passed("Chi hội Xóm Đồng", unit=desk.town.front, nominee_type="collective")
    Nomination.objects.filter(full_name="Đặng Quốc Ý").update(outcome="not_passed")

    decision = desk.drafted(first, second)

    assert decision.code == "PQ-2026-D001"
    assert [(line.order, line.nomination.full_name, line.bonus_amount) for line in services.lines_of(decision)] == [
        (1, "Chi hội Xóm Đồng", 1_520_000),
        (2, "Nguyễn Thị Hòa", 760_000),
    ]
    assert states_of(first, second) == ["decision_drafted", "decision_drafted"]


def test_a_draft_lies_on_the_desk_of_the_chair(desk):
    decision = desk.drafted()

    decision.refresh_from_db()
    assert (decision.desk_office, decision.desk_unit_id) == ("commune_chair", desk.town.commune.pk)
    assert decision.due_on == date(2026, 11, 25)  # the 24th is a holiday


def test_drafting_is_one_act_on_the_decision_and_its_proposals(desk):
    proposals = [desk.passed(), desk.passed()]

    decision = desk.drafted(*proposals)

    entries = LedgerEntry.objects.filter(stream__key__in=[decision.stream, *(p.stream for p in proposals)])
    assert {entry.act for entry in entries} == {"decision.drafted", "proposal.draft_decision"}
    assert len({entry.act_id for entry in entries}) == 1
    assert len(entries) == 3
    assert verify().holds


def test_words_of_ones_own_replace_the_suggested_ones(desk):
    decision = desk.drafted(desk.passed(), values={"title": "  Về việc  khen thưởng "})

    assert decision.title == "Về việc khen thưởng"
    assert decision.grounds.startswith("Căn cứ Luật Tổ chức chính quyền địa phương")


@pytest.mark.parametrize("values", [{"title": " "}, {"grounds": ""}, {"title": "a" * 401}])
def test_words_that_are_empty_or_too_long_are_refused_by_field(desk, values):
    proposal = desk.passed()

    with pytest.raises(ValidationError) as fault:
        desk.drafted(proposal, values=values)

    assert list(fault.value.message_dict) == list(values)
    assert nothing_happened(proposal)


def test_a_draft_without_dossiers_is_refused(desk):
    with pytest.raises(ValidationError) as fault:
        services.draft_decision(proposals=[], by=desk.town.office_reviewer)

    assert list(fault.value.message_dict) == ["proposals"]


def test_two_award_forms_in_one_decision_are_refused(desk):
    proposals = [desk.passed(), desk.passed(form="ldtt")]

    with pytest.raises(ValidationError):
        desk.drafted(*proposals)

    assert nothing_happened(*proposals)


def test_dossiers_of_two_communes_are_refused(desk, other_desk):
    proposals = [desk.passed(), other_desk.passed()]

    with pytest.raises(ValidationError):
        desk.drafted(*proposals)

    assert nothing_happened(*proposals)


def test_an_award_granted_above_the_commune_is_refused(desk):
    proposal = desk.passed(form="bk-tinh")

    with pytest.raises(NotNow):
        desk.drafted(proposal)

    assert nothing_happened(proposal)


def test_one_dossier_that_is_not_passed_stops_the_whole_draft(desk):
    proposals = [desk.passed(), desk.passed(state="appraised")]

    with pytest.raises(NotNow):
        desk.drafted(*proposals)

    assert states_of(*proposals) == ["passed", "appraised"]
    assert not Decision.objects.exists()


def test_a_dossier_without_passed_nominees_is_named(desk):
    proposal = desk.passed()
    proposal.nominations.update(outcome="not_passed")

    with pytest.raises(NotNow, match=proposal.code):
        desk.drafted(proposal)

    assert nothing_happened(proposal)


@pytest.mark.parametrize("office", ["unit_head", "office_head", "commune_chair", "records_clerk", "council_secretary"])
def test_other_offices_do_not_draft(desk, office):
    proposal = desk.passed()

    with pytest.raises(NotYou):
        desk.drafted(proposal, by=getattr(desk.town, office))

    assert nothing_happened(proposal)


def test_the_reviewer_of_another_commune_does_not_draft(desk, cast):
    proposal = desk.passed()

    with pytest.raises(NotYou):
        desk.drafted(proposal, by=cast.there.office_reviewer)

    assert nothing_happened(proposal)


def test_a_dossier_changed_meanwhile_is_a_lost_race(desk):
    proposal = desk.passed()

    with pytest.raises(LostRace):
        desk.drafted(proposal, row_versions={proposal.pk: proposal.row_version - 1})

    assert nothing_happened(proposal)


def test_a_dossier_goes_into_one_live_decision_only(desk):
    proposal = desk.passed()
    desk.drafted(proposal)

    with pytest.raises(NotNow):
        desk.drafted(proposal)

    assert Decision.objects.count() == 1


# --- changing --------------------------------------------------------------------------------------
def test_a_change_keeps_words_order_and_differences(desk):
    decision = desk.drafted(desk.passed("Bùi A", "Bùi B"))
    keys = [line.pk for line in services.lines_of(decision)]

    changed = services.change_draft(
        decision=decision,
        row_version=decision.row_version,
        by=desk.town.office_reviewer,
        values={"money_source": "Nguồn xã hội hóa."},
        order=keys[::-1],
    )

    assert [line.pk for line in services.lines_of(changed)] == keys[::-1]
    assert changed.money_source == "Nguồn xã hội hóa."
    assert changed.row_version == decision.row_version + 1
    entry = LedgerEntry.objects.get(act="decision.changed")
    assert '"money_source"' in entry.payload.body
    assert verify().holds


def test_saving_without_a_change_leaves_no_entry(desk):
    decision = desk.drafted()

    services.change_draft(
        decision=decision,
        row_version=decision.row_version,
        by=desk.town.office_reviewer,
        values={"title": decision.title},
    )

    assert not LedgerEntry.objects.filter(act="decision.changed").exists()


def test_an_order_that_misses_a_line_is_refused(desk):
    decision = desk.drafted(desk.passed("Bùi A", "Bùi B"))

    with pytest.raises(ValidationError):
        services.change_draft(
            decision=decision, row_version=1, by=desk.town.office_reviewer, order=[services.lines_of(decision)[0].pk]
        )


def test_a_stale_change_is_a_lost_race(desk):
    decision = desk.drafted()

    with pytest.raises(LostRace):
        services.change_draft(decision=decision, row_version=7, by=desk.town.office_reviewer, values={"title": "Khác"})


def test_the_chair_does_not_change_the_words(desk):
    decision = desk.drafted()

    with pytest.raises(NotYou):
        services.change_draft(decision=decision, row_version=1, by=desk.town.commune_chair, values={"title": "Khác"})


def test_a_signed_decision_does_not_change(desk):
    decision = desk.signed()

    with pytest.raises(NotNow):
        services.change_draft(
            decision=decision,
            row_version=decision.row_version,
            by=desk.town.office_reviewer,
            values={"title": "Khác"},
        )


# --- signing ---------------------------------------------------------------------------------------
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


# --- issuing ---------------------------------------------------------------------------------------
def test_issuing_numbers_grants_and_keeps_both_papers(desk):
    proposals = [desk.passed("Bùi A", "Bùi B"), desk.passed("Bùi C")]

    decision = desk.issued(*proposals)

    assert (decision.number, decision.symbol, decision.register_mode) == ("1", "QĐ-UBND", "own")
    assert (decision.register_year, decision.issued_on) == (2026, date(2026, 11, 23))
    assert [line.golden_book_number for line in services.lines_of(decision)] == [1, 2, 3]
    assert set(Nomination.objects.values_list("outcome", flat=True)) == {Outcome.GRANTED}
    assert states_of(*proposals) == [ProposalState.DECIDED, ProposalState.DECIDED]
    renditions = {decision.first_rendition_id, decision.second_rendition_id, decision.certificates_id}
    assert len(renditions) == 3
    assert (decision.desk_office, decision.desk_unit) == ("", None)
    assert verify().holds


def test_the_entry_of_a_proposal_names_who_was_granted(desk):
    first, second = desk.passed("Bùi A"), desk.passed("Bùi B")

    desk.issued(first, second)

    body = LedgerEntry.objects.get(act="proposal.issue_decision", stream__key=first.stream).payload.body
    assert "Bùi A" in body
    assert "Bùi B" not in body


def test_numbers_and_golden_book_run_on(desk):
    desk.issued(desk.passed("Bùi A", "Bùi B"))

    second = desk.issued(desk.passed("Bùi C"))

    assert second.number == "2"
    assert [line.golden_book_number for line in services.lines_of(second)] == [3]


def test_each_year_begins_at_one(desk, clock):
    desk.issued()
    clock.move_to(date(2027, 1, 4))

    assert desk.issued(desk.passed("Bùi B")).number == "1"


def test_a_date_before_the_signature_is_refused(desk):
    decision = desk.signed()

    with pytest.raises(NotNow, match="23/11/2026"):
        services.issue_decision(
            decision=decision,
            row_version=decision.row_version,
            by=desk.town.records_clerk,
            issued_on=date(2026, 11, 22),
        )

    decision.refresh_from_db()
    assert (decision.state, decision.number) == ("signed", "")


def test_a_date_after_today_is_refused(desk):
    decision = desk.signed()

    with pytest.raises(NotNow, match="23/11/2026"):
        services.issue_decision(
            decision=decision,
            row_version=decision.row_version,
            by=desk.town.records_clerk,
            issued_on=date(2026, 11, 24),
        )


def test_a_later_number_with_an_earlier_date_is_refused(desk, clock):
    early = desk.signed(desk.passed("Bùi A"))
    late = desk.signed(desk.passed("Bùi B"))
    clock.move_to(date(2026, 11, 25))
    services.issue_decision(decision=late, row_version=late.row_version, by=desk.town.records_clerk)

    with pytest.raises(ValidationError) as fault:
        services.issue_decision(
            decision=early, row_version=early.row_version, by=desk.town.records_clerk, issued_on=date(2026, 11, 24)
        )

    assert list(fault.value.message_dict) == ["issued_on"]
    issued = services.issue_decision(decision=early, row_version=early.row_version, by=desk.town.records_clerk)
    assert issued.number == "2"  # the refused try used no number


def test_a_date_with_another_base_wage_than_the_signed_one_is_refused(desk, clock):
    clock.move_to(date(2026, 6, 30))
    decision = desk.signed(desk.passed())
    clock.move_to(date(2026, 7, 1))

    with pytest.raises(ValidationError) as fault:
        services.issue_decision(decision=decision, row_version=decision.row_version, by=desk.town.records_clerk)

    assert list(fault.value.message_dict) == ["issued_on"]


def test_an_external_number_is_typed_and_unique(desk, external):
    first = desk.issued(desk.passed("Bùi A"), number="045")

    second = desk.signed(desk.passed("Bùi B"))
    with pytest.raises(ValidationError) as fault:
        services.issue_decision(
            decision=second, row_version=second.row_version, by=desk.town.records_clerk, number="45"
        )

    assert (first.number, first.register_mode) == ("45", "external")
    assert list(fault.value.message_dict) == ["number"]


@pytest.mark.parametrize("typed", ["", "abc", "0"])
def test_an_external_register_wants_a_number(desk, external, typed):
    with pytest.raises(ValidationError) as fault:
        desk.issued(number=typed)

    assert list(fault.value.message_dict) == ["number"]


def test_a_typed_number_is_refused_where_the_register_is_our_own(desk):
    with pytest.raises(ValidationError) as fault:
        desk.issued(number="45")

    assert list(fault.value.message_dict) == ["number"]


@pytest.fixture
def external(desk):
    from documents.numbers.services import choose_mode

    choose_mode(commune=desk.town.commune, kind="decision", year=2026, mode="external", by=desk.town.records_clerk)


@pytest.mark.parametrize("office", ["office_reviewer", "commune_chair", "office_head", "unit_head"])
def test_other_offices_do_not_issue(desk, office):
    decision = desk.signed()

    with pytest.raises(NotYou):
        services.issue_decision(decision=decision, row_version=decision.row_version, by=getattr(desk.town, office))


def test_the_records_clerk_of_another_commune_does_not_issue(desk, cast):
    decision = desk.signed()

    with pytest.raises(NotYou):
        services.issue_decision(decision=decision, row_version=decision.row_version, by=cast.there.records_clerk)


def test_an_unsigned_decision_is_not_issued(desk):
    decision = desk.drafted()

    with pytest.raises(NotNow):
        services.issue_decision(decision=decision, row_version=1, by=desk.town.records_clerk)


def test_issuing_is_all_or_nothing(desk):
    proposals = [desk.passed(), desk.passed()]
    decision = desk.signed(*proposals)
    Proposal.objects.filter(pk=proposals[1].pk).update(state="closed")

    with pytest.raises(NotNow):
        services.issue_decision(decision=decision, row_version=decision.row_version, by=desk.town.records_clerk)

    decision.refresh_from_db()
    assert (decision.state, decision.number, decision.second_rendition) == ("signed", "", None)
    assert set(Nomination.objects.values_list("outcome", flat=True)) == {"passed"}
    assert not DecisionLine.objects.exclude(golden_book_number=None).exists()
    assert desk.issued(desk.passed("Bùi C")).number == "1"


def test_the_signers_name_stays_when_the_person_is_renamed(desk):
    decision = desk.signed()
    chair = desk.town.commune_chair
    name, chair.full_name = chair.full_name, "Tên Khác"
    chair.save()

    issued = services.issue_decision(
        decision=decision, row_version=decision.row_version, by=desk.town.records_clerk, issued_on=timezone.localdate()
    )

    assert issued.signer_name == name
