"""What the directory of an Office file (a zip) says of it, judged before anything is unpacked: for lists and papers."""

import lzma
import zipfile
import zlib
from dataclasses import dataclass
from enum import StrEnum, auto
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError

# What a broken archive makes Python raise; RuntimeError is a password, NotImplementedError a packing.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    ValueError,
    KeyError,
    NotImplementedError,
    RuntimeError,
    UnicodeError,
    ParseError,
    ExpatError,
)


class Fault(StrEnum):
    DAMAGED = auto()
    LOCKED = auto()
    TOO_LARGE = auto()
    PACKED_TOO_HARD = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one kind of file may hold.

    ratio: how hard it may be packed; asked of a part from `part_matters_bytes` on, of the whole from
    `whole_matters_bytes` on: small parts of empty cells pack better than any bomb.
    """

    parts: int
    unpacked_bytes: int
    ratio: int
    part_matters_bytes: int
    whole_matters_bytes: int


def names_of(archive):
    """The names of its parts as they are compared: small letters, "/" between folders."""
    return [part.filename.replace("\\", "/").lower() for part in archive.infolist()]


def fault_of(archive, packed_bytes, limits):
    """The first Fault of an open zip by its directory alone, None for none. packed_bytes: size of the file."""
    parts, names = archive.infolist(), names_of(archive)
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > limits.parts or unpacked > limits.unpacked_bytes:
        return Fault.TOO_LARGE
    if any(part.flag_bits & 0x1 for part in parts):
        return Fault.LOCKED
    if len(set(names)) < len(names) or any(name.startswith("/") or ".." in name.split("/") for name in names):
        return Fault.DAMAGED
    if unpacked > max(packed_bytes * limits.ratio, limits.whole_matters_bytes) or any(
        part.file_size > max(part.compress_size * limits.ratio, limits.part_matters_bytes) for part in parts
    ):
        return Fault.PACKED_TOO_HARD
    return None
