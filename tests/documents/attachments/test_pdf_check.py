import io
import struct
import zlib

import pikepdf
import pytest

from documents.attachments.pdf_check import PAGE_LIMIT, check_pdf
from permissions.refusals import ValidationError
from tests.documents.attachments import files

MEGABYTE = 1024 * 1024


def refusal_of(content):
    with pytest.raises(ValidationError) as refusal:
        check_pdf(io.BytesIO(content), "a.pdf")
    return refusal.value


def with_objects(count_of_spaces):
    """A PDF whose page tree lies in an object stream of so many bytes."""
    inside = (
        b"2 0 3 46 "
        + b"<</Type/Pages/Count 1/Kids[3 0 R]>>".ljust(46)
        + b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"
    )
    stream = zlib.compress(inside + b" " * count_of_spaces, 9)
    parts = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        4: b"<</Type/ObjStm/N 2/First 9/Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (len(stream), stream),
    }
    written, at = b"%PDF-1.5\n", {}
    for number, part in parts.items():
        at[number] = len(written)
        written += b"%d 0 obj\n%b\nendobj\n" % (number, part)
    at[5] = len(written)
    packed = {2: (2, 4, 0), 3: (2, 4, 1)}
    rows = b"".join(
        struct.pack(">BIH", *(packed.get(number) or ((1, at[number], 0) if number in at else (0, 0, 0))))
        for number in range(6)
    )
    table = b"<</Type/XRef/Size 6/W[1 4 2]/Root 1 0 R/Length %d>>stream\n%b\nendstream" % (len(rows), rows)
    return written + b"5 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (table, at[5])


@pytest.mark.parametrize(
    "content",
    [
        files.PDF,
        files.pdf_of(3),
        files.pdf_of(PAGE_LIMIT),
        with_objects(1000),
        files.pdf_with(b"/OpenAction<</S/GoTo/D[3 0 R/Fit]>>"),
        files.pdf_with(b"/Names<</Dests 4 0 R>>", b"4 0 obj<</Names[(JavaScript)(Launch)]>>endobj\n"),
        files.pdf_with(
            objects=b"4 0 obj<</Type/Annot/Subtype/Link/A<</S/URI/URI(https://thainguyen.example/)>>>>endobj\n"
        ),
    ],
    ids=["small", "three pages", "at the limit", "object stream", "plain jump", "only words", "a link to click"],
)
def test_a_document_is_taken(content):
    assert check_pdf(io.BytesIO(content), "a.pdf") is None


@pytest.mark.parametrize(
    ("catalog", "objects", "what"),
    [
        (b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>", b"", "a script"),
        (b"/OpenAction 4 0 R", b"4 0 obj<</S/Java#53cript/J#53(x)>>endobj\n", "a script"),
        (b"/Names<</JavaScript<</Names[(a) 4 0 R]>>>>", b"4 0 obj<<>>endobj\n", "a script"),
        (b"/AA<</WC<</S/Launch/F(cmd.exe)>>>>", b"", "a command that starts a program"),
        (b"", b"4 0 obj[[<</Next<</S/Launch>>>>]]endobj\n", "a command that starts a program"),
        (b"/Names<</EmbeddedFiles<</Names[]>>>>", b"", "another file inside"),
        (b"", b"4 0 obj<</Type/Filespec/F(a.exe)/EF<</F 5 0 R>>>>endobj\n", "another file inside"),
        (b"", b"4 0 obj<</Type/Annot/Subtype/FileAttachment>>endobj\n", "another file inside"),
        (b"/AcroForm<</XFA[]>>", b"", "a form with a program of its own (XFA)"),
        (b"", b"4 0 obj<</S/SubmitForm/F(https://a.example)>>endobj\n", "a form that sends data"),
        (b"", b"4 0 obj<</S/ImportData/F(a)>>endobj\n", "a form that sends data"),
        (b"", b"4 0 obj<</Type/Annot/Subtype/RichMedia>>endobj\n", "film, sound or a moving model"),
    ],
)
def test_what_acts_by_itself_or_hides_is_refused_and_named(catalog, objects, what, english):
    refusal = refusal_of(files.pdf_with(catalog, objects))

    assert refusal.code == "file_holds_more"
    assert refusal.messages == [
        f"“a.pdf” is not taken: it holds {what}. Save it without, or print it to a PDF file, and upload that."
    ]


def test_a_zip_put_behind_a_pdf_is_refused(english):
    assert refusal_of(files.PDF + files.zipped(a="x")).code == "file_holds_more"


@pytest.mark.parametrize("password", ["mật khẩu", ""], ids=["against reading", "against changes"])
def test_a_locked_pdf_is_refused(password):
    assert refusal_of(files.locked_pdf(password)).code == "pdf_is_encrypted"


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.4 %%EOF", files.PDF.replace(b"/Pages 2", b"/Pages 9"), files.pdf_of(0), b"%PDF-1.4\n" + b"[" * 10_000],
    ids=["nothing inside", "no page tree", "no page", "brackets without end"],
)
def test_a_damaged_pdf_is_refused(content):
    assert refusal_of(content).code == "file_is_damaged"


def test_a_pdf_of_too_many_pages_is_refused(english):
    refusal = refusal_of(files.pdf_of(PAGE_LIMIT + 1))

    assert refusal.messages == ["“a.pdf” has 501 pages; at most 500 are taken. Upload only the pages that matter."]


def test_a_small_file_that_unpacks_without_end_is_refused_before_it_does():
    bomb = with_objects(200 * MEGABYTE)
    assert len(bomb) < MEGABYTE

    assert refusal_of(bomb).code == "file_is_damaged"
    assert pikepdf.settings.get_qpdf_limits()["flate_max_memory"] == 64 * MEGABYTE
