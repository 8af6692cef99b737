import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from documents.proposals.lists import services
from tests.documents.sheets.books import book

HEADS = ("STT", "Họ và tên", "Ngày sinh", "Chức vụ", "Hình thức đề nghị", "Thời gian thành tích", "Tóm tắt thành tích")
FORM = "Giấy khen của Chủ tịch Ủy ban nhân dân xã"


def line(number, name, form=None, period="01/09/2025 - 31/05/2026", birth="05/09/1990"):
    return (number, name, birth, "Giáo viên", form or FORM, period, "Hoàn thành xuất sắc nhiệm vụ.")


def file_of(*rows, name="danh-sach.xlsx"):
    """An uploaded list with these rows under the usual heads."""
    return SimpleUploadedFile(name, book(HEADS, *rows))


@pytest.fixture
def upload(letter, cast):
    """Upload a list of these rows into the school's draft."""

    def put(*rows):
        return services.upload_list(letter=letter, upload=file_of(*rows), by=cast.here.unit_clerk)

    return put


@pytest.fixture
def two_faults(upload):
    """Three rows: a good one, a form that is not in the list, a day that is none."""
    return upload(
        line(1, "Nguyễn Thị Hòa"),
        line(2, "Đặng Quốc Ý", form="Giấy khen Chủ tịch UBND xã"),
        line(3, "Lê Văn Tám", birth="31/02/1990"),
    )
