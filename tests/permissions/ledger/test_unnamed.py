"""Every history row has its entry: forged rows, cut tails and removed streams are found by what they leave behind."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from permissions.ledger import tracked, unnamed
from permissions.ledger.models import LedgerEntry, Stream
from permissions.ledger.verify import verify
from permissions.people.models import Unit
from tests.permissions.ledger.conftest import AT


@pytest.fixture
def told(write, commune, person):
    """Three entries that each name a history row of the unit."""
    return [write("proposal/1", body={"history": [tracked.save(commune, by=person)]})[0] for _turn in range(3)]


def _rows():
    return list(Unit.history.order_by("pk").values_list("pk", flat=True))


def _found():
    return [(found.stream, found.seq, found.entry_id, found.kind) for found in verify().breaks]


UNNAMED = ("permissions_historicalunit", 0, None, "unnamed")


def _remove_entries(tamper, entries):
    for entry in entries:
        tamper("DELETE FROM permissions_ledgerpayload WHERE entry_id = %s", [entry.pk])
        tamper("DELETE FROM permissions_ledgerentry WHERE id = %s", [entry.pk])


def test_history_rows_that_entries_name_hold(told):
    assert verify().holds


def test_forged_history_row_is_found(told, tamper):
    columns = ", ".join(f.column for f in Unit.history.model._meta.concrete_fields if not f.primary_key)
    table = "permissions_historicalunit"
    tamper(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {table} WHERE history_id = %s", [_rows()[0]])

    (found,) = verify().breaks

    assert (found.stream, found.seq, found.entry_id, found.kind) == UNNAMED
    assert str(_rows()[-1]) in found.reason


def test_tail_cut_off_together_with_its_head_is_found(told, tamper):
    _remove_entries(tamper, told[2:])
    Stream.objects.filter(key="proposal/1").update(seq=2, head=told[1].hash)

    assert _found() == [UNNAMED]


def test_stream_removed_whole_is_found(told, tamper):
    _remove_entries(tamper, told)
    tamper("DELETE FROM permissions_stream WHERE key = 'proposal/1'")

    (found,) = verify().breaks

    assert (found.stream, found.seq, found.entry_id, found.kind) == UNNAMED
    assert "3" in found.reason
    assert str(_rows()[0]) in found.reason


def test_entries_behind_a_break_still_name_their_rows(told, tamper):
    tamper("UPDATE permissions_ledgerentry SET act = 'x' WHERE id = %s", [told[0].pk])

    assert _found() == [("proposal/1", 1, told[0].pk, "entry")]


def test_changed_payload_names_nothing(told, tamper):
    tamper("UPDATE permissions_ledgerpayload SET body = '{}' WHERE entry_id = %s", [told[1].pk])

    assert _found() == [UNNAMED, ("proposal/1", 2, told[1].pk, "payload")]


@pytest.mark.sqlite
def test_rows_are_looked_for_where_the_slow_way_round_is_taken_too(told, write, tamper):
    other = write("proposal/2")[0]
    tamper("UPDATE permissions_ledgerentry SET act = CAST(x'ff' AS TEXT) WHERE id = %s", [other.pk])

    assert _found() == [("proposal/2", 1, other.pk, "unreadable")]


def test_part_of_the_evidence_is_not_asked_for_every_row(told, commune, person):
    tracked.save(commune, by=person)

    assert verify(stream="proposal/1").holds
    assert verify(since=AT).holds
    assert not verify().holds


def test_row_written_while_the_check_runs_has_its_entry_later(told, commune, person, monkeypatch):
    """What is read first is the rows: whoever sees a row finds its entry."""
    read = LedgerEntry.objects.count()
    first = unnamed.Unnamed(is_asked=True)
    tracked.save(commune, by=person)
    monkeypatch.setattr("permissions.ledger.verify.Unnamed", lambda is_asked: first)

    report = verify()

    assert (report.holds, report.entries) == (True, read)


def test_rows_are_read_in_one_statement_for_each_table(told, commune, person, write):
    with CaptureQueriesContext(connection) as few:
        unnamed.Unnamed()
    write("proposal/1", body={"history": [tracked.save(commune, by=person) for _turn in range(50)]})

    with CaptureQueriesContext(connection) as many:
        unnamed.Unnamed()

    assert len(few) == len(many)
