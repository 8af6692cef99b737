"""Where digital signatures stand on a paper: a signer's above the name, the seal over its left third.

Empty fields stand ready there, which any signing program may use; one that makes fields of its own does no harm.
"""

from io import BytesIO

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec, append_signature_field

from documents.printing.typst_writer import names_in

SEAL = "seal"
_MM = 72 / 25.4  # points
# Between title and name there are 27 mm (layout.py).
SIGNATURE_WIDTH, SIGNATURE_HEIGHT, _ABOVE_NAME = 50 * _MM, 22 * _MM, 2 * _MM
SEAL_SIDE = 34 * _MM  # room for the picture of a seal; no rule of this program's


def signer(place):
    """Name of the field of a signer. place: from the left, 1 and on."""
    return f"signer-{place}"


def with_places(pdf, blocks, *, title, watermark=""):
    """The paper with an empty field for each signer, and for the seal where one person signs.

    pdf: of these blocks, set with this title and watermark.
    """
    names = names_in(blocks, title=title, watermark=watermark)
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    for place, name in enumerate(names, start=1):
        box = _signature_box(writer, name)
        append_signature_field(writer, SigFieldSpec(signer(place), on_page=name.page - 1, box=box))
        if len(names) == 1:
            append_signature_field(writer, SigFieldSpec(SEAL, on_page=name.page - 1, box=_seal_box(box)))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _signature_box(writer, name):
    """(left, bottom, right, top) in points from the bottom left of the page."""
    page_ref, _resources = writer.find_page_for_modification(name.page - 1)
    bottom = float(page_ref.get_object()["/MediaBox"][3]) - name.y + _ABOVE_NAME
    left = name.x + (name.width - SIGNATURE_WIDTH) / 2
    return _rounded(left, bottom, left + SIGNATURE_WIDTH, bottom + SIGNATURE_HEIGHT)


def _seal_box(signature):
    """Over the left third of the signature. Source: Nghị định 30/2020/NĐ-CP, on the use of seals."""
    left, bottom, right, top = signature
    right = left + (right - left) / 3
    middle = (bottom + top) / 2
    return _rounded(right - SEAL_SIDE, middle - SEAL_SIDE / 2, right, middle + SEAL_SIDE / 2)


def _rounded(*values):
    return tuple(round(each, 2) for each in values)


def signed_places(pdf):
    """Names of the fields that are signed."""
    return {each.field_name for each in PdfFileReader(BytesIO(pdf)).embedded_signatures}
