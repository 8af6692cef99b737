"""What is planted as a secret is in no bundle: drafts, notes, why it was suspended, who voted what."""

import json

import pytest

from permissions.ledger.models import LedgerEntry
from tests import making
from tests.workflows.council import conftest as council
from workflows.approval import review_services
from workflows.approval import services as approval
from workflows.council import ballot_services

pytestmark = pytest.mark.django_db
clock = council.clock
table = council.table
OFFICES = ["inspector", "office_head", "commune_chair"]


@pytest.fixture
def secret_dossier(cast, rules):
    """Returned, rewritten by the unit, with a note the office has not sent, then suspended."""
    town = cast.here
    proposal = making.under_review(town)
    note = "Ghi chú chỉ của phòng"
    review_services.note_remark(proposal=proposal, row_version=proposal.row_version, by=town.office_reviewer, text=note)
    remark = proposal.remarks.get()
    proposal.refresh_from_db()
    review_services.drop_remark(remark=remark, row_version=proposal.row_version, by=town.office_reviewer)
    proposal.refresh_from_db()
    proposal = making.rewrite(town, making.give_back(town, proposal))
    return approval.suspend(
        proposal=proposal,
        row_version=proposal.row_version,
        by=town.office_head,
        suspension_code="complaint",
        suspension_reference="12/TB-UBKT-MẬT",
    )


SECRETS = [
    "Ghi chú chỉ của phòng",
    "Bản Nháp",
    "99/NHÁP",
    "Trích yếu nháp",
    "Tóm tắt nháp",
    "12/TB-UBKT-MẬT",
    "complaint",
]


def test_no_draft_no_note_and_no_ground_of_a_suspension_is_in_a_bundle(cast, secret_dossier, bundled):
    for office in OFFICES:
        made = bundled(secret_dossier, cast.here.person[office])

        told = made.everything

        assert [secret for secret in SECRETS if secret in told] == []
        assert "Bổ sung số liệu." in told  # what was sent is there
        assert made.check()[0] == 0


def test_of_drafts_and_notes_only_the_hash_is_there_and_of_a_suspension_only_that_it_was(cast, secret_dossier, bundled):
    made = bundled(secret_dossier, cast.here.inspector)

    rows = [json.loads(line) for line in made.text("data/streams/0001.jsonl").splitlines()]
    entries = list(LedgerEntry.objects.filter(stream__key=secret_dossier.stream).order_by("seq"))

    assert [row["hash"] for row in rows] == [entry.hash for entry in entries]
    silent = {entry.act for entry, row in zip(entries, rows, strict=True) if "entry" not in row}
    assert silent >= {"remark.noted", "remark.dropped", "letter.changed", "nomination.changed"}
    paused = next(row for row in rows if row.get("entry", {}).get("act") == "proposal.suspend")
    assert paused["payload"] == {"withheld": "hidden"}


def test_the_chair_takes_no_judgement_that_the_head_of_office_has_not_confirmed(cast, rules, bundled):
    proposal = making.awaiting_endorsement(cast.here)

    chair, head = (bundled(proposal, person) for person in (cast.here.commune_chair, cast.here.office_head))

    assert "nomination.judged" not in chair.everything
    assert json.loads(chair.text("files/noi-dung.json"))["judgements"] == []
    assert "nomination.judged" in head.everything
    assert chair.check()[0] == head.check()[0] == 0


VOTED = ("meeting.voted", "meeting.vote_changed")


@pytest.fixture
def meeting(table):
    meeting = table.opened(vote_method="open")
    item = meeting.items.get()
    table.vote(meeting, 6, 3)
    changed = table.choices(item, "abstain")
    ballot_services.cast_ballot(item=item, choices=changed, by=table.seats[0])
    return table.close(meeting)


def _assert_no_vote_is_told(made, salts):
    told = made.everything
    events = json.loads(made.text("files/dong-thoi-gian.json"))
    voted = [event for event in events if event["act"] in VOTED]

    assert [salt for salt in salts if salt in told] == []
    assert '"votes"' not in made.text("data/streams/0001.jsonl")
    assert len(voted) == len(salts)
    assert [event for event in voted if event["details"] or event["differences"] or event["reason"]] == []


@pytest.mark.parametrize(("manner", "totals"), [("open", {(5, 3, 1)}), ("secret", {(6, 3, 0)})])
def test_totals_are_there_and_no_vote_is(cast, table, bundled, manner, totals, request):
    meeting = request.getfixturevalue("meeting") if manner == "open" else table.closed(yes=6, no=3)
    votes = LedgerEntry.objects.filter(act__in=["meeting.voted", "meeting.vote_changed"])
    salts = [entry.payload.salt for entry in votes.select_related("payload")]

    for office in OFFICES:
        made = bundled(meeting, cast.here.person[office])
        facts = json.loads(made.text("files/noi-dung.json"))

        _assert_no_vote_is_told(made, salts)
        assert {(each["yes"], each["no"], each["abstain"]) for each in facts["votes"]} == totals


def test_no_total_is_told_before_the_meeting_is_closed(cast, table, bundled):
    meeting = table.opened()
    table.vote(meeting, 6, 3)

    made = bundled(meeting, cast.here.inspector)

    assert json.loads(made.text("files/noi-dung.json"))["votes"] == []
    assert made.check()[0] == 0


def test_a_dossier_brings_no_nominee_of_another_one_of_its_letter(cast, rules, bundled):
    mother, other = making.sisters(cast.here)
    names = [row.full_name for row in other.nominations.all()]

    made = bundled(mother, cast.here.inspector)

    assert names
    versions = "".join(made.text(name) for name in made.names if "phien-ban/" in name or "noi-dung" in name)
    assert [name for name in names if name in versions] == []
