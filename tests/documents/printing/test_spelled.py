import pytest

from documents.printing.spelled import spelled


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (55, "năm mươi lăm"),
        (101, "một trăm linh một"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (115, "một trăm mười lăm"),
        (1_005, "một nghìn không trăm linh năm"),
        (1_050, "một nghìn không trăm năm mươi"),
        (760_000, "bảy trăm sáu mươi nghìn"),
        (2_660_000, "hai triệu sáu trăm sáu mươi nghìn"),
        (3_040_000, "ba triệu không trăm bốn mươi nghìn"),
        (21_000_000, "hai mươi mốt triệu"),
        (1_000_001, "một triệu không trăm linh một"),
        (1_000_000_000, "một tỷ"),
        (2_005_050_505, "hai tỷ không trăm linh năm triệu không trăm năm mươi nghìn năm trăm linh năm"),
        (45_000_000_000_000, "bốn mươi lăm nghìn tỷ"),
    ],
)
def test_numbers_in_words(number, words):
    assert spelled(number) == words
