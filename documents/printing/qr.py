"""QR codes as drawings: dark squares on white, with the quiet zone that readers need."""

import re
from functools import lru_cache
from math import isqrt

import segno

QUIET_MODULES = 4
_MASK = 2  # every mask can be read; trying all eight for the evenest takes four times as long as the rest
_MANY = 200  # from so many on it is quicker to reckon the codes from each other
_DARK = re.compile("1+")


def qr_svg(text):
    """The QR code of a text as SVG; one unit of its view box is a module. The same text gives the same drawing.

    Error correction M or better: about a seventh of the code may be stained or folded.
    """
    return _svg(_modules(text.encode()))


def qr_svgs(texts):
    """{text: its QR code as SVG}, each the same as `qr_svg` draws it."""
    texts = list(dict.fromkeys(texts))
    if len(texts) < _MANY or len({len(text.encode()) for text in texts}) > 1:
        return {text: qr_svg(text) for text in texts}
    first, modules = texts[0].encode(), _modules(texts[0].encode())
    return {text: _svg(modules ^ _difference(first, text.encode())) for text in texts}


def _modules(content):
    """The modules row by row, as a text of 0 and 1 with a 1 before it, read as one binary number."""
    code = segno.make(content, error="m", mode="byte", micro=False, boost_error=False, mask=_MASK)
    return int("1" + "".join("01"[module] for row in code.matrix for module in row), 2)


def _difference(one, other):
    """In which modules the codes of two contents of one length differ.

    Data, error correction and mask are sums without carry: a bit that differs always turns the same modules.
    """
    found = 0
    for place, byte in enumerate(one):
        differ = byte ^ other[place]
        while differ:
            bit = differ & -differ
            found ^= _turned(len(one), place, bit)
            differ ^= bit
    return found


@lru_cache(maxsize=2_000)
def _turned(length, place, bit):
    content = bytearray(length)
    content[place] = bit
    return _of_zeros(length) ^ _modules(bytes(content))


@lru_cache(maxsize=10)
def _of_zeros(length):
    return _modules(bytes(length))


def _svg(modules):
    drawn = f"{modules:b}"[1:]
    side = isqrt(len(drawn))
    size = side + 2 * QUIET_MODULES
    runs = "".join(_runs(drawn[row * side : (row + 1) * side], row + QUIET_MODULES) for row in range(side))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">'
        f'<rect width="{size}" height="{size}" fill="#fff"/><path d="{runs}"/></svg>'
    )


def _runs(row, y):
    """The dark modules of a row, neighbours as one oblong: no hair lines between them."""
    found = [(run.start() + QUIET_MODULES, run.end() - run.start()) for run in _DARK.finditer(row)]
    return "".join([f"M{x} {y}h{count}v1H{x}z" for x, count in found])
