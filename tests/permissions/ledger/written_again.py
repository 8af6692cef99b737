"""The form of the evidence, version 1, written again after FORM.md alone: nothing of the application is used here."""

import hashlib
import json
import unicodedata

HEX = set("0123456789abcdef")
KEYS = {
    "act", "act_id", "acting_as", "actor", "at", "commune", "deputising", "from_state", "payload_digest", "seq",
    "stream", "to_state", "version",
}  # fmt: skip


def composed(value):
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, list):
        return [composed(item) for item in value]
    if isinstance(value, dict):
        told = {composed(key): composed(item) for key, item in value.items()}
        assert len(told) == len(value), "two keys became one"
        return told
    assert value is None or isinstance(value, int), f"no canonical text: {value!r}"
    return value


def text(value):
    return json.dumps(composed(value), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def sha256(*parts):
    return hashlib.sha256(b"".join(part if isinstance(part, bytes) else part.encode() for part in parts)).hexdigest()


def is_canonical(written):
    """Is this text the one way to write what it says?"""
    try:
        return text(json.loads(written)) == written and bool(written.encode())
    except (AssertionError, ValueError):
        return False


def payload_digest(salt, body):
    assert len(salt) == 32 and set(salt) <= HEX
    return sha256(bytes.fromhex(salt), body)


def entry_hash(prev_hash, entry):
    assert entry.keys() == KEYS
    return sha256("bangvang-ledger 1\n", prev_hash, "\n", text(entry))


def row_digest(row):
    return sha256("bangvang-history 1\n", text(row))


def fields_key(model, columns):
    return sha256("\n".join([model, *columns]))[:16]


def chain_holds(rows, seq, head):
    """rows: (entry, prev_hash, hash) in order; seq, head: what the stream knows of the last."""
    prev = "0" * 64
    for place, (entry, told_prev, told_hash) in enumerate(rows, 1):
        if entry["seq"] != place or told_prev != prev or entry_hash(prev, entry) != told_hash:
            return False
        prev = told_hash
    return (len(rows), prev) == (seq, head)
