"""Attacks by way of disposal: whoever makes texts go, or come back, beside the one door is refused or found.

The world: `letter/1` was disposed of - its third entry is the act, which names the payloads 1 and 2 and a history row -
and has a fourth entry since; `letter/2` lives.
"""

from dataclasses import dataclass

import pytest
from django.db import connection

from permissions.ledger import acts, kept, tracked
from permissions.ledger.disposed import ACT
from permissions.ledger.disposing import Going, dispose
from permissions.ledger.models import LedgerEntry, LedgerPayload
from permissions.ledger.services import Line, record
from permissions.ledger.verify import verify
from permissions.people.models import Unit
from tests.permissions.ledger.attacked import (
    DENIED,
    NOT_FOUND,
    REFUSED,
    as_owner,
    assert_ends,
    become_the_application,
)
from tests.permissions.ledger.conftest import AT

GONE, LIVES = "letter/1", "letter/2"
ENTRY, PAYLOAD, STREAM = "permissions_ledgerentry", "permissions_ledgerpayload", "permissions_stream"
HISTORY = Unit.history.model
_NAMED, _NAMED_MORE = '"payloads":[1,2]', '"payloads":[1,2,4]'
_NEWEST = f"(SELECT max(id) FROM {ENTRY})"
_ENTRY_COLUMNS = [field.column for field in LedgerEntry._meta.concrete_fields if not field.primary_key]


@dataclass
class World:
    """gone, lives: {seq: key of the entry}. taken: (salt, body) of the first payload that went. history: the row."""

    gone: dict
    lives: dict
    taken: tuple
    history: object

    @property
    def names(self):
        entries = {f"e{seq}": pk for seq, pk in self.gone.items()} | {f"l{seq}": pk for seq, pk in self.lives.items()}
        return entries | {"salt": self.taken[0], "body": self.taken[1].replace("'", "''")}


def _copied(table, columns, changed, where):
    values = ", ".join(str(changed.get(column, column)) for column in columns)
    return f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM {table} WHERE {where}"


# name -> statements
SQL = {
    "payload removed without an act": [f"DELETE FROM {PAYLOAD} WHERE entry_id = {{l1}}"],
    "payload removed after the act": [f"DELETE FROM {PAYLOAD} WHERE entry_id = {{e4}}"],
    "act forged on another stream": [
        _copied(
            ENTRY, _ENTRY_COLUMNS, {"seq": 3, "stream_id": f"(SELECT stream_id FROM {ENTRY} WHERE id = {{l1}})"},
            "id = {e3}",
        ),
        _copied(PAYLOAD, ["entry_id", "salt", "body"], {"entry_id": _NEWEST}, "entry_id = {e3}"),
    ],
    "act made to name more": [
        f"UPDATE {PAYLOAD} SET body = replace(body, '{_NAMED}', '{_NAMED_MORE}') WHERE entry_id = {{e3}}",
        f"DELETE FROM {PAYLOAD} WHERE entry_id = {{e4}}",
    ],
    "act deleted": [f"DELETE FROM {PAYLOAD} WHERE entry_id = {{e3}}", f"DELETE FROM {ENTRY} WHERE id = {{e3}}"],
    "payload of the act deleted": [f"DELETE FROM {PAYLOAD} WHERE entry_id = {{e3}}"],
    "body put back changed": [f"INSERT INTO {PAYLOAD} (entry_id, salt, body) VALUES ({{e1}}, '{{salt}}', '{{{{}}}}')"],
    "body put back word for word": [
        f"INSERT INTO {PAYLOAD} (entry_id, salt, body) VALUES ({{e1}}, '{{salt}}', '{{body}}')"
    ],
}  # fmt: skip


def by_sql(name, world):
    with connection.cursor() as cursor:
        for statement in SQL[name]:
            cursor.execute(statement.format(**world.names))


def _act_recorded(stream, payloads):
    """An act as the program itself writes it, by who got code into it: its chain is whole."""
    body = {"disposed": {"payloads": payloads, "history": {}, "files": []}, "history": []}
    record([Line(stream=stream, act=ACT, body=body)], commune_id=None, by=None, acting_as=None)


def _removed_and_recorded(world):
    LedgerPayload.objects.filter(pk=world.lives[1])._raw_delete("default")
    _act_recorded(LIVES, [1])


def _history_put_back(world):
    row = world.history
    row._state.adding = True
    row.save(force_insert=True)


def _named_more(world):
    payload = LedgerPayload.objects.filter(pk=world.gone[3])
    payload.update(body=payload.get().body.replace(_NAMED, _NAMED_MORE))


def _put_back(world, body):
    LedgerPayload.objects.create(entry_id=world.gone[1], salt=world.taken[0], body=body)


# The same through the program's own models and services.
ORM = {
    "payload removed without an act": lambda world: LedgerPayload.objects.filter(pk=world.lives[1]).delete(),
    "payload removed after the act": lambda world: LedgerPayload.objects.filter(pk=world.gone[4]).delete(),
    "act recorded of what is there": lambda world: _act_recorded(LIVES, [1]),
    "act recorded that names more than there is": lambda world: _act_recorded(LIVES, [1, 99]),
    "payload removed and an act recorded": _removed_and_recorded,
    "act made to name more": _named_more,
    "act deleted": lambda world: LedgerEntry.objects.filter(pk=world.gone[3])._raw_delete("default"),
    "payload of the act deleted": lambda world: LedgerPayload.objects.filter(pk=world.gone[3]).delete(),
    "body put back changed": lambda world: _put_back(world, "{}"),
    "body put back word for word": lambda world: _put_back(world, world.taken[1]),
    "history row put back": _history_put_back,
}


def _at(seq, kind, stream=GONE):
    return (stream, seq, kind)


PUT_BACK = [_at(3, "disposed_there")]
CHANGED = [_at(1, "payload")]
ROW_BACK = [*PUT_BACK, (HISTORY._meta.db_table, 0, "unnamed")]
FORGED = [_at(3, "link", LIVES)]
THERE = [_at(3, "disposed_there", LIVES)]
# Typed by hand. attack: (through the program, the same as the application's own role of PostgreSQL, raw SQL, the same
# as that role, as owner with the guards taken down - by SQL where there is any).
TABLE = {
    "payload removed without an act": (REFUSED, DENIED, REFUSED, DENIED, [_at(1, "payload_missing", LIVES)]),
    "payload removed after the act": (REFUSED, DENIED, REFUSED, DENIED, [_at(4, "payload_missing")]),
    "act forged on another stream": ("-", "-", FORGED, FORGED, FORGED),
    "act recorded of what is there": (THERE, THERE, "-", "-", THERE),
    "act recorded that names more than there is": (THERE, THERE, "-", "-", THERE),
    # By the owner of the database, who writes a whole act with it: it tells what went; that no list was approved is not
    # found.
    "payload removed and an act recorded": (REFUSED, DENIED, "-", "-", NOT_FOUND),
    "act made to name more": (REFUSED, DENIED, REFUSED, DENIED, [_at(1, "payload_missing")]),
    "act deleted": (REFUSED, DENIED, REFUSED, DENIED, [_at(1, "payload_missing")]),
    "payload of the act deleted": (REFUSED, DENIED, REFUSED, DENIED, [_at(1, "payload_missing")]),
    "body put back changed": (CHANGED, CHANGED, CHANGED, CHANGED, CHANGED),
    "body put back word for word": (PUT_BACK, PUT_BACK, PUT_BACK, PUT_BACK, PUT_BACK),
    "history row put back": (ROW_BACK, ROW_BACK, "-", "-", ROW_BACK),
}  # fmt: skip


@pytest.fixture
def world(write, commune, person, monkeypatch):
    monkeypatch.setattr(kept, "_rows", [])
    monkeypatch.setattr(kept, "_files", [])
    acts.declare({ACT: "disposed of the dossier"})
    first = write(GONE)[0]
    named = tracked.save(commune, by=person)
    write(GONE, body={"history": [named]})
    taken = (first.payload.salt, first.payload.body)
    row = HISTORY.objects.get(pk=named["history_id"])
    going = Going(streams=[GONE], history={Unit: [row.pk]}, files=[], empties=[], empty=lambda: None, empty_rest=list)
    dispose(going, told={"list": "PQ-2040-TH001"}, commune_id=commune.pk, by=person, acting_as=None, now=AT)
    write(GONE)
    write(LIVES)
    write(LIVES)
    entries = {
        stream: dict(LedgerEntry.objects.filter(stream__key=stream).values_list("seq", "pk"))
        for stream in (GONE, LIVES)
    }
    assert verify().holds
    return World(gone=entries[GONE], lives=entries[LIVES], taken=taken, history=row)


def test_every_attack_stands_in_the_table():
    assert {name for name, row in TABLE.items() if row[0] != "-"} == ORM.keys()
    assert {name for name, row in TABLE.items() if row[2] != "-"} == SQL.keys()


@pytest.mark.parametrize("name", ORM)
def test_through_the_program(world, name):
    assert_ends(lambda: ORM[name](world), TABLE[name][0])


@pytest.mark.parametrize("name", SQL)
def test_by_raw_sql(world, name):
    assert_ends(lambda: by_sql(name, world), TABLE[name][2])


@pytest.fixture
def as_application(world):
    become_the_application()


@pytest.mark.postgres
@pytest.mark.usefixtures("as_application")
@pytest.mark.parametrize("name", ORM)
def test_through_the_program_as_the_application(world, name):
    assert_ends(lambda: ORM[name](world), TABLE[name][1])


@pytest.mark.postgres
@pytest.mark.usefixtures("as_application")
@pytest.mark.parametrize("name", SQL)
def test_by_raw_sql_as_the_application(world, name):
    assert_ends(lambda: by_sql(name, world), TABLE[name][3])


@pytest.mark.parametrize("name", TABLE)
def test_as_owner_with_the_guards_taken_down(world, name):
    attack = by_sql if name in SQL else lambda name, world: ORM[name](world)
    assert_ends(lambda: as_owner(lambda: attack(name, world)), TABLE[name][4])
