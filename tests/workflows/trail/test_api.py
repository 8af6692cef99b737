"""The trail through the API: who may read which stream, and what a unit is not told."""

import pytest
from django.utils import translation

from permissions.ledger.models import AccessRecord, LedgerEntry
from tests import making
from tests.calling import Caller
from workflows.approval import services as approval

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def trail(person, stream, **query):
    return Caller(person).get("/ledger", stream=stream, **query)


def test_the_trail_is_told_in_words_with_the_hashes_of_the_chain(cast, rules):
    proposal = making.under_review(cast.here)

    answer = trail(cast.here.office_head, proposal.stream)

    entries = list(LedgerEntry.objects.filter(stream__key=proposal.stream).order_by("-seq"))
    assert [(row["seq"], row["act"], row["hash"]) for row in answer.json()["items"]] == [
        (entry.seq, entry.act, entry.hash) for entry in entries
    ]
    assert answer.json()["items"][0]["person"] == cast.here.office_reviewer.full_name
    assert AccessRecord.objects.filter(kind="opened", what=proposal.stream).count() == 1


def test_a_long_trail_goes_on_before_the_last_entry(cast, rules):
    proposal = making.under_review(cast.here)

    first = trail(cast.here.office_head, proposal.stream, limit=1).json()
    second = trail(cast.here.office_head, proposal.stream, limit=1, before=first["next"]).json()

    assert [row["act"] for row in [*first["items"], *second["items"]]] == ["proposal.take_up", "proposal.submitted"]
    assert (first["next"], second["next"]) == (2, None)


def test_what_the_office_says_among_itself_is_not_told_to_the_unit(cast, rules):
    proposal = making.awaiting_endorsement(cast.here)
    approval.suspend(
        proposal=proposal,
        row_version=proposal.row_version,
        by=cast.here.office_head,
        suspension_code="complaint",
        suspension_reference="12/TB-UBKT",
    )

    office, unit = (trail(p, proposal.stream) for p in (cast.here.office_head, cast.here.unit_head))

    hidden = {row["act"] for row in office.json()["items"]} - {row["act"] for row in unit.json()["items"]}
    assert "nomination.judged" in hidden
    assert "12/TB-UBKT" in office.text
    assert "12/TB-UBKT" not in unit.text


def test_other_streams_are_read_by_who_may_read_the_trail_of_the_commune(cast, rules):
    making.under_review(cast.here)
    Caller(cast.here.unit_clerk)  # issuing a token leaves a line on the people's stream

    readers = [cast.here.office_head, cast.here.commune_chair, cast.here.inspector]
    others = [cast.here.office_reviewer, cast.administrator, cast.there.office_head, cast.stranger]

    assert [trail(person, "people/PQ").status_code for person in readers] == [200] * 3
    assert [trail(person, "people/PQ").status_code for person in others] == [404] * 4
    assert trail(cast.here.office_head, "people/nowhere").status_code == 404


def test_a_letter_tells_the_commune_nothing_of_its_drafting_but_keeps_the_chain(cast, rules):
    letter = making.sent(cast.here).letter
    entries = list(LedgerEntry.objects.filter(stream__key=letter.stream).order_by("-seq"))

    items = trail(cast.here.office_reviewer, letter.stream).json()["items"]

    assert [(row["seq"], row["hash"]) for row in items] == [(entry.seq, entry.hash) for entry in entries]
    assert [row["act"] for row in items if row["act"]] == ["letter.send"]
    assert items[1] | {"at": "", "seq": 0, "hash": ""} == {
        "stream": letter.stream,
        "seq": 0,
        "at": "",
        "person": "",
        "acting_as": "",
        "act": "",
        "sentence": "drafted within the unit",
        "reason": "",
        "version": None,
        "differences": [],
        "details": [],
        "files": [],
        "hash": "",
    }
