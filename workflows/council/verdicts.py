"""The verdict on a nomination: votes in favour against a base, in exact integers. No database here."""

from dataclasses import dataclass

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from documents.catalogue.kinds import VoteBase


@dataclass(frozen=True, slots=True)
class Tally:
    """Ballots on one nomination. chair_agrees: None where nobody asks."""

    yes: int = 0
    no: int = 0
    abstain: int = 0
    invalid: int = 0
    chair_agrees: bool | None = None

    @property
    def valid(self):
        return self.yes + self.no + self.abstain

    @property
    def cast(self):
        return self.valid + self.invalid


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was counted, against what, and what came of it."""

    yes: int
    base_kind: str
    base: int
    numerator: int
    denominator: int
    is_strict: bool
    is_passed: bool
    lacks_the_chair: bool
    basis: str
    aside: int = 0
    aside_left_out: bool = False

    @property
    def needed(self):
        return votes_needed(self.base, self.numerator, self.denominator, is_strict=self.is_strict)

    @property
    def sentence(self):
        """8 in favour / 11 members = 72.73 %; needs > 50 % (from 6 votes); legal basis; carried."""
        parts = [
            _("%(yes)s in favour / %(base)s %(members)s = %(share)s")
            % {
                "yes": self.yes,
                "base": self.base,
                "members": _base_words(self.base_kind),
                "share": percent(self.yes, self.base),
            },
            requirement(self.base, self.numerator, self.denominator, is_strict=self.is_strict),
            _("the chair is not among those in favour") if self.lacks_the_chair else "",
            aside_words(self.aside, left_out=self.aside_left_out),
            self.basis,
            _("passed") if self.is_passed else _("not passed"),
        ]
        return "; ".join(part for part in parts if part)


def aside_words(count, *, left_out):
    """1 member stood aside and stays in the base; empty where nobody did."""
    if not count:
        return ""
    if left_out:
        told = ngettext(
            "%(count)s member stood aside and is left out of the base",
            "%(count)s members stood aside and are left out of the base",
            count,
        )
    else:
        told = ngettext(
            "%(count)s member stood aside and stays in the base",
            "%(count)s members stood aside and stay in the base",
            count,
        )
    return told % {"count": count}


def _base_words(base_kind):
    return {
        VoteBase.TOTAL: _("members"),
        VoteBase.PRESENT: _("members taking part"),
        VoteBase.VALID: _("valid ballots"),
        VoteBase.CAST: _("ballots cast"),
    }[base_kind]


def threshold_words(numerator, denominator, *, is_strict):
    """> 50 %, ≥ 80 %, ≥ 2/3."""
    exact = numerator * 100 % denominator == 0
    share = f"{numerator * 100 // denominator} %" if exact else f"{numerator}/{denominator}"
    return f"{'>' if is_strict else '≥'} {share}"


def requirement(base, numerator, denominator, *, is_strict):
    """needs > 50 % (from 6 votes)."""
    return _("needs %(threshold)s (from %(votes)s votes)") % {
        "threshold": threshold_words(numerator, denominator, is_strict=is_strict),
        "votes": votes_needed(base, numerator, denominator, is_strict=is_strict),
    }


def percent(part, whole):
    """72,73 %: rounded half up to two places, for people; nothing is decided by it."""
    hundredths = (part * 20_000 + whole) // (2 * whole) if whole else 0
    return f"{hundredths // 100}{formats.get_format('DECIMAL_SEPARATOR')}{hundredths % 100:02d} %"


def votes_needed(base, numerator, denominator, *, is_strict):
    """The smallest number of votes that passes: 80 % of 11 = 9, 90 % of 10 = 9, more than 50 % of 10 = 6; never 0."""
    if is_strict:
        return base * numerator // denominator + 1
    return max(-(-base * numerator // denominator), 1)


def reaches(yes, base, numerator, denominator, *, is_strict):
    """Is yes/base over (or at least) numerator/denominator? An empty base passes nothing."""
    if base <= 0 or yes <= 0:
        return False
    left, right = yes * denominator, base * numerator
    return left > right if is_strict else left >= right


def base_of(base_kind, tally, *, members, taking_part):
    """What the votes in favour are counted against.

    members: of the council, frozen at opening. taking_part: in the room at the vote, and counted written opinions.
    """
    return {
        VoteBase.TOTAL: members,
        VoteBase.PRESENT: taking_part,
        VoteBase.VALID: tally.valid,
        VoteBase.CAST: tally.cast,
    }[base_kind]


def judge(tally, rule, *, members, taking_part, aside=0, aside_there=0):
    """The verdict by a vote rule of the catalogue.

    aside: members who stand aside from this nomination; aside_there: those of them among `taking_part`. They leave the
    base only where the rule says so. Source: the legal basis of the rule; without one, what the province decides.
    """
    if rule.recused_leave_base:
        members, taking_part = members - aside, taking_part - aside_there
    base = base_of(rule.base, tally, members=members, taking_part=taking_part)
    lacks_the_chair = rule.chair_must_agree and not tally.chair_agrees
    enough = reaches(tally.yes, base, rule.threshold_numerator, rule.threshold_denominator, is_strict=rule.is_strict)
    return Verdict(
        yes=tally.yes,
        base_kind=rule.base,
        base=base,
        numerator=rule.threshold_numerator,
        denominator=rule.threshold_denominator,
        is_strict=rule.is_strict,
        is_passed=enough and not lacks_the_chair,
        lacks_the_chair=lacks_the_chair,
        basis=basis_words(rule),
        aside=aside,
        aside_left_out=rule.recused_leave_base and rule.base in (VoteBase.TOTAL, VoteBase.PRESENT),
    )


def basis_words(rule):
    """The legal basis, marked where nobody has verified it."""
    return rule.legal_basis if rule.is_verified else _("%(basis)s, not verified") % {"basis": rule.legal_basis}
