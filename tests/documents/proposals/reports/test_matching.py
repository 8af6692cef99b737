from dataclasses import dataclass

import pytest

from documents.proposals.reports.matching import match_reports


@dataclass
class Row:
    order: int
    full_name: str

    @property
    def pk(self):
        return self.order * 10


ROWS = [
    Row(1, "Nguyễn Thị Hòa"),
    Row(2, "Đặng Quốc Ý"),
    Row(3, "Nguyễn Thị Hòa Bình"),
    Row(4, "Lê Văn Tám"),
    Row(5, "Lê Văn Tám"),
    Row(6, "Tổ chuyên môn 4-5"),
]


def matched(*names):
    found = match_reports(dict(enumerate(names)), ROWS)
    return [(found[place].row_id, found[place].likely) for place in range(len(names))]


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("02 - Dang Quoc Y.pdf", 20),
        ("2. Đặng Quốc Ý.docx", 20),
        ("STT 02 Báo cáo thành tích.pdf", 20),
        ("02.pdf", 20),
        ("Đặng Quốc Ý - bao cao.docx", 20),
        ("BCTT_dang_quoc_y_2026.pdf", 20),
        ("nguyen thi hoa binh.pdf", 30),
        ("Nguyễn Thị Hoà.pdf", 10),
        ("5 - Lê Văn Tám.pdf", 50),
        ("06 - Bao cao To chuyen mon.pdf", 60),
        ("Báo cáo tổ chuyên môn 4-5.pdf", 60),
    ],
)
def test_a_file_finds_its_row_by_number_or_name(name, row):
    assert matched(name) == [(row, [])]


@pytest.mark.parametrize(
    ("name", "likely"),
    [
        ("1 - Đặng Quốc Ý.pdf", [10, 20]),
        ("Lê Văn Tám.pdf", [40, 50]),
        ("3 - Lê Văn Tám.pdf", [30, 40, 50]),
        ("Tám.pdf", [40, 50]),
        ("99 - Đặng Quốc Ý.pdf", [20]),
        ("2 - Trần Văn Lạ.pdf", [20]),
        ("bao cao.pdf", []),
        ("", []),
        ("....", []),
    ],
)
def test_what_is_not_sure_is_asked_with_the_likely_rows_first(name, likely):
    assert matched(name) == [(None, likely)]


def test_two_files_of_one_row_are_both_asked():
    assert matched("02.pdf", "Đặng Quốc Ý.docx", "1.pdf") == [(None, [20]), (None, [20]), (10, [])]


def test_every_doubt_has_its_sentence():
    found = match_reports({1: "Tám.pdf", 2: "1 - Đặng Quốc Ý.pdf", 3: "Lê Văn Tám.pdf"}, ROWS)

    assert [bool(match.doubt) for match in found.values()] == [True] * 3
