"""Verdicts at their boundaries, and against a naive reference with fractions."""

from dataclasses import dataclass
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.council.verdicts import (
    Tally,
    aside_words,
    base_of,
    judge,
    percent,
    reaches,
    requirement,
    threshold_words,
    votes_needed,
)


@dataclass
class Rule:
    threshold_numerator: int = 1
    threshold_denominator: int = 2
    is_strict: bool = True
    base: str = "total"
    chair_must_agree: bool = False
    recused_leave_base: bool = False
    legal_basis: str = "Điều 33 khoản 5"
    is_verified: bool = True


@pytest.mark.parametrize(
    ("base", "numerator", "denominator", "is_strict", "needed"),
    [
        (9, 2, 3, False, 6),
        (11, 80, 100, False, 9),
        (10, 90, 100, False, 9),
        (10, 1, 2, True, 6),
        (11, 1, 2, True, 6),
        (9, 1, 2, True, 5),
        (9, 2, 3, True, 7),
        (10, 90, 100, True, 10),
        (11, 1, 1, False, 11),
        (1, 1, 2, True, 1),
        (0, 1, 2, True, 1),
        (0, 1, 2, False, 1),
    ],
)
def test_votes_needed_at_the_boundaries(base, numerator, denominator, is_strict, needed):
    assert votes_needed(base, numerator, denominator, is_strict=is_strict) == needed


@pytest.mark.parametrize(
    ("tally", "rule", "passes"),
    [
        (Tally(yes=6, no=5), Rule(), True),
        (Tally(yes=5, no=6), Rule(), False),
        (Tally(yes=5, no=5), Rule(base="cast"), False),  # a tie is not more than half
        (Tally(yes=5, no=5), Rule(base="cast", is_strict=False), True),
        (Tally(yes=5, no=4), Rule(base="total"), False),  # 5 of 11 members, though most votes cast
        (Tally(yes=5, no=4), Rule(base="valid"), True),
        (Tally(yes=2, no=1, invalid=2), Rule(base="valid"), True),
        (Tally(yes=2, no=1, invalid=2), Rule(base="cast"), False),
        (Tally(yes=5, no=3, abstain=1), Rule(base="present"), True),
        (Tally(abstain=11), Rule(), False),
        (Tally(abstain=11), Rule(base="valid", is_strict=False), False),
        (Tally(), Rule(base="valid"), False),
        (Tally(), Rule(base="cast", is_strict=False), False),
        (Tally(yes=9, no=2), Rule(80, 100, False), True),
        (Tally(yes=8, no=3), Rule(80, 100, False), False),
    ],
)
def test_a_verdict_against_eleven_members_nine_taking_part(tally, rule, passes):
    assert judge(tally, rule, members=11, taking_part=9).is_passed is passes


@pytest.mark.parametrize(("agrees", "passes"), [(True, True), (False, False), (None, False)])
def test_where_the_chair_must_agree_the_votes_of_others_are_not_enough(agrees, passes):
    verdict = judge(Tally(yes=8, chair_agrees=agrees), Rule(chair_must_agree=True), members=9, taking_part=9)

    assert verdict.is_passed is passes
    assert verdict.lacks_the_chair is not passes


def test_the_sentence_shows_the_arithmetic():
    verdict = judge(Tally(yes=8, no=3), Rule(), members=11, taking_part=11)

    assert verdict.sentence.count("; ") == 3
    for part in ("8", "11", "72,73 %", "> 50 %", "6", "Điều 33 khoản 5"):
        assert part in verdict.sentence


def test_an_unverified_rule_says_so():
    verified = judge(Tally(yes=8), Rule(), members=11, taking_part=11)
    unverified = judge(Tally(yes=8), Rule(is_verified=False), members=11, taking_part=11)

    assert verified.basis == "Điều 33 khoản 5"
    assert unverified.basis != verified.basis and unverified.basis.startswith("Điều 33 khoản 5")


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [(8, 11, "72,73 %"), (1, 3, "33,33 %"), (2, 3, "66,67 %"), (0, 9, "0,00 %"), (9, 9, "100,00 %"), (0, 0, "0,00 %")],
)
def test_a_share_is_written_with_two_places(part, whole, words):
    assert percent(part, whole) == words


@pytest.mark.parametrize(
    ("numerator", "denominator", "is_strict", "words"),
    [(1, 2, True, "> 50 %"), (80, 100, False, "≥ 80 %"), (2, 3, False, "≥ 2/3")],
)
def test_a_threshold_is_written_as_percent_only_where_that_is_exact(numerator, denominator, is_strict, words):
    assert threshold_words(numerator, denominator, is_strict=is_strict) == words
    assert words in requirement(9, numerator, denominator, is_strict=is_strict)


counts = st.integers(min_value=0, max_value=60)
shares = st.integers(min_value=1, max_value=100).flatmap(
    lambda denominator: st.tuples(st.integers(min_value=1, max_value=denominator), st.just(denominator))
)


@given(yes=counts, base=counts, share=shares, is_strict=st.booleans())
def test_passing_equals_the_reference_with_fractions(yes, base, share, is_strict):
    numerator, denominator = share
    threshold = Fraction(numerator, denominator)

    expected = (
        base > 0 and yes > 0 and (Fraction(yes, base) > threshold if is_strict else Fraction(yes, base) >= threshold)
    )

    assert reaches(yes, base, numerator, denominator, is_strict=is_strict) is expected


@given(base=st.integers(min_value=1, max_value=60), share=shares, is_strict=st.booleans())
def test_the_votes_needed_are_the_first_that_pass(base, share, is_strict):
    numerator, denominator = share
    needed = votes_needed(base, numerator, denominator, is_strict=is_strict)

    assert reaches(needed, base, numerator, denominator, is_strict=is_strict)
    assert not reaches(needed - 1, base, numerator, denominator, is_strict=is_strict)


@given(
    yes=counts, no=counts, abstain=counts, invalid=counts, kind=st.sampled_from(["total", "present", "valid", "cast"])
)
def test_votes_in_favour_never_exceed_the_base_when_everybody_is_a_member(yes, no, abstain, invalid, kind):
    tally = Tally(yes, no, abstain, invalid)

    base = base_of(kind, tally, members=tally.cast + 3, taking_part=tally.cast + 1)

    assert yes <= base <= tally.cast + 3


@pytest.mark.parametrize(
    ("tally", "rule", "aside", "passes"),
    [
        (Tally(yes=6, no=3), Rule(2, 3, False), 0, True),  # 2/3 of 9 is 6
        (Tally(yes=5, no=4), Rule(2, 3, False), 0, False),
        (Tally(yes=6, no=2), Rule(2, 3, False), 1, True),
        (Tally(yes=4, no=4), Rule(), 1, False),  # one stands aside and stays: 4 of 9
        (Tally(yes=4, no=4), Rule(recused_leave_base=True), 1, False),  # a tie of 8 is not more than half
        (Tally(yes=4, no=4), Rule(is_strict=False, recused_leave_base=True), 1, True),
        (Tally(yes=5, no=3), Rule(recused_leave_base=True), 1, True),
        (Tally(), Rule(recused_leave_base=True), 9, False),  # all stand aside, the base is empty
        (Tally(), Rule(is_strict=False, recused_leave_base=True), 9, False),
        (Tally(), Rule(base="valid"), 9, False),
        (Tally(yes=8), Rule(90, 100, False), 1, False),  # 90 % of 9 is 9: who stands aside is missed
        (Tally(yes=8), Rule(90, 100, False, recused_leave_base=True), 1, True),
    ],
)
def test_a_verdict_against_nine_members_of_whom_some_stand_aside(tally, rule, aside, passes):
    verdict = judge(tally, rule, members=9, taking_part=9, aside=aside, aside_there=aside)

    assert verdict.is_passed is passes


@pytest.mark.parametrize("leaves", [False, True])
def test_the_sentence_says_whether_who_stood_aside_is_in_the_base(leaves):
    verdict = judge(Tally(yes=8), Rule(recused_leave_base=leaves), members=9, taking_part=9, aside=1, aside_there=1)

    assert verdict.sentence.startswith(f"8 {verdict.sentence.split()[1]}")
    assert f"/ {8 if leaves else 9} " in verdict.sentence
    assert aside_words(1, left_out=leaves) in verdict.sentence
    assert aside_words(1, left_out=True) != aside_words(1, left_out=False) and aside_words(0, left_out=leaves) == ""


@given(
    yes=counts,
    no=counts,
    aside=st.integers(0, 9),
    share=shares,
    is_strict=st.booleans(),
    leaves=st.booleans(),
    kind=st.sampled_from(["total", "present", "valid", "cast"]),
)
def test_a_verdict_with_members_aside_equals_the_reference_with_fractions(
    yes, no, aside, share, is_strict, leaves, kind
):
    rule = Rule(*share, is_strict, kind, recused_leave_base=leaves)
    members = yes + no + aside
    everybody = members - (aside if leaves else 0)
    base = {"total": everybody, "present": everybody, "valid": yes + no, "cast": yes + no}[kind]

    verdict = judge(Tally(yes=yes, no=no), rule, members=members, taking_part=members, aside=aside, aside_there=aside)

    reached = Fraction(yes, base) if base else Fraction(0)
    threshold = Fraction(*share)
    assert verdict.base == base
    assert verdict.is_passed is (yes > 0 and (reached > threshold if is_strict else reached >= threshold))
