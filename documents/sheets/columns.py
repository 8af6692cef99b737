"""What a list in Excel is made of: columns by name, rows with what was written and what it means, faults."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _

from permissions.vietnamese import clean_line, search_key

KINDS = ("text", "date", "period", "choice", "number", "money")  # money: written only, in đồng
_IN_BRACKETS = re.compile(r"\([^()]*\)")


def head_key(text):
    """The words of a head without accents, case and signs."""
    return search_key(text).strip()


def head_keys(text):
    """The ways one head may be meant: as it stands, and without what is put in brackets."""
    return {key for key in (head_key(text), head_key(_IN_BRACKETS.sub(" ", text))) if key}


@dataclass(frozen=True)
class Column:
    """One column of a list, found by its title or a synonym, whatever the accents, case and order.

    kind: text, date, period, choice or number. choices: texts, or (value, text) pairs; aliases: more of them that are
    read but not offered. max_length: characters.
    width: of a written sheet, in characters. lines: a text keeps its line breaks.
    year_alone: of a date; the typed value of "1985" is then the number 1985.
    """

    key: str
    title: str
    synonyms: tuple = ()
    kind: str = "text"
    required: bool = False
    choices: tuple = ()
    aliases: tuple = ()
    max_length: int | None = None
    width: int = 16
    lines: bool = False
    year_alone: bool = False

    @cached_property
    def keys(self):
        """The heads that mean this column."""
        return set().union(*(head_keys(str(name)) for name in (self.title, *self.synonyms)))

    @cached_property
    def pairs(self):
        """The choices as [(value, text)]."""
        pairs = [choice if isinstance(choice, tuple) else (choice, choice) for choice in self.choices]
        return [(value, clean_line(str(text))) for value, text in pairs]

    @cached_property
    def values_by_key(self):
        """{text without accents: value}, for choices."""
        named = {head_key(str(text)): value for value, text in self.aliases}
        return named | {head_key(text): value for value, text in self.pairs}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a cell. told: the reason alone. nearest: the right text that is most like it, if any.

    column: its key. row: as numbered in Excel.
    """

    row: int
    column: str
    title: str
    told: str
    nearest: str = ""

    @property
    def sentence(self):
        """The reason with its row and column, for a list of faults."""
        words = {"row": self.row, "column": self.title, "told": self.told, "nearest": self.nearest}
        if self.nearest:
            return _("Row %(row)s, %(column)s: %(told)s Nearest: %(nearest)s") % words
        return _("Row %(row)s, %(column)s: %(told)s") % words


@dataclass(slots=True)
class Row:
    """values: {key: text as written}, clean. typed: {key: what it means}, None for empty and for faulty cells."""

    number: int
    values: dict
    typed: dict = field(default_factory=dict)
    faults: list = field(default_factory=list)


@dataclass(slots=True)
class Sheet:
    """A list as read. Nothing that stood in the file is dropped without being told.

    places: {key: number of the column in Excel}. unknown: heads that mean no column. skipped: [(row, text)] of rows
    that are no entries, like "Tổng cộng: 12 người". others: further sheets that hold something.
    """

    name: str
    head_row: int
    places: dict
    rows: list
    unknown: list = field(default_factory=list)
    skipped: list = field(default_factory=list)
    others: list = field(default_factory=list)

    @property
    def faults(self):
        return [fault for row in self.rows for fault in row.faults]
