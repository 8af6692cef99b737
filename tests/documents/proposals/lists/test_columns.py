"""Heads of lists as units write them, typed by hand from their papers, and the column each one means."""

import pytest

from documents.proposals.lists.columns import columns_of
from documents.sheets.columns import head_keys

HEADS = {
    "full_name": ("HỌ VÀ TÊN", "Ho ten", "Họ và tên, tên tập thể", "Tên tập thể, cá nhân", "Tập thể/cá nhân"),
    "birth_on": ("Ngày sinh", "Ngày, tháng, năm sinh"),
    "is_female": ("Giới", "Giới tính", "Nam/Nữ"),
    "position": ("Chức vụ", "Chức danh"),
    "workplace": ("Đơn vị công tác", "Chức vụ, đơn vị, địa chỉ", "Chức vụ, đơn vị công tác", "Nơi ở"),
    "nominee_type": ("Đối tượng", "Loại đối tượng"),
    "award_form": (
        *("Hình thức khen", "Hình thức KHEN THƯỞNG", "Danh hiệu, hình thức đề nghị", "Danh hiệu/Hình thức"),
        *("Danh hiệu, hình thức khen thưởng", "Hình thức đề nghị khen (ghi rõ)"),
    ),
    "period": ("Thời gian thành tích",),
    "summary": ("Thành tích", "Tóm tắt thành tích"),
}


@pytest.mark.parametrize(("key", "text"), [(key, text) for key, texts in HEADS.items() for text in texts])
def test_a_head_means_one_column_however_it_is_written(key, text):
    assert [column.key for column in columns_of({}) if head_keys(text) & column.keys] == [key]
