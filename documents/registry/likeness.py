"""Whether two are the same, told from what is written of them. Only what is certain is linked; the rest is asked."""

import unicodedata
from dataclasses import dataclass
from datetime import date

from documents.catalogue.kinds import NomineeType
from permissions.vietnamese import clean_line, search_key

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What is written of a nominee or a recipient."""

    nominee_type: str
    full_name: str
    birth_on: date | None
    is_female: bool | None
    place: str

    @property
    def key(self):
        """Those who share it bear one name and are of one kind."""
        return str(self.nominee_type), search_key(self.full_name)[:300]


def described(recipient):
    return Described(
        nominee_type=recipient.nominee_type,
        full_name=recipient.full_name,
        birth_on=recipient.birth_on,
        is_female=recipient.is_female,
        place=recipient.place,
    )


def described_row(row, unit):
    """A row of a list; one without a place belongs to the unit that proposes."""
    return Described(
        nominee_type=row.nominee_type,
        full_name=row.full_name,
        birth_on=row.birth_on,
        is_female=row.is_female,
        place=row.workplace or unit.name,
    )


def _spelled(word):
    """A word by its letters and its tones, wherever the tone stands: "hòa" is "hoà", "hoa" is another name."""
    parts = unicodedata.normalize("NFD", word.casefold())
    letters = unicodedata.normalize("NFC", "".join(char for char in parts if char not in _TONES))
    return letters, sorted(char for char in parts if char in _TONES)


def _has_signs(name):
    return "đ" in name.casefold() or any(unicodedata.combining(char) for char in unicodedata.normalize("NFD", name))


def spelled_alike(one, other):
    """Are two names of one key written the same? Who typed without accents said nothing else."""
    one, other = clean_line(one), clean_line(other)
    if not (_has_signs(one) and _has_signs(other)):
        return True
    return [_spelled(word) for word in one.split()] == [_spelled(word) for word in other.split()]


def is_certain(one, other):
    """Are two Described, of one commune, surely the same?

    A person: one name and one birth date, and nothing that speaks against it. A collective or household: one name and
    one place.
    """
    if one.key != other.key or not spelled_alike(one.full_name, other.full_name):
        return False
    if one.nominee_type != NomineeType.INDIVIDUAL:
        return bool(search_key(one.place)) and search_key(one.place) == search_key(other.place)
    other_sex = None not in (one.is_female, other.is_female) and one.is_female != other.is_female
    return one.birth_on is not None and one.birth_on == other.birth_on and not other_sex
