"""How a signed file is tied to the file that was handed out: by its first bytes, else by the text of every page."""

import hashlib
from io import BytesIO

import pikepdf

from documents.attachments.pdf_check import PAGE_LIMIT
from documents.signatures.kinds import Tie

_SHOWS_TEXT = "Tj TJ ' \" Tf"
_OF_A_FONT = ("/ToUnicode", "/FontFile", "/FontFile2", "/FontFile3")


def tie_of(signed, handed_out):
    """Tie of two files given as bytes. A signature is an update at the end: what was handed out stands before it."""
    if len(signed) > len(handed_out) and signed.startswith(handed_out):
        return Tie.SAME_BYTES
    ours = _texts(handed_out)
    return Tie.SAME_TEXT if ours and ours == _texts(signed) else Tie.OTHER


def _texts(data):
    """A digest of the text of every page, with the fonts that give its letters their shape; None where unreadable."""
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            return [_text(page) for page in pdf.pages] if len(pdf.pages) <= PAGE_LIMIT else None
    except Exception:
        return None


def _text(page):
    shown = pikepdf.unparse_content_stream(pikepdf.parse_content_stream(page, _SHOWS_TEXT))
    digest = hashlib.sha256(shown)
    fonts = page.resources.get("/Font", {})
    for name in sorted(fonts.keys()):
        digest.update(name.encode() + _shape(fonts[name]))
    return digest.hexdigest()


def _shape(font):
    """Which letters the codes of a font mean, and how these are drawn."""
    digest = hashlib.sha256()
    for part in (font, *font.get("/DescendantFonts", [])):
        for holder in (part, part.get("/FontDescriptor", {})):
            for key in _OF_A_FONT:
                if key in holder:
                    digest.update(key.encode() + holder[key].read_bytes())
    return digest.digest()
