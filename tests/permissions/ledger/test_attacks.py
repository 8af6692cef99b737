"""The table of attacks: whoever tries it is refused, or `verify_trail` names the first broken entry and what is broken.

What chains alone cannot show is found by a checkpoint made before, and what not even that can show stands at the end;
both are shown not to be found. Checkpoints that left the house as files: `checkpoints/test_checking.py`.
"""

from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from django.db import connection

from permissions.ledger import acts, kept, tracked
from permissions.ledger.checkpoints import checking, making
from permissions.ledger.models import LedgerEntry, Stream
from permissions.ledger.services import read
from permissions.ledger.verify import verify
from permissions.people.models import User
from tests.conftest import no_history
from tests.permissions.ledger import attacks
from tests.permissions.ledger.attacked import (
    DENIED,
    NOT_FOUND,
    REFUSED,
    as_owner,
    assert_ends,
    become_the_application,
    found,
)
from tests.permissions.ledger.conftest import AT

UNNAMED = ("permissions_historicalunit", 0, "unnamed")


def _at(seq, kind, stream="proposal/1"):
    return (stream, seq, kind)


# Typed by hand. attack: (through the ORM, raw SQL, the same as the application's own role of PostgreSQL, as owner
# with the guards taken down). Where it is not refused: the breaks found, each as (stream or table, entry, kind).
BEFORE = [_at(0, "payload_missing")]
BOTH_STREAMS = [_at(1, "entry"), _at(1, "entry", "proposal/2")]
TABLE = {
    "edit": (REFUSED, REFUSED, DENIED, [_at(3, "entry")]),
    "delete": (REFUSED, REFUSED, DENIED, [_at(3, "gap")]),
    "insert in the middle": (REFUSED, REFUSED, DENIED, [_at(3, "link")]),
    "insert before the first": ("-", BEFORE, BEFORE, BEFORE),
    "add behind the head": ([_at(6, "link")], [_at(6, "link")], [_at(6, "link")], [_at(6, "link")]),
    "reorder": (REFUSED, REFUSED, DENIED, [_at(2, "link")]),
    "swap two streams": (BOTH_STREAMS, BOTH_STREAMS, BOTH_STREAMS, BOTH_STREAMS),
    "swap the entries of two streams": ("-", REFUSED, DENIED, [_at(1, "entry"), _at(1, "head", "proposal/2")]),
    "truncate the tail": (REFUSED, REFUSED, DENIED, [UNNAMED, _at(5, "head")]),
    "truncate the tail and mend the head": ("-", REFUSED, DENIED, [UNNAMED]),
    "set the head back": ([_at(5, "head")], [_at(5, "head")], [_at(5, "head")], [_at(5, "head")]),
    "remove a stream": (REFUSED, REFUSED, DENIED, [UNNAMED]),
    "replay": ([_at(6, "link")], [_at(6, "link")], [_at(6, "link")], [_at(6, "link")]),
    "alter a history row": (REFUSED, REFUSED, DENIED, [_at(5, "history")]),
    "remove a history row": (REFUSED, REFUSED, DENIED, [_at(5, "history_missing")]),
    "forge a history row": ([UNNAMED], [UNNAMED], [UNNAMED], [UNNAMED]),
    "alter a payload": (REFUSED, REFUSED, DENIED, [_at(3, "payload")]),
    "remove a payload": (REFUSED, REFUSED, DENIED, [_at(3, "payload_missing")]),
    "move the moment of an entry": (REFUSED, REFUSED, DENIED, [_at(3, "entry")]),
    "alter an access record": (REFUSED, REFUSED, DENIED, NOT_FOUND),
    "remove an access record": (REFUSED, REFUSED, DENIED, NOT_FOUND),
}


@pytest.fixture
def world(write, commune, person):
    entries = []
    for seq in range(1, 6):
        told = {"history": [tracked.save(commune, by=person)]} if seq == 5 else {"reason": f"lần {seq}"}
        at = AT + timedelta(hours=seq)
        entries.append(write("proposal/1", body=told, at=at)[0])
        write("proposal/2", at=at)
    opened = read("opened", by=person, commune_id=commune.pk, what="proposal/1")
    rows = {entry.seq: entry.pk for entry in entries}
    assert verify().holds
    return attacks.World(pk=rows, history_id=told["history"][0]["history_id"], access_id=opened.pk)


def test_every_attack_stands_in_the_table():
    assert TABLE.keys() == attacks.SQL.keys()
    assert {name for name, row in TABLE.items() if row[0] != "-"} == attacks.ORM.keys()


@pytest.mark.parametrize("name", attacks.ORM)
def test_through_the_orm(world, name):
    assert_ends(lambda: attacks.ORM[name](world), TABLE[name][0])


@pytest.mark.parametrize("name", TABLE)
def test_by_raw_sql(world, name):
    assert_ends(lambda: attacks.by_sql(name, world), TABLE[name][1])


@pytest.fixture
def as_application(world):
    become_the_application()


@pytest.mark.postgres
@pytest.mark.usefixtures("as_application")
@pytest.mark.parametrize("name", TABLE)
def test_by_raw_sql_as_the_application(world, name):
    assert_ends(lambda: attacks.by_sql(name, world), TABLE[name][2])


@pytest.mark.parametrize("name", TABLE)
def test_as_owner_with_the_guards_taken_down(world, name):
    assert_ends(lambda: as_owner(lambda: attacks.by_sql(name, world)), TABLE[name][3])


# --- beside the tables ------------------------------------------------------------------------------
@pytest.mark.parametrize("attack", [Path.unlink, lambda file: file.write_bytes(b"B")], ids=["removed", "altered"])
def test_stored_file(world, tmp_path, monkeypatch, attack):
    """Files lie outside the database, where no trigger guards them: `--files` reads each."""
    file = tmp_path / "a"
    file.write_bytes(b"A")
    monkeypatch.setattr(kept, "_files", [])
    kept.register_files(lambda: [("file/a", "" if file.exists() and file.read_bytes() == b"A" else "not whole")])
    assert verify(files=True).holds

    attack(file)

    assert [(found.stream, found.kind) for found in verify(files=True).breaks] == [("file/a", "file")]
    assert verify().holds


def test_clock_moved_back_before_the_closing_day(world, write):
    write("proposal/1", at=AT.replace(year=2025))

    report = verify()

    assert report.holds
    assert [told for told in report.notices if "proposal/1" in told and "6" in told] == report.notices != []


# --- what chains alone cannot show ----------------------------------------------------------------------
def _rewritten(world):
    attacks.compute_anew("proposal/1", 3, act="thing.changed")


def _cut_off(world):
    """The tail of a stream whose entries name no row outside, its head mended."""
    entries = LedgerEntry.objects.filter(stream__key="proposal/2")
    pk, last = entries.get(seq=5).pk, entries.get(seq=4)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {attacks.PAYLOAD} WHERE entry_id = %s", [pk])
        cursor.execute(f"DELETE FROM {attacks.ENTRY} WHERE id = %s", [pk])
    Stream.objects.filter(key="proposal/2").update(seq=4, head=last.hash)


ACCESS = "permissions_accessrecord"
# attack by the owner: what a checkpoint made before shows. After the last checkpoint each of them is found by nobody.
SEALED = {
    "chain computed anew": (_rewritten, [_at(1, "rewritten")]),
    "tail cut off with its head": (_cut_off, [_at(5, "cut_off", "proposal/2")]),
    "alter an access record": (partial(attacks.by_sql, "alter an access record"), [(ACCESS, 0, "access")]),
    "remove an access record": (partial(attacks.by_sql, "remove an access record"), [(ACCESS, 0, "access_missing")]),
}


@pytest.mark.parametrize("name", SEALED)
def test_not_found_before_a_checkpoint_was_made(world, name):
    attack, _found_then = SEALED[name]

    as_owner(lambda: attack(world))

    report = verify()
    checking.check(report)
    assert report.holds


@pytest.mark.parametrize("name", SEALED)
def test_found_by_a_checkpoint_made_before(world, name):
    attack, found_then = SEALED[name]
    acts.declare({"checkpoint.made": "sealed"})
    making.make(now=AT + timedelta(days=1))

    as_owner(lambda: attack(world))

    report = verify()
    checking.check(report)
    assert [(found.stream, found.seq, found.kind) for found in report.breaks] == found_then
    assert {found.checkpoint for found in report.breaks} == {1}


# --- what nothing in the database can show --------------------------------------------------------------
def test_not_found_row_changed_beside_its_history(world, commune):
    """The state of today is no evidence: what was done stands in the history, where the change is missing."""
    with no_history():
        commune.name = "Tên khác"
        commune.save()

    assert found() is NOT_FOUND


def test_not_found_act_the_program_itself_wrote_in_a_name_of_another(world, commune, person, write):
    """Who rules the running program can let anybody sign; proof against that is a signature made elsewhere."""
    with no_history():
        other = User.objects.create(username="khac", full_name="Người khác")
    write("proposal/1", by=other)

    assert found() is NOT_FOUND
