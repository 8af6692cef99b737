"""The canonical form: fixed vectors that must never change, and what has no canonical form."""

import json
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from uuid import UUID

import pytest
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from permissions.ledger import canonical

ENTRY = {
    "stream": "proposal/PQ-2026-0012",
    "seq": 3,
    "act_id": "0d9c6d5e-3b7a-4f0e-9a54-2f8f1d6f7a10",
    "at": canonical.moment(datetime(2026, 11, 22, 15, 30, 5, 42, tzinfo=timezone(timedelta(hours=7)))),
    "commune": 7,
    "actor": 12,
    "acting_as": 31,
    "deputising": None,
    "act": "proposal.endorse",
    "from_state": "awaiting_endorsement",
    "to_state": "appraised",
    "version": 2,
    "digest": "ab" * 32,
}
TEXT = (
    '{"act":"proposal.endorse","act_id":"0d9c6d5e-3b7a-4f0e-9a54-2f8f1d6f7a10","acting_as":31,"actor":12,'
    '"at":"2026-11-22T08:30:05.000042Z","commune":7,"deputising":null,"from_state":"awaiting_endorsement",'
    '"payload_digest":"abababababababababababababababababababababababababababababababab","seq":3,'
    '"stream":"proposal/PQ-2026-0012","to_state":"appraised","version":2}'
)
HASH = "aaf32f2b29b1404c1d939f8427fba342e28eaec0023a3b2bf1ee56072bbc40e8"
BODY = '{"ly_do":"Đủ điều kiện \\"đột xuất\\"\\n","số":[1,null,true]}'
SALT = "000102030405060708090a0b0c0d0e0f"
PAYLOAD_DIGEST = "9a5721b744059807699fb19ce042050334bcaf1ed660475bb55a9c7f0a7ba6a5"

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


def test_text_of_an_entry_is_fixed():
    assert canonical.entry_text(**ENTRY) == TEXT


def test_hash_of_an_entry_is_fixed():
    assert canonical.entry_hash("cd" * 32, TEXT) == HASH


def test_payload_digest_is_fixed():
    body = canonical.text_of({"số": (1, None, True), "ly_do": 'Đủ điều kiện "đột xuất"\n'})

    assert body == BODY
    assert canonical.payload_digest(SALT, body) == PAYLOAD_DIGEST


def test_values_of_the_field_have_one_text():
    value = {
        "day": date(2026, 1, 23),
        "moment": datetime(2026, 1, 23, 1, tzinfo=UTC),
        "money": Decimal("2340000.50"),
        "id": UUID(int=1),
        "lazy": gettext_lazy("x-untranslated"),
    }

    assert json.loads(canonical.text_of(value)) == {
        "day": "2026-01-23",
        "moment": "2026-01-23T01:00:00.000000Z",
        "money": "2340000.50",
        "id": "00000000-0000-0000-0000-000000000001",
        "lazy": "x-untranslated",
    }


def test_two_spellings_of_one_word_have_one_text():
    word = "Hoà Đồng"

    assert canonical.text_of(unicodedata.normalize("NFD", word)) == canonical.text_of(word) == f'"{word}"'


@pytest.mark.parametrize("value", [1.5, float("nan"), b"x", {1: "x"}, {"x"}, Decimal("NaN"), object()])
def test_value_without_one_exact_text_is_refused(value):
    with pytest.raises(TypeError):
        canonical.text_of({"value": value})


@pytest.mark.parametrize(
    "value",
    ["\ud800", datetime(2026, 1, 1), {unicodedata.normalize("NFD", "đé"): 1, "đé": 2}],
    ids=["half a character", "moment without zone", "keys that become one"],
)
def test_broken_text_or_moment_is_refused(value):
    with pytest.raises(ValueError):
        canonical.text_of({"value": value})


@given(plain)
def test_reading_the_text_back_gives_the_same_text(value):
    try:
        text = canonical.text_of(value)
    except ValueError:  # keys that become one in NFC
        return

    assert canonical.text_of(json.loads(text)) == text
    assert text.encode().decode() == text


@given(st.dictionaries(st.text(alphabet="abcdefghđêô", min_size=1), plain))
def test_order_of_keys_does_not_matter(value):
    try:
        text = canonical.text_of(value)
    except ValueError:
        return

    assert canonical.text_of(dict(reversed(value.items()))) == text


@given(
    key=st.text(),
    act=st.text(),
    number=st.none() | st.integers(),
    at=st.datetimes(min_value=datetime(1900, 1, 2), max_value=datetime(2900, 1, 1), timezones=st.just(UTC)),
)
def test_text_of_an_entry_is_the_canonical_form_of_its_object(key, act, number, at):
    entry = ENTRY | {
        "stream": canonical.nfc(key),
        "act": canonical.nfc(act),
        "version": number,
        "at": canonical.moment(at),
    }

    whole = {name: value for name, value in entry.items() if name != "digest"} | {"payload_digest": entry["digest"]}

    assert canonical.entry_text(**entry) == canonical.text_of(whole)


@pytest.mark.parametrize("salt", ["", "0" * 31, "0" * 33, "A" * 32, " " * 32, "g" * 32])
def test_salt_is_sixteen_bytes_in_lower_case_digits(salt):
    assert canonical.is_salt(SALT)
    assert not canonical.is_salt(salt)
