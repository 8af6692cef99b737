"""The sheet that certificates are printed on: its size, and where each field stands, in mm from the top left corner."""

from dataclasses import dataclass

RED = "#b3121d"
INK = "#1c1c1c"


@dataclass(frozen=True, slots=True)
class Field:
    """A place for words. They are set at `size` pt and shrink to `smallest` where they would not fit.

    anchor: where the words stand in the height of the field, top or middle. is_image: the field holds a drawing.
    """

    name: str
    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float
    size: float
    smallest: float
    align: str = "center"
    anchor: str = "middle"
    bold: bool = False
    italic: bool = False
    colour: str = INK
    has_rule: bool = False
    is_image: bool = False


@dataclass(frozen=True, slots=True)
class Stock:
    """width_mm, height_mm: the sheet as it lies. has_frame: drawn by us; not on stock that is printed already."""

    width_mm: float
    height_mm: float
    fields: tuple[Field, ...]
    has_frame: bool = True


_A4_FIELDS = (
    Field("nation", 58.5, 36.5, 180, 7, 14, 14, bold=True),
    Field("motto", 58.5, 43, 180, 8, 14, 14, bold=True, has_rule=True),
    Field("issuer", 33.5, 54, 230, 8, 17, 12, bold=True),
    Field("verb", 98.5, 62.5, 100, 7, 15, 15, bold=True),
    Field("award", 48.5, 70, 200, 20, 44, 24, bold=True, colour=RED),
    Field("nominee", 33.5, 91.5, 230, 17, 28, 9.5, bold=True),
    Field("detail", 38.5, 108.5, 220, 7.5, 15, 7, italic=True),
    Field("achievement", 38.5, 116.5, 220, 25.5, 17, 6.5),
    Field("dateline", 160, 143, 104, 7, 14, 10, italic=True),
    Field("signing_form", 160, 150, 104, 13, 14, 10, anchor="top", bold=True),
    Field("signer", 160, 183, 104, 7.5, 15, 10, bold=True),
    Field("qr", 31, 144, 22, 22, 0, 0, is_image=True),
    Field("address", 33.5, 164.5, 120, 4, 8, 5, align="left"),
    Field("decision", 33.5, 168.5, 100, 21, 12, 8, align="left"),
)

A4 = Stock(297, 210, _A4_FIELDS)
