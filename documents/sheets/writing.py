"""Writing lists as .xlsx that print well and run nothing: every text is a text, whatever it begins with."""

import io
import warnings
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import MergedCell, WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import IllegalCharacterError
from openpyxl.worksheet.datavalidation import DataValidation

from documents.sheets.checking import damaged
from documents.sheets.harmless import open_harmless, put_text
from documents.sheets.meaning import LONGEST_CELL
from documents.sheets.reading import UNREADABLE
from permissions.vietnamese import clean_line, clean_text

_FONT = "Times New Roman"
_A4 = 9
_LINE = Side(style="thin", color="808080")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_STYLES = {
    "title": {"font": Font(_FONT, 14, bold=True), "alignment": Alignment(horizontal="centerContinuous")},
    "note": {"font": Font(_FONT, 12, italic=True)},
    "head": {
        "font": Font(_FONT, 12, bold=True),
        "alignment": Alignment(horizontal="center", vertical="center", wrap_text=True),
        "border": _BOX,
        "fill": PatternFill("solid", fgColor="E8EEF5"),
    },
    "cell": {"font": Font(_FONT, 12), "alignment": Alignment(vertical="top", wrap_text=True), "border": _BOX},
    "centre": {
        "font": Font(_FONT, 12),
        "alignment": Alignment(horizontal="center", vertical="top", wrap_text=True),
        "border": _BOX,
    },
    "money": {
        "font": Font(_FONT, 12),
        "alignment": Alignment(horizontal="right", vertical="top"),
        "border": _BOX,
        "number_format": "#,##0",
    },
}
_STYLE_OF = {"date": "centre", "number": "centre", "money": "money"}  # by the kind of the column
_FAULTY = PatternFill("solid", fgColor="F8CBCB")
_CHOICES_SHEET = "_"
_DATE = "dd/mm/yyyy"
_NUMBER_WIDTH = 6  # characters
_FAULTS_WIDTH = 60  # characters
_LINE_HEIGHT = 15.75  # points, of the font of the cells
_MOST_HEIGHT = 400  # points; Excel takes no row above 409
_EMPTY_ROWS = 500  # of a sample file that offer the choices


def _plain(value):
    """A value that a cell takes and that no program runs."""
    if isinstance(value, datetime):
        return timezone.localtime(value).replace(tzinfo=None) if timezone.is_aware(value) else value
    if value is None or (isinstance(value, date | int | float) and not isinstance(value, bool)):
        return value
    text = clean_text(str(value))
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"


def _put(cell, value):
    value = _plain(value)
    if isinstance(value, str):
        put_text(cell, value)
        return
    cell.value = value
    if isinstance(value, datetime):
        cell.number_format = f"{_DATE} hh:mm"
    elif isinstance(value, date):
        cell.number_format = _DATE


class _Writer:
    """One sheet under way; the styles are looked up once, not for each cell."""

    def __init__(self, title):
        self.book = Workbook(write_only=True)
        self.sheet = self.book.create_sheet(_sheet_name(title))
        self.row_count = 0
        self.styles = {}
        for name, parts in _STYLES.items():
            cell = WriteOnlyCell(self.sheet)
            for part, style in parts.items():
                setattr(cell, part, style)
            self.styles[name] = cell._style

    def cell(self, value, style):
        cell = WriteOnlyCell(self.sheet)
        cell._style = self.styles[style].__copy__()
        _put(cell, value)
        return cell

    def lay_out(self, columns, head_row):
        sheet = self.sheet
        sheet.freeze_panes = f"A{head_row + 1}"
        sheet.print_title_rows = f"{head_row}:{head_row}"
        sheet.page_setup.paperSize, sheet.page_setup.orientation = _A4, "landscape"
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.page_setup.fitToHeight = 0
        sheet.page_margins.left = sheet.page_margins.right = 0.5  # inches
        sheet.oddFooter.center.text = "&P/&N"
        sheet.column_dimensions["A"].width = _NUMBER_WIDTH
        for place, column in enumerate(columns, start=2):
            sheet.column_dimensions[get_column_letter(place)].width = column.width

    def append(self, cells, widths=()):
        """A row, high enough for what is wrapped in it: not every program measures that when it opens a file.

        widths: of the columns, in characters; none for a row that is not wrapped.
        """
        self.row_count += 1
        lines = max((_lines(cell.value, width) for cell, width in zip(cells, widths, strict=False)), default=1)
        if lines > 1:
            self.sheet.row_dimensions[self.row_count].height = min(lines * _LINE_HEIGHT, _MOST_HEIGHT)
        self.sheet.append(cells)

    def offer(self, columns, first_row, last_row):
        """Lists to choose from, kept on a hidden sheet."""
        offered = [(place, column) for place, column in enumerate(columns, start=2) if column.choices]
        if not offered:
            return
        hidden = self.book.create_sheet(_CHOICES_SHEET)
        hidden.sheet_state = "hidden"
        longest = max(len(column.pairs) for _place, column in offered)
        for line in range(longest):
            hidden.append([_at(self, column.pairs, line) for _place, column in offered])
        for number, (place, column) in enumerate(offered, start=1):
            letter = get_column_letter(number)
            source = f"'{_CHOICES_SHEET}'!${letter}$1:${letter}${len(column.pairs)}"
            rule = DataValidation("list", formula1=source, allow_blank=not column.required, showErrorMessage=True)
            rule.errorTitle = clean_line(str(column.title))[:30]
            rule.error = _("Choose one of the list.")
            rule.add(f"{get_column_letter(place)}{first_row}:{get_column_letter(place)}{last_row}")
            self.sheet.data_validations.append(rule)


def _lines(value, width):
    """How many lines a text takes in a column. width: in characters, as wide as a digit."""
    if not isinstance(value, str) or (len(value) <= width and "\n" not in value):
        return 1
    return sum(-(-len(line) // width) or 1 for line in value.split("\n"))


def _at(writer, pairs, line):
    return writer.cell(pairs[line][1] if line < len(pairs) else None, "cell")


def _sheet_name(title):
    """What Excel takes as the name of a sheet: 31 characters, without signs of its own."""
    name = clean_line("".join(" " if sign in "[]:*?/\\'" else sign for sign in str(title)))
    return name[:31].strip() or _("List")


def write_sheet(title, columns, rows, *, note="", filter_line="", limit=None, empty_rows=0):
    """Bytes of an .xlsx: title, what it was narrowed by, bold head, numbered rows; A4 across, the head on every page.

    rows: sequences of values in the order of the columns, read once. note: a line under the title. limit: the rows that
    are written; where there are more, the file says so. empty_rows: rows under the last that offer the choices.
    """
    writer = _Writer(title)
    kept, is_cut = _within(rows, limit)
    above = [str(text) for text in (note, filter_line, cut_line(limit) if is_cut else "") if text]
    head_row = 3 + len(above)
    last_row = head_row + len(kept) + (empty_rows or (0 if kept else _EMPTY_ROWS))
    writer.lay_out(columns, head_row)
    writer.offer(columns, head_row + 1, last_row)
    blank = [writer.cell(None, "title") for _column in columns]
    writer.append([writer.cell(clean_line(str(title)), "title"), *blank])
    for text in above:
        writer.append([writer.cell(text, "note")])
    writer.append([])
    widths = [_NUMBER_WIDTH, *(column.width for column in columns)]
    heads = [writer.cell(text, "head") for text in (_("No."), *(column.title for column in columns))]
    writer.append(heads, [width - 2 for width in widths])  # bold
    styles = [_STYLE_OF.get(column.kind, "cell") for column in columns]
    for number, row in enumerate(kept, start=1):
        cells = [writer.cell(value, style) for value, style in zip(row, styles, strict=True)]
        writer.append([writer.cell(number, "centre"), *cells], widths)
    for _number in range(empty_rows):
        writer.append([writer.cell(None, "cell") for _column in range(len(columns) + 1)])
    return _bytes_of(writer.book)


def _within(rows, limit):
    kept = []
    for row in rows:
        if limit is not None and len(kept) == limit:
            return kept, True
        kept.append(row)
    return kept, False


def cut_line(limit):
    """What a file says that does not hold every row."""
    return _("Only the first %(limit)s rows are here; narrow the list to get the rest.") % {"limit": limit}


def _bytes_of(book):
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def with_faults(content, sheet, *, written=None):
    """The same workbook, made harmless, with a column of faults and the faulty cells in red.

    sheet: what `read_sheet` gave. written: {(row, column key): text} of cells that were mended since.
    Raises ValidationError when the workbook cannot be opened again.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = open_harmless(content)
            _mark(book[sheet.name], sheet, written or {})
            return _bytes_of(book)
    except (*UNREADABLE, IllegalCharacterError):
        raise damaged() from None


def _mark(page, sheet, written):
    for (row, key), text in written.items():
        if key in sheet.places:
            _put_over(page, row, sheet.places[key], text)
    place = page.max_column + 1
    head = page.cell(sheet.head_row, place, _("Faults"))
    head.font, head.border, head.alignment = Font(_FONT, 12, bold=True), _BOX, Alignment(horizontal="center")
    page.column_dimensions[get_column_letter(place)].width = _FAULTS_WIDTH
    for row in sheet.rows:
        if not row.faults:
            continue
        said = "\n".join(fault.sentence for fault in row.faults)
        _put_over(page, row.number, place, said)
        page.cell(row.number, place).alignment = Alignment(vertical="top", wrap_text=True)
        _make_room(page, row.number)
        for fault in row.faults:
            page.cell(row.number, sheet.places.get(fault.column, place)).fill = _FAULTY


def _make_room(page, number):
    """A row high enough for what is wrapped in it, and no lower than it was."""
    wrapped = [cell for cell in page[number] if cell.alignment.wrap_text and not isinstance(cell, MergedCell)]
    lines = max(_lines(cell.value, int(page.column_dimensions[cell.column_letter].width)) for cell in wrapped)
    row = page.row_dimensions[number]
    row.height = max(row.height or 0, min(lines * _LINE_HEIGHT, _MOST_HEIGHT))


def _put_over(page, row, column, text):
    """A cell inside a merged one cannot be written: the text stands in its first cell."""
    cell = page.cell(row, column)
    if not isinstance(cell, MergedCell):
        _put(cell, text)
