"""What a file is, by its own bytes: never by its name or what the browser claims. Refuses with a sentence."""

import re
import struct
from pathlib import PurePosixPath

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.attachments.media_types import MediaType
from permissions.refusals import ValidationError

_TAIL_BYTES = 4096
_FIRST_BYTES = {
    MediaType.PDF: b"%PDF-",
    MediaType.JPEG: b"\xff\xd8\xff",
    MediaType.PNG: b"\x89PNG\r\n\x1a\n",
}
# Kinds that are not taken, so that the refusal can say what the file really is. Longer beginnings first.
_OTHERS = (
    (b"PK\x03\x04", gettext_lazy("Office document (Word, Excel) or ZIP archive")),
    (b"\xd0\xcf\x11\xe0", gettext_lazy("old Office document (.doc, .xls)")),
    (b"Rar!", gettext_lazy("RAR archive")),
    (b"7z\xbc\xaf", gettext_lazy("7z archive")),
    (b"MZ", gettext_lazy("program for Windows")),
    (b"\x7fELF", gettext_lazy("program for Linux")),
    (b"GIF8", gettext_lazy("GIF image")),
    (b"RIFF", gettext_lazy("WebP image, sound or film")),
    (b"II*\x00", gettext_lazy("TIFF image")),
    (b"MM\x00*", gettext_lazy("TIFF image")),
    (b"BM", gettext_lazy("BMP image")),
    (b"{\\rtf", gettext_lazy("RTF document")),
)
_WEB_PAGE = re.compile(rb"\s*(<!doctype|<html|<\?xml|<svg|<script)", re.IGNORECASE)
_KNOWN_ENDING = re.compile(
    r"\.(pdf|jpe?g?|jfif|png|docx?|xlsx?|pptx?|od[ts]|rtf|txt|zip|rar|7z|gif|webp|tiff?|bmp|heic|svg|html?|xml|exe|bat|js)"
)
_ENCRYPTED = re.compile(rb"/Encrypt\s*(\d+\s+\d+\s+R|<<)")
_STARTXREF = re.compile(rb"startxref\s+(\d{1,12})")
PIXEL_LIMIT = 200_000_000
_SEGMENT_LIMIT = 5_000  # of a JPEG before its frame; real ones have dozens


def recognise(file, size_bytes, name):
    """MediaType of an open binary file.

    name: cleaned, for the sentences and to see whether it tells the truth. Raises ValidationError: a type that is not
    taken, a name that says another type, a file that is cut off or damaged, an encrypted PDF.
    """
    begin, end = _read(file, 0, _TAIL_BYTES), _read(file, max(size_bytes - _TAIL_BYTES, 0), _TAIL_BYTES)
    media_type = next((kind for kind, first in _FIRST_BYTES.items() if begin.startswith(first)), None)
    if media_type is None:
        raise _refusal(
            "file_type_not_taken",
            _("“%(name)s” is not taken: its content is: %(kind)s. Upload a PDF file or a JPEG or PNG image."),
            name=name,
            kind=_other_kind(begin),
        )
    ending = PurePosixPath(name).suffix.lower()
    if _KNOWN_ENDING.fullmatch(ending) and ending not in media_type.extensions:
        raise _refusal(
            "file_lies_about_type",
            _(
                "“%(name)s” is not what its name says: its content is: %(kind)s. "
                "Upload the right file, or let its name end in %(ending)s."
            ),
            name=name,
            kind=media_type.label,
            ending=media_type.extensions[0],
        )
    _STRUCTURE[media_type](file, begin, end, name)
    return media_type


def _check_pdf(file, begin, end, name):
    if b"%%EOF" not in end:
        raise _damaged(name)
    xref = _STARTXREF.findall(end)
    trailer = _read(file, int(xref[-1]), _TAIL_BYTES) if xref else b""
    if _ENCRYPTED.search(end) or _ENCRYPTED.search(trailer):
        raise _refusal(
            "pdf_is_encrypted",
            _("“%(name)s” is locked with a password. Save it without a password, then upload it again."),
            name=name,
        )


def _check_png(file, begin, end, name):
    if begin[12:16] != b"IHDR" or b"IEND" not in end:
        raise _damaged(name)
    _check_pixels(*struct.unpack(">II", begin[16:24]), name)


def _check_jpeg(file, begin, end, name):
    """Walks the segments to the frame header; phones put hundreds of kilobytes of preview before it."""
    at = 2
    for _segment in range(_SEGMENT_LIMIT):
        head = _read(file, at, 9)
        if len(head) < 9 or head[0] != 0xFF:
            break
        marker, length = head[1], struct.unpack(">H", head[2:4])[0]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", head[5:9])
            return _check_pixels(width, height, name)
        at += 1 if marker == 0xFF else 2 + length  # 0xFF: filling before a marker
    raise _damaged(name)


def _check_pixels(width, height, name):
    if not width or not height:
        raise _damaged(name)
    if width * height > PIXEL_LIMIT:
        raise _refusal(
            "image_too_wide",
            _(
                "“%(name)s” is too large an image: %(width)d × %(height)d points. "
                "Make it smaller, then upload it again."
            ),
            name=name,
            width=width,
            height=height,
        )


_STRUCTURE = {MediaType.PDF: _check_pdf, MediaType.JPEG: _check_jpeg, MediaType.PNG: _check_png}


def _other_kind(begin):
    for first, kind in _OTHERS:
        if begin.startswith(first):
            return kind
    if begin[4:8] == b"ftyp":
        return _("HEIC image or film")
    if _WEB_PAGE.match(begin):
        return _("web page or program text")
    if b"%PDF-" in begin[:1024]:
        return _("something else put before a PDF file")
    return _("text") if b"\x00" not in begin else _("unknown")


def _read(file, at, count):
    file.seek(at)
    return file.read(count)


def _damaged(name):
    return _refusal(
        "file_is_damaged", _("“%(name)s” is damaged or cut off. Open it to check, then upload it again."), name=name
    )


def _refusal(code, sentence, **params):
    return ValidationError(sentence, code=code, params=params)
