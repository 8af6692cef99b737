"""The store of files on disk, by SHA-256: MEDIA_ROOT/ab/cd/<hash>. Knows bytes only, no rows and no names."""

import hashlib
import os
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

CHUNK_BYTES = 1024 * 1024
_MODE = 0o640


class TooLarge(Exception):
    """More bytes came than were allowed; nothing was kept."""


@dataclass(frozen=True, slots=True)
class Written:
    """A finished temporary file, on disk to the last byte, not yet in its place."""

    path: Path
    sha256: str
    size_bytes: int


def path_of(sha256):
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256[2:4] / sha256


@contextmanager
def written(chunks, *, limit_bytes=None):
    """The chunks as a temporary file beside the store; gone at the end unless `put` moved it.

    Raises TooLarge as soon as the limit is passed.
    """
    root = Path(settings.MEDIA_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix="incoming-", dir=root)
    try:
        yield _write(handle, Path(name), chunks, limit_bytes)
    finally:
        Path(name).unlink(missing_ok=True)


def put(file):
    """Move a Written into its place. A file already there gives way: it is the same, or it was damaged."""
    place = path_of(file.sha256)
    _make_folders(place.parent)
    os.replace(file.path, place)
    _sync_folder(place.parent)


def _write(handle, path, chunks, limit_bytes):
    digest, size = hashlib.sha256(), 0
    with os.fdopen(handle, "wb") as file:
        for chunk in chunks:
            size += len(chunk)
            if limit_bytes is not None and size > limit_bytes:
                raise TooLarge
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fchmod(file.fileno(), _MODE)
        os.fsync(file.fileno())
    return Written(path, digest.hexdigest(), size)


def _make_folders(folder):
    """Each new folder is made known to the disk too, or a power cut could lose the file in it."""
    missing = [level for level in (folder, *folder.parents) if not level.exists()]
    for level in reversed(missing):
        level.mkdir(exist_ok=True)
        _sync_folder(level.parent)


def _sync_folder(folder):
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
