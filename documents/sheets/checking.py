"""Whether bytes are a workbook that may be opened: judged by the zip directory before anything is unpacked."""

import io
import re
import zipfile

from django.utils.translation import gettext as _

from documents.sheets.archive import BROKEN, Fault, Limits, fault_of, names_of
from permissions.refusals import ValidationError

UNPACKED_LIMIT_BYTES = 25 * 1024 * 1024
_LIMITS = Limits(
    parts=2_000,
    unpacked_bytes=UNPACKED_LIMIT_BYTES,
    ratio=150,
    part_matters_bytes=1024 * 1024,
    whole_matters_bytes=UNPACKED_LIMIT_BYTES,
)
CELL_LIMIT = 600_000  # of all sheets, empty ones that only have a border among them
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MACROS = ("vbaproject.bin", "vbadata.xml")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_A_CELL = re.compile(rb"<(?:\w+:)?c[ />]")
_ACTIVE = ("/activex/", "/embeddings/", "/ctrlprops/")


def refusal(code, sentence, **params):
    return ValidationError(sentence, code=code, params=params)


def damaged():
    return refusal("sheet_damaged", _("The file is damaged or cut off. Open it in Excel, save it again as .xlsx."))


def check_workbook(content):
    """Raises ValidationError with a sentence unless the bytes are an .xlsx without macros, within the limits."""
    if not content:
        raise refusal("sheet_empty_file", _("The file is empty."))
    if not content.startswith(b"PK"):
        raise _no_archive(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_directory(archive, len(content))
            _check_kind(archive)
            _check_parts(archive)
    except ValidationError:
        raise
    except BROKEN:
        raise damaged() from None


def _no_archive(content):
    if content.startswith(_OLD_OFFICE):
        if _ENCRYPTED in content:
            return _locked()
        return refusal(
            "sheet_old_format",
            _(
                "This is an old Excel file (.xls). Open it in Excel, choose File, Save As, the type Excel Workbook "
                "(*.xlsx), then upload the new file."
            ),
        )
    if b"\x00" not in content[:4096]:
        return refusal(
            "sheet_is_text",
            _(
                "This is a text file (such as .csv), not an Excel workbook. Open it in Excel, choose File, Save As, "
                "the type Excel Workbook (*.xlsx), then upload the new file."
            ),
        )
    return _no_workbook()


def _locked():
    return refusal(
        "sheet_locked",
        _("The file is locked with a password. In Excel choose File, Info, take the password off, save, upload again."),
    )


def _no_workbook():
    return refusal(
        "sheet_not_excel",
        _("This is not an Excel workbook. Open the list in Excel and save it as Excel Workbook (*.xlsx)."),
    )


def _check_directory(archive, packed_bytes):
    fault = fault_of(archive, packed_bytes, _LIMITS)
    if fault == Fault.TOO_LARGE:
        raise _too_large()
    if fault == Fault.LOCKED:
        raise _locked()
    if fault == Fault.PACKED_TOO_HARD:
        raise refusal(
            "sheet_packed_too_hard",
            _("The file is packed as no list is. Copy the rows alone into a new workbook, upload that."),
        )
    if fault:
        raise damaged()


def _too_large():
    return refusal(
        "sheet_too_large",
        _("The file unpacks to more than a list can hold. Copy the rows alone into a new workbook, upload that."),
    )


def _check_kind(archive):
    names = names_of(archive)
    if "xl/workbook.bin" in names:
        raise refusal(
            "sheet_binary_format",
            _("This is a binary workbook (.xlsb). In Excel choose Save As, the type Excel Workbook (*.xlsx)."),
        )
    if "xl/workbook.xml" not in names:
        raise _no_workbook()
    if any(name.endswith(_MACROS) for name in names):
        raise _has_macros()
    if any(part in f"/{name}" for name in names for part in _ACTIVE):
        raise refusal(
            "sheet_has_objects",
            _("The file holds embedded objects. Copy the rows alone into a new workbook, upload that."),
        )
    if any(name.startswith("xl/externallinks/") for name in names):
        raise refusal(
            "sheet_has_links",
            _("The file reads from other files. In Excel copy the list and paste its values into a new workbook."),
        )


def _has_macros():
    return refusal(
        "sheet_has_macros",
        _("The file holds macros. In Excel choose Save As, the type Excel Workbook (*.xlsx) without macros."),
    )


def _check_parts(archive):
    """Every part unpacks to the size the directory says, and no XML of them declares entities of its own."""
    cells = 0
    for entry in archive.infolist():
        part = archive.read(entry)  # zipfile reads no more than the directory says, and checks the sum
        if len(part) != entry.file_size:
            raise damaged()
        is_xml = entry.filename.lower().endswith((".xml", ".rels", ".vml"))
        if is_xml and (b"<!DOCTYPE" in part or b"<!ENTITY" in part or b"\x00" in part[:4] or part[:2] in _UTF16):
            raise damaged()
        if entry.filename.lower() == "[content_types].xml" and b"macroEnabled" in part:
            raise _has_macros()
        if entry.filename.lower().startswith("xl/worksheets/"):
            cells += sum(1 for _cell in _A_CELL.finditer(part))
            if cells > CELL_LIMIT:
                raise _too_large()
