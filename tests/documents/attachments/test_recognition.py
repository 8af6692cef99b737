import io
import struct

import pytest

from documents.attachments.media_types import MediaType
from documents.attachments.recognition import recognise
from permissions.refusals import ValidationError
from tests.documents.attachments import files

PREVIEW = b"\xff\xe1" + struct.pack(">H", 60_002) + b"\xff\xd8" * 30_000
MANY_SEGMENTS = b"\xff\xe1\x00\x02" * 6_000


def recognised(content, name):
    return recognise(io.BytesIO(content), len(content), name)


def code_of(content, name):
    with pytest.raises(ValidationError) as refusal:
        recognised(content, name)
    return refusal.value.code


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
        (files.jpeg(before=PREVIEW), "anh.jpg", MediaType.JPEG),
        (files.jpeg(before=b"\xff\xff\xff"), "anh.jpg", MediaType.JPEG),
        (files.png(), "anh.png", MediaType.PNG),
    ],
)
def test_a_type_is_known_by_its_bytes(content, name, media_type):
    assert recognised(content, name) == media_type


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (files.DOCX, "a.docx", "Office document (Word, Excel) or ZIP archive"),
        (files.DOCX, "a.pdf", "Office document (Word, Excel) or ZIP archive"),
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
        f"“{name}” is not taken: its content is: {kind}. Upload a PDF file or a JPEG or PNG image."
    ]


@pytest.mark.parametrize(
    ("content", "name", "kind", "ending"),
    [
        (files.jpeg(), "Tờ trình.pdf", "JPEG image", ".jpg"),
        (files.PDF, "anh.jpg", "PDF file", ".pdf"),
        (files.png(), "anh.jpg", "PNG image", ".png"),
        (files.PDF, "a.docx", "PDF file", ".pdf"),
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


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (files.PDF[:-8], "a.pdf"),
        (b"%PDF-1.4", "a.pdf"),
        (files.png()[:40], "a.png"),
        (files.png(width=0), "a.png"),
        (b"\x89PNG\r\n\x1a\n", "a.png"),
        (files.jpeg()[:14], "a.jpg"),
        (files.jpeg(height=0), "a.jpg"),
        (b"\xff\xd8\xff" + b"\x00" * 5000, "a.jpg"),
        (files.jpeg(before=MANY_SEGMENTS), "a.jpg"),
    ],
)
def test_a_damaged_file_is_refused(content, name):
    assert code_of(content, name) == "file_is_damaged"


@pytest.mark.parametrize("content", [files.LOCKED_PDF, files.locked_pdf_with_stream()])
def test_a_locked_pdf_is_refused(content):
    assert code_of(content, "a.pdf") == "pdf_is_encrypted"


@pytest.mark.parametrize(
    ("content", "name"), [(files.png(20_000, 20_000), "a.png"), (files.jpeg(60_000, 60_000), "a.jpg")]
)
def test_an_image_no_browser_can_show_is_refused(content, name):
    assert code_of(content, name) == "image_too_wide"
