"""Reading a list out of an .xlsx: the head row is found by its words, every row is checked, nothing crashes."""

import io
import re
import warnings
from string import ascii_uppercase

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from documents.sheets.archive import BROKEN
from documents.sheets.checking import check_workbook, damaged, refusal
from documents.sheets.columns import Sheet
from documents.sheets.heads import find_head, refuse_missing, with_lower_heads
from documents.sheets.meaning import check_row
from documents.sheets.table import HEAD_WITHIN_ROWS, Table, too_many
from permissions.refusals import ValidationError

SHEETS_LOOKED_AT = 10
_NUMBERING = re.compile(r"\(?(?:(\d{1,2})|([A-Za-z]))\)?", re.ASCII)
# What openpyxl raises on files that are no workbooks inside; IndexError: a cell points to a text that is not there.
UNREADABLE = (*BROKEN, TypeError, AttributeError, IndexError, OverflowError, RecursionError, SyntaxError)


def read_sheet(content, columns, *, limit=5_000):
    """The Sheet that an .xlsx holds for these columns.

    content: bytes. limit: rows taken. Raises ValidationError: not an .xlsx, too large, no head row, a required column
    missing, more rows than the limit, no row at all. Faults of single cells stand in the rows.
    """
    check_workbook(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of styles and extensions that it leaves out
            return _read(content, columns, limit)
    except ValidationError:
        raise
    except UNREADABLE:
        raise damaged() from None


def _read(content, columns, limit):
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    try:
        visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"][:SHEETS_LOOKED_AT]
        tables = [Table(sheet, limit) for sheet in visible]
        for table in tables:
            head = find_head(table.read_top(), columns)
            if head:
                others = [other.name for other in tables if other is not table and other.read_top()]
                return _sheet(table, head, columns, limit, others)
    finally:
        book.close()
    wanted = [str(column.title) for column in columns if column.required] or [str(column.title) for column in columns]
    raise refusal(
        "sheet_without_head",
        _(
            "No head row was found in the first %(count)s rows. One row must name the columns, among them: "
            "%(columns)s. Take the sample file for a pattern."
        ),
        count=HEAD_WITHIN_ROWS,
        columns=", ".join(wanted),
    )


def _sheet(table, head, columns, limit, others):
    table.read_rest()
    head = with_lower_heads(head, table, columns)
    refuse_missing(head, columns)
    asked = [column for column in columns if column.key in head.places]
    rows, skipped = [], []
    for number in sorted(number for number in table.rows if number > head.last_row):
        cells = table.rows[number]
        written = {column.key: cells.get(head.places[column.key], "") for column in asked}
        is_numbering = number == head.last_row + 1 and _is_numbering(cells)
        if is_numbering or _is_no_entry(written, columns, table.is_heading(number)):
            skipped.append((number, " ".join(text for text in cells.values() if text)))
        else:
            rows.append(check_row(number, written, columns))
    if len(rows) > limit:
        raise too_many(limit)
    if not rows:
        raise refusal("sheet_without_rows", _("The list is empty: no row stands under the heads."))
    return Sheet(table.name, head.row, head.places, rows, head.unknown, skipped, others)


def _is_numbering(cells):
    """The row of A B (1) (2) (3) that papers put under their heads."""
    found = [_NUMBERING.fullmatch(text) for _column, text in sorted(cells.items()) if text]
    if len(found) < 3 or not all(found):
        return False
    letters = [each[2].upper() for each in found if each[2]]
    numbers = [int(each[1]) for each in found if each[1]]
    return letters == list(ascii_uppercase[: len(letters)]) and numbers == list(range(1, len(numbers) + 1))


def _is_no_entry(written, columns, is_heading):
    """A sum, a heading between rows, a signature: nothing of it stands in a column that every entry fills."""
    filled = [key for key, text in written.items() if text]
    needed = {column.key for column in columns if column.required}
    return is_heading or (len(filled) < 2 and bool(needed) and not needed.intersection(filled))
