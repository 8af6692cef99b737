"""Cells that no program runs: in workbooks written here, and in an uploaded one that is given back."""

import io
import re

from openpyxl import load_workbook
from openpyxl.formatting.formatting import ConditionalFormattingList

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
# A list to choose from that names its cells, or its words.
_PLAIN_CHOICES = re.compile(r"""=?(?:(?:'[^']*'|\w+)!)?\$?[A-Z]+\$?\d+:\$?[A-Z]+\$?\d+|"[^"]*\"""")


def put_text(cell, text):
    """Set a text; it stays a text in Excel even after somebody presses F2 and Enter in it."""
    cell.value = text
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(_DANGEROUS)


def open_harmless(content):
    """The workbook without anything that computes: a formula is its last value, or its own words where it has none.

    content: bytes that `check_workbook` let pass. Raises what openpyxl raises on a broken file (`reading.UNREADABLE`).
    """
    book = load_workbook(io.BytesIO(content))
    formulas = [cell for page in book.worksheets for cell in page._cells.values() if cell.data_type == "f"]
    if formulas:
        values = load_workbook(io.BytesIO(content), data_only=True)
        for cell in formulas:
            _stand_still(cell, values[cell.parent.title].cell(cell.row, cell.column).value)
    book.defined_names.clear()
    for page in book.worksheets:
        _still_texts(page)
        page._pivots = []
        page.defined_names.clear()
        page.conditional_formatting = ConditionalFormattingList()
        rules = page.data_validations
        rules.dataValidation = [rule for rule in rules.dataValidation if _is_plain(rule)]
    return book


def _stand_still(cell, value):
    if value is None:
        value = str(getattr(cell.value, "text", None) or cell.value)
    if isinstance(value, str):
        put_text(cell, value)
    else:
        cell.value = value


def _still_texts(page):
    for cell in page._cells.values():
        if cell.hyperlink:
            cell.hyperlink = None
        if isinstance(cell.value, str) and cell.value.startswith(_DANGEROUS):
            put_text(cell, cell.value)
    page._hyperlinks = []


def _is_plain(rule):
    return rule.type == "list" and bool(_PLAIN_CHOICES.fullmatch(rule.formula1 or ""))
