"""Whatever is uploaded: no crash, every fault named with its row and column, nothing lost."""

import unicodedata
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from documents.sheets.checking import check_workbook
from documents.sheets.reading import read_sheet
from documents.sheets.table import text_of
from documents.sheets.writing import with_faults, write_sheet
from permissions.refusals import ValidationError
from permissions.vietnamese import clean_line
from tests.documents.sheets.books import COLUMNS, HEADS, book, sheet_part, with_parts

VIETNAMESE = "aáàảãạăắằẳẵặâấầẩẫậbcdđeéèẻẽẹêếềểễệghiíìỉĩịklmnoóòỏõọôốồổỗộơớờởỡợpqrstuúùủũụưứừửữựvxyýỳỷỹỵ"
VIETNAMESE += " 0123456789-/.,()=+@'\"\t"
texts = st.text(VIETNAMESE, max_size=30) | st.text(max_size=12)
names = st.text("abcđeêghiâuướn ", min_size=1, max_size=30).filter(lambda text: len(text.split()) > 1)
cells = (
    st.none()
    | texts
    | st.integers(-(10**12), 10**12)
    | st.floats(-1e9, 1e9).map(lambda number: float(f"{number:.12g}"))  # openpyxl writes sixteen digits
    | st.booleans()
    | st.dates(min_value=date(1901, 1, 1))
)
few = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def written(text):
    """A text that a workbook can hold."""
    return "".join(sign for sign in text if unicodedata.category(sign) not in ("Cc", "Cs"))


def without_accents(text):
    parts = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


@st.composite
def lists(draw):
    """(bytes, the rows as they stand in the file, heads in their order): heads in any order, case and accents."""
    order = draw(st.permutations(range(len(COLUMNS))))
    spelled = [draw(st.sampled_from([str, str.upper, str.lower, without_accents])) for _place in order]
    heads = [change(HEADS[place]) for change, place in zip(spelled, order, strict=True)]
    above = draw(st.lists(st.just(["DANH SÁCH ĐỀ NGHỊ"]) | st.just([]), max_size=5))
    rows = []
    for _row in range(draw(st.integers(1, 8))):
        row = [draw(cells) for _column in COLUMNS]
        row[0] = draw(names)
        rows.append([written(cell) if isinstance(cell, str) else cell for cell in row])
    shown = [[row[place] for place in order] for row in rows]
    return book(*above, heads, *shown), rows, order, len(above) + 1


@few
@given(lists())
def test_every_cell_is_kept_and_every_fault_has_its_row_and_column(made):
    content, rows, _order, head = made
    try:
        sheet = read_sheet(content, COLUMNS)
    except ValidationError as refusal:
        assert refusal.messages[0]
        return

    assert [row.number for row in sheet.rows] == list(range(head + 1, head + 1 + len(rows)))
    for found, row in zip(sheet.rows, rows, strict=True):
        for column, cell in zip(COLUMNS, row, strict=True):
            is_formula = isinstance(cell, str) and cell.startswith("=")
            expected = text_of(cell) if column.lines else clean_line(text_of(cell))
            assert found.values[column.key] == expected or is_formula
            told = [fault for fault in found.faults if fault.column == column.key]
            is_empty = not found.values[column.key]
            assert bool(told) or found.typed[column.key] is not None or is_empty
            assert all(str(fault.row) in fault.sentence and column.title in fault.sentence for fault in told)
    assert len(with_faults(content, sheet)) > 1_000


@few
@given(st.lists(st.tuples(names, texts), min_size=1, max_size=6))
def test_what_is_written_is_read_again_whole(rows):
    columns = (COLUMNS[0], COLUMNS[5])
    rows = [(clean_line(written(name)) or "Hoa", written(text)) for name, text in rows]

    sheet = read_sheet(write_sheet("Danh sách", columns, rows), columns)

    assert [tuple(row.values.values()) for row in sheet.rows] == [(name, text_of(text)) for name, text in rows]


@few
@given(
    st.lists(
        st.tuples(st.integers(1, 6), st.integers(1, 12), st.integers(0, 3), st.integers(0, 4)), min_size=1, max_size=4
    )
)
def test_merged_cells_anywhere_crash_nothing_and_lose_no_name(areas):
    merged = [
        f"{get_column_letter(column)}{row}:{get_column_letter(column + wide)}{row + tall}"
        for column, row, wide, tall in areas
    ]
    whole = book(HEADS, *([f"Người {number}", None, "Giấy khen"] for number in range(10)))
    part = sheet_part(whole)
    ranges = "".join(f'<mergeCell ref="{area}"/>' for area in merged)
    part = part.replace(b"</sheetData>", f"</sheetData><mergeCells>{ranges}</mergeCells>".encode())
    content = with_parts(whole, {"xl/worksheets/sheet1.xml": part})
    try:
        sheet = read_sheet(content, COLUMNS)
    except ValidationError as refusal:
        assert refusal.messages[0]
        return

    names_read = " ".join(row.values["name"] for row in sheet.rows) + " ".join(text for _row, text in sheet.skipped)
    below = range(max(0, sheet.rows[0].number - 2), 10)
    assert [number for number in below if f"Người {number}" not in names_read] == []


@few
@given(st.binary(max_size=400) | st.binary(max_size=200).map(lambda junk: b"PK\x03\x04" + junk))
def test_junk_is_refused_with_a_sentence(junk):
    with pytest.raises(ValidationError) as refusal:
        check_workbook(junk)

    assert refusal.value.messages[0].endswith(".")


PIECES = [b"<c/>", b"&", b"</row>", b'r="9"', b"<v>x</v>", b"\xff"]
GOOD = book(HEADS, ["Hoa", "05/12/1985", "Giấy khen", "2026", 5, "Tốt"], ["Lan"])


@few
@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=8))
def test_a_damaged_workbook_is_read_or_refused_but_never_crashes(changes):
    data = bytearray(GOOD)
    for place, byte in changes:
        data[place] = byte
    try:
        sheet = read_sheet(bytes(data), COLUMNS)
    except ValidationError as refusal:
        assert refusal.messages[0]
    else:
        assert sheet.rows


@few
@given(st.lists(st.tuples(st.integers(0, 2_000), st.sampled_from(PIECES)), min_size=1, max_size=3))
def test_broken_xml_inside_is_read_or_refused_but_never_crashes(changes):
    part = sheet_part(GOOD)
    for place, piece in changes:
        at = min(place, len(part))
        part = part[:at] + piece + part[at:]
    try:
        read_sheet(with_parts(GOOD, {"xl/worksheets/sheet1.xml": part}), COLUMNS)
    except ValidationError as refusal:
        assert refusal.messages[0]
