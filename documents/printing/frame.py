"""The drawn frame of a certificate, as SVG: a band of lozenges, four corners and a star. No State emblem, no seal."""

from math import cos, pi, sin

GOLD, PALE, RED, YELLOW = "#b98a2f", "#fbf5e3", "#b3121d", "#f2c230"
_CORNER_MM = 12
_EDGE_MM = 7
_BAND_MM = 6


def frame_svg(width_mm, height_mm):
    """Frame of a sheet of this size; lengths inside are mm."""
    ends = _EDGE_MM + _CORNER_MM
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width_mm}mm" height="{height_mm}mm" '
        f'viewBox="0 0 {width_mm} {height_mm}">',
        *_band(ends, width_mm - ends, lambda at: [(at, 11), (at, height_mm - 11)]),
        *_band(ends, height_mm - ends, lambda at: [(11, at), (width_mm - 11, at)]),
        *(
            _outline(width_mm, height_mm, inset, thick, colour)
            for inset, thick, colour in ((7, 0.5, GOLD), (8, 0.18, GOLD), (14, 0.35, GOLD), (15.4, 0.18, RED))
        ),
    ]
    for x in (_EDGE_MM, width_mm - ends):
        for y in (_EDGE_MM, height_mm - ends):
            parts += [
                _rect(x, y, _CORNER_MM, _CORNER_MM, f'fill="{PALE}" stroke="{GOLD}" stroke-width="0.4"'),
                _rect(
                    x + 1.6,
                    y + 1.6,
                    _CORNER_MM - 3.2,
                    _CORNER_MM - 3.2,
                    f'fill="none" stroke="{RED}" stroke-width="0.18"',
                ),
                _star(x + _CORNER_MM / 2, y + _CORNER_MM / 2 + 0.2, 3.3, f'fill="{RED}"'),
            ]
    parts += [_star(width_mm / 2, 27, 8, f'fill="{YELLOW}" stroke="{GOLD}" stroke-width="0.3"'), "</svg>"]
    return "".join(parts)


def _band(start, end, places):
    """Pale ground and a whole number of lozenges between two corners, on both opposite sides."""
    count = round((end - start) / 9)
    pitch = (end - start) / count
    centres = [at for index in range(count) for at in places(start + pitch * (index + 0.5))]
    middles = places((start + end) / 2)
    is_across = middles[0][1] < start
    width, height = (end - start, _BAND_MM) if is_across else (_BAND_MM, end - start)
    return [
        *(_rect(x - width / 2, y - height / 2, width, height, f'fill="{PALE}"') for x, y in middles),
        _lozenges(centres, 2, f'fill="none" stroke="{GOLD}" stroke-width="0.18"'),
        _lozenges(centres, 0.8, f'fill="{GOLD}"'),
    ]


def _outline(width_mm, height_mm, inset, thick, colour):
    style = f'fill="none" stroke="{colour}" stroke-width="{thick}"'
    return _rect(inset, inset, width_mm - 2 * inset, height_mm - 2 * inset, style)


def _rect(x, y, width, height, style):
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" {style}/>'


def _lozenges(centres, reach, style):
    """All lozenges in one path: a file of 500 pages carries them 500 times."""
    return _path([[(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)] for x, y in centres], style)


def _star(x, y, radius, style):
    points = []
    for index in range(10):
        reach = radius if index % 2 == 0 else radius * 0.382
        points.append((x + reach * sin(index * pi / 5), y - reach * cos(index * pi / 5)))
    return _path([points], style)


def _path(shapes, style):
    drawn = "".join("M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in shape) + "Z" for shape in shapes)
    return f'<path d="{drawn}" {style}/>'
