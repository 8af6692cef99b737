"""The picture that a sample signature draws into its field: a name and the moment, or a seal."""

import tempfile
from contextlib import contextmanager
from pathlib import Path

from django.utils import timezone
from pyhanko.stamp import StaticStampStyle

from documents.printing.glyphs import printable
from documents.printing.typst_writer import compile_template
from documents.signatures.places import SEAL, SEAL_SIDE, SIGNATURE_HEIGHT, SIGNATURE_WIDTH

_TEMPLATE = Path(__file__).with_name("stamp.typ")


@contextmanager
def stamp_for(field, *, person, office, mark, at):
    """The library's stamp with the picture, which it reads while it signs. mark: what the picture says of its worth."""
    is_seal = field == SEAL
    paper = {
        "is-seal": is_seal,
        "width": SEAL_SIDE if is_seal else SIGNATURE_WIDTH,
        "height": SEAL_SIDE if is_seal else SIGNATURE_HEIGHT,
        "person": printable(person),
        "office": printable(office),
        "mark": printable(mark),
        "at": f"{timezone.localtime(at):%d/%m/%Y %H:%M:%S %z}",
    }
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(compile_template(_TEMPLATE, paper=paper, on=timezone.localdate(at), has_tags=False))
        file.flush()
        yield StaticStampStyle.from_pdf_file(file.name, border_width=0, background_opacity=1)
