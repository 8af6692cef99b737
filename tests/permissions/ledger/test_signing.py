"""Keys of the checkpoints: the file, what it must be like, and what a signature covers."""

import os

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from permissions.ledger import signing


@pytest.fixture
def path(tmp_path):
    return tmp_path / "keys" / "key.pem"


def test_key_is_read_back_as_written_and_belongs_to_its_owner_alone(path):
    key = signing.generate()

    signing.write(key, path)

    assert signing.public_hex(signing.read(path)) == signing.public_hex(key)
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_key_is_never_written_over(path):
    signing.write(signing.generate(), path)

    with pytest.raises(FileExistsError):
        signing.write(signing.generate(), path)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o602])
def test_a_key_open_to_others_is_refused(path, mode):
    signing.write(signing.generate(), path)
    os.chmod(path, mode)

    with pytest.raises(signing.KeyFault, match="open to others"):
        signing.read(path)


def test_missing_broken_and_other_keys_are_refused(path):
    with pytest.raises(signing.KeyFault, match="cannot be read"):
        signing.read(path)
    signing.write(signing.generate(), path)
    path.write_bytes(b"not a key")
    with pytest.raises(signing.KeyFault, match="no private key"):
        signing.read(path)
    other = ec.generate_private_key(ec.SECP256R1())
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(other.private_bytes(*form))
    with pytest.raises(signing.KeyFault, match="no Ed25519 key"):
        signing.read(path)


def test_a_file_without_end_or_too_large_for_a_key_is_refused_unread(path):
    with pytest.raises(signing.KeyFault, match="no ordinary file"):
        signing.read("/dev/zero")
    signing.write(signing.generate(), path)
    os.truncate(path, (1 << 20) + 1)
    with pytest.raises(signing.KeyFault, match="too large"):
        signing.read(path)
    path.unlink()
    os.mkfifo(path, 0o600)
    with pytest.raises(signing.KeyFault, match="no ordinary file"):
        signing.read(path)


def test_signature_holds_for_its_text_kind_and_key_only():
    key, other = signing.generate(), signing.generate()
    public, signature = signing.public_hex(key), signing.sign(key, "checkpoint 1", "{}")

    assert signing.holds(public, signature, "checkpoint 1", "{}")
    assert not signing.holds(public, signature, "checkpoint 1", "{ }")
    assert not signing.holds(public, signature, "key 1", "{}")
    assert not signing.holds(signing.public_hex(other), signature, "checkpoint 1", "{}")
    assert not signing.holds(public, "zz", "checkpoint 1", "{}")
    assert not signing.holds(public, "", "checkpoint 1", "{}")
