import pytest

from documents.attachments.naming import LONGEST_NAME, clean_name


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
