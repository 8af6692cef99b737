"""At which size words fit a field, and how wide to set them for lines of about equal length.

Reckoned from the font's own widths: asking Typst to measure made 500 certificates take four times as long.
"""

import re

from documents.printing.glyphs import advances

ASCENT_AND_DESCENT = 1.107  # of the type size, as in certificate.typ
LEADING = 0.12
_MM_PER_PT = 25.4 / 72
_CARE = 1.01  # kerning is left out; it narrows more often than it widens
_STEP = 0.5  # pt between sizes tried
_GAP = re.compile("[ \u200b]")
_FACES = {(False, False): "Regular", (True, False): "Bold", (False, True): "Italic", (True, True): "BoldItalic"}


def fitted(text, field):
    """(size in pt, width in mm) for the words of a Field: the largest size that fits, then the narrowest width.

    A text that fits at no size gets the smallest.
    """
    paragraphs = [_words(line, field) for line in text.split("\n")]
    sizes = int((field.size - field.smallest) / _STEP)
    for size in (field.size - _STEP * step for step in range(sizes + 1)):
        em_mm = size * _MM_PER_PT
        count = _line_count(paragraphs, field.width_mm / em_mm)
        if count and _height_em(count) * em_mm <= field.height_mm:
            break
    else:
        return field.smallest, field.width_mm
    if count == len(paragraphs) or field.align != "center":
        return size, field.width_mm
    return size, _balanced_em(paragraphs, field.width_mm / em_mm, count) * em_mm


def _height_em(line_count):
    return line_count * ASCENT_AND_DESCENT + (line_count - 1) * LEADING


def _words(line, field):
    """Width of each word, with the gap before it, in shares of the type size."""
    widths = advances(f"LiberationSerif-{_FACES[field.bold, field.italic]}.ttf")
    gaps = [0, *(widths[gap] if gap == " " else 0 for gap in _GAP.findall(line))]
    return [
        (gap * _CARE, sum(widths[char] for char in word) * _CARE)
        for gap, word in zip(gaps, _GAP.split(line), strict=True)
    ]


def _line_count(paragraphs, room):
    """Lines the words take in this room, None where a word is wider than it."""
    count = 0
    for words in paragraphs:
        count, taken = count + 1, 0
        for gap, width in words:
            if width > room:
                return None
            if taken and taken + gap + width > room:
                count, taken = count + 1, width
            else:
                taken += gap + width
    return count


def _balanced_em(paragraphs, room, count):
    """The narrowest room with no more lines; found to a hundredth."""
    narrow, wide = room / 2, room
    while wide - narrow > room / 100:
        middle = (narrow + wide) / 2
        if _line_count(paragraphs, middle) == count:
            wide = middle
        else:
            narrow = middle
    return wide
