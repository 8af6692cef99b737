"""Bundles made, checked in a bare Python in an empty folder, and read."""

import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from permissions import access
from permissions.ledger.checkpoints import keys, making
from tests.documents.printing.reading import text_of
from workflows.trail.bundles.making import make_bundle


@dataclass
class Unpacked:
    """A bundle in a folder of its own."""

    folder: Path
    written: object

    def check(self):
        """(exit code, what it said) of the verifier that came with it."""
        words = [sys.executable, "-I", "-S", "verify_bundle.py"]
        done = subprocess.run(words, cwd=self.folder, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr

    def text(self, path):
        return (self.folder / path).read_text()

    @property
    def names(self):
        return sorted(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file())

    @property
    def everything(self):
        """Every word in it, the timeline's paper too."""
        parts = [path.read_bytes() for path in self.folder.rglob("*") if path.is_file()]
        pdf = (self.folder / "files/dong-thoi-gian.pdf").read_bytes()
        return b"\n".join(parts).decode(errors="replace") + text_of(pdf)


@pytest.fixture
def key_file(db, settings, tmp_path):
    settings.LEDGER_KEY_FILE = str(tmp_path / "key.pem")
    keys.make(settings.LEDGER_KEY_FILE)


@pytest.fixture
def bundled(key_file, tmp_path):
    """`bundled(thing, person)`: everything is sealed, then the bundle made and unpacked; None for nothing there."""

    def unpacked(thing, person, *, is_sealed=True):
        if is_sealed:
            making.make()
        kind, _slash, code = thing.stream.partition("/")
        made = make_bundle(kind=kind, code=code, by=person, held=access.capacities(person))
        if made is None:
            return None
        folder = tmp_path / f"{person.username}-{code}"
        with made.file, zipfile.ZipFile(made.file) as archive:
            archive.extractall(folder)
        return Unpacked(folder, made.written)

    return unpacked
