"""Whether a zip is a Word or Excel file and only that: no macro, no control, no other file, nothing from outside."""

import lzma
import zipfile
import zlib
from xml.etree import ElementTree

from django.utils.translation import gettext_lazy

from documents.attachments.media_types import MediaType
from documents.attachments.refusing import damaged, holds, too_large_inside

_PARTS_LIMIT = 2_000
_UNPACKED_LIMIT_BYTES = 100 * 1024 * 1024
_RATIO_LIMIT = 150
_RATIO_MATTERS_BYTES = 10 * 1024 * 1024  # empty cells pack better than any bomb
_READ_LIMIT_BYTES = 4 * 1024 * 1024  # of a part that is really read; the directory may lie about sizes
_TYPES = "[Content_Types].xml"
_MAIN = "application/vnd.openxmlformats-officedocument.{}.main+xml"
_KINDS = {
    _MAIN.format("wordprocessingml.document"): MediaType.DOCX,
    _MAIN.format("spreadsheetml.sheet"): MediaType.XLSX,
}
# What reading a damaged zip, or one of an unknown kind, raises.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    ElementTree.ParseError,
    KeyError,
    ValueError,
    OSError,
    EOFError,
    RuntimeError,
)
_HYPERLINK = "/hyperlink"
_MACRO, _FILE = gettext_lazy("a macro"), gettext_lazy("another file inside")
_ELSEWHERE = gettext_lazy("a part that is fetched from elsewhere")
_UNWANTED = (
    ("vbaproject", _MACRO),
    ("vbadata", _MACRO),
    ("/macrosheets/", _MACRO),
    ("/dialogsheets/", _MACRO),
    ("activex", gettext_lazy("a control that runs a program (ActiveX)")),
    ("customui/", gettext_lazy("buttons of its own")),
    ("/embeddings/", _FILE),
    ("oleobject", _FILE),
    ("/externallinks/", _ELSEWHERE),
    ("/connections.", _ELSEWHERE),
    ("/querytables/", _ELSEWHERE),
)


def office_type(file):
    """MediaType of an open zip by its own list of parts; None for a zip of anything else, or one that is broken."""
    try:
        with zipfile.ZipFile(file) as package:
            return _type_in(package)
    except _BROKEN:
        return None


def check_office(file, name):
    """Raises ValidationError: damaged, grows too large, a macro, a control, another file, a part from outside.

    Nothing is unpacked before the directory is within its limits.
    """
    try:
        with zipfile.ZipFile(file) as package:
            _check_directory(package, file, name)
            _check_names(package, name)
            _check_relations(package, name)
    except _BROKEN:
        raise damaged(name) from None


def _type_in(package):
    types = ElementTree.fromstring(_read(package, _TYPES))
    found = {_KINDS.get(part.get("ContentType", "").strip()) for part in types if part.tag.endswith("}Override")}
    found.discard(None)
    return found.pop() if len(found) == 1 else None


def _read(package, part):
    with package.open(part) as opened:
        content = opened.read(_READ_LIMIT_BYTES + 1)
    if len(content) > _READ_LIMIT_BYTES:
        raise ValueError(part)
    return content


def _check_directory(package, file, name):
    parts = package.infolist()
    unpacked = sum(part.file_size for part in parts)
    packed = max(file.seek(0, 2), 1)
    if (
        len(parts) > _PARTS_LIMIT
        or unpacked > _UNPACKED_LIMIT_BYTES
        or unpacked > max(packed * _RATIO_LIMIT, _RATIO_MATTERS_BYTES)
    ):
        raise too_large_inside(name)


def _check_names(package, name):
    names = [part.filename.replace("\\", "/").lower() for part in package.infolist()]
    if len(set(names)) < len(names) or any(one.startswith("/") or ".." in one.split("/") for one in names):
        raise damaged(name)
    if any(part.flag_bits & 0x1 for part in package.infolist()):
        raise damaged(name)
    for unwanted, what in _UNWANTED:
        if any(unwanted in f"/{one}" for one in names):
            raise holds(name, what)


def _check_relations(package, name):
    """Links a reader may click stay; pictures, templates and data fetched from elsewhere do not."""
    for part in package.namelist():
        if not part.lower().endswith(".rels"):
            continue
        for relation in ElementTree.fromstring(_read(package, part)):
            is_outside = relation.get("TargetMode", "").lower() == "external"
            if is_outside and not relation.get("Type", "").lower().endswith(_HYPERLINK):
                raise holds(name, _ELSEWHERE)
