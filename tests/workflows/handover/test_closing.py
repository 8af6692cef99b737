"""A file is closed when its awards are handed over and its money is recorded; what was revoked is not asked."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from documents.proposals.models import Nomination, Proposal
from documents.proposals.naming import first_of
from permissions.refusals import NotNow
from tests.calling import Caller
from tests.making import settle
from workflows.approval import services as approval
from workflows.approval.moving import moves_of
from workflows.payments.queries import money_of, version_of
from workflows.payments.services import record_payments

pytestmark = pytest.mark.django_db


def close(desk, proposal):
    proposal.refresh_from_db()
    return approval.close_file(proposal=proposal, row_version=proposal.row_version, by=desk.town.office_reviewer)


def missing(desk, proposal):
    """Who stands in the way of closing on the dossier's page: by the award, then by the money."""
    seen = Proposal.objects.get(pk=proposal.pk)
    moves = moves_of(seen, desk.town.office_reviewer)
    return named(next(move.unmet for move in moves if move.name == "close_file"))


def named(sentences):
    return [sentence.partition(": ")[2] for sentence in sentences]


def test_a_file_is_closed_when_its_own_awards_and_money_are_recorded(desk):
    proposal, other = desk.passed("Bùi A", "Chu B"), desk.passed("Dương C")
    decision = desk.issued(proposal, other)

    assert missing(desk, proposal) == ["Bùi A, Chu B.", "Bùi A, Chu B."]
    with pytest.raises(NotNow) as refusal:
        close(desk, proposal)
    one = next(row.line.pk for row in money_of(decision) if row.line.nomination.full_name == "Bùi A")
    values = {"state": "not_due", "reason": "Xin không nhận."}
    by = desk.town.office_reviewer
    record_payments(decision=decision, row_version=version_of(decision), lines=[one], values=values, by=by)
    in_part = missing(desk, proposal)
    settle(decision, by)

    assert named(refusal.value.sentences) == ["Bùi A, Chu B.", "Bùi A, Chu B."]
    assert in_part == ["Bùi A, Chu B.", "Chu B."]
    assert missing(desk, proposal) == []
    assert close(desk, proposal).state == "closed"


def test_each_sentence_leads_to_where_the_records_are_made(desk, sign_in):
    proposal = desk.passed("Bùi <A>")
    decision = desk.issued(proposal)
    proposal.refresh_from_db()
    client, code = sign_in(desk.town.office_reviewer), proposal.code
    said = {"row_version": str(proposal.row_version)}

    page = client.get(reverse("proposals:detail", args=[code]))
    refused = client.post(reverse("proposals:move", args=[code, "close-file"]), said)
    endpoint = Caller(desk.town.office_reviewer).get(f"/proposals/{code}/moves").json()

    ways = [reverse("handover:detail", args=[decision.code]), reverse("payments:detail", args=[decision.code])]
    assert refused.status_code == 409
    for answer in (page, refused):
        assert [answer.text.count(f'Bùi &lt;A&gt;. <a href="{way}">') for way in ways] == [1, 1]
    assert named(next(move["unmet"] for move in endpoint if move["move"] == "close_file")) == ["Bùi <A>."] * 2


def test_a_line_that_does_not_stand_any_more_keeps_no_file_open(desk):
    proposal = desk.passed("Bùi A", "Chu B")
    desk.issued(proposal)
    Nomination.objects.filter(proposal=proposal).update(outcome="revoked")

    assert close(desk, proposal).state == "closed"


def test_of_many_names_the_first_are_said_and_the_rest_counted():
    names = [f"Bùi {letter}" for letter in "ABCDEFG"]

    assert first_of(names[:5]) == "Bùi A, Bùi B, Bùi C, Bùi D, Bùi E"
    with override("en"):
        assert first_of(names) == "Bùi A, Bùi B, Bùi C, Bùi D, Bùi E and 2 more"
