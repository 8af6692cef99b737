"""Which later decisions touch a decision: cancelled an award of its list, or corrected a word of it.

Decisions know no such papers; the topic that issues them says once how they are found, and which words they mended.
"""

from dataclasses import dataclass
from datetime import date

_FINDERS = []
_OLD_WORDS = []


@dataclass(frozen=True, slots=True)
class Touch:
    """A later paper over some lines. what: it cancels or corrects. number: empty before it is issued. names: whose."""

    what: str
    code: str
    number: str
    issued_on: date | None
    page: str
    names: tuple


def register_touching(find):
    """find(decision, user, held) -> [Touch] that this person may read, the oldest first."""
    _FINDERS.append(find)


def touching(decision, user, held):
    """The later papers over a decision that this person may read."""
    return [touch for find in _FINDERS for touch in find(decision, user, held)]


def register_old_words(find):
    """find(decision) -> {DecisionLine pk: {field of the nominee: value}}: words as decided, where they were mended."""
    _OLD_WORDS.append(find)


def as_decided(decision, lines):
    """The lines with the words of their day, for a paper of that day made anew. For showing alone: never save them."""
    for find in _OLD_WORDS:
        old = find(decision)
        for line in lines:
            for field, value in old.get(line.pk, {}).items():
                setattr(line.nomination, field, value)
    return lines
