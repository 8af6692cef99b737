"""Each changed byte of a bundle is found: packed and unpacked, on the whole and in the evidence alone."""

import hashlib
import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from permissions.ledger import verify_bundle
from permissions.ledger.checkpoints import making
from tests.permissions.ledger.bundling import PDF, VERIFIER, contents_of, run, with_lists, written
from tests.permissions.ledger.conftest import AT


class Loaded:
    """The files of an unpacked bundle, from memory."""

    def __init__(self, contents):
        self._contents, self.names = contents, list(contents)

    def pieces(self, name):
        yield self._contents[name]


def _holds(box):
    try:
        verify_bundle.check_box(box())
    except verify_bundle.Fault:
        return False
    return True


@pytest.fixture
def tiny(acts_of_checkpoints, write):
    """The smallest dossier with something of everything: `tiny()` gives the bytes of its bundle."""
    named = write("proposal/1", body={"sha256": hashlib.sha256(PDF).hexdigest()})[0]
    write("proposal/1")
    write("proposal/1")
    making.make(now=AT)
    kept_back = {"is_hidden": lambda entry: entry.seq == 2, "is_silent": lambda entry: entry.seq == 3}
    return lambda: written(named, ["proposal/1"], **kept_back)[1]


@pytest.fixture
def signed(key_file, tiny):
    return tiny()


@pytest.fixture
def unsigned(tiny, settings):
    settings.LEDGER_KEY_FILE = ""
    return tiny()


def test_every_single_byte_of_a_zip_in_a_bare_python(signed, tmp_path):
    path = tmp_path / "goi.zip"
    path.write_bytes(signed)
    assert run(path)[0] == 0

    words = [sys.executable, "-I", "-S", Path(__file__).with_name("every_byte.py"), VERIFIER, path]
    done = subprocess.run(words, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{len(signed)} places, missed: []" in done.stdout


@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_byte_of_a_zip_may_become_any_other_one(signed, data):
    place = data.draw(st.integers(0, len(signed) - 1))
    other = data.draw(st.integers(1, 255))
    changed = bytearray(signed)
    changed[place] ^= other

    assert not _holds(lambda: verify_bundle.Zip(io.BytesIO(changed)))


def _missed(contents, names, lists=dict):
    """Places of these files whose change is not found. lists: gives the contents their list of files."""
    missed = []
    for name in names:
        whole = contents[name]
        for place in range(len(whole)):
            flip = (1, 32, 128)[place % 3]
            changed = whole[:place] + bytes([whole[place] ^ flip]) + whole[place + 1 :]
            if _holds(lambda changed=changed, name=name: Loaded(lists(contents | {name: changed}))):
                missed.append((name, place, flip))
    return missed


def test_every_single_byte_of_every_file_of_an_unpacked_bundle(signed):
    contents = contents_of(io.BytesIO(signed))
    assert _holds(lambda: Loaded(contents))

    assert _missed(contents, contents) == []


def test_every_single_byte_of_the_evidence_though_the_list_of_files_is_made_again(unsigned):
    contents = contents_of(io.BytesIO(unsigned))
    evidence = [name for name in contents if name.startswith("data/")]
    assert len(evidence) == 6

    assert _missed(contents, evidence, with_lists) == []


# --- what of a zip is no content -------------------------------------------------------------------
def _packed_again(contents, *, comment=b"", extra=b"", day=1, method=zipfile.ZIP_STORED, mode=0o100644 << 16):
    """The same files packed by another program."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.comment = comment
        for name, content in contents.items():
            told = zipfile.ZipInfo(name, (1980, 1, day, 0, 0, 0))
            told.compress_type, told.extra, told.external_attr = method, extra, mode
            archive.writestr(told, content)
    return out.getvalue()


@pytest.mark.parametrize(
    "told",
    [
        {"comment": b"ghi chu"},
        {"extra": b"\x99\x99\x01\x00x"},
        {"day": 2},
        {"method": zipfile.ZIP_DEFLATED},
        {"mode": 0o100755 << 16},
    ],
    ids=["comment", "extra field", "date", "packing", "rights"],
)
def test_the_same_files_in_another_zip_are_refused(signed, told):
    contents = contents_of(io.BytesIO(signed))

    assert not _holds(lambda: verify_bundle.Zip(io.BytesIO(_packed_again(contents, **told))))


def test_files_in_another_order_are_refused(signed):
    contents = contents_of(io.BytesIO(signed))
    turned = dict([*list(contents.items())[1::-1], *list(contents.items())[2:]])

    assert not _holds(lambda: verify_bundle.Zip(io.BytesIO(_packed_again(turned))))


def test_name_of_the_zip_and_dates_and_rights_of_unpacked_files_are_not_covered(signed, tmp_path):
    path = tmp_path / "tên khác.zip"
    path.write_bytes(signed)
    folder = tmp_path / "goi"
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder)
    (folder / "bundle.json").chmod(0o600)
    (folder / "data").touch()
    (folder / "trống").mkdir()

    assert (run(path)[0], run(folder)[0]) == (0, 0)
