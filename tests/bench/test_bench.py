"""The bench prints the shape everybody may rely on, and its floor writes the rows that the service writes."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from documents.proposals.models import Proposal
from documents.proposals.states import ProposalState
from permissions.ledger.models import LedgerEntry, LedgerPayload
from permissions.roles import Office
from project.bench import papers, report
from project.bench.floor import ByHand
from project.bench.report import Case
from project.seeding.places import towns
from project.seeding.services import seed
from workflows.approval import services
from workflows.notices.models import Notice

KEYS = ["name", "ratio", "aim", "met", "median_ms", "floor_ms", "peer_ms", "statements"]


def test_the_report_has_the_shape_of_the_design():
    told = StringIO()

    call_command("bench", "inbox", "--json", "--rounds=1", "--sizes=20,40", stdout=told)

    report = json.loads(told.getvalue())
    assert list(report) == ["database", "machine", "cases"]
    assert report["cases"]
    assert {tuple(case) for case in report["cases"]} == {tuple(KEYS)}


@pytest.mark.parametrize(
    ("ratio", "aim", "met"),
    [(3.0, "<= 3", True), (3.01, "<= 3", False), (0.8, ">= 0.8", True), (0.79, ">= 0.8", False), (9.0, "", None)],
)
def test_an_aim_is_met_or_not(ratio, aim, met):
    assert Case("x", ratio, aim, 1.0).as_dict()["met"] is met


def _told(row, without):
    return {name: value for name, value in vars(row).items() if name not in without and name != "_state"}


@pytest.mark.django_db(transaction=True)
def test_the_floor_writes_the_rows_of_the_service():
    seed(communes=1, proposals=2, states={ProposalState.AWAITING_ENDORSEMENT: 1})
    head = towns(1)[0].capacity(Office.OFFICE_HEAD)
    ours, by_hand = Proposal.objects.order_by("pk")
    started = {thing.pk: thing.row_version for thing in (ours, by_hand)}

    services.endorse(proposal=ours, row_version=ours.row_version, by=head.user)
    body = LedgerPayload.objects.order_by("-pk").first().body
    told = list(Notice.objects.filter(subject=ours.stream, settled_at=None))
    ByHand(by=head.user, capacity=head, body=body, told=told)(by_hand.pk)

    rows = [Proposal.objects.get(pk=thing.pk) for thing in (ours, by_hand)]
    assert [row.state for row in rows] == [ProposalState.APPRAISED] * 2
    assert [row.row_version - started[row.pk] for row in rows] == [1, 1]
    assert [Proposal.history.filter(id=row.pk, history_type="~").count() for row in rows] == [1, 1]
    last = [LedgerEntry.objects.filter(stream__key=row.stream).order_by("-seq").first() for row in rows]
    own = {"id", "stream_id", "act_id", "at", "payload_digest", "prev_hash", "hash"}
    assert _told(last[0], own) == _told(last[1], own)
    assert last[0].stream.seq == last[0].seq
    assert last[1].stream.seq == last[1].seq
    assert last[1].payload.body == body
    by_hand_told = list(Notice.objects.filter(subject=by_hand.stream, settled_at=None))
    assert {(row.person_id, row.words) for row in by_hand_told} == {(row.person_id, row.words) for row in told} != set()


def test_reading_a_list_is_measured_too():
    told = StringIO()

    call_command("bench", "import", "--json", "--rounds=1", stdout=told)

    assert [case["aim"] for case in json.loads(told.getvalue())["cases"]] == ["<= 3", "<= 2"]


def test_the_trail_is_measured_on_a_database_of_its_own():
    told = StringIO()

    call_command("bench", "trail", "--json", "--rounds=1", "--entries=100", stdout=told)

    cases = json.loads(told.getvalue())["cases"]
    assert [case["aim"] for case in cases[:6]] == ["<= 3", "<= 3", "", "", "<= 1.3", ""]
    assert "entries verified" in cases[0]["name"]


@pytest.mark.django_db
def test_papers_are_measured_beside_typst_alone():
    _machine, *rows = report.rows(list(papers.cases(3, 1)))

    names = [row.strip("| ").split(" | ")[0] for row in rows]
    assert [row.count("|") for row in rows] == [4] * 4
    assert names == [
        "3 certificates in one file, over the bare Typst run",
        "3 certificates, the most memory of the process, MB",
        "one certificate, the same, MB",
        "one decision with a list of 10, over the bare Typst run",
    ]
