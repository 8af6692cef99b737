"""Ed25519 (RFC 8032) over texts of the evidence. The private key lies in a file outside database and backup.

What is signed begins with a line that tells its kind, so that no text can be passed off as one of another kind.
"""

import hashlib
import os
import stat
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_OTHERS = 0o077
_MOST = 1 << 20  # bytes of a key file; one of ours has 119


class KeyFault(Exception):
    """The file of the key cannot be used; the text is a sentence for the person at the machine."""


def generate():
    """A new private key."""
    return Ed25519PrivateKey.generate()


def write(key, path):
    """Store a private key as PEM (PKCS#8, not encrypted), readable by its owner alone. Never writes over a file."""
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    Path(path).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(pem)
        file.flush()
        os.fsync(file.fileno())


def read(path):
    """The private key of a PEM file. Raises KeyFault where it is missing, open to others, or no Ed25519 key."""
    try:
        found = os.stat(path)
        if not stat.S_ISREG(found.st_mode):
            raise KeyFault(f"The key file {path} is no ordinary file.")
        if found.st_mode & _OTHERS:
            raise KeyFault(f"The key file {path} is open to others (mode {found.st_mode & 0o777:o}): chmod 600.")
        if found.st_size > _MOST:
            raise KeyFault(f"The key file {path} is too large for a key: {found.st_size} bytes.")
        pem = Path(path).read_bytes()
    except OSError as fault:
        raise KeyFault(f"The key file {path} cannot be read: {fault.strerror}.") from fault
    try:
        key = serialization.load_pem_private_key(pem, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as fault:
        raise KeyFault(f"The key file {path} holds no private key in PEM, PKCS#8.") from fault
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyFault(f"The key file {path} holds no Ed25519 key.")
    return key


def public_hex(key):
    """The 32 bytes of the public key, as hex."""
    return key.public_key().public_bytes_raw().hex()


def fingerprint(public):
    """SHA-256 of the public key's 32 bytes, as hex; public: hex."""
    return hashlib.sha256(bytes.fromhex(public)).hexdigest()


def message(kind, text):
    """The bytes that are signed and hashed. kind: as `checkpoint 1`."""
    return f"bangvang-{kind}\n{text}".encode()


def sign(key, kind, text):
    """Signature over a text of this kind, as hex."""
    return key.sign(message(kind, text)).hex()


def holds(public, signature, kind, text):
    """Is it the signature of this public key over this text? Both hex; False for anything malformed."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), message(kind, text))
    except (InvalidSignature, ValueError):
        return False
    return True
