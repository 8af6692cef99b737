"""Bundles written, checked in a bare Python, taken apart and made again by somebody who knows the layout."""

import hashlib
import io
import json
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from permissions.ledger import bundle, canonical, verify_bundle

VERIFIER = Path(verify_bundle.__file__)
PDF = "Quyết định số 12/QĐ-UBND".encode()
MADE_AT = datetime(2026, 11, 25, 8, 30, tzinfo=UTC)


def written(named=None, streams=("proposal/1", "meeting/1"), **options):
    """(what it became, its bytes) of a bundle over these streams with one file."""
    out = io.BytesIO()
    files = [bundle.File(path="Quyết định.pdf", read=lambda: PDF, entry=named)]
    told = bundle.write(out, about="PQ-2026-0001", streams=list(streams), files=files, now=MADE_AT, **options)
    return told, out.getvalue()


def run(*words, verifier=VERIFIER, python=sys.executable):
    """(exit code, what it said) of the verifier in a bare Python."""
    done = subprocess.run([python, "-I", "-S", verifier, *words], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def contents_of(path):
    """{name: bytes} of a bundle, in its order. path: or the open file."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_lists(contents):
    """The contents with a list of files that fits them; its signature stays what it was."""
    contents = dict(contents)
    signature = json.loads(contents.pop(verify_bundle.SIGNATURE))
    del contents[verify_bundle.MANIFEST]
    lines = [f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in contents.items()]
    manifest = "".join(lines).encode()
    signature["manifest_sha256"] = hashlib.sha256(manifest).hexdigest()
    lists = {verify_bundle.MANIFEST: manifest, verify_bundle.SIGNATURE: canonical.text_of(signature).encode()}
    return contents | lists


def made_again(path, target, change):
    """What the verifier says of the bundle with `change(name, content)` done to its files, and a list that fits."""
    contents = {name: change(name, content) for name, content in contents_of(path).items()}
    with open(target, "wb") as out:
        again = bundle.Archive(out)
        for name, content in with_lists(contents).items():
            again.add(name, content)
        again.close()
    return run(target)


def replaced(where, old, new):
    """A change of one file: the first `old` becomes `new`."""

    def change(name, content):
        if name != where:
            return content
        assert old.encode() in content
        return content.replace(old.encode(), new.encode(), 1)

    return change
