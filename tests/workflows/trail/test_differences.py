"""What changed between versions: cell by cell, before and after, who sent it so, and the last endorsed one first."""

import pytest
from django.urls import reverse
from django.utils import translation

from documents.proposals import services as letters
from permissions import access
from tests import making
from tests.calling import Caller
from workflows.approval import part_services, services
from workflows.approval.sight import sight_of
from workflows.trail.differences import changed_since_endorsed, compare, word_parts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def changed(cast, rules):
    """A dossier that was endorsed, reopened, returned, rewritten by the clerk and sent again by the head."""
    town = cast.here
    proposal = making.rewrite(town, making.returned_again(town, making.appraised(town)))
    return making.send_again(town, proposal)


def compared_by(person, proposal, **asked):
    return compare(proposal, sight_of(proposal, access.capacities(person)), **asked)


def test_every_cell_that_changed_since_the_office_endorsed_it_stands_with_what_it_was_before(cast, changed):
    found = compared_by(cast.here.inspector, changed)

    assert changed_since_endorsed(changed) == (1, 2)
    assert (found.older, found.newer) == (1, 2)
    row = changed.nominations.get(full_name="Bản Nháp")
    assert {(c.nomination_id, c.field, c.before, c.after) for c in found.changes} == {
        (None, "number", "15/TTr-THPQ", "99/NHÁP"),
        (None, "title", "Khen thưởng năm học 2025-2026", "Trích yếu nháp"),
        (row.pk, "full_name", "Nguyễn Thị Hòa", "Bản Nháp"),
        (row.pk, "summary", "Hoàn thành xuất sắc nhiệm vụ năm học 2025-2026.", "Tóm tắt nháp."),
    }
    assert {(c.sent.person, c.sent.act) for c in found.changes} == {(cast.here.unit_head.full_name, "proposal.resend")}


def test_who_typed_it_is_told_to_the_unit_alone(cast, changed):
    readers = ("unit_head", "office_reviewer", "office_head", "commune_chair", "inspector")
    typed = {
        office: {c.typed.person for c in compared_by(cast.here.person[office], changed).changes if c.typed}
        for office in readers
    }

    assert typed == {office: set() for office in readers} | {"unit_head": {cast.here.unit_clerk.full_name}}


def test_what_is_not_sent_yet_is_in_no_comparison(cast, rules):
    proposal = making.rewrite(cast.here, making.returned_again(cast.here, making.appraised(cast.here)))

    assert compared_by(cast.here.inspector, proposal).changes == []
    assert compared_by(cast.here.unit_head, proposal).changes == []
    assert changed_since_endorsed(proposal) is None


def test_each_cell_is_told_by_the_sending_that_made_it_so(cast, changed):
    town = cast.here
    proposal = making.give_back(town, changed)
    proposal = making.send_again(town, proposal)

    found = compared_by(town.inspector, proposal, older=1, newer=3)

    assert {change.sent.version for change in found.changes} == {2}
    assert compared_by(town.inspector, proposal, older=2, newer=3).changes == []


def test_a_pair_that_is_none_falls_back_to_the_usual_one(cast, changed):
    for asked in ({"older": 2, "newer": 1}, {"older": 7}, {"newer": 0}, {"older": 2}):
        found = compared_by(cast.here.inspector, changed, **asked)
        assert (found.older, found.newer) == (1, 2)


def test_a_row_that_left_with_a_split_is_told_with_who_split_it(cast, rules):
    town = cast.here
    proposal = making.appraised(town)
    gone = proposal.nominations.last()
    part_services.suspend_nominations(
        proposal=proposal,
        row_version=proposal.row_version,
        nominations=[gone],
        by=town.office_head,
        suspension_code="complaint",
        suspension_reference="12/TB-TTr",
    )
    proposal.refresh_from_db()

    (change,) = compared_by(town.unit_head, proposal).changes

    assert (change.field, change.before, change.after) == ("row", gone.full_name, "")
    assert (change.sent.act, change.sent.person) == ("proposal.split_off", town.office_head.full_name)


def test_of_a_sister_that_was_endorsed_before_the_split_the_same_is_told(cast, rules):
    town = cast.here
    mother = making.appraised(town)
    said = {"suspension_code": "complaint", "suspension_reference": "12/TB-TTr", "by": town.office_head}
    sister = part_services.suspend_nominations(
        proposal=mother, row_version=mother.row_version, nominations=[mother.nominations.first()], **said
    )
    resumed = {"row_version": sister.row_version, "reason": "Đã xác minh", "by": town.office_head}
    sister = services.resume(proposal=sister, **resumed)
    assert changed_since_endorsed(sister) is None

    sister = making.send_again(town, making.rewrite(town, making.returned_again(town, sister)))

    found = compared_by(town.inspector, sister)
    assert changed_since_endorsed(sister) == (1, 2)
    assert [sending.is_endorsed for sending in found.sendings] == [False, True]
    assert (found.older, found.newer) == (1, 2)


def test_long_texts_are_compared_word_by_word():
    before = "Hoàn thành xuất sắc nhiệm vụ được giao trong năm học vừa qua."
    after = "Hoàn thành tốt nhiệm vụ được giao trong năm học vừa qua."

    parts = word_parts(before, after)

    assert "".join(part.text for part in parts if part.kind != "new") == before
    assert "".join(part.text for part in parts if part.kind != "gone") == after
    assert {part.text for part in parts if part.kind == "new"} == {"tốt"}


@pytest.mark.parametrize(("before", "after"), [("ngắn", "dài hơn"), ("a b " * 3_000, "b c " * 3_000)])
def test_short_and_very_long_texts_are_shown_whole(before, after):
    assert word_parts(before, after) == []


def test_what_was_typed_as_markup_stays_text(cast, rules, sign_in):
    town = cast.here
    proposal = making.returned_again(town, making.appraised(town))
    row = proposal.nominations.first()
    letters.change_nomination(
        nomination=row,
        row_version=row.row_version,
        values={"summary": "<script>alert(1)</script> & " + "chữ " * 20},
        by=town.unit_clerk,
    )
    proposal = making.send_again(town, proposal)

    for shape in ("", "inline"):
        page = sign_in(town.inspector).get(reverse("trail:differences", args=[proposal.code]), {"shape": shape}).text
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_the_endpoint_tells_the_same(cast, changed):
    answer = Caller(cast.here.inspector).get(f"/proposals/{changed.code}/differences").json()

    assert (answer["older"], answer["newer"], len(answer["changes"])) == (1, 2, 4)
    assert {change["sent"]["person"] for change in answer["changes"]} == {cast.here.unit_head.full_name}


def test_the_same_statements_for_few_changes_and_for_many(cast, rules, django_assert_num_queries):
    town = cast.here
    few = making.send_again(town, making.returned(town))
    many = making.send_again(
        town, making.rewrite(town, making.returned(town, names=[f"Lò Văn {letter}" for letter in "ABCDEF"]))
    )

    for proposal in (few, many):
        sight = sight_of(proposal, access.capacities(town.inspector))
        with django_assert_num_queries(2):
            compare(proposal, sight)
