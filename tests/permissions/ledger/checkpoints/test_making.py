"""Making checkpoints: what is sealed, once, in which order, and under whose signature."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from permissions.ledger import guards, merkle, signing
from permissions.ledger.checkpoints import form, keys, making
from permissions.ledger.checkpoints.models import Checkpoint, CheckpointRange, SealedAccess, SigningKey
from permissions.ledger.checkpoints.queries import code_of, file_of, newest
from permissions.ledger.models import AccessRecord, LedgerEntry, Stream
from permissions.ledger.services import read
from permissions.ledger.verify import verify
from tests.racing import at_once

EVENING = datetime(2026, 11, 22, 11, 30, tzinfo=UTC)  # 18:30 in the commune
OWN = making.STREAM


@pytest.fixture
def key_file(settings, tmp_path):
    settings.LEDGER_KEY_FILE = str(tmp_path / "key.pem")
    signing.write(signing.generate(), settings.LEDGER_KEY_FILE)
    return settings.LEDGER_KEY_FILE


def _ranges(checkpoint):
    rows = CheckpointRange.objects.filter(checkpoint=checkpoint).order_by("pk")
    return list(rows.values_list("stream__key", "from_seq", "to_seq"))


def _hash(stream, seq):
    return LedgerEntry.objects.get(stream__key=stream, seq=seq).hash


def test_first_checkpoint_seals_every_entry_in_the_order_of_stream_and_number(write):
    for _turn in range(2):
        write("proposal/b", "proposal/A", "proposal/đ")

    made = making.make(now=EVENING)

    assert _ranges(made) == [("proposal/A", 1, 2), ("proposal/b", 1, 2), ("proposal/đ", 1, 2)]
    places = [(stream, seq) for stream in ("proposal/A", "proposal/b", "proposal/đ") for seq in (1, 2)]
    leaves = [merkle.leaf_hash(form.entry_leaf(stream, seq, _hash(stream, seq))) for stream, seq in places]
    assert (made.number, made.size, made.root) == (1, 6, merkle.root_of(leaves).hex())
    assert made.prev_hash == "0" * 64


def test_next_checkpoint_seals_only_what_came_since(write):
    write("proposal/1", "proposal/2")
    first = making.make(now=EVENING)
    write("proposal/2", "proposal/3")
    write("proposal/2")

    second = making.make(now=EVENING + timedelta(days=1))

    assert _ranges(second) == [(OWN, 1, 1), ("proposal/2", 2, 3), ("proposal/3", 1, 1)]
    assert (second.number, second.prev_hash) == (2, first.hash)


def test_leaf_is_the_canonical_text_of_where_an_entry_stands():
    assert form.entry_leaf("proposal/Đ", 3, "ab") == '{"hash":"ab","seq":3,"stream":"proposal/Đ"}'.encode()


def test_each_access_record_is_sealed_once_also_one_that_comes_late(commune, person):
    first = read("opened", by=person, commune_id=commune.pk, what="proposal/1")
    third = AccessRecord(kind="opened", what="proposal/3", at=EVENING, pk=first.pk + 2)
    third.save(force_insert=True)
    one = making.make(now=EVENING)
    late = AccessRecord(kind="opened", what="proposal/2", at=EVENING, pk=first.pk + 1)
    late.save(force_insert=True)

    two = making.make(now=EVENING + timedelta(days=1))

    sealed = list(SealedAccess.objects.order_by("pk").values_list("record_id", "checkpoint_id"))
    assert sealed == [(first.pk, 1), (late.pk, 2), (third.pk, 1)]
    assert (one.access_size, two.access_size, two.access_through) == (2, 1, third.pk)


def test_leaf_of_an_access_record_leaves_out_what_is_empty(commune, person):
    fields = AccessRecord._meta.concrete_fields
    row = read("opened", by=person, commune_id=None, what="proposal/1", at=EVENING)

    leaf = form.access_leaf(fields, [getattr(row, field.attname) for field in fields])

    assert json.loads(leaf) == {
        "id": row.pk, "kind": "opened", "person_id": person.pk, "what": "proposal/1",
        "at": "2026-11-22T11:30:00.000000Z",
    }  # fmt: skip


def test_a_day_without_acts_is_sealed_too(db):
    made = making.make(now=EVENING)

    assert (made.size, made.root) == (0, merkle.root_of([]).hex())


# --- by the clock ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("now", "day"),
    [
        (EVENING, date(2026, 11, 22)),
        (EVENING - timedelta(hours=1), date(2026, 11, 21)),
        (datetime(2026, 11, 22, 17, 30, tzinfo=UTC), date(2026, 11, 22)),  # half past midnight of the 23rd
    ],
)
def test_a_day_is_due_from_its_evening_on(settings, now, day):
    settings.CHECKPOINT_HOUR = 18

    assert making.due_day(now) == day


def test_daily_checkpoint_is_made_once_and_a_missed_day_is_made_up(db):
    days = [making.make_daily(EVENING + timedelta(hours=hours)) for hours in (0, 1, 5, 24, 24 * 4 - 6, 24 * 4)]

    assert days == [1, 0, 0, 1, 1, 1]
    found = list(Checkpoint.objects.order_by("number").values_list("day", flat=True))
    assert found == [date(2026, 11, 22), date(2026, 11, 23), date(2026, 11, 25), date(2026, 11, 26)]


@pytest.mark.django_db(transaction=True)
def test_two_ticks_at_once_make_one_checkpoint():
    made = at_once([lambda: making.make_daily(EVENING)] * 4)

    assert sorted(made) == [0, 0, 0, 1]
    assert [row.number for row in Checkpoint.objects.all()] == [1]
    assert Stream.objects.get(key=OWN).seq == 1


# --- signature -------------------------------------------------------------------------------------
def test_checkpoint_is_signed_with_the_key_of_the_file(write, key_file):
    write("proposal/1")

    made = making.make(now=EVENING)

    assert (made.unsigned, made.key.kind) == ("", SigningKey.Kind.FIRST)
    assert signing.holds(made.key.public, made.signature, "checkpoint 1", made.body)
    assert made.hash == form.hash_of(made.body)
    assert json.loads(made.body)["key"] == made.key.fingerprint


def test_without_a_key_the_checkpoint_says_so(db, settings):
    settings.LEDGER_KEY_FILE = ""

    made = making.make(now=EVENING)

    assert (made.unsigned, made.signature, made.key) == ("no_key", "", None)
    assert json.loads(made.body)["unsigned"] == "no_key"


def test_a_broken_key_file_is_told_and_never_keeps_the_checkpoint(db, settings, tmp_path, caplog):
    settings.LEDGER_KEY_FILE = str(tmp_path / "nowhere.pem")

    assert making.make(now=EVENING).unsigned == "unreadable"
    assert "cannot be read" in caplog.text


def test_a_key_that_was_never_announced_signs_nothing(db, settings, key_file, tmp_path):
    making.make(now=EVENING)
    settings.LEDGER_KEY_FILE = str(tmp_path / "other.pem")
    signing.write(signing.generate(), settings.LEDGER_KEY_FILE)

    assert making.make(now=EVENING + timedelta(days=1)).unsigned == "unknown_key"


def test_a_key_with_a_successor_signs_nothing(db, settings, key_file):
    making.make(now=EVENING)
    old = keys.newest().fingerprint
    keys.rotate(key_file, "hết hạn")
    settings.LEDGER_KEY_FILE = f"{key_file}.{old[:16]}"

    assert making.make(now=EVENING + timedelta(days=1)).unsigned == "old_key"


# --- what is shown and leaves the house ------------------------------------------------------------
def test_short_code_tells_year_number_and_the_first_120_bits():
    hashed = "00000" * 5 + "fffff" + "0" * 34

    code = form.short_code(123, date(2026, 11, 22), hashed)

    assert code == "K-2026-0123 · 0000-0000-0000-0000-0000-ZZZZ"


def test_file_holds_all_that_is_needed_to_check_it(write, key_file):
    write("proposal/1")
    made = making.make(now=EVENING)

    told = json.loads(file_of(newest()))

    assert told["code"] == code_of(made)
    assert told["checkpoint"] == {"body": made.body, "hash": made.hash, "signature": made.signature}
    assert told["keys"][0]["public"] == made.key.public
    assert told["ranges"][-1] == ["proposal/1", 1, 1, _hash("proposal/1", 1)]
    assert form.ranges_sha256(told["ranges"]) == json.loads(made.body)["ranges_sha256"]


def test_evidence_still_holds_and_its_tables_are_guarded(write, key_file):
    write("proposal/1")
    making.make(now=EVENING)

    assert verify().holds
    assert guards.missing(connection) == []
