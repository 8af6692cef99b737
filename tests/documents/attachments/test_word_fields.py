"""Fields of Word that start a program: refused however they are written; the fields of every paper are not."""

import io

import pytest

from documents.attachments.office_check import check_office
from permissions.refusals import ValidationError
from tests.documents.attachments import files

TEXT = "word/document.xml"
COMMAND = r"c:\\windows\\system32\\cmd.exe"


def mark(kind):
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def told(*words):
    """A field whose words stand in these runs."""
    runs = "".join(f'<w:r><w:instrText xml:space="preserve">{one}</w:instrText></w:r>' for one in words)
    return mark("begin") + runs + mark("separate") + "<w:r><w:t>1</w:t></w:r>" + mark("end")


def simple(words):
    return f'<w:fldSimple w:instr="{words}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def word(fields, part=TEXT):
    paragraph = f"<w:p>{fields}</w:p>".encode()
    if part == TEXT:
        return files.repacked(files.DOCX, change={TEXT: lambda xml: xml.replace(b"<w:body>", b"<w:body>" + paragraph)})
    root = b'<w:hdr xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main">' + paragraph + b"</w:hdr>"
    return files.repacked(files.DOCX, {part: root})


def refusal_of(content):
    with pytest.raises(ValidationError) as refusal:
        check_office(io.BytesIO(content), "a.docx")
    return refusal.value


DANGEROUS = {
    "in one run": told(f" DDEAUTO {COMMAND} &quot;/k calc&quot; "),
    "plain DDE": told(" dde excel book "),
    "split over runs": told(" D", "DE", "AUTO ", COMMAND),
    "split inside an element": told("DD<!-- x -->EAUTO x"),
    "simple": simple(f"DDEAUTO {COMMAND}"),
    "inside another field": mark("begin")
    + "<w:r><w:instrText>IF 1=1 </w:instrText></w:r>"
    + told("DDEAUTO x")
    + mark("end"),
    "its words made by another field": mark("begin") + told("QUOTE 68 68 69") + told(" x ") + mark("end"),
    "its words made by a simple field": mark("begin") + simple("QUOTE 68 68 69") + mark("end"),
    "without an end": mark("begin") + "<w:r><w:instrText>DDE x y</w:instrText></w:r>",
    "without a beginning": "<w:r><w:instrText>DDE x y</w:instrText></w:r>",
    "by characters": told("&#68;&#x44;E x"),
    "deleted with changes tracked": mark("begin") + "<w:r><w:delInstrText>DDE x</w:delInstrText></w:r>" + mark("end"),
}


@pytest.mark.parametrize("fields", DANGEROUS.values(), ids=DANGEROUS)
def test_a_field_that_starts_a_program_is_refused_with_its_reason(fields, english):
    assert refusal_of(word(fields)).messages == [
        "“a.docx” is not taken: it holds a field that starts another program (DDE). "
        "Save it without, or print it to a PDF file, and upload that."
    ]


@pytest.mark.parametrize("part", ["word/header1.xml", "word/glossary/document.xml", "custom/anything.XML"])
def test_headers_notes_and_parts_of_any_name_are_looked_through(part):
    assert refusal_of(word(told("DDEAUTO x"), part)).code == "file_holds_more"


@pytest.mark.parametrize(
    "fields",
    [
        told(" PAGE "),
        told(' TOC \\o "1-3" \\h '),
        told(' HYPERLINK "http://dde.example/DDE" '),
        simple("NUMPAGES"),
        mark("begin") + "<w:r><w:instrText> = </w:instrText></w:r>" + told("PAGE") + mark("end"),
        told("REF DDE1 \\h") + "<w:r><w:t>DDEAUTO c:\\cmd.exe</w:t></w:r>",
        mark("end"),
    ],
)
def test_the_fields_of_every_paper_and_words_about_it_are_taken(fields):
    assert check_office(io.BytesIO(word(fields)), "a.docx") is None


def test_a_text_that_declares_entities_or_is_no_xml_is_damaged():
    declared = files.repacked(files.DOCX, {"word/a.xml": b'<!DOCTYPE a [<!ENTITY d "DDE">]><a>&d;</a>'})

    assert refusal_of(declared).code == "file_is_damaged"
    assert refusal_of(files.repacked(files.DOCX, {"word/a.xml": b"<a>"})).code == "file_is_damaged"


def test_a_field_in_another_encoding_is_found():
    text = f'<?xml version="1.0" encoding="UTF-16"?><w:p xmlns:w="w">{told("DDEAUTO x")}</w:p>'

    assert refusal_of(files.repacked(files.DOCX, {"word/a.xml": text.encode("utf-16")})).code == "file_holds_more"


def test_a_text_of_another_kind_inside_is_another_file(english):
    row = b'<Relationship Id="rId98" Type="http://x/aFChunk" Target="a.rtf"/></Relationships>'
    content = files.repacked(
        files.DOCX, change={"word/_rels/document.xml.rels": lambda xml: xml.replace(b"</Relationships>", row)}
    )

    assert "another file inside" in refusal_of(content).messages[0]
