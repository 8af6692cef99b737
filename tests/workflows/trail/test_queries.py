"""The timeline: sentences, reasons, differences in words."""

import pytest
from django.urls import reverse
from django.utils import translation

from documents.proposals import services as letters
from permissions import access
from tests import making
from workflows.approval import letter_services, review_services, services
from workflows.approval.sight import sight_of
from workflows.trail.queries import timeline

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def told_to(person, thing, **more):
    """The trail of a letter or dossier as this person reads it."""
    return timeline(thing.stream, sight=sight_of(thing, access.capacities(person)), **more)


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
        ("Individual", "Collective"),
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

    told = told_to(cast.here.unit_head, proposal)

    assert [event.act for event in told] == ["proposal.suspend", "proposal.take_up", "proposal.submitted"]
    assert told[0].details == []
    assert "12/TB-TTr" in timeline(proposal.stream)[0].details


def test_the_unit_reads_a_remark_only_when_it_is_returned(cast, rules):
    proposal = making.under_review(cast.here)
    review_services.note_remark(
        proposal=proposal, row_version=proposal.row_version, by=cast.here.office_reviewer, text="Bổ sung số liệu."
    )
    noted = [event.act for event in told_to(cast.here.unit_head, proposal)]
    proposal.refresh_from_db()
    services.return_for_completion(proposal=proposal, row_version=proposal.row_version, by=cast.here.office_reviewer)

    newest = told_to(cast.here.unit_head, proposal)[0]

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

    told = told_to(cast.here.unit_head, proposal)[0]

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

    told = told_to(cast.here.unit_head, proposal)[:2] + told_to(cast.here.unit_head, reopened)[:1]
    inside = timeline(proposal.stream)[:2] + timeline(reopened.stream)[:1]

    assert [event.act for event in told] == ["proposal.release", "proposal.reassign", "proposal.reopen"]
    assert {(event.reason, *event.details) for event in told} == {("",)}
    assert {event.reason for event in inside} == {said["reason"]}


# --- what the unit drafts ------------------------------------------------------------------------------
@pytest.fixture
def drafted(cast, rules):
    """A letter that was drafted with second thoughts, sent back once, sent, recalled, changed and sent again."""
    town = cast.here
    letter = making.draft(town)
    clerk, head = {"by": town.unit_clerk}, {"by": town.unit_head}
    values = making.row_values("Nguyễn Bị Rút", making.award_form())
    row = letters.add_nomination(letter=letter, values=values, **clerk)
    letters.remove_nomination(nomination=row, row_version=row.row_version, **clerk)

    def step(deed, who, **more):
        letter.refresh_from_db()
        deed(letter=letter, row_version=letter.row_version, **who, **more)
        letter.refresh_from_db()

    step(letter_services.hand_to_head, clerk)
    step(letter_services.send_back_to_clerk, head, reason="Chuyện nội bộ.")
    step(letter_services.send, head)
    step(letter_services.recall, head, reason="Sai số.")
    step(letters.save_letter, clerk, values={"number": "99/NHÁP"})
    step(letters.save_letter, clerk, values={"number": "16/TTr"})
    step(letter_services.send, head)
    return letter


@pytest.mark.parametrize("office", ["office_reviewer", "office_head", "commune_chair", "inspector"])
def test_outside_the_unit_the_drafting_of_a_letter_is_a_bare_link_of_the_chain(cast, drafted, office):
    whole = timeline(drafted.stream)

    told = told_to(cast.here.person[office], drafted)

    assert [event.act for event in told if event.act] == ["letter.send", "letter.recall", "letter.send"]
    assert [(event.seq, event.hash, event.at) for event in told] == [(e.seq, e.hash, e.at) for e in whole]
    bare = [event for event in told if not event.act]
    assert {
        (e.sentence, e.person, e.acting_as, e.reason, *e.differences, *e.details, *e.files, e.version) for e in bare
    } == {("drafted within the unit", "", "", "", None)}
    assert "Sai số." in {event.reason for event in told}


def test_the_unit_reads_its_own_drafting(cast, drafted):
    assert told_to(cast.here.unit_clerk, drafted) == timeline(drafted.stream)


@pytest.mark.parametrize("page", ["letters:detail", "letters:trail"])
def test_the_pages_of_a_letter_tell_its_drafting_to_the_unit_alone(cast, drafted, sign_in, page):
    url = reverse(page, args=[drafted.code])
    words = ["Nguyễn Bị Rút", "Chuyện nội bộ.", "99/NHÁP"] if page == "letters:trail" else ["changed the letter"]

    told = {p: sign_in(cast.here.person[p]).get(url).text for p in ("unit_head", "office_reviewer", "inspector")}

    assert {p for p, text in told.items() if any(word in text for word in words)} == {"unit_head"}
    assert {p for p, text in told.items() if "drafted within the unit" in text} == {"office_reviewer", "inspector"}


def test_what_the_unit_writes_on_a_returned_dossier_stays_bare_when_it_is_sent_again(cast, rules):
    town = cast.here
    proposal = making.rewrite(town, making.returned(town))
    proposal = making.send_again(town, proposal)

    told = told_to(town.office_head, proposal)

    drafting = ["", "", ""]  # the letter, a row, an answer
    assert [event.act for event in told][:5] == ["proposal.resend", *drafting, "proposal.return_for_completion"]
    assert [event.act for event in told_to(town.unit_head, proposal)][1:4] == [
        "remark.answered",
        "nomination.changed",
        "letter.changed",
    ]
