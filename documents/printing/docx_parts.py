"""What python-docx leaves to XML: rules under lines, fixed tables, page numbers, bytes without the clock."""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from documents.printing.glyphs import advances, visible

FACE = "Times New Roman"
_NUMBER = re.compile(r"\d[\d/]*/[^\W\d_]\w*(?:-[^\W\d_]+)*")
_SLACK_MM = 1.5  # a printer's face may be a trifle wider
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # of every zip
_MM_PER_PT = 25.4 / 72
# Property elements stand in the order of the schema; Word calls another order a damaged file.
_AFTER_BORDER = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:rPr")


def element(name, **attributes):
    """An XML element of the w: namespace; attributes without their prefix."""
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def write(paragraph, text, *, size=None, bold=False, italic=False, grey=False):
    """Add a text in one style; the hyphens of a number ("45/TTr-HĐTĐKT") never break."""
    run = paragraph.add_run()
    run.bold, run.italic = bold or None, italic or None
    if size:
        run.font.size = Pt(size)
    if grey:
        run._r.get_or_add_rPr().append(element("w:color", val="8C8C8C"))
    text = visible(text)
    at = 0
    for number in _NUMBER.finditer(text):
        _add_lines(run, text[at : number.start()])
        for place, part in enumerate(number.group().split("-")):
            if place:
                run._r.append(element("w:noBreakHyphen"))
            run.add_text(part)
        at = number.end()
    _add_lines(run, text[at:])
    return run


def _add_lines(run, text):
    """A text with its line breaks: python-docx keeps "\\n" in a text as a mere blank."""
    for place, line in enumerate(text.split("\n")):
        if place:
            run.add_break()
        run.add_text(line)


def width_mm(text, size, *, bold=False, italic=False):
    """Width of the text's last line as set at this size; the face's own widths are those of Times New Roman."""
    face = {(0, 0): "Regular", (1, 0): "Bold", (0, 1): "Italic", (1, 1): "BoldItalic"}[int(bold), int(italic)]
    widths = advances(f"LiberationSerif-{face}.ttf")
    return sum(widths.get(char, 0.5) for char in visible(text).split("\n")[-1]) * size * _MM_PER_PT


def balanced_mm(text, size, room_mm, **style):
    """The narrowest width at which a text in the middle takes no more lines than in the whole room."""
    words = [[width_mm(word, size, **style) for word in line.split(" ")] for line in visible(text).split("\n")]
    blank = width_mm(" ", size, **style)
    wanted, narrow, wide = _line_count(words, blank, room_mm), room_mm / 2, room_mm
    if wanted == len(words):
        return room_mm
    for _halving in range(6):
        middle = (narrow + wide) / 2
        if _line_count(words, blank, middle) <= wanted and max(map(max, words)) <= middle:
            wide = middle
        else:
            narrow = middle
    return min(wide + _SLACK_MM, room_mm)


def _line_count(lines, blank, room_mm):
    """How many lines words of these widths take. lines: as the text itself breaks."""
    count = 0
    for words in lines:
        count, left = count + 1, room_mm
        for width in words:
            if width > left and left < room_mm:
                count, left = count + 1, room_mm
            left -= width + blank
    return count


def keep_to(paragraph, width_mm, room_mm):
    """Lines of a paragraph in the middle go no further than this width."""
    side = Mm(max(room_mm - width_mm, 0) / 2)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = side


def rule_under(paragraph, length_mm, room_mm):
    """A line of this length in the middle of the room: the border of an almost empty paragraph."""
    side = Mm(max(room_mm - length_mm, 0) / 2)
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = side
    form.space_before, form.space_after, form.line_spacing = Pt(3), Pt(4), Pt(2)
    border = element("w:pBdr")
    border.append(element("w:top", val="single", sz=6, space=0, color="000000"))
    paragraph._p.get_or_add_pPr().insert_element_before(border, *_AFTER_BORDER)


def fix_widths(table, widths_mm):
    """Word reads the width of each cell, LibreOffice the grid: both get it."""
    table.autofit = False
    for column, width in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths_mm, strict=True):
            cell.width = Mm(width)


def pad_cells(table, *, side_mm, edge_mm=0):
    """Room between the text and the edges of every cell."""
    margins = element("w:tblCellMar")
    for side, room in (("top", edge_mm), ("left", side_mm), ("bottom", edge_mm), ("right", side_mm)):
        margins.append(element(f"w:{side}", w=Mm(room).twips, type="dxa"))
    table._tbl.tblPr.append(margins)


def keep_row(row, *, is_head=False):
    """The row is not split over pages; a head row comes again on each."""
    properties = row._tr.get_or_add_trPr()
    properties.append(element("w:cantSplit"))
    if is_head:
        properties.append(element("w:tblHeader"))


def add_page_number(paragraph, size):
    """The field that Word fills with the number of the page."""
    run = paragraph.add_run()
    run.font.size = Pt(size)
    for part in (element("w:fldChar", fldCharType="begin"), _instruction(), element("w:fldChar", fldCharType="end")):
        run._r.append(part)


def _instruction():
    made = OxmlElement("w:instrText")
    made.text = "PAGE"
    return made


def count_pages_from_one(section):
    """The section's own numbers, none on its first page."""
    section.different_first_page_header_footer = True
    properties = section._sectPr
    for old in properties.findall(qn("w:pgNumType")):
        properties.remove(old)
    properties.insert_element_before(element("w:pgNumType", start=1), "w:cols", "w:titlePg", "w:docGrid")


def saved(document):
    """The file's bytes; the same document gives the same bytes, whatever the clock says."""
    made = BytesIO()
    document.save(made)
    return fixed(made)


def fixed(made):
    """A Word file's bytes without the moments at which its parts were written. made: the file, open for reading."""
    kept = BytesIO()
    with ZipFile(made) as source, ZipFile(kept, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            info = ZipInfo(name, _FIRST_DAY)
            info.compress_type, info.external_attr = ZIP_DEFLATED, 0o600 << 16
            target.writestr(info, source.read(name))
    return kept.getvalue()
