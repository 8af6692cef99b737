"""Quorum: how many members must take part, in exact integers, by the vote rule. No database here."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workflows.council.verdicts import basis_words


@dataclass(frozen=True, slots=True)
class Quorum:
    """members: of the council. in_room: present or online. written: written opinions that the rule counts."""

    members: int
    in_room: int
    written: int
    needed: int
    basis: str = ""

    @property
    def counted(self):
        return self.in_room + self.written

    @property
    def is_reached(self):
        return self.members > 0 and self.counted >= self.needed

    @property
    def arithmetic(self):
        """8 of 11 members, 8 needed; including 1 written opinion."""
        told = _("%(counted)s of %(members)s members, %(needed)s needed") % {
            "counted": self.counted,
            "members": self.members,
            "needed": self.needed,
        }
        if self.written:
            told += "; " + ngettext(
                "including %(count)s written opinion", "including %(count)s written opinions", self.written
            ) % {"count": self.written}
        return told

    @property
    def sentence(self):
        """The arithmetic with its legal basis."""
        if not self.basis:
            return self.arithmetic
        return _("%(arithmetic)s; basis: %(basis)s") % {"arithmetic": self.arithmetic, "basis": self.basis}


def members_needed(members, numerator, denominator):
    """The smallest number that is at least numerator/denominator of the members: 2/3 of 9 = 6, of 11 = 8; never 0."""
    return max(-(-members * numerator // denominator), 1)


def quorum(*, members, in_room, written, rule):
    """The quorum by a vote rule; written opinions count only where the rule says so."""
    return Quorum(
        members=members,
        in_room=in_room,
        written=written if rule.written_opinion_counts else 0,
        needed=members_needed(members, rule.quorum_numerator, rule.quorum_denominator),
        basis=basis_words(rule),
    )


def hardest(quorums):
    """The quorum that is farthest from being reached; None of none."""
    return max(quorums, key=lambda each: (each.needed - each.counted, each.needed), default=None)
