"""What is said to who runs a vote: what totals give away, namesakes, the law's preference among equals."""

import pytest

from documents.catalogue.models import VoteRule
from permissions.refusals import NotNow
from tests.workflows.council.test_votes import deed
from workflows.council.models import BallotBox

pytestmark = pytest.mark.django_db


# --- what totals give away -------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("votes", "warned"), [({"yes": 9}, True), ({"yes": 8, "no": 1}, True), ({"yes": 6, "no": 3}, False)]
)
def test_who_closes_is_warned_where_the_totals_give_people_away(table, votes, warned):
    meeting = table.opened(table.proposal("An"))
    table.vote(meeting, **votes)

    item = table.count(meeting.items.get())

    assert len(item.warnings) == warned


def test_an_open_vote_gives_nothing_away(table):
    meeting = table.opened(table.proposal("An"), vote_method="open")
    table.vote(meeting, yes=9)

    assert table.count(meeting.items.get()).warnings == []


def test_a_nominee_with_a_members_name_is_asked_about_before_the_vote(table):
    meeting = table.opened(table.proposal(table.seats[3].full_name.upper(), "Bình"))
    item = meeting.items.get()

    with pytest.raises(NotNow) as refusal:
        deed("open", item, table.secretary)
    opened = deed("open", item, table.secretary, namesakes_differ=True)

    assert table.seats[3].full_name in refusal.value.sentences[0]
    assert opened.state == "open"


def test_rules_of_a_secret_vote_with_ninety_percent_of_ten(table):
    VoteRule.objects.update(threshold_numerator=90, threshold_denominator=100, is_strict=False)
    meeting = table.opened(table.proposal("An"))
    table.vote(meeting, yes=8, no=1)

    meeting = table.close(meeting)

    box = BallotBox.objects.get()
    assert (box.base, box.votes_needed, box.passed) == (9, 9, False)


@pytest.mark.parametrize(
    ("is_female", "votes", "hinted"),
    [
        ((True, False), {"yes": 5, "no": 4}, True),
        ((True, None), {"yes": 5, "no": 4}, True),
        ((True, True), {"yes": 5, "no": 4}, False),  # the preference tells none from the other
        ((False, False), {"yes": 5, "no": 4}, False),
        ((True, False), {"yes": 9}, False),  # all are in favour of both
    ],
)
def test_the_preference_among_equals_is_a_hint_and_changes_no_verdict(table, is_female, votes, hinted):
    VoteRule.objects.update(preference="Ưu tiên nữ (Điều 4 khoản 6).")
    proposal = table.proposal("An", "Bình")
    for row, female in zip(proposal.nominations.order_by("order"), is_female, strict=True):
        row.is_female = female
        row.save()
    meeting = table.opened(proposal)
    table.vote(meeting, **votes)

    item = table.count(meeting.items.get())

    assert len(item.hints) == hinted
    assert all("Ưu tiên nữ" in sentence and "An, Bình" in sentence for sentence in item.hints)
    assert len(set(BallotBox.objects.values_list("passed", flat=True))) == 1
