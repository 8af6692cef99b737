import io
import zipfile

import pytest

from documents.sheets.checking import UNPACKED_LIMIT_BYTES, check_workbook
from permissions.refusals import ValidationError
from tests.documents.sheets.books import HEADS, book, with_parts

GOOD = book(HEADS, ["Nguyễn Thị Hoa"])


def refused(content):
    with pytest.raises(ValidationError) as told:
        check_workbook(content)
    assert told.value.messages[0].endswith(".")
    return told.value.code


def lying(content, name, size_bytes):
    """The directory says this size of a part, whatever it unpacks to."""
    data = bytearray(content)
    at = data.index(b"PK\x01\x02" + data[content.rindex(b"PK\x01\x02") + 4 : content.rindex(b"PK\x01\x02") + 4])
    while data[at + 46 : at + 46 + len(name)] != name:
        at = data.index(b"PK\x01\x02", at + 4)
    data[at + 24 : at + 28] = size_bytes.to_bytes(4, "little")
    return bytes(data)


def test_a_plain_workbook_is_taken():
    assert check_workbook(GOOD) is None


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "sheet_empty_file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "sheet_old_format"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
            "sheet_locked",
        ),
        ("STT;Họ và tên\n1;Hoa\n".encode(), "sheet_is_text"),
        (b"%PDF-1.7\n\0\0", "sheet_not_excel"),
        (b"PK\x03\x04 and then nothing", "sheet_damaged"),
        (GOOD[: len(GOOD) // 2], "sheet_damaged"),
        (with_parts(GOOD, {"xl/vbaProject.bin": b"x"}), "sheet_has_macros"),
        (
            with_parts(
                GOOD, {"[Content_Types].xml": b"<Types>application/vnd.ms-excel.sheet.macroEnabled.main+xml</Types>"}
            ),
            "sheet_has_macros",
        ),
        (with_parts(GOOD, {"xl/externalLinks/externalLink1.xml": b"<x/>"}), "sheet_has_links"),
        (with_parts(GOOD, {"xl/embeddings/oleObject1.bin": b"x"}), "sheet_has_objects"),
        (with_parts(GOOD, {"xl/activeX/activeX1.xml": b"<x/>"}), "sheet_has_objects"),
        (with_parts(GOOD, {"xl/workbook.bin": b"x"}), "sheet_binary_format"),
        (with_parts(GOOD, without=["xl/workbook.xml"]), "sheet_not_excel"),
        (with_parts(GOOD, {"../evil.xml": b"<x/>"}), "sheet_damaged"),
        (with_parts(GOOD, {"xl/bomb.xml": b"<!DOCTYPE x [<!ENTITY a 'aaaa'>]><x/>"}), "sheet_damaged"),
        (with_parts(GOOD, {"xl/bomb.xml": "<!DOCTYPE x><x/>".encode("utf-16")}), "sheet_damaged"),
        (with_parts(GOOD, {f"xl/part{number}.xml": b"" for number in range(2_001)}), "sheet_too_large"),
        (with_parts(GOOD, {"xl/zeros.bin": b"\0" * 2_000_000}), "sheet_packed_too_hard"),
        (with_parts(GOOD, {"xl/zeros.bin": b"\0" * (UNPACKED_LIMIT_BYTES + 1)}), "sheet_too_large"),
        (
            with_parts(GOOD, {"xl/worksheets/sheet2.xml": b"".join(b'<c r="A%d"/>' % n for n in range(600_001))}),
            "sheet_too_large",
        ),
    ],
)
def test_what_is_no_plain_workbook_is_refused_with_a_sentence(content, code):
    assert refused(content) == code


def test_a_part_larger_than_the_directory_says_is_refused():
    bomb = with_parts(GOOD, {"xl/zeros.bin": b"\0" * 30_000_000})

    assert refused(lying(bomb, b"xl/zeros.bin", 1_000)) == "sheet_damaged"


def test_a_part_locked_with_a_password_is_refused():
    data = bytearray(GOOD)
    data[data.index(b"PK\x01\x02") + 8] |= 1

    assert refused(bytes(data)) == "sheet_locked"


def test_a_part_that_stands_twice_is_refused():
    file = io.BytesIO(GOOD)
    with zipfile.ZipFile(file, "a") as archive, pytest.warns(UserWarning):
        archive.writestr("xl/workbook.xml", b"<x/>")

    assert refused(file.getvalue()) == "sheet_damaged"
