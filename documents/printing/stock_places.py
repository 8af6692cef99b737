"""A commune's stock as the writer of certificates takes it: typed places laid over the looks of the built-in sheet."""

import json
from dataclasses import replace

from documents.printing.stocks import A4, Field, Stock

BUILT_IN = {field.name: field for field in A4.fields}


def default_places(width_mm, height_mm):
    """The places of the built-in sheet, drawn to another size: where a new stock begins."""
    across, down = float(width_mm) / A4.width_mm, float(height_mm) / A4.height_mm
    smaller = min(across, down)
    return [_scaled(field, across, down, smaller) for field in A4.fields]


def _scaled(field, across, down, smaller):
    side = round(field.width_mm * smaller, 1) if field.is_image else None
    return {
        "name": field.name,
        "is_on": True,
        "x_mm": round(field.x_mm * across, 1),
        "y_mm": round(field.y_mm * down, 1),
        "width_mm": side or round(field.width_mm * across, 1),
        "height_mm": side or round(field.height_mm * down, 1),
        "size": round(field.size * smaller * 2) / 2,
        "align": field.align,
    }


def text_of(places):
    """Places as a stock keeps them: the same places, the same text."""
    return json.dumps(places, ensure_ascii=False, sort_keys=True)


def stock_of(row):
    """The Stock to print on. row: a CertificateStock, saved or not; None gives the built-in sheet."""
    if row is None:
        return A4
    fields = tuple(_field(place) for place in row.fields_placed if place["is_on"])
    return Stock(float(row.width_mm), float(row.height_mm), fields, has_frame=not row.is_text_only)


def _field(place) -> Field:
    field, size = BUILT_IN[place["name"]], place["size"]
    figures = {name: place[name] for name in ("x_mm", "y_mm", "width_mm", "height_mm", "align")}
    return replace(field, **figures, size=size, smallest=min(field.smallest, size))
