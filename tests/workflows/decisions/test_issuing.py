"""Issuing: register, golden book, outcomes, both papers, and every refusal."""

from datetime import date

import pytest
from django.utils import timezone

from documents.proposals.models import Nomination, Proposal
from documents.proposals.states import Outcome, ProposalState
from permissions.ledger.models import LedgerEntry
from permissions.ledger.verify import verify
from permissions.refusals import NotNow, NotYou, ValidationError
from tests.workflows.decisions.conftest import states_of
from workflows.decisions import services
from workflows.decisions.models import DecisionLine

pytestmark = pytest.mark.django_db


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


def test_the_golden_book_follows_the_printed_list_whatever_the_places(desk):
    decision = desk.drafted(desk.passed("Bùi A"), desk.passed("Chi hội", nominee_type="collective"))
    keys = [line.pk for line in services.lines_of(decision)]
    decision = services.change_draft(
        decision=decision, row_version=decision.row_version, by=desk.town.office_reviewer, order=keys[::-1]
    )
    decision = services.sign_decision(decision=decision, row_version=decision.row_version, by=desk.town.commune_chair)

    services.issue_decision(decision=decision, row_version=decision.row_version, by=desk.town.records_clerk)

    numbers = [(line.nomination.full_name, line.golden_book_number) for line in services.lines_of(decision)]
    assert numbers == [("Chi hội", 1), ("Bùi A", 2)]


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

    choose_mode(
        commune=desk.town.commune,
        kind="decision",
        year=2026,
        row_version=1,
        mode="external",
        by=desk.town.records_clerk,
    )


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


# --- the ledger names the papers -------------------------------------------------------------------
@pytest.mark.parametrize("place", ["first_rendition", "second_rendition", "certificates"])
def test_changed_rendition_is_found_at_the_entry_that_names_it(desk, tamper, place):
    decision = desk.issued(desk.passed("Bùi A"))
    seq = 2 if place == "first_rendition" else 3

    tamper("UPDATE documents_issued SET sha256 = %s WHERE id = %s", ["0" * 64, getattr(decision, f"{place}_id")])

    found = [(each.stream, each.seq, each.kind) for each in verify().breaks]
    assert found == [(decision.stream, seq, "kept"), ("documents_issued", 0, "unnamed")]


def test_rendition_moved_to_another_file_is_found(desk, tamper):
    decision = desk.issued(desk.passed("Bùi A"))

    tamper(
        "UPDATE documents_issued SET blob_id = (SELECT blob_id FROM documents_issued WHERE id = %s) WHERE id = %s",
        [decision.first_rendition_id, decision.certificates_id],
    )

    assert [(each.stream, each.seq, each.kind) for each in verify(decision.stream).breaks] == [
        (decision.stream, 3, "kept")
    ]
