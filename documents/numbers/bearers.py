"""Which paper bears a number. Registers know no papers: each topic says once how its bearers of a kind are found."""

from dataclasses import dataclass
from datetime import date

_FINDERS = {}


@dataclass(frozen=True, slots=True)
class Bearer:
    """What bears a number. day: on the paper. by: who took it. is_live: the number may not be voided.

    is_dated_here: the day was chosen with the number, and could lie before it; not so of what others sent.
    """

    code: str
    title: str
    day: date | None
    by: str
    is_live: bool
    symbol: str = ""
    is_dated_here: bool = True


def register_bearers(kind, find):
    """find: (commune, year, numbers as text) -> {number as text: Bearer}, in a fixed number of statements.

    Several topics may take numbers from one register; no number stands on papers of two of them.
    """
    _FINDERS.setdefault(kind, []).append(find)


def kinds_with_bearers():
    """The kinds of register of which the papers are known: those that are shown."""
    return list(_FINDERS)


def bearers_of(register, numbers):
    """{number as text: Bearer} of some numbers of a register."""
    asked, found = [str(number) for number in numbers], {}
    for find in _FINDERS.get(register.kind, ()):
        found |= find(register.commune, register.year, asked)
    return found
