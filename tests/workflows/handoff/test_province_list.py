"""The list of a package has the columns the province asks for."""

import io

import openpyxl
import pytest

from workflows.handoff.province_list import every_column_is_known, list_sheet
from workflows.handoff.queries import lines_as_sent

pytestmark = pytest.mark.django_db


def rows_of(content):
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    rows = [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
    return [row for row in rows if row]


def test_the_list_has_the_columns_of_the_setting_in_their_order_under_their_headings(above, settings):
    letter = above.forwarded()
    settings.PROVINCE_LIST_COLUMNS = ["code", "name=Họ tên", "award", "vote"]

    rows = rows_of(list_sheet(letter, lines_as_sent(letter)))

    [head] = [row for row in rows if "Họ tên" in row]
    assert head[1:] == ["Mã hồ sơ", "Họ tên", "Hình thức đề nghị", "Kết quả bỏ phiếu"]
    listed = rows[rows.index(head) + 1 :]
    assert [row[2] for row in listed] == ["Nguyễn Thị Hòa", "Đặng Quốc Ý", "Ma Thế Đường"]
    boxes = [line.nomination.ballot_boxes.get() for line in lines_as_sent(letter)]
    assert [row[4] for row in listed] == [box.sentence for box in boxes] != [""] * 3


@pytest.mark.parametrize(
    ("columns", "faults"),
    [
        (["kind", "name"], []),
        (["name", "salary"], ["PROVINCE_LIST_COLUMNS: 'salary' is no column."]),
        (["name", "name=Họ tên"], ["PROVINCE_LIST_COLUMNS: 'name' stands twice."]),
        (["code"], ["PROVINCE_LIST_COLUMNS: the column 'name' is missing."]),
    ],
)
def test_a_setting_that_names_no_list_is_told_at_the_start(settings, columns, faults):
    settings.PROVINCE_LIST_COLUMNS = columns

    assert [fault.msg for fault in every_column_is_known(None)] == faults
