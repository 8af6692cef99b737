"""Blocks to PDF/A-2b by Typst. The template is paper.typ, the measures are in layout.py."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import typst

from documents.printing import layout
from documents.printing.blocks import Across, Annex, Grounds, Group, Head, Paragraph, Signatures, Table
from documents.printing.glyphs import FONTS, printable, printable_within

_TEMPLATE = Path(__file__).with_name("paper.typ")
_BODIES = ("issuer", "superior")  # lines of a head
_STANDARD = "a-2b"


def render_pdf(blocks, *, title, on, watermark=""):
    """The paper as PDF/A-2b; the same input gives the same bytes.

    title: for the file's own title. on: date of the paper, also of the file. watermark: words across every page.
    """
    return compile_template(_TEMPLATE, paper=_paper(blocks, title, watermark), on=on)


@dataclass(frozen=True, slots=True)
class Gap:
    """Room left for number or date. page: from 1; x, y: of its baseline's begin from the top left; all in points."""

    page: int
    x: float
    y: float
    width: float
    size: float
    italic: bool


@dataclass(frozen=True, slots=True)
class NamePlace:
    """Where a signer's name begins. page: from 1; x, y: of the top left of its column; all in points."""

    page: int
    x: float
    y: float
    width: float


def gaps_in(blocks, *, title, watermark=""):
    """The gaps of six no-break blanks and more in the paper as `render_pdf` sets it, in reading order: [Gap]."""
    return [Gap(**place) for place in _asked("<gap>", blocks, title, watermark)]


def names_in(blocks, *, title, watermark=""):
    """The signers' names in the paper as `render_pdf` sets it, from left to right: [NamePlace]."""
    return [NamePlace(**place) for place in _asked("<signer>", blocks, title, watermark)]


def _asked(selector, blocks, title, watermark):
    paper = _paper(blocks, title, watermark) | {"tells-gaps": True}
    found = typst.query(
        _TEMPLATE,
        selector,
        field="value",
        root=_TEMPLATE.parent,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"paper": json.dumps(paper, ensure_ascii=False)},
    )
    return json.loads(found)


def _paper(blocks, title, watermark):
    return {
        "title": printable(title),
        "watermark": printable(watermark),
        "layout": layout.PAPER,
        "sections": _sections(blocks),
        "tells-gaps": False,
    }


def picture_of_template(template, *, paper, ppi):
    """The first page of a template as PNG. ppi: dots an inch."""
    return typst.compile(
        template,
        root=template.parent,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"paper": json.dumps(paper, ensure_ascii=False)},
        format="png",
        ppi=ppi,
    )


def compile_template(template, *, paper, on, has_tags=True):
    """PDF/A-2b of a template of this topic; `paper` reaches it as JSON in sys.inputs. Tags serve readers of screens."""
    return typst.compile(
        template,
        root=template.parent,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"paper": json.dumps(paper, ensure_ascii=False)},
        pdf_standards=[_STANDARD],
        timestamp=layout.moment_of(on),
        pdf_tags=has_tags,
    )


def _sections(blocks):
    """The paper itself, then each annex, with its page size."""
    sections = [{"is_landscape": any(isinstance(block, Across) for block in blocks), "blocks": []}]
    blocks = [block for block in blocks if not isinstance(block, Across)]
    for block, follower in zip(blocks, [*blocks[1:], None], strict=True):
        if isinstance(block, Annex):
            sections.append({"is_landscape": block.is_landscape, "blocks": []})
        section = sections[-1]
        if isinstance(block, Table):
            section["blocks"] += _table(block, follower, layout.text_width_mm(section["is_landscape"]))
        else:
            section["blocks"].append(_block(block, follower))
    return [section for section in sections if section["blocks"]]


def _block(block, follower):
    """The block as the template reads it; what must not be parted from its follower is sticky."""
    written = {**_plain(asdict(block)), "block": type(block).__name__}
    if isinstance(block, Head):
        room = layout.room_of_issuer()
        written |= {side: [printable_within(line, room) for line in getattr(block, side)] for side in _BODIES}
    if isinstance(block, Grounds):
        written["sentences"] = _plain(block.sentences)
    if isinstance(block, Signatures):
        written["recipients"] = _plain(block.recipient_lines)
    if isinstance(block, Paragraph):
        written["sticky"] = isinstance(follower, (Signatures, Table))
    return written


def _table(block, follower, width_mm):
    """One table, or two pieces where signatures follow: the last row must go with them."""
    widths = layout.column_widths_mm(block.columns, width_mm)
    columns = [_plain(asdict(column)) for column in block.columns]
    rows = [_row(row, widths) for row in block.rows]
    whole = {"block": "Table", "columns": columns, "has_tail": False, "is_tail": False}
    if not isinstance(follower, Signatures) or len(rows) < 2 or rows[-1].get("may_break"):
        return [{**whole, "rows": rows}]
    return [
        {**whole, "rows": rows[:-1], "has_tail": True},
        {**whole, "rows": rows[-1:], "is_tail": True},
    ]


def _row(row, widths):
    """A row is split over pages only where it could not stand on one."""
    if isinstance(row, Group):
        return {"block": "Group", "text": printable(row.text)}
    cells = list(zip(row.cells, widths, strict=True))
    tallest_mm = max(layout.text_height_mm(text, width) for text, width in cells)
    return {
        "block": "Row",
        "bold": row.bold,
        "cells": [printable_within(text, layout.room_in_cell(width)) for text, width in cells],
        "may_break": tallest_mm > layout.TALLEST_ROW_MM,
    }


def _plain(value):
    """JSON-ready value with every text made printable."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value
