"""Rules in words."""

import pytest
from django.utils.translation import override

from documents.catalogue.models import VoteRule


@pytest.mark.parametrize(
    ("threshold", "is_strict", "base", "words"),
    [
        ((1, 2), True, "total", "more than 50 % of all members"),
        ((90, 100), False, "total", "at least 90 % of all members"),
        ((2, 3), False, "present", "at least 2/3 of members present"),
        ((1, 1), False, "cast", "at least 100 % of votes cast"),
    ],
)
def test_what_carries_a_vote(threshold, is_strict, base, words):
    numerator, denominator = threshold
    rule = VoteRule(threshold_numerator=numerator, threshold_denominator=denominator, is_strict=is_strict, base=base)

    with override("en"):
        assert rule.threshold_words == words


def test_who_must_take_part():
    with override("en"):
        assert VoteRule(quorum_numerator=2, quorum_denominator=3).quorum_words == "at least 2/3 of all members"
