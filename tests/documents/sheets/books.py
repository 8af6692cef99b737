"""Workbooks for tests: rows of cells, merged ranges, parts put in by hand."""

import io
import zipfile

from openpyxl import Workbook

from documents.sheets.columns import Column

COLUMNS = (
    Column("name", "Họ và tên", ("Họ tên", "Tên"), required=True, max_length=40),
    Column("birth_on", "Ngày sinh", ("Ngày, tháng, năm sinh",), kind="date"),
    Column("form", "Hình thức", ("Hình thức đề nghị",), kind="choice", choices=("Lao động tiên tiến", "Giấy khen")),
    Column("period", "Thời gian", ("Thời gian thành tích",), kind="period"),
    Column("sum", "Số tiền", kind="number"),
    Column("summary", "Tóm tắt", lines=True),
)
HEADS = [column.title for column in COLUMNS]


def book(*rows, merged=(), sheets=()):
    """Bytes of an .xlsx. sheets: (title, rows) of further ones."""
    made = Workbook()
    made.active.title = "Danh sách"
    for row in rows:
        made.active.append(list(row))
    for area in merged:
        made.active.merge_cells(area)
    for title, others in sheets:
        sheet = made.create_sheet(title)
        for row in others:
            sheet.append(list(row))
    return bytes_of(made)


def bytes_of(made):
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def with_parts(content, parts=None, without=()):
    """The same archive with parts {name: bytes} added or put in place of others."""
    parts, file = dict(parts or {}), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in without and name not in parts:
                new.writestr(name, old.read(name))
        for name, part in parts.items():
            new.writestr(name, part)
    return file.getvalue()


def sheet_part(content):
    """The XML of the first sheet."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read("xl/worksheets/sheet1.xml")
