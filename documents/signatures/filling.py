"""Number and date come after the leader's signature: fields stand ready in the gaps of the paper and are filled later.

Both are updates at the end of the file: what was handed out, and what was signed, stays byte for byte. The library
takes a filled field for allowed, and anything drawn for a break.
"""

from io import BytesIO
from pathlib import Path

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from documents import printing
from documents.printing.typst_writer import compile_template

_TEMPLATE = Path(printing.__file__).with_name("words.typ")
_ASCENT, _DESCENT = 0.891, 0.216  # of the type size, as in paper.typ
_PRINTED = 4  # flag of an annotation: it is printed too


def prepared(pdf, gaps):
    """The paper with an empty field in each Gap, in their order. It is kept: the library never makes the same twice."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    fields = generic.ArrayObject()
    for place, gap in enumerate(gaps, start=1):
        fields.append(_add_field(writer, f"gap-{place}", gap))
    form = generic.DictionaryObject({pdf_name("/Fields"): fields})
    writer.root["/AcroForm"] = writer.add_object(form)
    writer.update_root()
    return _written(writer)


def _add_field(writer, name, gap):
    page_ref, _resources = writer.find_page_for_modification(gap.page - 1)
    page = page_ref.get_object()
    top = float(page["/MediaBox"][3])
    box = (gap.x, top - gap.y - gap.size * _DESCENT, gap.x + gap.width, top - gap.y + gap.size * _ASCENT)
    size = generic.ArrayObject(generic.FloatObject(round(each, 2)) for each in (0, 0, box[2] - box[0], box[3] - box[1]))
    empty = generic.StreamObject(
        {pdf_name("/Type"): pdf_name("/XObject"), pdf_name("/Subtype"): pdf_name("/Form"), pdf_name("/BBox"): size},
        stream_data=b"/Tx BMC EMC",
    )
    face = "/Italic" if gap.italic else "/Roman"
    told = {
        "/Type": pdf_name("/Annot"),
        "/Subtype": pdf_name("/Widget"),
        "/FT": pdf_name("/Tx"),
        "/T": generic.pdf_string(name),
        "/F": generic.NumberObject(_PRINTED),
        "/P": page_ref,
        "/Rect": generic.ArrayObject(generic.FloatObject(round(each, 2)) for each in box),
        "/DA": generic.pdf_string(f"{face} {gap.size:g} Tf 0 g"),
        "/AP": generic.DictionaryObject({pdf_name("/N"): writer.add_object(empty)}),
    }
    field = writer.add_object(generic.DictionaryObject({pdf_name(key): value for key, value in told.items()}))
    if "/Annots" in page:
        page["/Annots"].append(field)
    else:
        page["/Annots"] = generic.ArrayObject([field])
    writer.update_container(page)
    return field


def has_fields(pdf, count):
    """Does the file hold as many of our fields, all of them empty?"""
    fields = _fields(PdfFileReader(BytesIO(pdf)).root)
    return len(fields) == count and not any("/V" in field for field in fields.values())


def filled(pdf, words, *, on):
    """The paper with its fields filled, by their order. words: a text for each. on: date of the pieces.

    Raises ValueError where the file has other fields, or filled ones.
    """
    if not has_fields(pdf, len(words)):
        raise ValueError("the fields are not those of the paper")
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    fields = _fields(writer.root)
    for place, text in enumerate(words, start=1):
        field = fields[f"gap-{place}"]
        field["/V"] = generic.pdf_string(text)
        field["/AP"] = generic.DictionaryObject({pdf_name("/N"): _drawn(writer, field, text, on)})
        writer.update_container(field)
    return _written(writer)


def _fields(root):
    """{name: field} of our own fields."""
    if "/AcroForm" not in root:
        return {}
    found = [field.get_object() for field in root["/AcroForm"]["/Fields"]]
    return {str(field["/T"]): field for field in found if str(field.get("/T", "")).startswith("gap-")}


def _drawn(writer, field, text, on):
    left, bottom, right, top = (float(each) for each in field["/Rect"])
    face, size = str(field["/DA"]).split()[:2]
    paper = {
        "width": right - left,
        "height": top - bottom,
        "size": float(size),
        "italic": face == "/Italic",
        "ascent": float(size) * _ASCENT,
        "words": text,
    }
    piece = compile_template(_TEMPLATE, paper=paper, on=on, has_tags=False)
    return writer.import_page_as_xobject(PdfFileReader(BytesIO(piece)))


def _written(writer):
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
