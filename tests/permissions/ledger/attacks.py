"""Attacks on the evidence, each written as an attacker would: for the ORM, and as SQL.

The world: `proposal/1` and `proposal/2` of five entries each, the fifth of the first naming a history row; an access
record. `{name}` in SQL is one of `World.names`.
"""

from dataclasses import dataclass

from django.db import connection

from permissions.ledger import canonical
from permissions.ledger.models import AccessRecord, LedgerEntry, LedgerPayload, Stream
from permissions.people.models import Unit

ENTRY, PAYLOAD, STREAM = "permissions_ledgerentry", "permissions_ledgerpayload", "permissions_stream"
HISTORY, ACCESS = "permissions_historicalunit", "permissions_accessrecord"
_COPIED = [field.column for field in LedgerEntry._meta.concrete_fields if not field.primary_key]
_HISTORY_COPIED = [field.column for field in Unit.history.model._meta.concrete_fields if not field.primary_key]


@dataclass
class World:
    """What stands before the attack; `pk[seq]` is the row of an entry of `proposal/1`."""

    pk: dict
    history_id: int
    access_id: int

    @property
    def names(self):
        rows = {f"e{seq}": pk for seq, pk in self.pk.items()}
        return rows | {"h": self.history_id, "a": self.access_id, "s": Stream.objects.get(key="proposal/1").pk}


def _copy(table, columns, changed, where):
    values = ", ".join(str(changed.get(column, column)) for column in columns)
    return f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM {table} WHERE {where}"


# name -> statements
SQL = {
    "edit": [f"UPDATE {ENTRY} SET act = 'thing.changed' WHERE id = {{e3}}"],
    "delete": [f"DELETE FROM {PAYLOAD} WHERE entry_id = {{e3}}", f"DELETE FROM {ENTRY} WHERE id = {{e3}}"],
    "insert in the middle": [
        f"UPDATE {ENTRY} SET seq = 6 WHERE id = {{e5}}",
        f"UPDATE {ENTRY} SET seq = 5 WHERE id = {{e4}}",
        f"UPDATE {ENTRY} SET seq = 4 WHERE id = {{e3}}",
        _copy(ENTRY, _COPIED, {"seq": 3}, "id = {e2}"),
        f"UPDATE {STREAM} SET seq = 6 WHERE id = {{s}}",
    ],
    "insert before the first": [_copy(ENTRY, _COPIED, {"seq": 0}, "id = {e1}")],
    "add behind the head": [_copy(ENTRY, _COPIED, {"seq": 6}, "id = {e5}")],
    "reorder": [
        f"UPDATE {ENTRY} SET seq = 99 WHERE id = {{e2}}",
        f"UPDATE {ENTRY} SET seq = 2 WHERE id = {{e3}}",
        f"UPDATE {ENTRY} SET seq = 3 WHERE id = {{e2}}",
    ],
    "swap two streams": [
        f"UPDATE {STREAM} SET key = 'x' WHERE key = 'proposal/1'",
        f"UPDATE {STREAM} SET key = 'proposal/1' WHERE key = 'proposal/2'",
        f"UPDATE {STREAM} SET key = 'proposal/2' WHERE key = 'x'",
    ],
    "swap the entries of two streams": [
        f"UPDATE {ENTRY} SET seq = seq + 100 WHERE stream_id = {{s}}",
        f"UPDATE {ENTRY} SET stream_id = {{s}} WHERE stream_id <> {{s}}",
    ],
    "truncate the tail": [f"DELETE FROM {PAYLOAD} WHERE entry_id = {{e5}}", f"DELETE FROM {ENTRY} WHERE id = {{e5}}"],
    "truncate the tail and mend the head": [
        f"DELETE FROM {PAYLOAD} WHERE entry_id = {{e5}}",
        f"DELETE FROM {ENTRY} WHERE id = {{e5}}",
        f"UPDATE {STREAM} SET seq = 4, head = (SELECT hash FROM {ENTRY} WHERE id = {{e4}}) WHERE id = {{s}}",
    ],
    "set the head back": [
        f"UPDATE {STREAM} SET seq = 4, head = (SELECT hash FROM {ENTRY} WHERE id = {{e4}}) WHERE id = {{s}}"
    ],
    "remove a stream": [
        f"DELETE FROM {PAYLOAD} WHERE entry_id IN (SELECT id FROM {ENTRY} WHERE stream_id = {{s}})",
        f"DELETE FROM {ENTRY} WHERE stream_id = {{s}}",
        f"DELETE FROM {STREAM} WHERE id = {{s}}",
    ],
    "replay": [
        _copy(ENTRY, _COPIED, {"seq": 6}, "id = {e2}"),
        _copy(PAYLOAD, ["entry_id", "salt", "body"], {"entry_id": f"(SELECT max(id) FROM {ENTRY})"}, "entry_id = {e2}"),
        f"UPDATE {STREAM} SET seq = 6, head = (SELECT hash FROM {ENTRY} WHERE id = {{e2}}) WHERE id = {{s}}",
    ],
    "alter a history row": [f"UPDATE {HISTORY} SET name = 'Tên khác' WHERE history_id = {{h}}"],
    "remove a history row": [f"DELETE FROM {HISTORY} WHERE history_id = {{h}}"],
    "forge a history row": [_copy(HISTORY, _HISTORY_COPIED, {"name": "'Tên khác'"}, "history_id = {h}")],
    "alter a payload": [f"UPDATE {PAYLOAD} SET body = '{{{{}}}}' WHERE entry_id = {{e3}}"],
    "remove a payload": [f"DELETE FROM {PAYLOAD} WHERE entry_id = {{e3}}"],
    "move the moment of an entry": [
        f"UPDATE {ENTRY} SET at = (SELECT at FROM {ENTRY} WHERE id = {{e1}}) WHERE id = {{e3}}"
    ],
    "alter an access record": [f"UPDATE {ACCESS} SET what = 'proposal/9' WHERE id = {{a}}"],
    "remove an access record": [f"DELETE FROM {ACCESS} WHERE id = {{a}}"],
}  # fmt: skip


def by_sql(name, world):
    """Run an attack as SQL."""
    names = world.names
    with connection.cursor() as cursor:
        for statement in SQL[name]:
            cursor.execute(statement.format(**names))


def _entry(world, seq):
    return LedgerEntry.objects.filter(pk=world.pk[seq])


def _swap_streams():
    for old, new in (("proposal/1", "x"), ("proposal/2", "proposal/1"), ("x", "proposal/2")):
        Stream.objects.filter(key=old).update(key=new)


def _set_head_back(world):
    last = _entry(world, 4).get()
    Stream.objects.filter(key="proposal/1").update(seq=4, head=last.hash)


def _replay(world):
    entry = _entry(world, 2).select_related("payload").get()
    payload, told = entry.payload, entry.hash
    entry.pk, entry.seq, entry._state.adding = None, 6, True
    entry.save()
    LedgerPayload.objects.create(entry=entry, salt=payload.salt, body=payload.body)
    Stream.objects.filter(key="proposal/1").update(seq=6, head=told)


def _forge_history(world):
    row = Unit.history.get(pk=world.history_id)
    row.pk, row.name, row._state.adding = None, "Tên khác", True
    row.save()


def _added_behind(world):
    entry = _entry(world, 5).get()
    entry.pk, entry.seq, entry._state.adding = None, 6, True
    entry.save()


# The same through the program's own models, as somebody would who got code into it.
ORM = {
    "edit": lambda world: _entry(world, 3).update(act="thing.changed"),
    "delete": lambda world: _entry(world, 3)._raw_delete("default"),
    "insert in the middle": lambda world: _entry(world, 5).update(seq=6),
    "add behind the head": _added_behind,
    "reorder": lambda world: _entry(world, 2).update(seq=99),
    "swap two streams": lambda world: _swap_streams(),
    "truncate the tail": lambda world: LedgerPayload.objects.filter(pk=world.pk[5])._raw_delete("default"),
    "set the head back": _set_head_back,
    "remove a stream": lambda world: LedgerEntry.objects.filter(stream__key="proposal/1")._raw_delete("default"),
    "replay": _replay,
    "alter a history row": lambda world: Unit.history.filter(pk=world.history_id).update(name="Tên khác"),
    "remove a history row": lambda world: Unit.history.filter(pk=world.history_id).delete(),
    "forge a history row": _forge_history,
    "alter a payload": lambda world: LedgerPayload.objects.filter(pk=world.pk[3]).update(body="{}"),
    "remove a payload": lambda world: LedgerPayload.objects.filter(pk=world.pk[3]).delete(),
    "move the moment of an entry": lambda world: _entry(world, 3).update(at=_entry(world, 1).get().at),
    "alter an access record": lambda world: AccessRecord.objects.filter(pk=world.access_id).update(what="proposal/9"),
    "remove an access record": lambda world: AccessRecord.objects.filter(pk=world.access_id).delete(),
}


def compute_anew(key, first, **changed):
    """Change an entry and compute its chain anew from there on, head too, as who owns the database could."""
    prev = None
    for entry in LedgerEntry.objects.filter(stream__key=key, seq__gte=first).select_related("stream").order_by("seq"):
        values = changed if entry.seq == first else {}
        for name, value in values.items():
            setattr(entry, name, value)
        entry.prev_hash = prev or entry.prev_hash
        text = canonical.entry_text(
            stream=key, seq=entry.seq, act_id=str(entry.act_id), at=canonical.moment(entry.at),
            commune=entry.commune_id, actor=entry.actor_id, acting_as=entry.acting_as_id,
            deputising=entry.deputising_id, act=entry.act, from_state=entry.from_state, to_state=entry.to_state,
            version=entry.version, digest=entry.payload_digest,
        )  # fmt: skip
        prev = entry.hash = canonical.entry_hash(entry.prev_hash, text)
        entry.save()
    Stream.objects.filter(key=key).update(head=prev)
