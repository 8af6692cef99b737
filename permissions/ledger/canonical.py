"""The one canonical form of evidence, version 1: what exactly is hashed, so that anybody can check it without us.

What it is stands in `FORM.md`, its test vectors in `vectors.json`. Both are published: neither may change any more.
A change of the form is a new version beside the old one: old entries are checked in the form they name.
"""

import hashlib
import re
import unicodedata
from datetime import UTC, date, datetime, time
from decimal import Decimal
from json import JSONEncoder
from json.encoder import encode_basestring
from uuid import UUID

from django.utils.functional import Promise

FORM = 1
GENESIS = "0" * 64
_NULL = "null"
_HEADER = b"bangvang-ledger 1\n"
_SALT = re.compile("[0-9a-f]{32}")

_encode = JSONEncoder(sort_keys=True, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


def moment(at):
    """A moment in UTC with microseconds. Raises ValueError for one without a time zone."""
    if at.tzinfo is None:
        raise ValueError("a moment of the ledger needs a time zone")
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def nfc(text):
    """The text in Unicode NFC, as a plain str. Raises ValueError where it cannot be written as UTF-8."""
    text = str(text)
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", text)
    text.encode()
    return text


def _plain_object(value):
    plain = {}
    for key, item in value.items():
        if not isinstance(key, str):
            raise TypeError(f"keys are strings, not {type(key).__name__}")
        key = nfc(key)
        if key in plain:
            raise ValueError(f"two keys become one in NFC: {key!r}")
        plain[key] = jsonable(item)
    return plain


def jsonable(value):
    """The value as the canonical form knows it: only dict, list, str, int, bool and None.

    Raises TypeError for anything without one exact text (binary fractions above all), ValueError for broken text.
    """
    match value:
        case None | bool():
            return value
        case int():
            return int(value)
        case str() | Promise() | UUID():
            return nfc(value)
        case dict():
            return _plain_object(value)
        case list() | tuple():
            return [jsonable(item) for item in value]
        case datetime():
            return moment(value)
        case date() | time():
            return value.isoformat()
        case Decimal() if value.is_finite():
            return format(value, "f")
    raise TypeError(f"{type(value).__name__} has no canonical form")


def text_of(value):
    """The canonical text of a value."""
    return _encode(jsonable(value))


def text_of_jsonable(value):
    """The canonical text of what `jsonable` gave, without going through it again."""
    return _encode(value)


def is_salt(salt):
    """Is it 32 hex digits in lower case?"""
    return _SALT.fullmatch(salt) is not None


def payload_digest(salt, body):
    """Digest of a payload in hex; salt: hex digits, body: the stored text."""
    return hashlib.sha256(bytes.fromhex(salt) + body.encode()).hexdigest()


def entry_text(
    *, stream, seq, act_id, at, commune, actor, acting_as, deputising, act, from_state, to_state, version, digest
):
    """The canonical text of an entry; texts are given in NFC, `at` as `moment` tells it, `act_id` as text.

    Written out key by key because a check runs it a million times; a test holds it equal to `text_of`.
    """
    return (
        f'{{"act":{encode_basestring(act)},"act_id":{encode_basestring(act_id)},'
        f'"acting_as":{_NULL if acting_as is None else acting_as},"actor":{_NULL if actor is None else actor},'
        f'"at":{encode_basestring(at)},"commune":{_NULL if commune is None else commune},'
        f'"deputising":{_NULL if deputising is None else deputising},"from_state":{encode_basestring(from_state)},'
        f'"payload_digest":{encode_basestring(digest)},"seq":{seq},"stream":{encode_basestring(stream)},'
        f'"to_state":{encode_basestring(to_state)},"version":{_NULL if version is None else version}}}'
    )


def entry_hash(prev_hash, text):
    """Hash of an entry in hex; text: what `entry_text` gave."""
    return hashlib.sha256(_HEADER + f"{prev_hash}\n{text}".encode()).hexdigest()
