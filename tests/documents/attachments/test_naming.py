import pytest

from documents.attachments.media_types import MediaType
from documents.attachments.naming import LONGEST_NAME, clean_name, honest_name


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("Tờ trình 45.pdf", "Tờ trình 45.pdf"),
        ("To\u0302 tri\u0300nh.pdf", "Tô trình.pdf"),
        ("C:\\Users\\Lan\\Desktop\\bien ban.pdf", "bien ban.pdf"),
        ("../../etc/passwd", "passwd"),
        ("  a \t b .pdf ", "a b .pdf"),
        ("a\u202efdp.exe", "afdp.exe"),
        ('bao "cao" <so> 1|2?.pdf', "bao cao so 1 2 .pdf"),
        ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie x.pdf"),
    ],
)
def test_a_name_is_shown_without_folders_and_tricks(given, shown):
    assert clean_name(given) == shown


@pytest.mark.parametrize("given", ["", "...", "/", "\u200b", None])
def test_a_name_of_nothing_gets_one(given, english):
    assert clean_name(given) == "file"


def test_a_long_name_keeps_its_ending():
    shown = clean_name("b" * 400 + ".pdf")

    assert shown == "b" * (LONGEST_NAME - 5) + "….pdf"
    assert len(shown) == LONGEST_NAME


@pytest.mark.parametrize(
    ("given", "media_type", "offered"),
    [
        ("Tờ trình.PDF", MediaType.PDF, "Tờ trình.PDF"),
        ("anh.jpeg", MediaType.JPEG, "anh.jpeg"),
        ("anh.png", "image/png", "anh.png"),
        ("x.hta", MediaType.PDF, "x.hta.pdf"),
        ("bao-cao.pdf.scr", MediaType.PDF, "bao-cao.pdf.scr.pdf"),
        ("x.cmd", MediaType.JPEG, "x.cmd.jpg"),
        ("x.vbs", MediaType.PDF, "x.vbs.pdf"),
        ("x.lnk", MediaType.PDF, "x.lnk.pdf"),
        ("x.svgz", MediaType.PNG, "x.svgz.png"),
        ("x.xhtml", MediaType.PDF, "x.xhtml.pdf"),
        ("x.php", MediaType.PDF, "x.php.pdf"),
        ("x.hta. ", MediaType.PDF, "x.hta.pdf"),
        ("x.pdf:x.hta", MediaType.PDF, "x.pdf x.hta.pdf"),
        ("x.\u202efdp.exe", MediaType.PDF, "x.fdp.exe.pdf"),
        ("x.pdf\u00ad", MediaType.PDF, "x.pdf\u00ad.pdf"),
        ("../../etc/passwd", MediaType.PDF, "passwd.pdf"),
        ("Tờ trình số 45.2026", MediaType.PDF, "Tờ trình số 45.2026.pdf"),
        (".pdf", MediaType.PDF, "pdf.pdf"),
    ],
)
def test_a_name_ends_as_the_type_of_its_file(given, media_type, offered):
    assert honest_name(given, media_type) == offered


def test_a_long_name_ends_as_the_type_of_its_file_too():
    assert honest_name("b" * 400 + ".hta", MediaType.PDF) == "b" * (LONGEST_NAME - 5) + "….pdf"
