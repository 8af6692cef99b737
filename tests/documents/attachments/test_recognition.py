import io

import pytest

from documents.attachments.media_types import EVERY, PDF_ONLY, PICTURES, SCANS, WORD_ONLY, MediaType
from documents.attachments.recognition import recognise
from permissions.refusals import ValidationError
from tests.documents.attachments import files


def recognised(content, name, takes=EVERY):
    return recognise(io.BytesIO(content), len(content), name, takes)


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        (files.PDF, "Tờ trình 45.pdf", MediaType.PDF),
        (files.PDF, "BIÊN BẢN.PDF", MediaType.PDF),
        (files.PDF, "Báo cáo không đuôi", MediaType.PDF),
        (files.PDF, "Tờ trình số 45.2026", MediaType.PDF),
        (files.PDF + b"\r\n" * 100, "a.pdf", MediaType.PDF),
        (files.jpeg(), "anh.jpg", MediaType.JPEG),
        (files.jpeg(), "anh.jpeg", MediaType.JPEG),
        (files.png(), "anh.png", MediaType.PNG),
        (files.DOCX, "Báo cáo thành tích.docx", MediaType.DOCX),
        (files.XLSX, "DANH SÁCH.XLSX", MediaType.XLSX),
    ],
)
def test_a_type_is_known_by_its_bytes(content, name, media_type):
    assert recognised(content, name) == media_type


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (files.zipped(**{"a.txt": "x"}), "a.docx", "ZIP archive, or an Office document of another kind"),
        (files.DOCX[:300], "a.docx", "ZIP archive, or an Office document of another kind"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "a.doc", "old Office document (.doc, .xls)"),
        (files.PROGRAM, "a.pdf", "program for Windows"),
        (b"GIF89a....", "a.png", "GIF image"),
        (b"\x00\x00\x00\x18ftypheic", "a.jpg", "HEIC image or film"),
        (files.WEB_PAGE, "a.pdf", "web page or program text"),
        (b"<svg xmlns='x'><script/></svg>", "a.png", "web page or program text"),
        (files.POLYGLOT, "a.pdf", "web page or program text"),
        (b"\n" + files.PDF, "a.pdf", "something else put before a PDF file"),
        ("chỉ là chữ".encode(), "a.pdf", "text"),
        (b"\x00\x01\x02", "a.pdf", "unknown"),
    ],
)
def test_another_type_is_refused_and_named(content, name, kind, english):
    with pytest.raises(ValidationError) as refusal:
        recognised(content, name)

    assert refusal.value.code == "file_type_not_taken"
    assert refusal.value.messages == [
        f"“{name}” is not taken: its content is: {kind}. "
        "Upload a PDF, Word (.docx) or Excel (.xlsx) file, or a JPEG or PNG image."
    ]


@pytest.mark.parametrize(
    ("content", "name", "takes", "kind", "asked"),
    [
        (files.DOCX, "a.docx", SCANS, "Word file (.docx)", "Upload a PDF file, or a JPEG or PNG image."),
        (files.XLSX, "a.xlsx", SCANS, "Excel file (.xlsx)", "Upload a PDF file, or a JPEG or PNG image."),
        (b"no scan", "a.pdf", SCANS, "text", "Upload a PDF file, or a JPEG or PNG image."),
        (files.PROGRAM, "a.pdf", PDF_ONLY, "program for Windows", "Upload a PDF file."),
        (files.jpeg(), "a.jpg", PDF_ONLY, "JPEG image", "Upload a PDF file."),
        (files.PDF, "a.pdf", WORD_ONLY, "PDF file", "Upload a Word file (.docx)."),
        (files.PDF, "a.pdf", PICTURES, "PDF file", "Upload a JPEG or PNG image."),
    ],
)
def test_a_door_names_the_types_that_it_takes_and_no_others(content, name, takes, kind, asked, english):
    with pytest.raises(ValidationError) as refusal:
        recognised(content, name, takes)

    assert refusal.value.messages == [f"“{name}” is not taken: its content is: {kind}. {asked}"]


@pytest.mark.parametrize(
    ("content", "name", "kind", "ending"),
    [
        (files.jpeg(), "Tờ trình.pdf", "JPEG image", ".jpg"),
        (files.PDF, "anh.jpg", "PDF file", ".pdf"),
        (files.png(), "anh.jpg", "PNG image", ".png"),
        (files.PDF, "a.docx", "PDF file", ".pdf"),
        (files.DOCX, "a.pdf", "Word file (.docx)", ".docx"),
        (files.XLSX, "a.docx", "Excel file (.xlsx)", ".xlsx"),
        (files.DOCX, "a.docm", "Word file (.docx)", ".docx"),
    ],
)
def test_a_name_that_lies_about_the_type_is_refused(content, name, kind, ending, english):
    with pytest.raises(ValidationError) as refusal:
        recognised(content, name)

    assert refusal.value.code == "file_lies_about_type"
    assert refusal.value.messages == [
        f"“{name}” is not what its name says: its content is: {kind}. "
        f"Upload the right file, or let its name end in {ending}."
    ]
