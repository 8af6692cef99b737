"""Three hundred rows through the whole path: what is done at once stays a matter of a few statements."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents.proposals.states import Outcome
from permissions.ledger.verify import verify
from workflows.council import services as council

pytestmark = pytest.mark.django_db
FEW, MANY = 30, 300
# What 270 rows more may cost: the batches of bulk writes on SQLite (about 45 rows each), nothing for a row; issuing
# also writes recipients and awards into the award book.
BATCHES = 35
AT_MOST = 120


class Counted:
    """The statements of the deeds that touch every row at once, by name."""

    def __init__(self):
        self.statements = {}

    def deed(self, name, do, *said, **facts):
        with CaptureQueriesContext(connection) as asked:
            done = do(*said, **facts)
        self.statements[name] = len(asked)
        return done


def walk(stations, rows):
    """A letter with so many rows from draft to issued decision. Returns (decision, statements by deed)."""
    counted, table = Counted(), stations.table
    letter = stations.draft(names=[f"Người thứ {number}" for number in range(1, rows + 1)])
    proposal = counted.deed("send", stations.do, "send", letter).proposals.get()
    proposal = stations.judge(stations.do("take_up", proposal))
    for move in ("propose_appraisal", "endorse"):
        proposal = counted.deed(move, stations.do, move, proposal)
    meeting = table.opened(proposal)
    table.vote(meeting, yes=9)
    table.announce_all(meeting)
    meeting.refresh_from_db()
    said = {"row_version": meeting.row_version, "by": table.chair}
    counted.deed("close_meeting", council.close_meeting, meeting=meeting, **said)
    for signer in (table.secretary, table.chair):
        table.sign(meeting, signer)
    proposal = stations.now(proposal)
    for move in ("draft_decision", "sign_decision", "issue_decision"):
        proposal = counted.deed(move, stations.do, move, proposal)
    return stations.decision(proposal), counted.statements


def test_three_hundred_rows_are_sent_reviewed_passed_and_granted(stations):
    _paper, few = walk(stations, FEW)
    paper, many = walk(stations, MANY)

    assert paper.state == "issued"
    numbers = paper.lines.order_by("golden_book_number").values_list("golden_book_number", flat=True)
    assert list(numbers) == list(range(FEW + 1, FEW + MANY + 1))
    outcomes = paper.lines.values_list("nomination__outcome", flat=True)
    assert list(outcomes) == [Outcome.GRANTED] * MANY
    assert {deed: many[deed] - few[deed] for deed in many if many[deed] - few[deed] > BATCHES} == {}
    assert {deed: count for deed, count in many.items() if count > AT_MOST} == {}
    assert verify().holds
