"""The blocks a paper is made of: what it says, part by part. How a part looks is the business of the writers.

A paper is a list of blocks in reading order; a topic that issues a paper chooses its words in its own papers.py.
All text is plain: no markup of any writer is understood or needed.
"""

from dataclasses import dataclass

__all__ = [
    "Across",
    "Addressees",
    "Annex",
    "Block",
    "Centered",
    "Column",
    "Grounds",
    "Group",
    "Head",
    "Heading",
    "PageBreak",
    "Paragraph",
    "Row",
    "Run",
    "Signatures",
    "Signer",
    "Table",
    "Title",
    "bold",
    "italic",
    "paragraphs",
    "punctuated",
]


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one style."""

    text: str
    bold: bool = False
    italic: bool = False


def bold(text):
    return Run(text, bold=True)


def italic(text):
    return Run(text, italic=True)


class Block:
    """One part of a paper."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Across(Block):
    """The paper lies on its long side, as a book of many columns does; an Annex turns its own pages."""


@dataclass(frozen=True, slots=True)
class Head(Block):
    """Top of page 1: the issuing body and number on the left, nation and date on the right.

    issuer: lines as they stand, in capitals ("ỦY BAN NHÂN DÂN", "XÃ PHONG QUANG"), none on a person's own paper: the
    nation then stands over the whole width; superior: lines of the body above,
    empty for the commune's own committee. number, dateline: from wording.number_line, wording.dateline; empty leaves
    the line out (minutes carry no dateline). subject: the "V/v ..." of a letter without a type name.
    """

    issuer: tuple[str, ...]
    superior: tuple[str, ...] = ()
    number: str = ""
    dateline: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Title(Block):
    """Type name in capitals and the abstract under it, with its line."""

    name: str
    abstract: str = ""


@dataclass(frozen=True, slots=True)
class Addressees(Block):
    """Kính gửi: one name on the line, several as a list."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grounds(Block):
    """The "Căn cứ ..." lines; the writer ends each with ";" and the last with "."."""

    lines: tuple[str, ...]

    @property
    def sentences(self):
        return punctuated(self.lines)


@dataclass(frozen=True, slots=True)
class Centered(Block):
    """A line in the middle, as the signing office above the grounds, or "QUYẾT ĐỊNH:"."""

    text: str
    bold: bool = True
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Heading(Block):
    """Heading of a part; stays with what follows."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph(Block):
    """Justified text with its first line set in. Takes a text, or runs and texts in a tuple."""

    runs: tuple[Run, ...]
    is_indented: bool = True

    def __post_init__(self):
        parts = (self.runs,) if isinstance(self.runs, (str, Run)) else self.runs
        runs = tuple(part if isinstance(part, Run) else Run(str(part)) for part in parts)
        object.__setattr__(self, "runs", runs)


@dataclass(frozen=True, slots=True)
class Column:
    """width_mm: None shares what is left equally. align: left, center, right.

    has_bars: of hundredths ("62,5"); the PDF draws a bar beside each, Word shows the figure alone.
    """

    title: str
    width_mm: float | None = None
    align: str = "left"
    has_bars: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row; a bold one is a total."""

    cells: tuple[str, ...]
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A row over all columns that names the rows below it ("I. Tập thể")."""

    text: str


@dataclass(frozen=True, slots=True)
class Table(Block):
    """Rows may be plain tuples of texts, Row or Group. The head row repeats, no row is split over pages."""

    columns: tuple[Column, ...]
    rows: tuple[Row | Group, ...]

    def __post_init__(self):
        rows = tuple(row if isinstance(row, (Row, Group)) else Row(tuple(row)) for row in self.rows)
        for row in rows:
            if isinstance(row, Row) and len(row.cells) != len(self.columns):
                raise ValueError(f"{len(row.cells)} cells in a table of {len(self.columns)} columns")
        object.__setattr__(self, "rows", rows)


@dataclass(frozen=True, slots=True)
class Signer:
    """lines: the signing form in capitals, ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"); note: "(Ký, ghi rõ họ tên)"."""

    lines: tuple[str, ...]
    name: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Signatures(Block):
    """Signers side by side, left to right; recipients ("Nơi nhận") stand left of one signer, below several.

    The writer puts "- " before a recipient, ";" after it and "." after the last.
    """

    signers: tuple[Signer, ...]
    recipients: tuple[str, ...] = ()

    @property
    def recipient_lines(self):
        return tuple(f"- {line}" for line in punctuated(self.recipients))


@dataclass(frozen=True, slots=True)
class PageBreak(Block):
    """What follows starts a page."""


@dataclass(frozen=True, slots=True)
class Annex(Block):
    """What follows, up to the next Annex, is an annex on pages of its own with their own numbers.

    word: "PHỤ LỤC I" or empty; title: "DANH SÁCH ..."; reference: "(Kèm theo Quyết định số ...)".
    """

    title: str
    reference: str = ""
    word: str = ""
    is_landscape: bool = False


def paragraphs(text):
    """A Paragraph for each line that says something."""
    return [Paragraph(line.strip()) for line in text.splitlines() if line.strip()]


def punctuated(lines):
    """Lines of one list: each ends with ";", the last with "."."""
    bare = [line.strip().rstrip(";.,").rstrip() for line in lines]
    return tuple(line + (";" if place < len(bare) else ".") for place, line in enumerate(bare, start=1))
