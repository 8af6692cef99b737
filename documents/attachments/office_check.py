"""Whether a zip is a Word or Excel file and only that: no macro, no control, no other file, nothing from outside."""

import zipfile
from xml.etree import ElementTree

from django.utils.translation import gettext_lazy

from documents.attachments.media_types import MediaType
from documents.attachments.refusing import damaged, holds, too_large_inside
from documents.attachments.word_fields import starts_a_program
from documents.sheets.archive import BROKEN, Fault, Limits, fault_of, names_of

_MB = 1024 * 1024
_LIMITS = Limits(
    parts=2_000, unpacked_bytes=100 * _MB, ratio=150, part_matters_bytes=100 * _MB, whole_matters_bytes=10 * _MB
)
_READ_LIMIT_BYTES = 4 * _MB  # of a part that is really read; the directory may lie about sizes
_TYPES = "[Content_Types].xml"
_MAIN = "application/vnd.openxmlformats-officedocument.{}.main+xml"
_KINDS = {
    _MAIN.format("wordprocessingml.document"): MediaType.DOCX,
    _MAIN.format("spreadsheetml.sheet"): MediaType.XLSX,
}
_HYPERLINK, _ANOTHER_TEXT = "/hyperlink", "/afchunk"
_MACRO, _FILE = gettext_lazy("a macro"), gettext_lazy("another file inside")
_ELSEWHERE = gettext_lazy("a part that is fetched from elsewhere")
_PROGRAM = gettext_lazy("a field that starts another program (DDE)")
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
    except BROKEN:
        return None


def check_office(file, name):
    """Raises ValidationError: damaged, too large inside, a macro, a control, another file, a part from outside, DDE.

    Nothing is unpacked before the directory is within its limits.
    """
    try:
        with zipfile.ZipFile(file) as package:
            _check_directory(package, file, name)
            _check_names(package, name)
            _check_relations(package, name)
            if _type_in(package) == MediaType.DOCX:
                _check_fields(package, name)
    except BROKEN:
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
    fault = fault_of(package, file.seek(0, 2), _LIMITS)
    if fault in (Fault.TOO_LARGE, Fault.PACKED_TOO_HARD):
        raise too_large_inside(name)
    if fault:
        raise damaged(name)


def _check_names(package, name):
    names = names_of(package)
    for unwanted, what in _UNWANTED:
        if any(unwanted in f"/{one}" for one in names):
            raise holds(name, what)


def _check_relations(package, name):
    """Links a reader may click stay; pictures, templates and data fetched from elsewhere do not."""
    for part in package.namelist():
        if not part.lower().endswith(".rels"):
            continue
        for relation in ElementTree.fromstring(_read(package, part)):
            kind = relation.get("Type", "").lower()
            if relation.get("TargetMode", "").lower() == "external" and not kind.endswith(_HYPERLINK):
                raise holds(name, _ELSEWHERE)
            if kind.endswith(_ANOTHER_TEXT):
                raise holds(name, _FILE)


def _check_fields(package, name):
    """Every part of text, wherever its name puts it: headers, notes and boxes among them."""
    for part in package.namelist():
        if part.lower().endswith(".xml"):
            with package.open(part) as text:
                if starts_a_program(text):
                    raise holds(name, _PROGRAM)
