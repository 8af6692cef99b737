"""The one door for lawful disposal: what goes is named, the chain stays whole, and nothing else is accepted as gone."""

import json
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, connection, transaction

from permissions.ledger import acts, guards, kept, tracked
from permissions.ledger.disposed import ACT
from permissions.ledger.disposing import Going, Unwhole, dispose
from permissions.ledger.models import LedgerEntry, LedgerPayload
from permissions.ledger.services import Line, record
from permissions.ledger.verify import verify
from permissions.people.models import Unit

A, B = "letter/1", "letter/2"
HISTORY = Unit.history.model


@pytest.fixture(autouse=True)
def _no_topics(monkeypatch):
    monkeypatch.setattr(kept, "_rows", [])
    monkeypatch.setattr(kept, "_files", [])
    acts.declare({ACT: "disposed of the dossier"})


@pytest.fixture
def change(commune, person):
    """Change the commune's name in an act on these streams; returns the number of the history row."""

    def act(*streams, name):
        with transaction.atomic():
            commune.name = name
            row = tracked.save(commune, by=person, fields=["name"])
            lines = [Line(stream=stream, act="thing.changed", body={"history": [row]}) for stream in streams]
            record(lines, commune_id=commune.pk, by=person, acting_as=None)
        return row["history_id"]

    return act


@pytest.fixture
def let_go(commune, person):
    def act(*streams, history=(), empty=lambda: None):
        going = Going(
            streams=list(streams),
            history={Unit: list(history)},
            files=[],
            empties=[],
            empty=empty,
            empty_rest=list,
        )
        return dispose(going, told={"list": "PQ-2040-H001"}, commune_id=commune.pk, by=person, acting_as=None)

    return act


def _found(**asked):
    return [(found.stream, found.seq, found.kind) for found in verify(**asked).breaks]


def test_payloads_and_history_go_and_the_act_names_them(write, change, let_go):
    write(A)
    row = change(A, name="UBND xã Phong Quang cũ")

    entry = let_go(A, history=[row])[0]

    assert list(LedgerPayload.objects.values_list("entry__seq", "entry__act")) == [(3, ACT)]
    assert not HISTORY.objects.filter(pk=row).exists()
    assert json.loads(LedgerPayload.objects.get(entry=entry).body) == {
        "list": "PQ-2040-H001",
        "disposed": {"payloads": [1, 2], "history": {"permissions.unit": [row]}, "files": []},
        "history": [],
    }
    assert verify().holds
    assert guards.missing(connection) == []


def test_other_streams_may_name_a_history_row_that_went(change, let_go):
    row = change(A, B, name="UBND xã Phong Quang cũ")

    let_go(A, history=[row])

    assert verify().holds
    assert verify(stream=B).holds


def test_history_row_that_stays_is_named_anew(change, let_go):
    stays, goes = change(A, name="Một"), change(A, name="Hai")

    let_go(A, history=[goes])

    assert [one["history_id"] for one in json.loads(LedgerPayload.objects.get().body)["history"]] == [stays]
    assert verify().holds


def test_second_disposal_leaves_the_first_act(write, let_go):
    write(A)
    let_go(A)
    write(A)

    let_go(A)

    assert list(LedgerPayload.objects.order_by("pk").values_list("entry__seq", flat=True)) == [2, 4]
    assert verify().holds


def test_payload_gone_without_an_act_is_a_break(write, tamper):
    write(A)
    write(A)
    tamper("DELETE FROM permissions_ledgerpayload")

    assert _found() == [(A, 1, "payload_missing")]


def test_payload_gone_after_the_act_is_a_break(write, let_go, tamper):
    write(A)
    let_go(A)
    entry = write(A)[0]
    tamper(f"DELETE FROM permissions_ledgerpayload WHERE entry_id = {entry.pk}")

    assert _found() == [(A, 3, "payload_missing")]


def test_act_whose_own_payload_is_gone_excuses_nothing(write, let_go, tamper):
    write(A)
    let_go(A)
    tamper("DELETE FROM permissions_ledgerpayload")

    assert _found() == [(A, 1, "payload_missing")]


def test_act_on_one_stream_excuses_nothing_on_another(write, let_go, tamper):
    write(A)
    entry = write(B)[0]
    let_go(A)
    tamper(f"DELETE FROM permissions_ledgerpayload WHERE entry_id = {entry.pk}")

    assert _found() == [(B, 1, "payload_missing")]


def test_history_row_gone_that_no_act_names_is_a_break(change, let_go, tamper):
    row, other = change(A, B, name="Một"), change(B, name="Hai")
    let_go(A, history=[row])
    tamper(f"DELETE FROM {HISTORY._meta.db_table} WHERE history_id = {other}")

    assert _found() == [(B, 2, "history_missing")]


def test_payload_put_back_is_a_break_even_word_for_word(write, let_go):
    entry = write(A)[0]
    payload = LedgerPayload.objects.get(entry=entry)
    let_go(A)
    LedgerPayload.objects.create(entry=entry, salt=payload.salt, body=payload.body)

    assert _found() == [(A, 2, "disposed_there")]


def test_other_payload_put_back_is_found_at_its_entry(write, let_go):
    entry = write(A)[0]
    let_go(A)
    LedgerPayload.objects.create(entry=entry, salt="0" * 32, body='{"reason":"khác"}')

    assert _found() == [(A, 1, "payload")]


def test_history_row_put_back_is_a_break(change, let_go):
    row = change(A, B, name="Một")
    kept_row = HISTORY.objects.get(pk=row)
    let_go(A, history=[row])
    kept_row.save(force_insert=True)

    assert _found() == [(A, 2, "disposed_there")]


def test_act_that_names_what_was_not_removed_is_a_break(write):
    write(A)
    write(A, act=ACT, body={"disposed": {"payloads": [1]}})

    assert _found() == [(A, 2, "disposed_there")]


def test_payloads_before_a_day_are_not_asked_of_a_check_since_that_day(write, let_go):
    write(A)
    entry = let_go(A)[0]

    assert verify(since=entry.at).holds


@pytest.mark.parametrize("place", ["inside", "after"])
def test_interrupted_disposal_leaves_everything_and_the_guards(write, change, commune, person, place):
    write(A)
    row = change(A, name="Một")
    before = list(LedgerPayload.objects.values_list("entry", "body"))

    def stop():
        raise RuntimeError("power cut")

    going = Going(
        streams=[A],
        history={Unit: [row]},
        files=[],
        empties=[],
        empty=stop if place == "inside" else lambda: None,
        empty_rest=stop,
    )
    with pytest.raises(RuntimeError):
        dispose(going, told={}, commune_id=commune.pk, by=person, acting_as=None)

    assert list(LedgerPayload.objects.values_list("entry", "body")) == before
    assert HISTORY.objects.filter(pk=row).exists()
    assert guards.missing(connection) == []
    assert verify().holds


def test_guards_are_up_again_after_the_disposal(write, change, let_go):
    write(A)
    change(B, name="Một")
    let_go(A)

    with pytest.raises(IntegrityError), transaction.atomic():
        LedgerPayload.objects.all().delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        HISTORY.objects.all().delete()


def test_only_the_tables_that_are_emptied_lose_their_guards(write, let_go):
    write(A)

    def look():
        LedgerEntry.objects.update(act="thing.changed")

    with pytest.raises(IntegrityError):
        let_go(A, empty=look)
    assert verify().holds


def test_stream_that_does_not_hold_is_not_disposed_of(write, let_go, tamper):
    write(A)
    tamper("UPDATE permissions_ledgerpayload SET body = '{}'")

    with pytest.raises(Unwhole) as refused:
        let_go(A)

    assert [found.kind for found in refused.value.breaks] == ["payload"]
    assert LedgerPayload.objects.count() == 1


def test_door_opens_inside_a_transaction_only():
    outside = SimpleNamespace(in_atomic_block=False)

    with pytest.raises(transaction.TransactionManagementError), guards.opened(outside, [LedgerPayload]):
        pass
