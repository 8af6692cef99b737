"""Which characters the vendored faces can print; the others become a box, since PDF/A refuses a missing glyph."""

import re
import struct
import unicodedata
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
BOX = "\u25a1"
LONGEST_WORD = 28  # letters; fits the narrowest place outside a table
BOLD = "LiberationSerif-Bold.ttf"  # the widest of the faces
_LEAST_ROOM = 3
_BREAK = "\u200b"
_REPLACED = str.maketrans({"\t": " ", "\r": None, "\u2010": "-", "\u2011": "-", "\u2028": "\n", "\u2029": "\n"})
_DASH = re.compile(" (?=[-–] )")  # no line begins with the dash of "Thi đua - Khen thưởng"
_AFTER_HYPHEN = re.compile("-[^\\d-]")  # a line may end there by itself
_INVISIBLE = {"Cc", "Cf", "Cs"}


def printable(text, longest_word=LONGEST_WORD):
    """Text as the writers may set it: NFC, every character in all four faces, over-long words breakable.

    longest_word: letters a word may have before it gets places to break.
    """
    return _broken(_known(text), longest_word, lambda char: 1)


def printable_within(text, room):
    """As `printable`, broken where a word would not fit. room: width in shares of the type size, of the bold face."""
    widths = advances(BOLD)
    return _broken(_known(text), max(room, _LEAST_ROOM), lambda char: widths.get(char, 1))


def _known(text):
    known = known_characters()
    return "".join(char if char in known or char in "\n\u00a0" else BOX for char in visible(text))


def _broken(text, room, width_of):
    is_short = len(text) <= room  # no letter is wider than the type size
    return text if is_short else _BREAK.join(_pieces(text, room, width_of))


def visible(text):
    """Text in NFC without characters that nobody sees; no line of it begins with a dash."""
    chars = unicodedata.normalize("NFC", str(text)).translate(_REPLACED)
    return _DASH.sub("\u00a0", "".join(c for c in chars if c == "\n" or unicodedata.category(c) not in _INVISIBLE))


def _pieces(text, room, width_of):
    """The text cut inside its over-long words only, never between a letter and its mark."""
    run, start = 0, 0
    for place, char in enumerate(text):
        run = 0 if char.isspace() or _AFTER_HYPHEN.match(text, place - 1) else run
        run += 0 if char.isspace() else width_of(char)
        if run > room and not unicodedata.combining(char):
            yield text[start:place]
            run, start = width_of(char), place
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
