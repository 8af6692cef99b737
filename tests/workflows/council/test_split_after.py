"""Who is split off after the council has voted keeps that vote: minutes, decision, the page of the meeting."""

import pytest

from documents.proposals.models import Proposal
from permissions.ledger.verify import verify
from permissions.refusals import NotNow
from tests.making import row_versions_of
from workflows.approval import part_services as parts
from workflows.approval import services as approval
from workflows.approval.paper_words import meetings_behind
from workflows.council import queries
from workflows.decisions import services as decisions
from workflows.decisions.queries import ready_to_decide

pytestmark = pytest.mark.django_db
STAYS, GOES = "Nguyễn Thị Hòa", "Đặng Quốc Ý"


@pytest.fixture
def meeting(table):
    return table.closed(table.proposal(STAYS, GOES))


def split_off(table, proposal):
    return parts.suspend_nominations(
        proposal=proposal,
        row_version=proposal.row_version,
        nominations=list(proposal.nominations.filter(full_name=GOES)),
        by=table.town.office_head,
        suspension_code="complaint",
        suspension_reference="12/TB",
    )


def test_the_meeting_still_shows_everybody_it_voted_on(table, meeting):
    split_off(table, Proposal.objects.get())

    (item,) = queries.put_nominations(queries.agenda_of(meeting))

    assert [row.full_name for row in item.nominations] == [STAYS, GOES]
    assert [box.name.full_name for box in item.results] == [STAYS, GOES]


def test_the_minutes_hold_up_both_until_they_are_signed(table, meeting):
    mother = Proposal.objects.get()
    sister = split_off(table, mother)
    sister = approval.resume(
        proposal=sister, row_version=sister.row_version, by=table.town.office_head, reason="Đã xác minh."
    )
    both = [Proposal.objects.get(pk=mother.pk), sister]
    (ready,) = ready_to_decide(table.town.commune, meeting.closed_at.date())
    assert [proposal.unsigned_minutes for proposal in ready.proposals] == [1, 1]
    for proposal in both:
        with pytest.raises(NotNow):
            draft(table, proposal)

    for signer in (table.secretary, table.chair):
        table.sign(meeting, signer)

    assert [code for code, _at in meetings_behind([sister])] == [meeting.code]
    draft(table, *both)
    assert {proposal.state for proposal in Proposal.objects.all()} == {"decision_drafted"}
    assert verify().holds


def draft(table, *proposals):
    seen = row_versions_of(proposals)
    return decisions.draft_decision(proposals=list(proposals), row_versions=seen, by=table.town.office_reviewer)


def test_on_the_agenda_and_in_a_drafted_paper_nobody_is_split_off(table):
    on_agenda = table.proposal(STAYS, GOES)
    table.prepared(on_agenda)
    with pytest.raises(NotNow, match="Hội đồng"):
        split_off(table, Proposal.objects.get(pk=on_agenda.pk))

    assert Proposal.objects.count() == 1


def test_a_drafted_paper_holds_everybody(table, meeting):
    for signer in (table.secretary, table.chair):
        table.sign(meeting, signer)
    draft(table, Proposal.objects.get())

    with pytest.raises(NotNow):
        split_off(table, Proposal.objects.get())
    assert Proposal.objects.count() == 1
