"""Binding PDF files: order, pages of the contents, outline, and the limits."""

from io import BytesIO

import pikepdf
import pytest

from documents.printing.binding import Limits, Part, bind
from permissions.refusals import NotNow

LIMITS = Limits(files=5, pages=20, seconds=60)


def pdf(pages):
    out = BytesIO()
    with pikepdf.new() as made:
        for _number in range(pages):
            made.add_blank_page()
        made.save(out)
    out.seek(0)
    return out


def part(title, pages, level=0):
    return Part(title, lambda: pdf(pages), level=level)


def bound(parts, cover=lambda parts: pdf(1), limits=LIMITS):
    out = BytesIO()
    count = bind(parts, cover=cover, limits=limits, out=out)
    out.seek(0)
    return count, pikepdf.open(out)


def outline_of(document):
    with document.open_outline() as outline:
        return [(item.title, [child.title for child in item.children]) for item in outline.root]


def test_parts_follow_the_contents_in_their_order():
    parts = [part("Một", 2), part("Tờ trình", 3, level=1), part("Hai", 1)]

    count, document = bound(parts)

    assert (count, len(document.pages), [each.page for each in parts]) == (7, 7, [2, 4, 7])


def test_the_contents_know_every_page_however_long_they_are():
    parts, told = [part("Một", 2), part("Hai", 1)], []

    def cover(parts):
        told.append([each.page for each in parts])
        return pdf(3)

    bound(parts, cover)

    assert told == [[None, None], [4, 6]]


def test_the_outline_has_chapters_and_what_belongs_to_them():
    parts = [part("Một", 1), part("Tờ trình", 1, level=1), part("Hai", 1)]

    assert outline_of(bound(parts)[1]) == [("Một", ["Tờ trình"]), ("Hai", [])]


def test_what_cannot_be_read_or_is_no_pdf_stays_out():
    def missing():
        raise NotNow("gone")

    parts = [part("Một", 1), Part("Hỏng", lambda: BytesIO(b"x"), 1), Part("Mất", missing, 1), Part("Bảng", None, 1)]

    count, document = bound(parts)

    assert (count, [each.page for each in parts]) == (2, [2, None, None, None])
    assert outline_of(document) == [("Một", [])]


@pytest.mark.parametrize(
    "limits", [Limits(files=1, pages=20, seconds=60), Limits(files=5, pages=3, seconds=60), Limits(5, 20, -1)]
)
def test_what_passes_the_limits_is_refused(limits):
    with pytest.raises(NotNow) as refusal:
        bound([part("Một", 2), part("Hai", 2)], limits=limits)

    assert refusal.value.code == "pack_too_large"
