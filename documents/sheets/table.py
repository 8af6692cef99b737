"""The cells of one sheet as texts, row by row as they are needed, with merged cells filled."""

import re
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _
from openpyxl.utils.escape import unescape
from openpyxl.worksheet._reader import FORMULA_TAG, VALUE_TAG, WorkSheetParser

from documents.sheets.checking import damaged, refusal
from documents.sheets.heads import WIDEST
from permissions.vietnamese import clean_text

HEAD_WITHIN_ROWS = 20
MERGED_LIMIT = 20_000
HEADING_WIDTH = 3  # cells merged across before a row is taken for a heading
_ESCAPED = re.compile(r"_x[0-9A-Fa-f]{4}_")


def too_many(limit):
    return refusal(
        "sheet_too_many_rows",
        _("The list has more than %(limit)s rows. Split it into several files and upload one after the other."),
        limit=limit,
    )


class _Parser(WorkSheetParser):
    """Values as Excel kept them; a formula whose value was never computed is read as the formula."""

    def parse_cell(self, element):
        cell = super().parse_cell(element)
        formula = element.find(FORMULA_TAG) if cell["value"] is None else None
        is_empty_text = element.get("t") == "str" and element.find(VALUE_TAG) is not None
        if formula is not None and not is_empty_text:
            cell["value"] = f"={formula.text or ''}"
        return cell


def text_of(value):
    """What a person reads in the cell: days as dd/mm/yyyy, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, str):
        return clean_text(unescape(value) if _ESCAPED.search(value) else value)
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y}" if value.time() == time() else f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, time | timedelta | bool):
        return str(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value!r}".replace(".", ",")
    return clean_text(str(value))


class Table:
    """rows: {number in Excel: {column: text}}. merged: [(first column, first row, last column, last row)]."""

    def __init__(self, sheet, limit):
        self.name, self.limit = sheet.title, limit
        self.rows, self.merged = {}, []
        self._parser, self._read = _parser_of(sheet)

    def read_top(self):
        """The rows in which the head may stand; those that hold nothing are left out."""
        for number, cells in self._read:
            self._keep(number, cells)
            if number >= HEAD_WITHIN_ROWS:
                break
        return {number: cells for number, cells in self.rows.items() if number <= HEAD_WITHIN_ROWS}

    def read_rest(self):
        """Read to the end and fill merged cells downward. Raises ValidationError past the limit of rows."""
        for number, cells in self._read:
            self._keep(number, cells)
            if len(self.rows) > self.limit + 2 * HEAD_WITHIN_ROWS:
                raise too_many(self.limit)
        merged = self._parser.merged_cells
        self.merged = [each.bounds for each in _ranges(merged)] if merged else []
        for first_column, first_row, _last_column, last_row in self.merged:
            self._fill(first_column, first_row, last_row)

    def is_heading(self, number):
        """Whether one text spans the row: "I. Tập thể"."""
        across = [last - first + 1 for first, row, last, _last_row in self.merged if row == number]
        return bool(across) and max(across) >= HEADING_WIDTH and sum(map(bool, self.rows[number].values())) == 1

    def _keep(self, number, cells):
        texts = {cell["column"]: text_of(cell["value"]) for cell in cells if cell["column"] <= WIDEST}
        if number in self.rows or number < 1:
            raise damaged()
        if any(texts.values()):
            self.rows[number] = texts

    def _fill(self, column, first_row, last_row):
        text = self.rows.get(first_row, {}).get(column, "")
        if not text or first_row == last_row:
            return
        for number in self._numbers_between(first_row, last_row):
            self.rows[number][column] = self.rows[number].get(column) or text

    def _numbers_between(self, first_row, last_row):
        if last_row - first_row < len(self.rows):
            return [number for number in range(first_row, last_row + 1) if number in self.rows]
        return [number for number in self.rows if first_row <= number <= last_row]


def _ranges(merged):
    found = merged.mergeCell
    if len(found) > MERGED_LIMIT:
        raise refusal("sheet_too_many_merged", _("The list has too many merged cells. Split them, then upload again."))
    return found


def _parser_of(sheet):
    """(the parser, its rows as they come). A sheet that is a chart has none."""
    source = sheet._get_source()
    parser = _Parser(
        source,
        sheet._shared_strings,
        data_only=True,
        epoch=sheet.parent.epoch,
        date_formats=sheet.parent._date_formats,
        timedelta_formats=sheet.parent._timedelta_formats,
    )
    return parser, parser.parse()
