"""Which row a report belongs to, by the number or the name in its file name; what is not sure stays a question."""

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from permissions.vietnamese import search_key

MOST_CANDIDATES = 8
_NUMBER = re.compile(r"^(?:stt|so|tt)?\s*(\d{1,4})(?=\s|$)")
# Words of file names that name nobody.
_PLAIN_WORDS = frozenset(
    [
        *("bao", "cao", "thanh", "tich", "bc", "bctt", "tom", "tat", "ca", "nhan", "tap", "the", "ho", "gia", "dinh"),
        *("ong", "ba", "co", "thay", "file", "scan", "ban", "nam", "docx", "pdf"),
    ]
)


@dataclass(slots=True)
class Match:
    """row_id: the row it surely belongs to, None where somebody must choose. likely: rows to choose from first."""

    row_id: int | None = None
    likely: list = field(default_factory=list)
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class _Name:
    """What a file name says: all its words, the number it begins with, and the words that name somebody."""

    key: str
    number: int | None
    naming: frozenset


def _said(file_name):
    key = search_key(PurePosixPath(file_name).stem.replace("_", " ")).strip()
    found = _NUMBER.match(key)
    rest = key[found.end() :] if found else key
    naming = frozenset(word for word in rest.split() if word not in _PLAIN_WORDS and not word.isdecimal())
    return _Name(f" {key} ", int(found[1]) if found else None, naming)


def _named(said, keys):
    """Rows whose whole name stands in the file name; a name within a longer one that stands there too is left out."""
    found = {pk: key for pk, key in keys.items() if key and f" {key} " in said.key}
    names = set(found.values())
    longest = {key for key in names if not any(key != other and f" {key} " in f" {other} " for other in names)}
    return [pk for pk, key in found.items() if key in longest]


def _like(said, keys):
    """Rows that share the most words with the file name, the last word of a name among them."""
    words = set(said.key.split()) - _PLAIN_WORDS
    scored = []
    for pk, key in keys.items():
        parts = key.split()
        if parts and parts[-1] in words:
            scored.append((len(words.intersection(parts)), pk))
    return [pk for _score, pk in sorted(scored, key=lambda one: -one[0])][:MOST_CANDIDATES]


def _match(said, keys, by_order):
    numbered = by_order.get(said.number)
    named = _named(said, keys)
    if len(named) == 1 and numbered in (None, named[0]):
        if said.number is not None and numbered is None:
            return Match(None, named, _("The number in the file name is of no row."))
        return Match(named[0])
    if numbered in named:
        return Match(numbered)  # of several rows of this name the numbered one
    if numbered is not None and not named and said.naming.issubset(keys[numbered].split()):
        return Match(numbered)  # nothing in the name speaks against the number
    if numbered is not None and named:
        return Match(None, [numbered, *named][:MOST_CANDIDATES], _("The number and the name are of different rows."))
    if len(named) > 1:
        return Match(None, named[:MOST_CANDIDATES], _("Several rows have this name."))
    likely = [*([numbered] if numbered is not None else []), *_like(said, keys)]
    return Match(None, list(dict.fromkeys(likely))[:MOST_CANDIDATES], _("No row has this number and name."))


def match_reports(file_names, rows):
    """{file: Match}. file_names: {file: name}. rows: nominations with `order` and `full_name`.

    A row that several files would go to takes none by itself: each of them is asked.
    """
    keys = {row.pk: search_key(row.full_name).strip() for row in rows}
    by_order = {row.order: row.pk for row in rows}
    found = {file: _match(_said(name), keys, by_order) for file, name in file_names.items()}
    taken = Counter(match.row_id for match in found.values() if match.row_id)
    for match in found.values():
        if match.row_id and taken[match.row_id] > 1:
            match.likely, match.row_id = [match.row_id], None
            match.doubt = _("Several files belong to this row. Choose it for each that does.")
    return found
