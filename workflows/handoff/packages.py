"""The package of record: a BagIt zip (RFC 8493) that `sha256sum -c` alone can check. Knows files, no dossiers.

Written by hand, for the library's `make_bag` changes the working directory of the whole process; the library checks.
"""

import hashlib
import logging
import re
import tempfile
import unicodedata
import zipfile
from pathlib import Path, PurePosixPath

import bagit
from django.utils.translation import gettext as _

# The library logs every name of a file, and names of people stand in them.
logging.getLogger("bagit").setLevel(logging.CRITICAL + 1)
_EPOCH = (2026, 1, 1, 0, 0, 0)  # of every file: the same input gives the same bytes
_CHUNK_BYTES = 1024 * 1024
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
MANIFEST, TAG_MANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"
_TAG_FILES = ("bagit.txt", "bag-info.txt", MANIFEST)
LONGEST_PART = 60  # characters of a name


def ascii_name(text):
    """A file name without accents, blanks or anything a file system could stumble over."""
    parts = unicodedata.normalize("NFKD", text.replace("Đ", "D").replace("đ", "d"))
    bare = parts.encode("ascii", "ignore").decode().lower()
    path = PurePosixPath(bare)
    stem = _UNSAFE.sub("-", path.stem).strip("-.")[:LONGEST_PART].strip("-.") or "tep"
    ending = _UNSAFE.sub("", path.suffix)
    return stem + (ending if len(ending) in range(2, 7) else "")


class PackageWriter:
    """Writes the payload file by file; `close` adds manifests and tells the SHA-256 of the manifest.

    top: name of the one folder in the zip. Names of files are paths below data/, ASCII.
    """

    def __init__(self, path, top):
        self._zip, self._top = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6), top
        self._digests, self.files = {}, []

    def _put(self, name, chunks):
        info = zipfile.ZipInfo(f"{self._top}/{name}", _EPOCH)
        info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
        digest, size = hashlib.sha256(), 0
        with self._zip.open(info, "w", force_zip64=True) as file:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                file.write(chunk)
        return digest.hexdigest(), size

    def add(self, name, chunks):
        """A payload file; returns its SHA-256. Raises ValueError for a name given twice or one that is not ASCII."""
        if not name.isascii() or f"data/{name}" in self._digests:
            raise ValueError(f"bad or double name in a package: {name}")
        digest, size = self._put(f"data/{name}", chunks)
        self._digests[f"data/{name}"] = digest
        self.files.append((f"data/{name}", size))
        return digest

    def add_bytes(self, name, data):
        return self.add(name, [data])

    def close(self, info):
        """Write the tag files; returns the SHA-256 of the manifest. info: [(label, value)] of bag-info.txt."""
        oxum = f"{sum(size for _name, size in self.files)}.{len(self.files)}"
        told = [*info, ("Payload-Oxum", oxum)]
        texts = {
            "bagit.txt": _DECLARATION,
            "bag-info.txt": "".join(f"{label}: {value}\n" for label, value in told),
            MANIFEST: _manifest(self._digests),
        }
        tags = {name: self._put(name, [text.encode()])[0] for name, text in texts.items()}
        self._put(TAG_MANIFEST, [_manifest(tags).encode()])
        self._zip.close()
        return tags[MANIFEST]


def _manifest(digests):
    return "".join(f"{digests[name]}  {name}\n" for name in sorted(digests))


def chunks_of(file):
    """An open binary file in pieces."""
    while chunk := file.read(_CHUNK_BYTES):
        yield chunk


# --- checking --------------------------------------------------------------------------------------
def check_package(path):
    """What is wrong with a package, sentences that name the file; an empty list means it is whole.

    Every byte is read (a changed byte of the same length has the right size), nothing may be there that no manifest
    names. path: of the zip. Source: RFC 8493, 3.
    """
    try:
        with zipfile.ZipFile(path) as packed, tempfile.TemporaryDirectory(prefix="package-") as folder:
            names = [info.filename for info in packed.infolist() if not info.is_dir()]
            faults, top = _shape(names)
            if faults:
                return faults
            try:
                packed.extractall(folder)
            except (zipfile.BadZipFile, OSError, RuntimeError, EOFError, ValueError) as fault:
                return [_("The package cannot be unpacked: %(fault)s") % {"fault": fault}]
            return check_folder(Path(folder) / top)
    except (zipfile.BadZipFile, OSError) as fault:
        return [_("The file is not a zip that can be read: %(fault)s") % {"fault": fault}]


def _shape(names):
    """(faults, the one folder): names that would leave the folder, that come twice, or several folders."""
    faults = [
        _("%(name)s: this name is not allowed in a package.") % {"name": name}
        for name in names
        if name.startswith("/") or "\\" in name or ".." in PurePosixPath(name).parts or not name.isascii()
    ]
    faults += [
        _("%(name)s: is there twice.") % {"name": name} for name in sorted({n for n in names if names.count(n) > 1})
    ]
    tops = sorted({PurePosixPath(name).parts[0] for name in names if PurePosixPath(name).parts})
    if not faults and (len(tops) != 1 or any("/" not in name for name in names)):
        faults.append(_("The package must hold one folder; found: %(names)s.") % {"names": ", ".join(tops) or "–"})
    return faults, tops[0] if tops else ""


def _digest_of(path):
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read_manifest(path):
    """{name: SHA-256}, in the form `sha256sum -c` reads."""
    named = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        digest, _two_blanks, name = line.partition("  ")
        named[name] = digest
    return named


def check_folder(folder):
    """As `check_package`, of the unpacked folder."""
    missing = [name for name in (*_TAG_FILES, TAG_MANIFEST) if not (folder / name).is_file()]
    if missing:
        return [_("%(name)s: is missing.") % {"name": name} for name in missing]
    try:
        named = _read_manifest(folder / MANIFEST) | _read_manifest(folder / TAG_MANIFEST)
    except UnicodeDecodeError:
        return [_("%(name)s: cannot be read.") % {"name": MANIFEST}]
    there = {
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() or path.is_symlink()
    } - {TAG_MANIFEST}
    faults = [_("%(name)s: is missing.") % {"name": name} for name in sorted(named.keys() - there)]
    faults += [
        _("%(name)s: was added, no manifest names it.") % {"name": name} for name in sorted(there - named.keys())
    ]
    for name in sorted(there & named.keys()):
        if _digest_of(folder / name) != named[name]:
            faults.append(_("%(name)s: the content was changed.") % {"name": name})
    return faults or _checked_by_the_library(folder)


def _checked_by_the_library(folder):
    """A second opinion on the whole, by another program than the one that wrote it; never its fast way."""
    try:
        bagit.Bag(str(folder)).validate(processes=1, fast=False, completeness_only=False)
    except bagit.BagError as fault:
        return [str(fault)]
    return []
