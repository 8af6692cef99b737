import io
from datetime import date, datetime

from openpyxl import Workbook, load_workbook

from documents.sheets.columns import Column
from documents.sheets.reading import read_sheet
from documents.sheets.writing import with_faults, write_sheet
from tests.documents.sheets.books import COLUMNS, HEADS, book, bytes_of

ROW = ("Hoa", date(1985, 12, 5), "Giấy khen", "2026", 5, "Tốt")


def opened(content):
    return load_workbook(io.BytesIO(content))


def test_a_list_is_written_to_be_printed():
    made = opened(write_sheet("Danh sách: khen", COLUMNS, [ROW, ROW], note="Năm 2026", filter_line="Lọc: Trường"))
    sheet = made.worksheets[0]

    assert sheet.title == "Danh sách khen"
    assert [cell.value for cell in sheet["A"]] == [
        "Danh sách: khen",
        "Năm 2026",
        "Lọc: Trường",
        None,
        sheet["A5"].value,
        1,
        2,
    ]
    assert [cell.value for cell in sheet[5]][1:] == HEADS
    assert {cell.font.name for row in sheet.iter_rows(max_col=7) for cell in row if cell.value} == {"Times New Roman"}
    assert (sheet["B6"].font.size, sheet["B5"].font.bold, sheet.freeze_panes) == (12, True, "A6")
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert (sheet.print_title_rows, sheet.page_setup.fitToHeight) == ("$5:$5", False)
    assert (sheet["C6"].value, sheet["C6"].number_format) == (datetime(1985, 12, 5), "dd/mm/yyyy")


def test_a_row_is_as_high_as_its_longest_text():
    columns = [Column("a", "Tên", width=20), Column("b", "Nội dung", width=20)]

    sheet = opened(
        write_sheet("Danh sách", columns, [("Hoa", "x"), ("Hoa", "chữ " * 40), ("Hoa", "chữ\n" * 3000)])
    ).worksheets[0]

    short, long, longest = (sheet.row_dimensions[row].height for row in (4, 5, 6))
    assert (short, long > 8 * 12, longest) == (None, True, 400)


def test_choices_come_from_a_hidden_sheet():
    made = opened(write_sheet("Mẫu", COLUMNS, [], empty_rows=30))
    rules = made.worksheets[0].data_validations.dataValidation

    assert [(str(rule.sqref), rule.formula1) for rule in rules] == [("D4:D33", "'_'!$A$1:$A$2")]
    assert (made["_"].sheet_state, made["_"]["A2"].value) == ("hidden", "Giấy khen")


def test_a_cell_that_looks_like_a_formula_is_a_text():
    texts = ["=1+1", "+84", "-x", "@SUM(A1)", "\t=1", "\r=1"]

    sheet = opened(write_sheet("x", COLUMNS[:1], [(text,) for text in texts])).worksheets[0]

    cells = [sheet.cell(row, 2) for row in range(4, 10)]
    assert [cell.data_type for cell in cells] == ["s"] * 6
    assert [cell.value for cell in cells] == ["=1+1", "+84", "-x", "@SUM(A1)", "=1", "=1"]
    assert [cell.quotePrefix for cell in cells] == [True] * 6


def test_more_rows_than_the_limit_are_told_in_the_file():
    sheet = opened(write_sheet("x", COLUMNS[:1], ([str(number)] for number in range(9)), limit=3)).worksheets[0]

    assert [cell.value for cell in sheet["B"]][-3:] == ["0", "1", "2"]
    assert "3" in sheet["A2"].value


def test_what_is_written_is_read_again():
    sheet = read_sheet(write_sheet("Danh sách", COLUMNS, [ROW]), COLUMNS)

    assert (sheet.faults, sheet.unknown) == ([], [])
    assert list(sheet.rows[0].values.values()) == ["Hoa", "05/12/1985", "Giấy khen", "2026", "5", "Tốt"]


def test_the_file_comes_back_with_its_faults_and_all_that_stood_in_it():
    made = Workbook()
    made.active.append(["STT", "Ghi chú", *HEADS])
    made.active.append([1, "=1+1", "Hoa", "hôm qua", "LĐTT"])
    made.active.append([2, "giữ", "Lan", None, "Giấy khen"])
    made.create_sheet("Khác")["A1"] = "còn đây"
    content = bytes_of(made)
    sheet = read_sheet(content, COLUMNS)

    back = opened(with_faults(content, sheet, written={(3, "name"): "=Lan"}))

    page = back.worksheets[0]
    assert page["I2"].value == "\n".join(fault.sentence for fault in sheet.rows[0].faults)
    assert page["I3"].value is None
    assert [page[place].fill.fgColor.rgb for place in ("D2", "E2", "C2")] == ["00F8CBCB", "00F8CBCB", "00000000"]
    assert (page["B2"].value, page["B3"].value) == ("=1+1", "giữ")
    assert (page["B2"].data_type, page["B2"].quotePrefix) == ("s", True)
    assert (page["C3"].value, page["C3"].data_type) == ("=Lan", "s")
    assert back["Khác"]["A1"].value == "còn đây"
    assert page.row_dimensions[2].height >= 2 * 15  # points: one line for each of the two faults
    assert page.row_dimensions[3].height is None


def test_a_fault_in_a_merged_cell_is_marked_without_breaking_it():
    content = book(HEADS, ["Hoa", None, "sai"], ["Lan"], merged=["C2:C3"])

    page = opened(with_faults(content, read_sheet(content, COLUMNS))).worksheets[0]

    assert page["G3"].value.count("\n") == 0
    assert "C2:C3" in [str(area) for area in page.merged_cells.ranges]
