"""What exactly a checkpoint hashes and signs, version 1, so that anybody can check it without us (CHECKPOINTS.md).

All texts are in the canonical form of `canonical.py`.
"""

import hashlib
from json.encoder import encode_basestring

from permissions.ledger import canonical, digests, signing

FORM = 1
KIND = "checkpoint 1"
GENESIS = "0" * 64
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: nothing that sounds or looks like another
_CODE_LENGTH = 24


def entry_leaf(stream, seq, hashed):
    """The leaf of an entry, as bytes: nothing but where it stands and its hash."""
    return f'{{"hash":"{hashed}","seq":{seq},"stream":{encode_basestring(stream)}}}'.encode()


def access_leaf(fields, values):
    """The leaf of an access record, as bytes: its columns by name, the empty ones left out.

    So a column added later, empty in old rows, leaves their leaves as they are.
    """
    told = {field.attname: digests.ready(field, value) for field, value in zip(fields, values, strict=True)}
    return canonical.text_of_jsonable({name: value for name, value in told.items() if value}).encode()


def ranges_sha256(ranges):
    """SHA-256 of what is sealed, in hex. ranges: [(stream, from, to, head)] in the order of the leaves."""
    return hashlib.sha256(canonical.text_of([list(each) for each in ranges]).encode()).hexdigest()


def hash_of(body):
    """The hash of a checkpoint, in hex: over the very bytes that are signed."""
    return hashlib.sha256(signing.message(KIND, body)).hexdigest()


def short_code(number, day, hashed):
    """`K-2026-0123 · 7F3A-92C1-…`: the year, the number, and the first 120 bits of the hash, to be read aloud."""
    bits = int(hashed[: _CODE_LENGTH * 5 // 4], 16)
    letters = "".join(_LETTERS[bits >> 5 * place & 31] for place in reversed(range(_CODE_LENGTH)))
    groups = [letters[start : start + 4] for start in range(0, _CODE_LENGTH, 4)]
    return f"K-{day.year}-{number:04} · {'-'.join(groups)}"
