"""Quorum at its boundaries, and against a naive reference with fractions."""

from dataclasses import dataclass
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.council.quorum import hardest, members_needed, quorum


@dataclass
class Rule:
    quorum_numerator: int = 2
    quorum_denominator: int = 3
    written_opinion_counts: bool = True
    legal_basis: str = "Điều 45"
    is_verified: bool = True


@pytest.mark.parametrize(
    ("members", "numerator", "denominator", "needed"),
    [(9, 2, 3, 6), (11, 2, 3, 8), (10, 2, 3, 7), (10, 1, 2, 5), (9, 1, 2, 5), (1, 2, 3, 1), (0, 2, 3, 1), (7, 1, 1, 7)],
)
def test_members_needed_at_the_boundaries(members, numerator, denominator, needed):
    assert members_needed(members, numerator, denominator) == needed


@pytest.mark.parametrize(
    ("in_room", "written", "counts", "reached"),
    [(8, 0, True, True), (7, 1, True, True), (7, 1, False, False), (7, 0, True, False), (8, 3, False, True)],
)
def test_written_opinions_count_where_the_rule_says_so(in_room, written, counts, reached):
    found = quorum(members=11, in_room=in_room, written=written, rule=Rule(written_opinion_counts=counts))

    assert found.is_reached is reached


def test_a_council_without_members_has_no_quorum():
    assert not quorum(members=0, in_room=0, written=0, rule=Rule()).is_reached


def test_the_sentence_says_what_counts_and_where_it_stands():
    sentence = quorum(members=11, in_room=7, written=1, rule=Rule()).sentence

    for part in ("8", "11", "1", "Điều 45"):
        assert part in sentence


def test_the_hardest_quorum_is_the_farthest_from_reached():
    easy = quorum(members=9, in_room=6, written=0, rule=Rule(1, 2))
    hard = quorum(members=9, in_room=6, written=0, rule=Rule(3, 4))

    assert hardest([easy, hard]) == hard
    assert hardest([]) is None


@given(
    members=st.integers(min_value=1, max_value=60),
    there=st.integers(min_value=0, max_value=60),
    share=st.integers(min_value=1, max_value=20).flatmap(
        lambda denominator: st.tuples(st.integers(min_value=1, max_value=denominator), st.just(denominator))
    ),
)
def test_a_quorum_equals_the_reference_with_fractions(members, there, share):
    found = quorum(members=members, in_room=there, written=0, rule=Rule(*share))

    assert found.is_reached is (Fraction(there, members) >= Fraction(*share))
