"""The timeline: sentences, reasons, differences in words."""

import pytest

from documents.proposals import services as letters
from tests import making
from workflows.approval import review_services, services
from workflows.trail.queries import timeline

pytestmark = pytest.mark.django_db


def test_newest_first_with_person_office_and_reason(cast, rules):
    proposal = making.under_review(cast.here)
    services.release(
        proposal=proposal, row_version=proposal.row_version, by=cast.here.office_reviewer, reason="Nghỉ phép."
    )

    newest = timeline(proposal.stream)[0]

    assert (newest.act, newest.person, newest.reason) == (
        "proposal.release",
        cast.here.office_reviewer.full_name,
        "Nghỉ phép.",
    )
    assert newest.acting_as


def test_differences_are_told_in_words(cast, rules):
    letter = making.draft(cast.here)
    row = letter.nominations.first()
    letters.change_nomination(
        nomination=row,
        row_version=row.row_version,
        values={"nominee_type": "collective", "award_form": making.award_form("bk-tinh")},
        by=cast.here.unit_clerk,
    )

    told = timeline(letter.stream)[0].differences

    assert {(before, after) for _label, before, after in told} == {
        (making.award_form().name, making.award_form("bk-tinh").name),
        ("Cá nhân", "Tập thể"),
    }


def test_three_statements_whatever_happened(cast, rules, django_assert_max_num_queries):
    letter = making.draft(cast.here, names=[f"Nguyễn Văn {number}" for number in range(6)])

    with django_assert_max_num_queries(3):
        events = timeline(letter.stream)

    assert len(events) > 10


def test_the_unit_does_not_read_what_the_office_says_among_itself(cast, rules):
    proposal = making.awaiting_endorsement(cast.here)
    proposal = services.suspend(
        proposal=proposal,
        row_version=proposal.row_version,
        by=cast.here.office_head,
        suspension_code="complaint",
        suspension_reference="12/TB-TTr",
    )

    told = timeline(proposal.stream, for_unit=True)

    assert [event.act for event in told] == ["proposal.suspend", "proposal.take_up", "proposal.submitted"]
    assert told[0].details == []
    assert "12/TB-TTr" in timeline(proposal.stream)[0].details


def test_the_unit_reads_a_remark_only_when_it_is_returned(cast, rules):
    proposal = making.under_review(cast.here)
    review_services.note_remark(
        proposal=proposal, row_version=proposal.row_version, by=cast.here.office_reviewer, text="Bổ sung số liệu."
    )
    noted = [event.act for event in timeline(proposal.stream, for_unit=True)]
    proposal.refresh_from_db()
    services.return_for_completion(proposal=proposal, row_version=proposal.row_version, by=cast.here.office_reviewer)

    newest = timeline(proposal.stream, for_unit=True)[0]

    assert noted == ["proposal.take_up", "proposal.submitted"]
    assert (newest.act, "• Bổ sung số liệu." in newest.details) == ("proposal.return_for_completion", True)


def test_the_unit_reads_that_the_dossier_is_suspended_never_why(cast, rules):
    proposal = making.under_review(cast.here)
    services.suspend(
        proposal=proposal,
        row_version=proposal.row_version,
        by=cast.here.office_head,
        suspension_code="complaint",
        suspension_reference="12/ĐT",
    )

    told = timeline(proposal.stream, for_unit=True)[0]

    assert (told.act, told.reason, told.details) == ("proposal.suspend", "", [])
    assert timeline(proposal.stream)[0].details == ["12/ĐT"]


def test_the_unit_learns_that_the_office_moved_a_dossier_about_never_why(cast, rules):
    town = cast.here
    proposal = making.under_review(town)
    said = {"by": town.office_head, "reason": "Chuyên viên có người thân trong danh sách."}
    proposal = services.reassign(
        proposal=proposal, row_version=proposal.row_version, handler=town.second_reviewer, **said
    )
    said["by"] = town.second_reviewer
    proposal = services.release(proposal=proposal, row_version=proposal.row_version, **said)
    reopened = making.appraised(town)
    said["by"] = town.office_head
    services.reopen(proposal=reopened, row_version=reopened.row_version, **said)

    told = timeline(proposal.stream, for_unit=True)[:2] + timeline(reopened.stream, for_unit=True)[:1]
    inside = timeline(proposal.stream)[:2] + timeline(reopened.stream)[:1]

    assert [event.act for event in told] == ["proposal.release", "proposal.reassign", "proposal.reopen"]
    assert {(event.reason, *event.details) for event in told} == {("",)}
    assert {event.reason for event in inside} == {said["reason"]}
