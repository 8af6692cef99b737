from datetime import date, datetime

import pytest
from openpyxl import Workbook

from documents.sheets.reading import read_sheet
from permissions.refusals import ValidationError
from tests.documents.sheets.books import COLUMNS, HEADS, book, bytes_of, sheet_part, with_parts


def values(sheet, key):
    return [row.values[key] for row in sheet.rows]


def told(sheet):
    return [(fault.row, fault.column, fault.nearest) for fault in sheet.faults]


def refused(content, **options):
    with pytest.raises(ValidationError) as fault:
        read_sheet(content, COLUMNS, **options)
    return fault.value.code


def test_a_list_is_read_with_what_its_cells_mean():
    sheet = read_sheet(
        book(
            HEADS, ["Nguyễn Thị Hoa", date(1985, 12, 5), "giay khen", "01/01/2026 - 31/12/2026", 1_170_000, "Dạy tốt"]
        ),
        COLUMNS,
    )

    assert sheet.faults == []
    assert [row.typed for row in sheet.rows] == [
        {
            "name": "Nguyễn Thị Hoa",
            "birth_on": date(1985, 12, 5),
            "form": "Giấy khen",
            "period": (date(2026, 1, 1), date(2026, 12, 31)),
            "sum": 1_170_000,
            "summary": "Dạy tốt",
        }
    ]
    assert values(sheet, "birth_on") == ["05/12/1985"]


def test_heads_are_found_below_a_title_in_any_order_without_accents_and_by_synonyms():
    sheet = read_sheet(
        book(
            ["DANH SÁCH ĐỀ NGHỊ"],
            [],
            ["STT", "HINH THUC DE NGHI", "Ghi chú", "họ TÊN (chữ in hoa) *"],
            ["(1)", "(2)", "(3)", "(4)"],
            [1, "Giấy khen", "xem lại", "Hoa"],
        ),
        COLUMNS,
    )

    assert (sheet.head_row, sheet.places, sheet.unknown) == (3, {"form": 2, "name": 4}, ["Ghi chú"])
    assert [(row.number, row.values["name"], row.typed["form"]) for row in sheet.rows] == [(5, "Hoa", "Giấy khen")]
    assert sheet.skipped == [(4, "(1) (2) (3) (4)")]


def test_heads_over_two_rows_are_one_head():
    sheet = read_sheet(
        book(
            ["TT", "Họ và tên", "Thời gian", None],
            [None, None, "thành tích", "khác"],
            [1, "Hoa", "2026", "x"],
            merged=["A1:A2", "B1:B2", "C1:D1"],
        ),
        COLUMNS,
    )

    assert sheet.places == {"name": 2, "period": 3}
    assert values(sheet, "name") == ["Hoa"]


def test_a_merged_cell_counts_for_every_row_it_spans():
    sheet = read_sheet(
        book(HEADS, ["Hoa", None, "Giấy khen"], ["Lan"], ["Cúc", None, "Lao động tiên tiến"], merged=["C2:C3"]), COLUMNS
    )

    assert [row.typed["form"] for row in sheet.rows] == ["Giấy khen", "Giấy khen", "Lao động tiên tiến"]


def test_sums_headings_and_other_sheets_are_told_not_lost():
    sheet = read_sheet(
        book(
            ["STT", *HEADS],
            ["I. Cá nhân"],
            [1, "Hoa"],
            [],
            [None, None, None, None, None, 100],
            merged=["A2:F2"],
            sheets=[("Ghi thêm", [["Lan"]]), ("Trống", [])],
        ),
        COLUMNS,
    )

    assert [row.number for row in sheet.rows] == [3]
    assert sheet.skipped == [(2, "I. Cá nhân"), (5, "100")]
    assert sheet.others == ["Ghi thêm"]


def test_every_fault_names_its_row_and_column_and_the_nearest_right_value():
    sheet = read_sheet(
        book(
            HEADS,
            ["Hoa", "05/13/1985", "Lao động tiên tiến xuất sắc", "Năm học 2025-2026", "nhiều", ""],
            ["x" * 41, 1985, "LĐTT", "31/12/2026 - 01/01/2026", "#REF!", ""],
            ["", "30/02/2001", "Huân chương", "", "", ""],
        ),
        COLUMNS,
    )

    assert told(sheet) == [
        (2, "birth_on", ""),
        (2, "form", "Lao động tiên tiến"),
        (2, "period", ""),
        (2, "sum", ""),
        (3, "name", ""),
        (3, "birth_on", ""),
        (3, "form", "Lao động tiên tiến"),
        (3, "period", ""),
        (3, "sum", ""),
        (4, "name", ""),
        (4, "birth_on", ""),
        (4, "form", ""),
    ]
    assert sheet.rows[0].typed["form"] is None


def test_values_of_formulas_are_read_and_those_never_computed_are_faults():
    made = Workbook()
    made.active.append(HEADS)
    made.active.append(['=CONCAT("H","oa")', None, None, None, "=1+1"])
    content = bytes_of(made)
    part = sheet_part(content).replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>").replace(b"<v />", b"")
    part = part.replace(b"<f>1+1</f><v/>", b"<f>1+1</f><v>2</v>").replace(b"<v/>", b"")

    sheet = read_sheet(with_parts(content, {"xl/worksheets/sheet1.xml": part}), COLUMNS)

    assert told(sheet) == [(2, "name", "")]
    assert sheet.rows[0].typed["sum"] == 2


def test_text_is_composed_and_squeezed():
    sheet = read_sheet(book(HEADS, ["  Hoa\u0300  \u200b Lan ", None, None, None, None, "một \r\n hai"]), COLUMNS)

    assert (sheet.rows[0].values["name"], sheet.rows[0].values["summary"]) == ("Hoà Lan", "một\n hai")


def test_numbers_in_text_columns_are_kept_as_they_are_read():
    sheet = read_sheet(book(HEADS, [12], [12.0], [1.5], ["007"], [datetime(2026, 1, 2, 3, 4)]), COLUMNS)

    assert values(sheet, "name") == ["12", "12", "1,5", "007", "02/01/2026 03:04"]


def test_one_row_more_than_the_limit_is_refused_and_the_limit_itself_is_taken():
    rows = [[f"Người {number}"] for number in range(5_001)]

    assert len(read_sheet(book(HEADS, *rows[:-1]), COLUMNS).rows) == 5_000
    assert refused(book(HEADS, *rows)) == "sheet_too_many_rows"
    assert refused(book(HEADS, *(rows * 2))) == "sheet_too_many_rows"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (book(["Số liệu", "Năm"], [1, 2]), "sheet_without_head"),
        (book(*[["x"]] * 20, HEADS, ["Hoa"]), "sheet_without_head"),
        (book(HEADS), "sheet_without_rows"),
        (book(["Ngày sinh", "Hình thức"], ["2000", "Giấy khen"]), "sheet_column_missing"),
        (book(["Họ và tên", "Hình thức", "Họ tên"], ["Hoa", "", "Lan"]), "sheet_head_twice"),
    ],
)
def test_a_list_that_cannot_be_read_as_one_is_refused(content, code):
    assert refused(content) == code


def test_a_hidden_sheet_is_not_read():
    made = Workbook()
    made.active.append(HEADS)
    made.active.append(["Hoa"])
    made.create_sheet("Hai")
    made.active.sheet_state = "hidden"

    assert refused(bytes_of(made)) == "sheet_without_head"


def test_a_row_that_stands_twice_in_the_file_is_not_overwritten():
    content = book(HEADS, ["Hoa"], ["Lan"])
    part = sheet_part(content).replace(b'<row r="3">', b'<row r="2">')

    assert refused(with_parts(content, {"xl/worksheets/sheet1.xml": part})) == "sheet_damaged"
