import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.attachments.media_types import MediaType
from documents.attachments.office_check import check_office, office_type
from permissions.refusals import ValidationError
from tests.documents.attachments import files

TYPES, RELATIONS = "[Content_Types].xml", "word/_rels/document.xml.rels"
MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACRO_MAIN = b"application/vnd.ms-word.document.macroEnabled.main+xml"


def related(kind, target):
    """A Word file with one more relation to something outside."""
    row = f'<Relationship Id="rId99" Type="http://schemas/{kind}" Target="{target}" TargetMode="External"/>'
    return files.repacked(
        files.DOCX, change={RELATIONS: lambda xml: xml.replace(b"</Relationships>", row.encode() + b"</Relationships>")}
    )


def refusal_of(content, name="a.docx"):
    with pytest.raises(ValidationError) as refusal:
        check_office(io.BytesIO(content), name)
    return refusal.value


@pytest.mark.parametrize(("content", "kind"), [(files.DOCX, MediaType.DOCX), (files.XLSX, MediaType.XLSX)])
def test_word_and_excel_are_told_apart_by_their_own_list_of_parts(content, kind):
    assert office_type(io.BytesIO(content)) == kind
    assert check_office(io.BytesIO(content), "a") is None


@pytest.mark.parametrize(
    "content",
    [
        files.zipped(a="x"),
        files.zipped(**{TYPES: "<not xml"}),
        files.repacked(files.DOCX, change={TYPES: lambda xml: xml.replace(MAIN, MACRO_MAIN)}),
        files.repacked(files.DOCX, change={TYPES: lambda xml: xml + b" " * 5_000_000}),
        files.DOCX[:-30],
        b"PK\x03\x04",
    ],
    ids=["a plain zip", "a broken list", "a macro document", "an endless list", "cut off", "nothing"],
)
def test_what_is_neither_word_nor_excel_is_no_type(content):
    assert office_type(io.BytesIO(content)) is None


@pytest.mark.parametrize(
    ("part", "what"),
    [
        ("word/vbaProject.bin", "a macro"),
        ("xl/macrosheets/sheet1.xml", "a macro"),
        ("word/activeX/activeX1.bin", "a control that runs a program (ActiveX)"),
        ("customUI/customUI14.xml", "buttons of its own"),
        ("word/embeddings/oleObject1.bin", "another file inside"),
        ("WORD\\EMBEDDINGS\\a.exe", "another file inside"),
        ("xl/externalLinks/externalLink1.xml", "a part that is fetched from elsewhere"),  # a DDE command among them
        ("xl/connections.xml", "a part that is fetched from elsewhere"),
        ("xl/queryTables/queryTable1.xml", "a part that is fetched from elsewhere"),
    ],
)
def test_a_part_that_may_act_or_hide_is_refused_and_named(part, what, english):
    refusal = refusal_of(files.repacked(files.DOCX, {part: b"x"}))

    assert refusal.messages == [
        f"“a.docx” is not taken: it holds {what}. Save it without, or print it to a PDF file, and upload that."
    ]


def test_a_template_or_picture_from_elsewhere_is_refused_but_a_link_to_click_is_not(english):
    assert refusal_of(related("attachedTemplate", "https://a.example/x.dotm")).messages == [
        "“a.docx” is not taken: it holds a part that is fetched from elsewhere. "
        "Save it without, or print it to a PDF file, and upload that."
    ]
    assert refusal_of(related("image", "//a.example/x.png")).code == "file_holds_more"
    assert check_office(io.BytesIO(related("hyperlink", "https://a.example")), "a.docx") is None


@pytest.mark.parametrize("part", ["../../etc/cron.d/x", "/etc/x", "word/../x"])
def test_a_part_that_leads_out_of_its_folder_is_refused(part):
    assert refusal_of(files.repacked(files.DOCX, {part: b"x"})).code == "file_is_damaged"


@pytest.mark.parametrize(
    "parts",
    [{"word/media/a.xml": b"\x00" * 30_000_000}, {f"word/{number}": b"" for number in range(2_001)}],
    ids=["zeros", "parts without end"],
)
def test_a_bomb_is_refused_by_its_directory_alone(parts):
    assert refusal_of(files.repacked(files.DOCX, parts)).code == "file_too_large_inside"


def test_a_directory_that_lies_about_a_size_does_not_help():
    relation = b"<Relationships>" + b" " * 8_000_000 + b"</Relationships>"
    honest = files.repacked(files.DOCX, {"word/_rels/x.rels": relation, "word/media/noise": bytes(range(256)) * 2000})
    size = len(relation).to_bytes(4, "little")
    assert honest.count(size) == 2

    lying = honest.replace(size, (100).to_bytes(4, "little"))

    assert refusal_of(lying).code in {"file_is_damaged", "file_too_large_inside"}


def test_a_locked_zip_is_refused():
    content = bytearray(files.repacked(files.DOCX))
    at = content.rindex(b"PK\x01\x02")
    content[at + 8] |= 1

    assert refusal_of(bytes(content)).code == "file_is_damaged"


def test_a_list_of_parts_that_grows_by_references_is_no_type():
    laughs = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10 if n else 'ha'}'>" for n in range(9))
    content = files.repacked(
        files.DOCX, change={TYPES: lambda _: f"<!DOCTYPE t [{laughs}]><Types>&l8;</Types>".encode()}
    )

    assert office_type(io.BytesIO(content)) is None


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, len(files.DOCX) - 1), st.binary(min_size=1, max_size=40))
def test_a_file_damaged_anywhere_is_taken_or_refused_and_never_breaks(place, noise):
    content = files.DOCX[:place] + noise + files.DOCX[place + len(noise) :]

    if office_type(io.BytesIO(content)):
        try:
            check_office(io.BytesIO(content), "a.docx")
        except ValidationError:
            pass
        else:
            assert zipfile.is_zipfile(io.BytesIO(content))
