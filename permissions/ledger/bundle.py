"""Writing a bundle of evidence that checks itself: entries, payloads, proofs, checkpoints, files, and the verifier.

The layout is told in CHECKPOINTS.md and checked by `verify_bundle.py`, which is put into every bundle. Who may have
one, what goes in and what is hidden, is decided by whoever calls `write`.
"""

import hashlib
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from django.db import transaction

from permissions.ledger import canonical, signing, verify_bundle
from permissions.ledger.checkpoints import keys
from permissions.ledger.checkpoints.proofs import proofs_of
from permissions.ledger.checkpoints.queries import announced_keys, newest, signed
from permissions.ledger.models import LedgerEntry, LedgerPayload
from permissions.ledger.queries import hashed_text

KIND = "bundle 1"
FILES = "files/"
_MOST_FILES, _MOST_BYTES = 0xFFFF, 0xFFFFFFFF  # of a plain zip
_FORBIDDEN = frozenset('\\:*?"<>|') | {chr(code) for code in range(32)}


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file of the bundle, below `files/`. read: () -> bytes, called once.

    entry: the entry whose body names the SHA-256 of the file, where one does; the verifier compares them.
    """

    path: str
    read: Callable
    entry: LedgerEntry | None = None


class Written(NamedTuple):
    """What a bundle became; `manifest_sha256` covers every byte and is to be told outside of it."""

    manifest_sha256: str
    size: int
    entries: int
    unsealed: int


class Archive:
    """A zip in the one spelling that `verify_bundle.py` accepts; each file is written once, in order."""

    def __init__(self, out):
        self._out, self._rows, self._folded = out, [], set()
        self.size, self.listed = 0, []

    def add(self, path, content):
        """Add a file. Raises ValueError for a path that some system could not unpack, or a second one like it."""
        parts = path.split("/")
        if any(part in ("", ".", "..") or part[-1] in ". " or _FORBIDDEN & set(part) for part in parts):
            raise ValueError(f"no path for a bundle: {path!r}")
        if path.casefold() in self._folded:
            raise ValueError(f"twice in a bundle: {path!r}")
        self._folded.add(path.casefold())
        crc = zlib.crc32(content)
        self._rows.append((path, crc, len(content), self.size))
        self.listed.append((path, hashlib.sha256(content).hexdigest()))
        self._write(verify_bundle.zip_local(path, crc, len(content)))
        self._write(content)

    def _write(self, data):
        self.size += len(data)
        if self.size > _MOST_BYTES or len(self._rows) > _MOST_FILES:
            raise ValueError("too large for one bundle")
        self._out.write(data)

    def close(self):
        """Write the directory of the zip."""
        self._write(verify_bundle.zip_directory(self._rows))


def _json(value):
    return (canonical.text_of(value) + "\n").encode()


def _payload(entry, hidden):
    """What is told of a payload; of a hidden one neither text nor salt, so that nobody can guess it."""
    if entry.pk in hidden:
        return {"withheld": "hidden"}
    try:
        return {"body": entry.payload.body, "salt": entry.payload.salt}
    except LedgerPayload.DoesNotExist:
        return {"withheld": "disposed"}


def _stream_text(stream, entries, hidden, silent):
    """The entries of a stream, a line each; the entry's own text goes in as it was hashed.

    Of a silent one only place and hash: they bear the chain and the proof, and tell nothing of the act.
    """
    lines = []
    for entry in entries:
        if entry.pk in silent:
            lines.append(f'{{"hash":"{entry.hash}","seq":{entry.seq},"withheld":"hidden"}}\n')
            continue
        told, payload = hashed_text(stream, entry), canonical.text_of(_payload(entry, hidden))
        lines.append(f'{{"entry":{told},"hash":"{entry.hash}","payload":{payload}}}\n')
    return "".join(lines).encode()


@transaction.atomic
def write(
    out, *, about, streams, files=(), front=list, is_hidden=lambda entry: False, is_silent=lambda entry: False, now
):
    """Write a bundle into an open binary file; returns what it became.

    about: what it is about, for people. streams: keys; each goes in whole, from its first entry to its last.
    front: () -> [(path, bytes)] beside the verifier, asked when every file has been read.
    is_hidden: entry -> is its text kept back? is_silent: entry -> is it kept back that and by whom it was done?
    Entries after the newest checkpoint go in without proof.
    Raises ValueError for a path that cannot be unpacked everywhere, a stream without entries, or too much for one zip.
    """
    archive, entries, listed = Archive(out), [], []
    for number, stream in enumerate(streams, 1):
        found = list(LedgerEntry.objects.filter(stream__key=stream).select_related("stream", "payload").order_by("seq"))
        if not found:
            raise ValueError(f"no entries: {stream}")
        hidden, silent = ({entry.pk for entry in found if kept(entry)} for kept in (is_hidden, is_silent))
        listed.append({"file": f"data/streams/{number:04}.jsonl", "stream": stream})
        archive.add(listed[-1]["file"], _stream_text(stream, found, hidden, silent))
        entries += found
    named = []
    for file in files:
        archive.add(FILES + file.path, file.read())
        if file.entry is not None:
            named.append({"path": FILES + file.path, "seq": file.entry.seq, "stream": file.entry.stream.key})
    for path, content in front():
        archive.add(path, content)
    proofs, checkpoints = proofs_of(entries)
    last = newest()
    if last is not None and last not in checkpoints:
        checkpoints.append(last)
    signer = keys.signer(now)
    archive.add("data/streams.json", _json(listed))
    archive.add("data/named.json", _json(named))
    archive.add("data/proofs.json", _json(proofs))
    archive.add("data/checkpoints.json", _json([signed(each) for each in checkpoints]))
    archive.add("data/keys.json", _json(announced_keys()))
    archive.add("bundle.json", _json({"about": about, "bundle": verify_bundle.BUNDLE, "made_at": now}))
    archive.add("verify_bundle.py", Path(verify_bundle.__file__).read_bytes())
    sha256 = _sign(archive, signer)
    return Written(sha256, archive.size, len(entries), len(entries) - len(proofs))


def _sign(archive, signer):
    """The list of files and its signature, the last two files; returns the SHA-256 of the list."""
    manifest = "".join(f"{sha256}  {path}\n" for path, sha256 in archive.listed).encode()
    sha256 = hashlib.sha256(manifest).hexdigest()
    archive.add(verify_bundle.MANIFEST, manifest)
    told = {"key": signer.row.fingerprint if signer.row else None, "manifest_sha256": sha256}
    told["signature"] = signing.sign(signer.key, KIND, sha256) if signer.key else ""
    archive.add(verify_bundle.SIGNATURE, canonical.text_of(told).encode())
    archive.close()
    return sha256
