"""Which characters the vendored faces can print; the others become a box, since PDF/A refuses a missing glyph."""

import re
import struct
import unicodedata
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
BOX = "\u25a1"
LONGEST_WORD = 28  # letters; fits the narrowest place outside a table
_BREAK = "\u200b"
_REPLACED = str.maketrans({"\t": " ", "\r": None, "\u2010": "-", "\u2011": "-", "\u2028": "\n", "\u2029": "\n"})
_DASH = re.compile(" (?=[-–] )")  # no line begins with the dash of "Thi đua - Khen thưởng"
_INVISIBLE = {"Cc", "Cf", "Cs"}


def printable(text, longest_word=LONGEST_WORD):
    """Text as the writers may set it: NFC, every character in all four faces, over-long words breakable.

    longest_word: letters a word may have before it gets places to break.
    """
    known = known_characters()
    text = "".join(char if char in known or char in "\n\u00a0" else BOX for char in visible(text))
    return _BREAK.join(_pieces(text, longest_word)) if len(text) > longest_word else text


def visible(text):
    """Text in NFC without characters that nobody sees; no line of it begins with a dash."""
    chars = unicodedata.normalize("NFC", str(text)).translate(_REPLACED)
    return _DASH.sub("\u00a0", "".join(c for c in chars if c == "\n" or unicodedata.category(c) not in _INVISIBLE))


def _pieces(text, longest_word):
    """The text cut inside its over-long words only, never between a letter and its mark."""
    run, start = 0, 0
    for place, char in enumerate(text):
        run = 0 if char.isspace() else run + 1
        if run > longest_word and not unicodedata.combining(char):
            yield text[start:place]
            run, start = 1, place
    yield text[start:]


@cache
def known_characters():
    """Characters that every face of the vendored font holds."""
    faces = [set(advances(path.name)) for path in sorted(FONTS.glob("*.ttf"))]
    return frozenset.intersection(*map(frozenset, faces))


@cache
def advances(file_name):
    """Character to its width in a face, as a share of the type size."""
    font = (FONTS / file_name).read_bytes()
    tables = _tables(font)
    units = struct.unpack_from(">H", font, tables[b"head"] + 18)[0]
    count = struct.unpack_from(">H", font, tables[b"hhea"] + 34)[0]
    widths = struct.unpack_from(">" + "Hh" * count, font, tables[b"hmtx"])[::2]
    return {chr(code): widths[min(glyph, count - 1)] / units for code, glyph in _glyphs(font, tables[b"cmap"])}


def _tables(font):
    """Names and places of the tables of a TrueType file."""
    count = struct.unpack_from(">H", font, 4)[0]
    return {font[12 + 16 * i : 16 + 16 * i]: struct.unpack_from(">I", font, 20 + 16 * i)[0] for i in range(count)}


def _glyphs(font, cmap):
    """(code point, glyph) of the Unicode table."""
    for i in range(struct.unpack_from(">H", font, cmap + 2)[0]):
        platform, encoding, offset = struct.unpack_from(">HHI", font, cmap + 4 + 8 * i)
        if (platform, encoding) == (3, 1):
            return _format_4(font, cmap + offset)
    raise ValueError("the font has no Unicode table")


def _format_4(font, at):
    size = struct.unpack_from(">H", font, at + 6)[0] // 2
    ends, starts = (struct.unpack_from(f">{size}H", font, at + 14 + skip) for skip in (0, 2 * size + 2))
    deltas_at, offsets_at = at + 16 + 4 * size, at + 16 + 6 * size
    for i, (start, end) in enumerate(zip(starts, ends, strict=True)):
        delta, offset = (struct.unpack_from(">H", font, where + 2 * i)[0] for where in (deltas_at, offsets_at))
        for code in range(start, min(end, 0xFFFE) + 1):
            glyph_at = offsets_at + 2 * i + offset + 2 * (code - start)
            glyph = struct.unpack_from(">H", font, glyph_at)[0] if offset else (code + delta) & 0xFFFF
            if glyph:
                yield code, glyph
