"""Many at once: numbers without gap or double, one signature, a hundred dossiers in the same few statements."""

from time import perf_counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents.numbers.models import IssuedNumber
from permissions.ledger.models import LedgerEntry
from permissions.ledger.verify import verify
from permissions.refusals import LostRace
from tests.killing import killed_after
from tests.racing import at_once
from workflows.decisions import services
from workflows.decisions.certificate_models import Certificate
from workflows.decisions.models import Decision, DecisionLine

THREADS = 8


@pytest.mark.django_db(transaction=True)
def test_numbers_of_decisions_issued_at_once_have_no_gap_and_no_double(desk):
    decisions = [desk.signed(desk.passed(f"Bùi {number}", "Lê B")) for number in range(THREADS)]

    results = at_once([lambda d=decision: issue(desk, d) for decision in decisions])

    assert [fault for fault in results if isinstance(fault, Exception)] == []
    assert sorted(int(decision.number) for decision in results) == list(range(1, THREADS + 1))
    golden = DecisionLine.objects.values_list("golden_book_number", flat=True)
    assert sorted(golden) == list(range(1, 2 * THREADS + 1))
    assert verify().holds


@pytest.mark.django_db(transaction=True)
def test_an_issue_cut_by_kill_9_is_whole_or_not_at_all(desk):
    decisions = [desk.signed(desk.passed(f"Bùi {number}", "Lê B")) for number in range(1, 7)]
    started = perf_counter()
    issue(desk, decisions[0])
    usual = perf_counter() - started

    told = []
    for place, decision in enumerate(decisions[1:]):
        told += killed_after(usual * (place + 0.5) / 5, lambda tell, d=decision: tell(issue(desk, d).number))
    rows = list(Decision.objects.order_by("pk"))
    for row in rows:
        if row.state == "signed":
            issue(desk, row)

    issued = {row.number for row in rows if row.state == "issued"}
    assert set(told) <= issued
    assert sorted(map(int, Decision.objects.values_list("number", flat=True))) == list(range(1, 7))
    golden = DecisionLine.objects.values_list("golden_book_number", flat=True)
    assert sorted(golden) == list(range(1, 13))
    assert {*IssuedNumber.objects.filter(register__kind="golden_book").values_list("number", flat=True)} == {*golden}
    assert LedgerEntry.objects.filter(act="decision.issue").count() == 6
    assert Certificate.objects.count() == 12
    assert verify().holds


def issue(desk, decision):
    return services.issue_decision(decision=decision, row_version=decision.row_version, by=desk.town.records_clerk)


@pytest.mark.django_db(transaction=True)
def test_eight_hands_on_one_signature_make_one_act_and_seven_refusals(desk):
    decision = desk.drafted()
    chair = desk.town.commune_chair

    results = at_once(
        [lambda: services.sign_decision(decision=decision, row_version=1, by=chair) for _ in range(THREADS)]
    )

    lost = [fault for fault in results if isinstance(fault, LostRace)]
    assert len(lost) == THREADS - 1
    assert {fault.winner for fault in lost} == {chair.full_name}
    assert LedgerEntry.objects.filter(act="decision.sign").count() == 1
    assert verify().holds


@pytest.mark.django_db(transaction=True)
def test_two_drafts_over_one_dossier_make_one_decision(desk):
    proposal, reviewer = desk.passed(), desk.town.office_reviewer
    seen = {proposal.pk: proposal.row_version}

    results = at_once(
        [lambda: services.draft_decision(proposals=[proposal], row_versions=seen, by=reviewer) for _ in range(2)]
    )

    assert sorted(type(result).__name__ for result in results) == ["Decision", "LostRace"]
    assert [decision.code for decision in Decision.objects.all()] == ["PQ-2026-D001"]


def counted(deed):
    with CaptureQueriesContext(connection) as captured:
        result = deed()
    return len(captured), result


def statements_of_a_life(desk, size):
    """Statements of drafting, signing and issuing one decision over `size` dossiers."""
    proposals = [desk.passed(f"Bùi {number}") for number in range(size)]
    drafting, decision = counted(lambda: desk.drafted(*proposals))
    signing, decision = counted(
        lambda: services.sign_decision(decision=decision, row_version=decision.row_version, by=desk.town.commune_chair)
    )
    issuing, _decision = counted(
        lambda: services.issue_decision(decision=decision, row_version=decision.row_version, by=desk.town.records_clerk)
    )
    return drafting, signing, issuing


@pytest.mark.django_db
def test_a_hundred_dossiers_move_in_the_statements_of_ten(desk):
    desk.issued(desk.passed("Bùi Z"))  # registers and rules are in use

    ten, hundred = statements_of_a_life(desk, 10), statements_of_a_life(desk, 100)

    # SQLite takes at most 999 parameters, so it writes a hundred rows in several statements.
    # The names of the first ten come again: the award book asks whether they are the same people.
    batches = 16 if connection.vendor == "sqlite" else 2
    grown = [more - few for few, more in zip(ten, hundred, strict=True)]
    assert [each for each in grown if each > batches] == []
