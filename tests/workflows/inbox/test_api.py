"""The inbox through the API: the same things in the same order as on the page."""

import pytest

from tests import making
from tests.calling import Caller

pytestmark = pytest.mark.django_db


def codes(answer):
    return [row["code"] for row in answer.json()["items"]]


def test_queue_and_desk_are_told_apart_and_counted(cast, rules):
    waiting, mine = making.sent(cast.here), making.under_review(cast.here)
    reviewer = Caller(cast.here.office_reviewer)

    assert codes(reviewer.get("/inbox", tab="queue")) == [waiting.code]
    assert codes(reviewer.get("/inbox")) == [mine.code]
    assert reviewer.get("/inbox/counts").json() == {"mine": 1, "queue": 1, "overdue": 0}


def test_pages_go_on_behind_the_cursor(cast, rules):
    found = [making.sent(cast.here).code for _number in range(3)]
    reviewer = Caller(cast.here.office_reviewer)

    first = reviewer.get("/inbox", tab="queue", limit=2).json()
    second = reviewer.get("/inbox", tab="queue", limit=2, after=first["next"]).json()

    assert [row["code"] for row in [*first["items"], *second["items"]]] == found
    assert second["next"] is None


def test_filters_narrow_and_unknown_names_are_422(cast, rules):
    proposal = making.sent(cast.here, names=("Vàng A Páo",))
    reviewer = Caller(cast.here.office_reviewer)

    def narrowed(**query):
        return codes(reviewer.get("/inbox", tab="queue", **query))

    assert narrowed(q="vang a pao") == narrowed(unit="PQ-TH") == narrowed(award_form="gk-xa") == [proposal.code]
    assert narrowed(kind="letter") == narrowed(state="returned") == narrowed(award_form="hcld-1") == []
    for field, value in {"unit": "YT-TH", "award_form": "x", "campaign": "x", "kind": "moon", "tab": "all"}.items():
        answer = reviewer.get("/inbox", **{field: value})
        assert (answer.status_code, set(answer.json()["fields"])) == (422, {field})


def test_what_i_sent_and_what_i_did(cast, rules):
    proposal = making.under_review(cast.here)
    head, reviewer = Caller(cast.here.unit_head), Caller(cast.here.office_reviewer)

    done = reviewer.get("/inbox/done").json()["items"]

    assert codes(head.get("/inbox/sent")) == [proposal.code]
    assert codes(reviewer.get("/inbox/sent")) == []
    assert [(row["stream"], row["act"], row["from_state"], row["to_state"]) for row in done] == [
        (proposal.stream, "proposal.take_up", "submitted", "under_review")
    ]
