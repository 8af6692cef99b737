"""Whatever the presence, recusals, channels, votes, rule and order: totals add up and nobody counts twice.

The verdict is compared with a naive reference with fractions, which knows nothing of boxes.
"""

from dataclasses import dataclass
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from documents.catalogue.models import VoteRule
from permissions.refusals import Refusal
from tests.conftest import enter_cast, no_history
from tests.workflows.council.conftest import Table, make_council
from workflows.council import aside_services, ballot_services, paper_services, services
from workflows.council.models import BallotBox, BallotCast, Vote
from workflows.council.vote_models import VoteRound

SEATS = 9
ROOM = ("present", "online")
CHOICES = st.sampled_from(["yes", "no", "abstain"])
RARELY = st.sampled_from([False, False, False, True])


@dataclass
class Seat:
    """presence, and the way the member votes where it is possible; choices and standing aside on two nominations."""

    presence: str
    way: str
    choices: tuple
    aside: tuple

    @property
    def votes(self):
        """Does this member cast a ballot?"""
        written = self.presence == "absent_written"
        return not all(self.aside) and self.way != "none" and (self.presence in ROOM or written)


@dataclass
class Rule:
    base: str
    share: tuple
    is_strict: bool
    leaves: bool


SEAT = st.builds(
    Seat,
    presence=st.sampled_from([*ROOM, *ROOM, "absent_written", "absent"]),
    way=st.sampled_from(["screen", "screen", "paper", "none"]),
    choices=st.tuples(CHOICES, CHOICES),
    aside=st.tuples(RARELY, RARELY),
)
FIRST = st.builds(
    Seat, presence=st.just("present"), way=st.just("screen"), choices=st.tuples(CHOICES, CHOICES), aside=st.just((0, 0))
)
RULE = st.builds(
    Rule,
    base=st.sampled_from(["total", "present", "valid", "cast"]),
    share=st.sampled_from([(1, 2), (2, 3), (80, 100), (90, 100)]),
    is_strict=st.booleans(),
    leaves=st.booleans(),
)


def reference(rule, seats, place):
    """The naive counts and verdict on one nomination: (yes, no, other, base, passed)."""
    mine = [seat for seat in seats if not seat.aside[place]]
    ballots = [seat.choices[place] for seat in mine if seat.votes]
    counted = mine if rule.leaves else seats
    base = {
        "total": len(counted),
        "present": sum(1 for seat in counted if seat.presence in ROOM or seat.votes),
        "valid": len(ballots),
        "cast": len(ballots),
    }[rule.base]
    yes = ballots.count("yes")
    share = Fraction(yes, base) if base else Fraction(0)
    passed = yes > 0 and (share > Fraction(*rule.share) if rule.is_strict else share >= Fraction(*rule.share))
    return yes, ballots.count("no"), ballots.count("abstain"), base, passed


@pytest.mark.usefixtures("rules")
class Counts(TestCase):
    @settings(max_examples=12, deadline=None)
    @given(
        first=FIRST,
        others=st.lists(SEAT, min_size=SEATS - 1, max_size=SEATS - 1),
        rule=RULE,
        manner=st.sampled_from(["secret", "secret", "open"]),
        seed=st.integers(0, 10**6),
    )
    def test_the_verdict_equals_the_reference_in_whatever_order_ballots_come(self, first, others, rule, manner, seed):
        seats = [first, *others]
        with no_history():
            cast = enter_cast()
            table = Table(cast.here, make_council(cast.here, cast.administrator))
        item = _sit(table, seats, rule, manner)

        _vote(table, item, seats, manner, Random(seed))
        table.count(item, missing_ballots=True)

        boxes = BallotBox.objects.filter(item=item).order_by("nomination__order")
        found = list(boxes.values_list("yes", "no", "abstain", "base", "passed"))
        assert found == [reference(rule, seats, place) for place in (0, 1)]
        casts = sorted(BallotCast.objects.values_list("person_id", flat=True))
        assert casts == sorted(table.seats[place].pk for place, seat in enumerate(seats) if seat.votes)
        assert VoteRound.objects.get().participants == len(casts)
        assert Vote.objects.exists() == (manner == "open")


def _sit(table, seats, rule, manner):
    """The item of an open meeting whose vote is open, with everybody in place and noted as standing aside."""
    VoteRule.objects.update(
        base=rule.base,
        threshold_numerator=rule.share[0],
        threshold_denominator=rule.share[1],
        is_strict=rule.is_strict,
        recused_leave_base=rule.leaves,
        recusal_basis="Quy chế" if rule.leaves else "",
        quorum_numerator=1,
        quorum_denominator=100,
    )
    meeting = table.prepared(table.proposal(), vote_method=manner)
    for presence in (*ROOM, "absent_written"):
        people = [table.seats[place] for place, seat in enumerate(seats) if seat.presence == presence]
        table.mark(meeting, presence, *people)
    services.open_meeting(meeting=meeting, row_version=meeting.row_version, by=table.chair)
    item = meeting.items.get()
    rows = list(table.choices(item))
    for place, seat in enumerate(seats):
        nominations = [pk for pk, is_aside in zip(rows, seat.aside, strict=True) if is_aside]
        if nominations:
            said = {"nominations": nominations, "kind": "nominee", "person_id": table.seats[place].pk}
            aside_services.stand_aside(item=item, by=table.secretary, **said)
    return table.open_vote(item)


def _vote(table, item, seats, manner, random):
    """Who votes does so in a random order, and tries a second time by the screen; then two tellers key the papers."""
    order = [place for place, seat in enumerate(seats) if seat.votes]
    random.shuffle(order)
    papers = []
    for place in order:
        seat, person = seats[place], table.seats[place]
        choices = _choices(table, item, seat)
        if seat.presence == "absent_written":
            said = {"item": item, "person_id": person.pk, "choices": choices}
            ballot_services.record_written_opinion(by=table.secretary, **said)
        elif seat.way == "paper" and manner == "secret":
            paper_services.hand_out_papers(item=item, people=[person.pk], by=table.secretary)
            papers.append(seat)
        else:
            ballot_services.cast_ballot(item=item, choices=choices, by=person)
        if manner == "secret":
            with pytest.raises(Refusal):
                ballot_services.cast_ballot(item=item, default="yes", by=person)
    if papers:
        counts = {pk: _on_paper(papers, place) for place, pk in enumerate(table.choices(item))}
        for teller in (table.secretary, table.chair):
            paper_services.key_papers(item=item, counts=counts, by=teller)


def _choices(table, item, seat):
    rows = zip(table.choices(item), seat.choices, seat.aside, strict=True)
    return {pk: choice for pk, choice, is_aside in rows if not is_aside}


def _on_paper(papers, place):
    said = [seat.choices[place] for seat in papers if not seat.aside[place]]
    return {choice: said.count(choice) for choice in ("yes", "no", "abstain")}
