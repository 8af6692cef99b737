"""Heads of lists of earlier awards as people write them, typed by hand, and the column each one means."""

import pytest

from documents.registry.lists import columns
from documents.sheets.columns import head_keys

HEADS = {
    "full_name": ("Họ và tên", "Họ và tên, tên tập thể"),
    "workplace": ("Đơn vị", "Đơn vị, địa chỉ", "Đơn vị công tác hoặc nơi ở", "Chức vụ, đơn vị"),
    "is_female": ("Giới", "Giới tính"),
    "award_form": ("Hình thức khen", "Danh hiệu, hình thức khen thưởng"),
    "decision_number": ("Số QĐ", "Số, ký hiệu quyết định"),
    "decided_on": ("Ngày QĐ", "Ngày, tháng, năm quyết định", "Năm khen"),
    "achievement": ("Thành tích được khen", "Nội dung khen thưởng"),
}


@pytest.mark.parametrize(("key", "text"), [(key, text) for key, texts in HEADS.items() for text in texts])
def test_a_head_means_one_column_however_it_is_written(key, text):
    assert [column.key for column in columns() if head_keys(text) & column.keys] == [key]
