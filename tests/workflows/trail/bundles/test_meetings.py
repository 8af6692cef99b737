"""A meeting in a bundle: each round of a vote that was repeated, marked."""

import json

import pytest

from tests.workflows.council import conftest as council
from workflows.council import vote_services

pytestmark = pytest.mark.django_db
clock = council.clock
table = council.table
REASON = "Phiếu in sai tên."
COUNTS = "Lần 2, là kết quả có hiệu lực"


@pytest.fixture
def repeated(table):
    """`repeated(is_announced=...)`: a dossier and the closed meeting in which the vote on it was repeated."""

    def made(*, is_announced):
        meeting = table.opened(table.proposal("Nguyễn Thị Hòa"), vote_method="open")
        item = meeting.items.get()
        table.vote(meeting, yes=4, no=5, item=item)
        item = table.count(item)
        item = table.announce(item) if is_announced else item
        vote_services.repeat_vote(item=item, row_version=item.row_version, reason=REASON, by=table.chair)
        table.vote(meeting, yes=9, item=item)
        return item.proposal, table.close(meeting)

    return made


def votes_in(made):
    """[(round, yes, is it set aside)] of the facts, and the page a person reads."""
    facts = json.loads(made.text("files/noi-dung.json"))["votes"]
    return [(each["round"], each["yes"], each["is_set_aside"]) for each in facts], made.text("MUC-LUC.html")


def test_each_round_of_a_repeated_vote_is_marked_and_says_why_it_was_repeated(cast, repeated, bundled):
    proposal, meeting = repeated(is_announced=True)

    for thing in (proposal, meeting):
        made = bundled(thing, cast.here.inspector)

        rounds, page = votes_in(made)

        assert rounds == [(1, 4, True), (2, 9, False)]
        assert f"Lần 1 (đã công bố), KHÔNG TÍNH: biểu quyết lại. Lý do: {REASON}" in page
        assert page.count(COUNTS) == 1
        assert "chỉ lần cuối có hiệu lực" in page
        assert made.check()[0] == 0


def test_a_round_that_was_never_announced_stands_with_the_meeting_as_in_its_minutes_and_not_with_the_dossier(
    cast, repeated, bundled
):
    proposal, meeting = repeated(is_announced=False)

    of_dossier, dossier = votes_in(bundled(proposal, cast.here.inspector))
    of_meeting, page = votes_in(bundled(meeting, cast.here.inspector))

    assert (of_dossier, of_meeting) == ([(2, 9, False)], [(1, 4, True), (2, 9, False)])
    assert f"Lần 1 (chưa công bố), KHÔNG TÍNH: biểu quyết lại. Lý do: {REASON}" in page
    assert (COUNTS in dossier, REASON in dossier) == (True, False)


def test_a_vote_that_was_not_repeated_is_the_first_round_and_nothing_more_is_said(cast, table, bundled):
    meeting = table.closed(table.proposal("Nguyễn Thị Hòa"))

    rounds, page = votes_in(bundled(meeting, cast.here.inspector))

    assert rounds == [(1, 9, False)]
    assert "<td>Lần 1</td>" in page
    assert "biểu quyết lại" not in page
