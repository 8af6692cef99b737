"""The verifier that leaves the house: RFC 8032, every byte of a bundle, and what each part of it proves."""

import hashlib
import io
import json
import zipfile
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from permissions.ledger import bundle, canonical, verify_bundle
from permissions.ledger.checkpoints import keys, making, proofs, queries
from permissions.ledger.models import LedgerEntry
from tests.permissions.ledger.bundling import PDF, made_again, replaced, run, written
from tests.permissions.ledger.conftest import AT

# RFC 8032, 7.1: public key, message, signature.
VECTORS = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe2"
        "4655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302ae"
        "eb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28"
        "dc027beceea1ec40a",
    ),
    (
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80"
        "e2a9ac94fa54ca49f",
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17"
        "ad9bef1177331a704",
    ),
]


# --- Ed25519 ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(("public", "message", "signature"), VECTORS)
def test_vectors_of_rfc_8032_hold_and_changed_ones_do_not(public, message, signature):
    public, message, signature = (bytes.fromhex(each) for each in (public, message, signature))

    assert verify_bundle.ed25519_holds(public, signature, message)
    assert not verify_bundle.ed25519_holds(public, signature, message + b"x")
    for place in (0, 31, 32, 63):
        changed = bytearray(signature)
        changed[place] ^= 1
        assert not verify_bundle.ed25519_holds(public, bytes(changed), message)


def test_a_signature_is_not_taken_in_a_second_spelling():
    public, message, signature = (bytes.fromhex(each) for each in VECTORS[1])
    scalar = int.from_bytes(signature[32:], "little") + verify_bundle._L

    assert not verify_bundle.ed25519_holds(public, signature[:32] + scalar.to_bytes(32, "little"), message)
    assert not verify_bundle.ed25519_holds(public, signature[:63], message)
    assert not verify_bundle.ed25519_holds(b"\xff" * 32, signature, message)


@settings(max_examples=25)
@given(st.binary(min_size=32, max_size=32), st.binary(max_size=200), st.integers(0, 511))
def test_agrees_with_the_library(seed, message, place):
    key = Ed25519PrivateKey.from_private_bytes(seed)
    public, signature = key.public_key().public_bytes_raw(), bytearray(key.sign(message))

    assert verify_bundle.ed25519_holds(public, bytes(signature), message)
    signature[place // 8] ^= 1 << place % 8
    assert not verify_bundle.ed25519_holds(public, bytes(signature), message)


# --- a bundle --------------------------------------------------------------------------------------
@pytest.fixture
def packed(key_file, dossier, tmp_path):
    """The path of a bundle, and what it became."""
    told, content = written(dossier, is_hidden=lambda entry: entry.seq == 4)
    path = tmp_path / "goi.zip"
    path.write_bytes(content)
    return path, told


def _unpacked(path, folder):
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder)
    return folder


def test_untouched_bundle_holds_in_a_bare_python_packed_and_unpacked(packed, tmp_path):
    path, told = packed
    folder = _unpacked(path, tmp_path / "goi")

    for code, said in (run(path), run(folder), run(verifier=folder / "verify_bundle.py")):
        assert code == 0, said
        assert "ĐÚNG TOÀN BỘ" in said
        assert told.manifest_sha256 in said
        assert queries.code_of(queries.newest()) in said
        assert "1 mục chưa niêm phong" in said
    assert (told.entries, told.unsealed) == (6, 1)


def test_a_hidden_act_shows_its_digest_but_neither_text_nor_salt(packed):
    path, _told = packed
    entry = LedgerEntry.objects.get(stream__key="proposal/1", seq=4)

    content = path.read_bytes()

    assert entry.payload_digest.encode() in content
    assert entry.payload.salt.encode() not in content
    assert "không ai được biết".encode() not in content
    assert b"proposal/other" not in content


def test_files_open_with_any_unpacker(packed):
    with zipfile.ZipFile(packed[0]) as archive:
        assert archive.testzip() is None
        assert archive.read("files/Quyết định.pdf") == PDF


def test_same_evidence_makes_the_same_bytes(key_file, dossier):
    assert written(dossier)[1] == written(dossier)[1]


def test_without_a_key_the_bundle_says_so(dossier, settings, tmp_path):
    settings.LEDGER_KEY_FILE = ""
    path = tmp_path / "goi.zip"
    path.write_bytes(written(dossier)[1])

    code, said = run(path)

    assert code == 0
    assert "danh mục tệp không có chữ ký" in said
    assert said.count("không có chữ ký") == 4


def test_a_file_or_folder_more_or_less_is_found(packed, tmp_path):
    folder = _unpacked(packed[0], tmp_path / "goi")
    (folder / "files" / "thêm.pdf").write_bytes(b"x")
    assert run(folder)[0] == 1
    (folder / "files" / "thêm.pdf").unlink()
    assert run(folder)[0] == 0
    (folder / "files" / "Quyết định.pdf").unlink()
    assert run(folder)[0] == 1


def test_a_link_in_the_folder_is_refused(packed, tmp_path):
    folder = _unpacked(packed[0], tmp_path / "goi")
    (folder / "link").symlink_to("/etc/hostname")

    assert run(folder)[0] == 1


@pytest.mark.parametrize("path", ["../x", "/x", "a//b", "a/./b", "x:y", "a\\b", "x.", "x ", "a\nb", ""])
def test_a_path_that_cannot_be_unpacked_everywhere_is_refused(path):
    with pytest.raises(ValueError, match="no path"):
        bundle.Archive(io.BytesIO()).add(path, b"")


def test_two_paths_that_fall_together_are_refused():
    archive = bundle.Archive(io.BytesIO())
    archive.add("A.pdf", b"")

    with pytest.raises(ValueError, match="twice"):
        archive.add("a.pdf", b"")


def test_a_stream_without_entries_is_no_bundle(db):
    with pytest.raises(ValueError, match="no entries"):
        bundle.write(io.BytesIO(), about="", streams=["proposal/404"], now=AT)


# --- made again by somebody who knows the layout, without the key ----------------------------------
@pytest.mark.parametrize(
    ("where", "old", "new", "said"),
    [
        ("data/streams/0001.jsonl", "thing.made", "thing.mode", "signature of the list"),
        ("files/Quyết định.pdf", "12", "13", "signature of the list"),
    ],
)
def test_a_list_made_again_is_not_signed(packed, tmp_path, where, old, new, said):
    code, output = made_again(packed[0], tmp_path / "again.zip", replaced(where, old, new))

    assert (code, said in output) == (1, True), output


@pytest.fixture
def unsigned(dossier, settings, tmp_path):
    """A bundle of an installation without key: only its inner proofs stand against who makes it again."""
    settings.LEDGER_KEY_FILE = ""
    path = tmp_path / "goi.zip"
    path.write_bytes(written(dossier)[1])
    return path


@pytest.mark.parametrize(
    ("where", "old", "new", "said"),
    [
        ("data/streams/0001.jsonl", '"act":"thing.made"', '"act":"thing.mode"', "chain was changed"),
        ("data/streams/0001.jsonl", "vì đủ", "vì thừa", "payload was changed"),
        ("data/streams/0001.jsonl", '"seq":2', '"seq":3', "not in its place"),
        ("data/streams.json", "meeting/1", "meeting/2", "not in its place"),
        ("files/Quyết định.pdf", "12", "13", "not the file that the trail names"),
        ("data/checkpoints.json", "site", "sito", "checkpoint 1 was changed"),
        ("data/proofs.json", '"index":0', '"index":1', "not under the checkpoint"),
        ("data/proofs.json", '"checkpoint":1', '"checkpoint":9', "a proof of nothing"),
        ("data/named.json", '"seq":3', '"seq":2', "not the file that the trail names"),
        ("bundle.json", "bangvang-bundle 1", "bangvang-bundle 2", "not a bundle"),
        ("data/keys.json", "[]", "[1]", "not in their form"),
        ("data/keys.json", "[]", "[ ]", "not in canonical form"),
    ],
)
def test_each_part_is_checked_by_itself(unsigned, tmp_path, where, old, new, said):
    code, output = made_again(unsigned, tmp_path / "again.zip", replaced(where, old, new))

    assert (code, said in output) == (1, True), output


def test_told_outside_key_manifest_and_checkpoint_are_compared(packed, tmp_path):
    path, told = packed
    mine, other = tmp_path / "k1.json", tmp_path / "other.json"
    mine.write_text(queries.file_of(queries.newest()))
    assert run(path, "--key", keys.newest().fingerprint, "--manifest", told.manifest_sha256)[0] == 0
    assert run(path, "--checkpoint", mine)[0] == 0
    assert run(path, "--key", "0" * 64)[0] == 1
    assert run(path, "--manifest", "0" * 64)[0] == 1
    file = json.loads(mine.read_text())
    file["checkpoint"]["body"] = file["checkpoint"]["body"].replace("http", "hxtp")
    other.write_text(canonical.text_of(file))
    assert run(path, "--checkpoint", other)[0] == 1
    assert run(tmp_path / "nowhere")[0] == 2


# --- keys ------------------------------------------------------------------------------------------
def test_a_rotated_key_is_trusted_and_a_replaced_one_is_told(key_file, write, tmp_path):
    write("proposal/1", "meeting/1")
    keys.rotate(key_file, "định kỳ")
    making.make(now=AT)
    path = tmp_path / "goi.zip"
    path.write_bytes(written()[1])
    code, said = run(path)
    assert (code, "LƯU Ý" in said) == (0, False), said

    first = queries.announced_keys()[0]["fingerprint"]
    assert run(path, "--key", first)[0] == 0

    Path(key_file).unlink()
    keys.replace(key_file, "hỏng đĩa")
    path.write_bytes(written()[1])

    code, said = run(path)
    assert (code, "trust begins anew" in said) == (0, True)
    code, said = run(path, "--key", first)  # its line of keys ended before
    assert (code, "not signed with the trusted key" in said) == (1, True)
    assert run(path, "--key", keys.newest().fingerprint)[0] == 0


def test_who_names_a_key_takes_no_bundle_without_signature(key_file, dossier, settings, tmp_path):
    settings.LEDGER_KEY_FILE = ""
    path = tmp_path / "goi.zip"
    path.write_bytes(written(dossier)[1])

    code, said = run(path, "--key", keys.newest().fingerprint)

    assert (run(path)[0], code, "not signed with the trusted key" in said) == (0, 1, True)


# --- files of a checkpoint and of a proof ----------------------------------------------------------
@pytest.fixture
def single_files(key_file, dossier, tmp_path):
    checkpoint, proof = tmp_path / "k.json", tmp_path / "p.json"
    checkpoint.write_text(queries.file_of(queries.newest()))
    proof.write_text(proofs.file_of_proof(dossier))
    return {"checkpoint": checkpoint, "proof": proof}


@pytest.mark.parametrize("kind", ["checkpoint", "proof"])
def test_file_of_a_checkpoint_or_proof_holds_alone_and_no_byte_of_it_may_change(single_files, kind):
    path = single_files[kind]
    code, said = run(path)
    assert code == 0, said

    text = path.read_bytes()
    missed = []
    for place in range(0, len(text) - 1, 7):
        changed = bytearray(text)
        changed[place] ^= 1
        path.write_bytes(changed)
        try:
            verify_bundle.check(path)
        except verify_bundle.Fault:
            continue
        missed.append(place)

    assert missed == []


def test_a_checkpoint_without_end_is_not_read_whole(packed, tmp_path, monkeypatch):
    code, said = run(packed[0], "--checkpoint", "/dev/zero")
    assert (code, "the file is too large for a checkpoint" in said) == (1, True), said

    monkeypatch.setattr(verify_bundle, "MOST_OF_A_CHECKPOINT", 1000)
    (tmp_path / "endless.json").write_text("{" + " " * 1000)
    with pytest.raises(verify_bundle.Fault, match="too large"):
        verify_bundle.check(tmp_path / "endless.json")


def test_proof_of_an_entry_shows_no_other_entry_and_no_text(single_files, dossier):
    text = single_files["proof"].read_text()

    assert hashlib.sha256(PDF).hexdigest() not in text
    assert [stream for stream in ("meeting/1", "proposal/other") if stream in text] == []
    assert text.count('"act":') == 1


def test_an_entry_not_sealed_yet_has_no_proof(write):
    assert proofs.file_of_proof(write("proposal/1")[0]) is None
