"""A council of nine meets: nine browsers and the wall of the room, a line and an answer lost, a paper, a re-vote."""

from collections import Counter
from io import BytesIO

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from documents.proposals.states import Outcome
from permissions.ledger.models import LedgerEntry
from permissions.ledger.verify import verify
from tests.journeys import council_steps as at_the_table
from tests.journeys import steps
from tests.journeys.screens import PATIENCE_MS
from tests.workflows.council.conftest import Table, make_council
from workflows.council.aside_services import stand_aside
from workflows.council.models import BallotBox, BallotCast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HOA, DOUBTED, THUY, KIN = "Nguyễn Thị Hòa", "Đặng Quốc Ý", "Lò Thị Thanh Thủy", "Ma Thế Đường"
OFFLINE, UNANSWERED, ASIDE, ON_PAPER = 4, 5, 3, 8


def test_nine_members_vote_at_once_and_every_ballot_counts_once(cast, rules, people):
    table = Table(cast.here, make_council(cast.here, cast.administrator))
    meeting = table.prepared(table.proposal(HOA, DOUBTED, THUY), table.proposal(KIN))
    table.mark(meeting, "present", *table.seats, table.secretary)
    first, second = meeting.items.select_related("proposal").order_by("order")
    _kin_stands_aside(table, second)
    chair, secretary = people(table.chair), people(table.secretary)
    wall = secretary.tab().open(f"/meetings/{meeting.code}/room/")
    seats = [at_the_table.sit_down(chair.tab(), meeting, phone=False)]
    seats += [at_the_table.sit_down(people(person), meeting) for person in table.seats[1:ON_PAPER]]
    chair.open(f"/meetings/{meeting.code}/run/").press("open")

    _three_nominations(table, first, chair, secretary, wall, seats)
    _one_nomination_twice(second, chair, wall, seats)
    chair.press("close")

    wall.sees("text=Phiên họp đã kết thúc")
    assert _counted() == {
        (HOA, 1): (9, 0, 0),
        (DOUBTED, 1): (7, 2, 0),
        (THUY, 1): (7, 1, 1),
        (KIN, 1): (4, 3, 0),
        (KIN, 2): (7, 0, 0),
    }
    _everybody_voted_once(table, first, second)
    assert _outcomes(first) | _outcomes(second) == dict.fromkeys((HOA, DOUBTED, THUY, KIN), Outcome.PASSED)
    _minutes_and_extract(secretary, chair, meeting, first, second)
    assert verify().holds
    assert at_the_table.told_of_the_line(seats[OFFLINE]) + at_the_table.told_of_the_line(seats[UNANSWERED]) == []


def _kin_stands_aside(table, item):
    rows = [row.pk for row in item.proposal.nominations.all()]
    stand_aside(item=item, nominations=rows, kind="family", reason="Chị gái.", by=table.seats[ASIDE])


# --- three nominations on one sheet ----------------------------------------------------------------
def _three_nominations(table, item, chair, secretary, wall, seats):
    """Eight screens at the same moment, one of them without a line, one without its answer; a paper in the box."""
    _hoa, doubted, thuy = item.proposal.nominations.order_by("order")
    at_the_table.expect_words(wall, HOA, DOUBTED, THUY)
    chair.press("open-vote")
    at_the_table.expect_words(wall, "0/9")
    _one_paper(table, item, secretary, seats[1].tab())
    seats[OFFLINE].sees(at_the_table.BALLOT)
    at_the_table.lose_line(seats[OFFLINE])
    lost = at_the_table.lose_one_answer(seats[UNANSWERED])
    for place, seat in enumerate(seats):
        against = {f"choice_{doubted.pk}": "no"} if place in (2, OFFLINE) else {}
        other = {f"choice_{thuy.pk}": "abstain"} if place == UNANSWERED else {}
        at_the_table.choose(seat, **against, **other)
    at_the_table.cast_together(seats)

    for seat in seats[:OFFLINE] + seats[OFFLINE + 1 :]:
        at_the_table.is_taken(seat)
    assert lost == [200]
    at_the_table.expect_words(seats[OFFLINE], "Mất kết nối", place="#line")
    at_the_table.expect_words(wall, "8/9")
    at_the_table.expect_words(chair, table.seats[OFFLINE].full_name)
    at_the_table.is_taken(at_the_table.reload_without_line(seats[OFFLINE]))
    _close_and_announce(chair, wall, DOUBTED, "9/9")


def _one_paper(table, item, secretary, teller):
    """One member has a paper; two tellers key it, each alone, and the second mends what does not agree."""
    address, code = f"/meetings/{item.meeting.code}", item.proposal.code
    secretary.open(f"{address}/papers/{code}/").press(people=[str(table.seats[ON_PAPER].pk)])
    hoa, doubted, thuy = item.proposal.nominations.order_by("order")
    said = {"found": "1", f"yes_{hoa.pk}": "1", f"yes_{doubted.pk}": "1", f"no_{thuy.pk}": "1"}
    secretary.open(f"{address}/teller/{code}/").press(**said)
    wrong = {f"yes_{hoa.pk}": "", f"no_{hoa.pk}": "1"}
    teller.open(f"{address}/teller/{code}/").press(**said | wrong)
    at_the_table.expect_words(teller, HOA, place="main p.notice-amber")
    teller.open(f"{address}/teller/{code}/").press(**said)


def _close_and_announce(chair, wall, name, voted, **said):
    for screen in (chair, wall):
        at_the_table.expect_words(screen, voted)
    chair.press("close-vote", **said)
    expect(wall.page.locator("#screen [role=timer]")).to_have_count(0, timeout=PATIENCE_MS)
    told_early = wall.page.locator(".screen-results").count()
    chair.press("announce-vote")
    wall.sees(f".screen-results >> text={name}")
    assert told_early == 0


# --- one nomination, voted on twice ----------------------------------------------------------------
def _one_nomination_twice(item, chair, wall, seats):
    """The sister has no ballot and reads why; the chair has the vote repeated, and both rounds stay."""
    voting = [seat for place, seat in enumerate(seats) if place != ASIDE]
    chair.press("open-vote")
    at_the_table.expect_words(seats[ASIDE], "Chị gái.")
    assert seats[ASIDE].page.locator(at_the_table.BALLOT).count() == 0
    for place, seat in enumerate(voting):
        at_the_table.choose(seat, "yes" if place < 4 else "no")
    at_the_table.cast_together(voting)
    for seat in voting:
        at_the_table.is_taken(seat)
    _close_and_announce(chair, wall, KIN, "7/8", missing_ballots=True)

    chair.follow(".screen-results a").press("repeat-vote", reason="Hai đồng chí bấm nhầm.")
    chair.press("open-vote")
    for seat in voting:
        at_the_table.choose(seat)
    at_the_table.cast_together(voting)
    for seat in voting:
        at_the_table.is_taken(seat)
    _close_and_announce(chair, wall, KIN, "7/8", missing_ballots=True)


# --- what stays ------------------------------------------------------------------------------------
def _counted():
    rows = BallotBox.objects.values_list("nomination__full_name", "round", "yes", "no", "abstain")
    return {(name, number): tuple(counts) for name, number, *counts in rows}


def _everybody_voted_once(table, first, second):
    """One row for a member, an item and a round, and one act in the ledger for each ballot on a screen."""
    found = Counter(BallotCast.objects.values_list("item_id", "round", "person_id"))
    everybody = [person.pk for person in table.seats]
    voting = [pk for place, pk in enumerate(everybody) if place not in (ASIDE, ON_PAPER)]
    rounds = {(first.pk, 1): everybody, (second.pk, 1): voting, (second.pk, 2): voting}
    assert found == Counter((*key, pk) for key, people in rounds.items() for pk in people)
    acts = Counter(LedgerEntry.objects.filter(act="meeting.voted").values_list("actor__username", flat=True))
    assert sum(acts.values()) == 8 + 7 + 7 and max(acts.values()) == 3


def _outcomes(item):
    return dict(item.proposal.nominations.values_list("full_name", "outcome"))


def _minutes_and_extract(secretary, chair, meeting, first, second):
    address = f"/meetings/{meeting.code}/"
    steps.sign_minutes(address, secretary, chair)
    minutes = _text(secretary.download(f"{address}minutes/pdf/"))
    extract = _text(secretary.download(f"{address}extracts/{first.proposal.code}/pdf/"))
    names = [HOA, DOUBTED, THUY, KIN]
    assert steps.named_in(minutes, names) == names
    assert steps.named_in(extract, names) == names[:3]
    assert "Hai đồng chí bấm nhầm." in minutes and "Chị gái" in minutes
    meeting.refresh_from_db()
    assert meeting.minutes_signed_at


def _text(content):
    pages = PdfReader(BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())
