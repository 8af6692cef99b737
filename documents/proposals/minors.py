"""Who of the nominees is under age, and how they are named where more people read than their unit and the office."""

import re

from documents.catalogue.kinds import NomineeType
from permissions.vietnamese import search_key

GROWN_UP_AT = 18  # years
# Who has no birth date and is a child by these words; without a position, who is at home in a class.
_CHILD = re.compile(r" (?:hoc sinh|hs|thieu nien|thieu nhi|nhi dong)\b|^ (?:lop|doi vien|chi doi|lien doi|tre em)\b")
_IN_A_CLASS = re.compile(r"^ lop\b")


def is_under_age(*, nominee_type, full_name, position, workplace, birth_on, today):
    """By the birth date; where the unit gave none, a pupil counts as under age."""
    if nominee_type != NomineeType.INDIVIDUAL:
        return False
    if not birth_on:
        post, is_in_a_class = search_key(position), _IN_A_CLASS.search(search_key(workplace))
        return bool(_CHILD.search(post) or (not post and is_in_a_class)) or " hoc sinh" in search_key(full_name)
    birthday_is_to_come = (today.month, today.day) < (birth_on.month, birth_on.day)
    return today.year - birth_on.year - birthday_is_to_come < GROWN_UP_AT


def initials(full_name):
    """N. T. H."""
    return " ".join(f"{word[:1]}." for word in full_name.split())
