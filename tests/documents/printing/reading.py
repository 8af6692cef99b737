"""Reading printed papers back, for the tests of this folder."""

import io
import unicodedata

from pypdf import PdfReader


def pages_of(pdf):
    """Text of each page in reading order: NFC, blanks of every kind as one."""
    return [plain(page.extract_text()) for page in PdfReader(io.BytesIO(pdf)).pages]


def text_of(pdf):
    return plain(" ".join(pages_of(pdf)))


def plain(text):
    return " ".join(unicodedata.normalize("NFC", text).replace("\u200b", "").split())


def letters(text):
    """Text without blanks: line breaks of the page do not count."""
    return "".join(plain(text).split())


def sizes_mm(pdf):
    """Width and height of each page in mm."""
    return [
        (round(float(page.mediabox.width) / 72 * 25.4), round(float(page.mediabox.height) / 72 * 25.4))
        for page in PdfReader(io.BytesIO(pdf)).pages
    ]


def places_mm(pdf, words):
    """Distances from the top, in mm, of the base lines on page 1 that hold only words of the given text."""
    page = PdfReader(io.BytesIO(pdf)).pages[0]
    height, found = float(page.mediabox.height), []

    def visit(text, matrix, _text_matrix, _font, _size):
        if len(letters(text)) > 3 and letters(text) in letters(words):
            found.append((height - matrix[5]) / 72 * 25.4)

    page.extract_text(visitor_text=visit)
    return found


def lines_of(pdf, page=0):
    """The lines of a page as they are set, top down, blanks as one."""
    return [plain(line) for line in PdfReader(io.BytesIO(pdf)).pages[page].extract_text().split("\n") if line.strip()]
