"""What a file is, by its own bytes: never by its name or what the browser claims. Refuses with a sentence."""

import re
from pathlib import PurePosixPath

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.attachments.media_types import ASKED, EVERY, MediaType
from documents.attachments.office_check import check_office, office_type
from documents.attachments.pdf_check import check_pdf
from documents.attachments.refusing import damaged, refused

_BEGIN_BYTES, _TAIL_BYTES = 4096, 4096
_ZIP = b"PK\x03\x04"
_FIRST_BYTES = {
    MediaType.PDF: b"%PDF-",
    MediaType.JPEG: b"\xff\xd8\xff",
    MediaType.PNG: b"\x89PNG\r\n\x1a\n",
}
# Kinds that are not taken, so that the refusal can say what the file really is. Longer beginnings first.
_OTHERS = (
    (_ZIP, gettext_lazy("ZIP archive, or an Office document of another kind")),
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
    r"\.(pdf|jpe?g?|jfif|png|docx?|xlsx?|docm|xlsm|pptx?|od[ts]|rtf|txt|zip|rar|7z|gif|webp|tiff?|bmp|heic|svg|html?|xml|exe|bat|js)"
)


def recognise(file, size_bytes, name, takes=EVERY):
    """MediaType of an open binary file.

    name: cleaned, for the sentences and to see whether it tells the truth. takes: the types of the door, a key of
    media_types.ASKED. Raises ValidationError: a type that is not taken, a name that says another type, a PDF or Office
    file that is damaged, locked, or more than a document.
    Images are judged when they are written anew (images.py).
    """
    begin = _read(file, 0, _BEGIN_BYTES)
    media_type = next((kind for kind, first in _FIRST_BYTES.items() if begin.startswith(first)), None)
    if begin.startswith(_ZIP):
        media_type = office_type(file)
    if media_type not in takes:
        raise refused(
            "file_type_not_taken",
            _("“%(name)s” is not taken: its content is: %(kind)s. %(asked)s"),
            name=name,
            kind=media_type.label if media_type else _other_kind(begin),
            asked=ASKED[takes],
        )
    ending = PurePosixPath(name).suffix.lower()
    if _KNOWN_ENDING.fullmatch(ending) and ending not in media_type.extensions:
        raise refused(
            "file_lies_about_type",
            _(
                "“%(name)s” is not what its name says: its content is: %(kind)s. "
                "Upload the right file, or let its name end in %(ending)s."
            ),
            name=name,
            kind=media_type.label,
            ending=media_type.extensions[0],
        )
    if media_type == MediaType.PDF:
        if b"%%EOF" not in _read(file, max(size_bytes - _TAIL_BYTES, 0), _TAIL_BYTES):
            raise damaged(name)
        check_pdf(file, name)
    elif not media_type.is_image:
        check_office(file, name)
    return media_type


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
