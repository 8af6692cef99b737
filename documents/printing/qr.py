"""QR codes as drawings: dark squares on white, with the quiet zone that readers need."""

import segno

QUIET_MODULES = 4
_MASK = 2  # every mask can be read; trying all eight for the evenest takes four times as long as the rest


def qr_svg(text):
    """The QR code of a text as SVG; one unit of its view box is a module. The same text gives the same drawing.

    Error correction M or better: about a seventh of the code may be stained or folded.
    """
    code = segno.make(text, error="m", micro=False, boost_error=False, mask=_MASK)
    rows = [bytes(row) for row in code.matrix]
    size = len(rows) + 2 * QUIET_MODULES
    runs = "".join(_runs(row, y) for y, row in enumerate(rows, start=QUIET_MODULES))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">'
        f'<rect width="{size}" height="{size}" fill="#fff"/><path d="{runs}"/></svg>'
    )


def _runs(row, y):
    """The dark modules of a row, neighbours as one oblong: no hair lines between them."""
    drawn, x = [], 0
    while x < len(row):
        end = x
        while end < len(row) and row[end]:
            end += 1
        if end > x:
            drawn.append(f"M{x + QUIET_MODULES} {y}h{end - x}v1H{x + QUIET_MODULES}z")
        x = max(end, x + 1)
    return "".join(drawn)
