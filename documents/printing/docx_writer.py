"""Blocks to .docx by python-docx: the draft to edit in Word. The record is the PDF; the measures are in layout.py."""

from datetime import datetime, time
from functools import singledispatchmethod

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from documents.printing import blocks as b
from documents.printing import layout
from documents.printing.docx_parts import (
    FACE,
    add_page_number,
    balanced_mm,
    count_pages_from_one,
    fix_widths,
    keep_row,
    keep_to,
    pad_cells,
    rule_under,
    saved,
    width_mm,
    write,
)

_PAPER = layout.PAPER
_BODY, _HEAD, _TABLE, _SIGNED = _PAPER["body"], _PAPER["head"], _PAPER["table"], _PAPER["signature"]
_SIDES = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
_TITLE_ROOM = 0.88  # of the text's width, as in paper.typ
_ANNEX_ROOM = 0.92
_SUBJECT_ROOM = 0.9
_RULE = 0.38  # of the line above it
_ISSUER_RULE = 0.42
_RECIPIENTS_SHARE = 1 / 2.15
_NATION_SIZE = 12.5  # allowed 12-13; at 13 some fonts that stand in for Times wrap the line


def render_docx(blocks, *, title, on, watermark=""):
    """The paper as a Word file (bytes); the same input gives the same bytes.

    title: for the file's own title. on: date of the paper, also of the file. watermark: words above every page.
    """
    return _Writer(title, on, watermark).written(blocks)


class _Writer:
    """Puts block after block at the end of one document."""

    def __init__(self, title, on, watermark):
        self.document = docx.Document()
        self.watermark, self.is_landscape, self.is_empty = watermark, False, True
        self._set_style()
        properties = self.document.core_properties
        properties.title, properties.author, properties.comments = title[:255], "", ""
        properties.created = properties.modified = datetime.combine(on, time.min)

    def written(self, blocks):
        """All blocks, each knowing what follows it."""
        self._set_sheet(self.document.sections[0], is_landscape=any(isinstance(block, b.Across) for block in blocks))
        self._set_headers(self.document.sections[0])
        blocks = [block for block in blocks if not isinstance(block, b.Across)]
        for block, follower in zip(blocks, [*blocks[1:], None], strict=True):
            self.put(block, follower)
            self.is_empty = False
        return saved(self.document)

    # --- the sheet ---------------------------------------------------------------------------------
    def _set_style(self):
        style = self.document.styles["Normal"]
        style.font.name, style.font.size = FACE, Pt(_BODY)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), FACE)
        form = style.paragraph_format
        form.space_before, form.space_after, form.line_spacing = Pt(0), Pt(0), 1.0
        form.widow_control = True

    def _set_sheet(self, section, *, is_landscape):
        self.is_landscape = is_landscape
        section.orientation = WD_ORIENT.LANDSCAPE if is_landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = (Mm(297), Mm(210)) if is_landscape else (Mm(210), Mm(297))
        for side, room in _PAPER["margin"].items():
            setattr(section, f"{side}_margin", Mm(room))
        section.header_distance = Mm(10)

    def _set_headers(self, section):
        """Once for each section: what is written into a header is added to what stands there."""
        count_pages_from_one(section)
        for header, has_number in ((section.first_page_header, False), (section.header, True)):
            header.is_linked_to_previous = False
            paragraph = header.paragraphs[0]
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            if has_number:
                add_page_number(paragraph, _PAPER["page_number"])
            if self.watermark:
                words = header.add_paragraph() if has_number else paragraph
                words.alignment = WD_ALIGN_PARAGRAPH.CENTER
                write(words, self.watermark, size=12, bold=True, grey=True)

    @property
    def room_mm(self):
        return layout.text_width_mm(self.is_landscape)

    # --- lines -------------------------------------------------------------------------------------
    def _line(self, where=None, align="center", *, before=0, after=0, keep=False):
        paragraph = (where or self.document).add_paragraph()
        paragraph.alignment = _SIDES[align]
        form = paragraph.paragraph_format
        form.space_before, form.space_after = Pt(before), Pt(after)
        form.keep_with_next = keep or None
        return paragraph

    def _body(self, runs, *, is_indented=True, keep=False):
        paragraph = self._line(after=_PAPER["paragraph_gap"], keep=keep)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        form = paragraph.paragraph_format
        form.line_spacing = Pt(_PAPER["line_pitch"])
        form.first_line_indent = Mm(_PAPER["first_line"]) if is_indented else None
        for run in runs:
            write(paragraph, run.text, bold=run.bold, italic=run.italic)

    def _rule(self, where, text, share, size, room_mm, **style):
        length = min(width_mm(text, size, **style), room_mm) * share
        rule_under(self._line(where), length, room_mm)

    def _balanced(self, text, size, share, *, where=None, room_mm=None, before=0, **style):
        """Lines in the middle of about the same length. share: of the room, what they may take at most."""
        room_mm = room_mm or self.room_mm
        paragraph = self._line(where, before=before, keep=True)
        keep_to(paragraph, balanced_mm(text, size, room_mm * share, **style), room_mm)
        write(paragraph, text, size=size, **style)

    def _nation(self, where, room_mm):
        write(self._line(where), layout.NATION, size=_NATION_SIZE, bold=True)
        write(self._line(where, before=1), layout.MOTTO, size=_HEAD["motto"], bold=True)
        self._rule(where, layout.MOTTO, 1, _HEAD["motto"], room_mm, bold=True)

    def _bare_table(self, widths_mm):
        table = self.document.add_table(rows=1, cols=len(widths_mm))
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        fix_widths(table, widths_mm)
        pad_cells(table, side_mm=0.5)
        for cell in table.rows[0].cells:
            cell._tc.remove(cell.paragraphs[0]._p)
        return table

    # --- blocks ------------------------------------------------------------------------------------
    @singledispatchmethod
    def put(self, block, follower):
        raise TypeError(f"no such block: {type(block).__name__}")

    @put.register
    def _(self, block: b.Head, follower):
        if not block.issuer:
            self._nation(self.document, self.room_mm)
            if block.dateline:
                write(self._line(align="right", before=6), block.dateline, size=_HEAD["dateline"], italic=True)
            return
        left, right = self._bare_table([_HEAD["left"], _HEAD["right"]]).rows[0].cells
        for line in block.superior:
            write(self._line(left), line, size=_HEAD["issuer"])
        for place, line in enumerate(block.issuer):
            write(
                self._line(left, before=0 if place or not block.superior else 2), line, size=_HEAD["issuer"], bold=True
            )
        self._rule(left, block.issuer[-1], _ISSUER_RULE, _HEAD["issuer"], _HEAD["left"] - 1, bold=True)
        self._nation(right, _HEAD["right"] - 1)
        write(self._line(left), block.number, size=_HEAD["number"])
        if block.subject:
            self._balanced(block.subject, 12, _SUBJECT_ROOM, where=left, room_mm=_HEAD["left"] - 1, before=3)
        if block.dateline:
            write(self._line(right), block.dateline, size=_HEAD["dateline"], italic=True)
        self._line(after=4)

    @put.register
    def _(self, block: b.Title, follower):
        size = _PAPER["title"]
        write(self._line(before=8, keep=True), block.name, size=size, bold=True)
        if block.abstract:
            self._balanced(block.abstract, size, _TITLE_ROOM, bold=True)
            self._rule(None, block.abstract, _RULE, size, self.room_mm, bold=True)
        self._line(after=2, keep=True)

    @put.register
    def _(self, block: b.Addressees, follower):
        if len(block.names) == 1:
            write(self._line(before=8, after=8), f"{layout.ADDRESSEES} {block.names[0]}")
            return
        for place, name in enumerate(block.names):
            lead = layout.ADDRESSEES if not place else ""
            paragraph = self._line(align="left", before=0 if place else 8, after=2)
            paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Mm(50), Mm(-28)
            paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(50))
            write(paragraph, lead)
            paragraph.add_run().add_tab()
            write(paragraph, f"- {name}")
        self._line(after=2)

    @put.register
    def _(self, block: b.Grounds, follower):
        for sentence in block.sentences:
            self._body([b.italic(sentence)])

    @put.register
    def _(self, block: b.Centered, follower):
        write(self._line(before=8, after=8, keep=True), block.text, bold=block.bold, italic=block.italic)

    @put.register
    def _(self, block: b.Heading, follower):
        self._body([b.bold(block.text)], keep=True)

    @put.register
    def _(self, block: b.Paragraph, follower):
        keep = isinstance(follower, (b.Signatures, b.Table))
        self._body(block.runs, is_indented=block.is_indented, keep=keep)

    @put.register
    def _(self, block: b.Table, follower):
        widths = layout.column_widths_mm(block.columns, self.room_mm)
        table = self.document.add_table(rows=1 + len(block.rows), cols=len(block.columns), style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        fix_widths(table, widths)
        pad_cells(table, side_mm=1.4, edge_mm=1)
        head, *rows = table.rows
        keep_row(head, is_head=True)
        for cell, column in zip(head.cells, block.columns, strict=True):
            self._cell(cell, column.title, "center", bold=True, keep=True)
        for place, (row, said) in enumerate(zip(rows, block.rows, strict=True), start=1):
            is_last = place == len(block.rows)
            self._row(row, said, block.columns, widths, keep=is_last and isinstance(follower, b.Signatures))
        self._line(after=4, keep=isinstance(follower, b.Signatures))

    def _row(self, row, said, columns, widths, *, keep):
        if isinstance(said, b.Group):
            keep_row(row)
            self._cell(row.cells[0].merge(row.cells[-1]), said.text, "left", bold=True, keep=True)
            return
        cells = list(zip(row.cells, said.cells, columns, widths, strict=True))
        if max(layout.text_height_mm(text, width) for _cell, text, _column, width in cells) <= layout.TALLEST_ROW_MM:
            keep_row(row)
        for cell, text, column, _width in cells:
            self._cell(cell, text, column.align, bold=said.bold, keep=keep)

    def _cell(self, cell, text, align, *, bold=False, keep=False):
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        paragraph = cell.paragraphs[0]
        paragraph.alignment = _SIDES[align]
        paragraph.paragraph_format.keep_with_next = keep or None
        write(paragraph, text, size=_TABLE["size"], bold=bold)

    @put.register
    def _(self, block: b.Signatures, follower):
        beside = bool(block.recipients) and len(block.signers) == 1
        left = self.room_mm * _RECIPIENTS_SHARE
        count = len(block.signers)
        widths = [left, self.room_mm - left] if beside else [self.room_mm / count] * count
        self._line(keep=True).paragraph_format.line_spacing = Pt(8)
        row = self._bare_table(widths).rows[0]
        keep_row(row)
        for cell, signer in zip(row.cells[1:] if beside else row.cells, block.signers, strict=True):
            self._signer(cell, signer)
        if beside:
            self._recipients(row.cells[0], block)
        elif block.recipients:
            self._line(after=6)
            self._recipients(self.document, block)

    def _signer(self, cell, signer):
        for line in signer.lines:
            write(self._line(cell), line, size=_SIGNED["size"], bold=True)
        if signer.note:
            write(self._line(cell), signer.note, size=12, italic=True)
        name = self._line(cell, before=_SIGNED["room"] * 72 / 25.4)
        write(name, signer.name, size=_SIGNED["size"], bold=True)

    def _recipients(self, where, block):
        sizes = _PAPER["recipients"]
        write(self._line(where, "left"), layout.RECIPIENTS, size=sizes["word"], bold=True, italic=True)
        for line in block.recipient_lines:
            write(self._line(where, "left"), line, size=sizes["lines"])

    @put.register
    def _(self, block: b.PageBreak, follower):
        self._line().add_run().add_break(WD_BREAK.PAGE)

    @put.register
    def _(self, block: b.Annex, follower):
        if not self.is_empty:
            self._set_headers(self.document.add_section(WD_SECTION.NEW_PAGE))
        self._set_sheet(self.document.sections[-1], is_landscape=block.is_landscape)
        if block.word:
            write(self._line(keep=True), block.word, bold=True)
        self._balanced(block.title, _BODY, _ANNEX_ROOM, bold=True)
        if block.reference:
            self._balanced(block.reference, _BODY, _ANNEX_ROOM, italic=True)
            self._rule(None, block.reference, _RULE, _BODY, self.room_mm, italic=True)
        self._line(after=2, keep=True)
