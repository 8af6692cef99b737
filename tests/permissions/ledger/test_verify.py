"""Verifying: untouched evidence passes, each tampering is found and the first broken entry is named."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from permissions.ledger import canonical, tracked
from permissions.ledger import verify as verify_module
from permissions.ledger.models import LedgerEntry, Stream
from permissions.ledger.verify import verify
from permissions.people.models import User
from tests.conftest import no_history
from tests.permissions.ledger.conftest import AT


@pytest.fixture
def chains(write):
    """Two streams of five entries each."""
    for _turn in range(5):
        write("proposal/1", "proposal/2")


def _entry(seq, stream="proposal/1"):
    return LedgerEntry.objects.get(stream__key=stream, seq=seq)


def _found(report):
    return [(found.stream, found.seq, found.entry_id, found.kind) for found in report.breaks]


def test_untouched_evidence_holds(chains):
    report = verify()

    assert (report.holds, report.streams, report.entries, report.breaks) == (True, 2, 10, [])


def test_empty_ledger_holds(db):
    told = {"holds": True, "streams": 0, "entries": 0, "files": None, "breaks": []}
    assert verify().as_dict() == told | {"checkpoints": None, "accesses": None, "notices": []}


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("act", "thing.made "),
        ("from_state", "x"),
        ("to_state", "x"),
        ("version", 9),
        ("form", 2),
        ("at", (AT + timedelta(microseconds=1)).strftime("%Y-%m-%d %H:%M:%S.%f")),
        ("actor_id", None),
        ("commune_id", None),
        ("payload_digest", "0" * 64),
        ("prev_hash", "0" * 64),
        ("hash", "0" * 64),
    ],
)
def test_each_changed_column_of_an_entry_is_found(chains, tamper, column, value):
    entry = _entry(3)

    tamper(f"UPDATE permissions_ledgerentry SET {column} = %s WHERE id = %s", [value, entry.pk])

    assert [row[:3] for row in _found(verify())] == [("proposal/1", 3, entry.pk)]


@pytest.mark.sqlite
@pytest.mark.parametrize(
    "change",
    ["at = replace(at, ' ', 'T')", "at = at || '0'", "at = 'x'", "act_id = upper(act_id)", "act_id = 'z'"],
)
def test_other_spelling_of_the_same_moment_or_number_is_found(chains, tamper, change):
    entry = _entry_id(3)

    tamper(f"UPDATE permissions_ledgerentry SET {change} WHERE id = %s", [entry])

    assert _found(verify()) == [("proposal/1", 3, entry, "entry")]


def test_changed_act_id_is_found(chains, tamper):
    entry = _entry(3)

    value = str(uuid4()) if connection.vendor == "postgresql" else uuid4().hex
    tamper("UPDATE permissions_ledgerentry SET act_id = %s WHERE id = %s", [value, entry.pk])

    assert _found(verify()) == [("proposal/1", 3, entry.pk, "entry")]


def test_other_person_in_an_entry_is_found(chains, tamper):
    entry = _entry(1)
    with no_history():
        other = User.objects.create(username="khac", full_name="Khác")

    tamper("UPDATE permissions_ledgerentry SET actor_id = %s WHERE id = %s", [other.pk, entry.pk])

    assert _found(verify()) == [("proposal/1", 1, entry.pk, "entry")]


def test_one_letter_changed_in_a_payload_is_found(chains, tamper):
    entry = _entry(4, "proposal/2")
    body = entry.payload.body.replace("đ", "d", 1)

    tamper("UPDATE permissions_ledgerpayload SET body = %s WHERE entry_id = %s", [body, entry.pk])

    assert _found(verify()) == [("proposal/2", 4, entry.pk, "payload")]


@pytest.mark.parametrize("salt", ["0" * 32, "", "z" * 32])
def test_changed_salt_is_found(chains, tamper, salt):
    entry = _entry(2)

    tamper("UPDATE permissions_ledgerpayload SET salt = %s WHERE entry_id = %s", [salt, entry.pk])

    assert _found(verify()) == [("proposal/1", 2, entry.pk, "payload")]


def test_same_salt_in_capitals_is_found(chains, tamper):
    entry = _entry(2)

    tamper(
        "UPDATE permissions_ledgerpayload SET salt = %s WHERE entry_id = %s",
        [entry.payload.salt.upper(), entry.pk],
    )

    changed = entry.payload.salt.upper() != entry.payload.salt
    assert _found(verify()) == ([("proposal/1", 2, entry.pk, "payload")] if changed else [])


def test_missing_payload_is_found(chains, tamper):
    entry = _entry(2)

    tamper("DELETE FROM permissions_ledgerpayload WHERE entry_id = %s", [entry.pk])

    assert _found(verify()) == [("proposal/1", 2, entry.pk, "payload_missing")]


def test_payloads_swapped_between_two_entries_are_found(chains, tamper):
    first, second = _entry(2), _entry(4)

    for entry, other in ((first, second), (second, first)):
        tamper(
            "UPDATE permissions_ledgerpayload SET salt = %s, body = %s WHERE entry_id = %s",
            [other.payload.salt, other.payload.body, entry.pk],
        )

    assert _found(verify()) == [("proposal/1", 2, first.pk, "payload")]


@pytest.mark.parametrize("seq", [1, 3])
def test_entry_taken_out_is_a_gap(chains, tamper, seq):
    entry = _entry(seq)

    tamper("DELETE FROM permissions_ledgerpayload WHERE entry_id = %s", [entry.pk])
    tamper("DELETE FROM permissions_ledgerentry WHERE id = %s", [entry.pk])

    assert _found(verify()) == [("proposal/1", seq, None, "gap")]


def test_gap_closed_by_renumbering_is_found(chains, tamper):
    entry = _entry(3)
    tamper("DELETE FROM permissions_ledgerpayload WHERE entry_id = %s", [entry.pk])
    tamper("DELETE FROM permissions_ledgerentry WHERE id = %s", [entry.pk])
    next_one = _entry(4)

    tamper("UPDATE permissions_ledgerentry SET seq = 3 WHERE id = %s", [next_one.pk])
    tamper("UPDATE permissions_ledgerentry SET seq = 4 WHERE id = %s", [_entry(5).pk])

    assert _found(verify()) == [("proposal/1", 3, next_one.pk, "link")]


def test_two_entries_that_changed_places_are_found(chains, tamper):
    second, third = _entry(2), _entry(3)

    for seq, entry in ((99, second), (2, third), (3, second)):
        tamper("UPDATE permissions_ledgerentry SET seq = %s WHERE id = %s", [seq, entry.pk])

    assert _found(verify()) == [("proposal/1", 2, third.pk, "link")]


def test_tail_cut_off_is_found(chains, tamper):
    for seq in (4, 5):
        entry = _entry(seq)
        tamper("DELETE FROM permissions_ledgerpayload WHERE entry_id = %s", [entry.pk])
        tamper("DELETE FROM permissions_ledgerentry WHERE id = %s", [entry.pk])

    assert _found(verify()) == [("proposal/1", 4, None, "head")]


@pytest.mark.parametrize("stream", [None, "proposal/1"])
def test_stream_emptied_with_its_head_is_found(chains, tamper, stream):
    entries = "SELECT e.id FROM permissions_ledgerentry e JOIN permissions_stream s ON s.id = stream_id AND key = %s"
    tamper(f"DELETE FROM permissions_ledgerpayload WHERE entry_id IN ({entries})", ["proposal/1"])
    tamper(f"DELETE FROM permissions_ledgerentry WHERE id IN ({entries})", ["proposal/1"])
    Stream.objects.filter(key="proposal/1").update(seq=0, head=canonical.GENESIS)

    assert _found(verify(stream)) == [("proposal/1", 1, None, "empty")]


def test_stream_emptied_is_found(chains, tamper):
    ids = list(LedgerEntry.objects.filter(stream__key="proposal/1").values_list("pk", flat=True))
    for pk in ids:
        tamper("DELETE FROM permissions_ledgerpayload WHERE entry_id = %s", [pk])
        tamper("DELETE FROM permissions_ledgerentry WHERE id = %s", [pk])

    assert _found(verify()) == [("proposal/1", 1, None, "head")]


def test_entry_added_past_the_head_is_found(chains, tamper):
    last = _entry(5)

    LedgerEntry.objects.create(
        stream=last.stream, seq=6, act_id=uuid4(), at=AT, act="thing.made",
        payload_digest="0" * 64, prev_hash=last.hash, hash="0" * 64,
    )  # fmt: skip

    assert [row[1] for row in _found(verify())] == [6]


def test_other_head_is_found(chains):
    Stream.objects.filter(key="proposal/1").update(head="0" * 64)

    assert _found(verify()) == [("proposal/1", 5, None, "head")]


def test_renamed_stream_is_found_at_its_first_entry(chains):
    Stream.objects.filter(key="proposal/1").update(key="proposal/3")

    assert [row[:2] for row in _found(verify())] == [("proposal/3", 1)]


def test_streams_that_swapped_names_are_found(chains):
    for old, new in (("proposal/1", "x"), ("proposal/2", "proposal/1"), ("x", "proposal/2")):
        Stream.objects.filter(key=old).update(key=new)

    assert [row[:2] for row in _found(verify())] == [("proposal/1", 1), ("proposal/2", 1)]


def test_first_break_of_every_broken_stream_is_named(chains, tamper):
    for seq, stream in ((4, "proposal/1"), (2, "proposal/1"), (5, "proposal/2")):
        tamper("UPDATE permissions_ledgerentry SET act = 'x' WHERE id = %s", [_entry(seq, stream).pk])

    assert [row[:2] for row in _found(verify())] == [("proposal/1", 2), ("proposal/2", 5)]


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("table", "key", "column", "value"),
    [
        ("permissions_ledgerentry", "id", "at", "CAST(x'ff' AS TEXT)"),
        ("permissions_ledgerentry", "id", "act", "CAST(x'ff' AS TEXT)"),
        ("permissions_ledgerentry", "id", "act", "x'61'"),
        ("permissions_ledgerpayload", "entry_id", "body", "CAST(x'ff' AS TEXT)"),
        ("permissions_ledgerpayload", "entry_id", "body", "x'7b7d'"),
        ("permissions_ledgerpayload", "entry_id", "salt", "x'00'"),
    ],
)
def test_entry_that_cannot_even_be_read_is_named(chains, tamper, table, key, column, value):
    entry = _entry(3)

    tamper(f"UPDATE {table} SET {column} = {value} WHERE {key} = %s", [entry.pk])

    report = verify()
    assert _found(report) == [("proposal/1", 3, entry.pk, "unreadable")]
    assert report.streams == 2


@pytest.mark.sqlite
def test_break_before_an_unreadable_entry_comes_first(chains, tamper):
    entry = _entry(2)

    tamper("UPDATE permissions_ledgerentry SET act = 'x' WHERE id = %s", [entry.pk])
    tamper("UPDATE permissions_ledgerentry SET act = CAST(x'ff' AS TEXT) WHERE id = %s", [_entry_id(3)])

    assert _found(verify()) == [("proposal/1", 2, entry.pk, "entry")]


def _entry_id(seq):
    return LedgerEntry.objects.filter(stream__key="proposal/1", seq=seq).values_list("pk", flat=True).get()


def test_one_stream_may_be_asked_alone(chains, tamper):
    tamper("UPDATE permissions_ledgerentry SET act = 'x' WHERE id = %s", [_entry(2).pk])

    assert verify(stream="proposal/2").holds
    assert [row[:2] for row in _found(verify(stream="proposal/1"))] == [("proposal/1", 2)]


def test_unknown_stream_does_not_hold(chains):
    assert _found(verify(stream="proposal/404")) == [("proposal/404", 0, None, "stream")]


def test_since_a_day_reads_only_what_came_after(write, tamper):
    for day in range(4):
        write("proposal/1", at=AT + timedelta(days=day))
    write("proposal/2")

    tamper("UPDATE permissions_ledgerentry SET act = 'x' WHERE id = %s", [_entry(1).pk])
    report = verify(since=date(2026, 11, 24))

    assert (report.holds, report.streams, report.entries) == (True, 1, 2)
    tamper("UPDATE permissions_ledgerentry SET act = 'x' WHERE id = %s", [_entry(4).pk])
    assert [row[:2] for row in _found(verify(since=date(2026, 11, 24)))] == [("proposal/1", 4)]


def test_changed_history_row_is_found_at_the_entry_that_names_it(write, commune, person, tamper):
    write("proposal/1")
    kept = tracked.save(commune, by=person, reason="sửa tên")
    entry = write("proposal/1", body={"history": [kept]})[0]
    assert verify().holds

    tamper("UPDATE permissions_historicalunit SET place = 'x' WHERE history_id = %s", [kept["history_id"]])

    assert _found(verify()) == [("proposal/1", 2, entry.pk, "history")]


@pytest.mark.parametrize("column", ["history_user_id", "history_change_reason"])
def test_person_and_reason_of_a_history_row_are_covered(write, commune, person, tamper, column):
    kept = tracked.save(commune, by=person, reason="sửa tên")
    entry = write("proposal/1", body={"history": [kept]})[0]

    tamper(f"UPDATE permissions_historicalunit SET {column} = NULL WHERE history_id = %s", [kept["history_id"]])

    assert _found(verify()) == [("proposal/1", 1, entry.pk, "history")]


def test_deleted_history_row_is_found(write, commune, person, tamper):
    kept = tracked.save(commune, by=person)
    entry = write("proposal/1", body={"history": [kept]})[0]

    tamper("DELETE FROM permissions_historicalunit WHERE history_id = %s", [kept["history_id"]])

    assert _found(verify()) == [("proposal/1", 1, entry.pk, "history_missing")]


@pytest.mark.parametrize("change", [{"fields": "f" * 16}, {"model": "permissions.ghost"}])
def test_history_row_nobody_can_read_any_more_is_told(write, commune, person, change):
    kept = tracked.save(commune, by=person) | change
    entry = write("proposal/1", body={"history": [kept]})[0]

    assert _found(verify("proposal/1")) == [("proposal/1", 1, entry.pk, "history_unknown")]


def test_more_history_rows_than_are_read_at_once_are_all_compared(write, commune, person, tamper):
    kept = [tracked.save(commune, by=person) for _turn in range(3)] * 400
    entry = write("proposal/1", body={"history": kept})[0]
    write("proposal/1", body={"history": kept[:2]})
    assert verify().holds

    tamper("UPDATE permissions_historicalunit SET place = 'x' WHERE history_id = %s", [kept[0]["history_id"]])

    assert _found(verify()) == [("proposal/1", 1, entry.pk, "history")]


@pytest.mark.sqlite
def test_unreadable_history_row_is_found(write, commune, person, tamper):
    kept = [tracked.save(commune, by=person) for _turn in range(2)]
    entry = write("proposal/1", body={"history": kept})[0]

    tamper(
        "UPDATE permissions_historicalunit SET place = CAST(x'ff' AS TEXT) WHERE history_id = %s",
        [kept[1]["history_id"]],
    )

    assert _found(verify()) == [("proposal/1", 1, entry.pk, "history")]


def test_number_of_statements_does_not_grow_with_the_ledger(chains, write):
    with CaptureQueriesContext(connection) as small:
        assert verify().entries == 10
    for _turn in range(20):
        write(*(f"proposal/{number}" for number in range(20)))

    with CaptureQueriesContext(connection) as large:
        assert verify().entries == 410

    assert len(small) == len(large)


@pytest.mark.parametrize(
    ("stored", "told"),
    [
        ("2026-11-22 08:30:05.000042", "2026-11-22T08:30:05.000042Z"),
        ("2026-11-22 08:30:05", "2026-11-22T08:30:05.000000Z"),
        ("2026-11-22 08:30:05+00", "2026-11-22T08:30:05.000000Z"),
        ("2026-11-22 08:30:05.004+00", "2026-11-22T08:30:05.004000Z"),  # as long as the first
        ("2026-11-22 08:30:05.000042+00", "2026-11-22T08:30:05.000042Z"),
    ],
)
def test_a_moment_is_read_as_either_database_keeps_it(stored, told):
    assert verify_module._moment(stored) == told
