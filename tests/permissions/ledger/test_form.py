"""The published form: FORM.md and its vectors never change, two programs written apart agree, old entries verify."""

import hashlib
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from permissions.ledger import canonical, digests, tracked
from permissions.ledger.models import HistoryFields, LedgerEntry, LedgerPayload, Stream
from permissions.ledger.verify import verify
from permissions.people.models import Appointment, Deputising, Unit, User
from permissions.people.units import UnitKind
from permissions.roles import Office
from tests.conftest import no_history
from tests.permissions.ledger import written_again as again

FOLDER = Path(canonical.__file__).parent
VECTORS = json.loads((FOLDER / "vectors.json").read_text(encoding="utf-8"))
PUBLISHED = "da8e98fcf151404caad121e58f7c420fdac0d5e0888d87610998be30d48bb13e"


def test_published_vectors_are_never_changed():
    """A new form gets a page and vectors of its own."""
    assert hashlib.sha256((FOLDER / "vectors.json").read_bytes()).hexdigest() == PUBLISHED
    assert VECTORS["form"] == canonical.FORM == 1


def _names(group):
    return [pytest.param(vector, id=vector["name"]) for vector in VECTORS[group]]


@pytest.mark.parametrize("vector", _names("texts"))
def test_text(vector):
    assert canonical.text_of(vector["value"]) == again.text(vector["value"]) == vector["text"]
    assert again.sha256(vector["text"]) == vector["sha256"]
    assert again.is_canonical(vector["text"])


@pytest.mark.parametrize("vector", _names("not_canonical"))
def test_other_ways_to_write_the_same_are_not_canonical(vector):
    assert not again.is_canonical(vector["text"])


@pytest.mark.parametrize("vector", VECTORS["payloads"])
def test_payload(vector):
    ours = canonical.payload_digest(vector["salt"], vector["body"])

    assert ours == again.payload_digest(vector["salt"], vector["body"]) == vector["payload_digest"]
    assert again.is_canonical(vector["body"])


def _entry_text(entry):
    values = {**entry, "digest": entry["payload_digest"]}
    del values["payload_digest"]
    return canonical.entry_text(**values)


@pytest.mark.parametrize("vector", VECTORS["chain"])
def test_entry(vector):
    entry, prev = vector["entry"], vector["prev_hash"]

    assert _entry_text(entry) == again.text(entry) == vector["text"]
    assert canonical.entry_hash(prev, vector["text"]) == again.entry_hash(prev, entry) == vector["hash"]


def test_chain():
    rows = [(vector["entry"], vector["prev_hash"], vector["hash"]) for vector in VECTORS["chain"]]

    assert again.chain_holds(rows, 3, rows[-1][2])
    assert not again.chain_holds(rows[:2], 3, rows[-1][2])
    assert not again.chain_holds([rows[1], rows[0], rows[2]], 3, rows[-1][2])


@pytest.mark.parametrize("vector", VECTORS["history_rows"])
def test_history_row(vector):
    assert again.row_digest(vector["row"]) == vector["digest"]


@pytest.mark.parametrize("vector", VECTORS["field_keys"])
def test_key_of_columns(vector):
    assert again.fields_key(vector["model"], vector["columns"]) == vector["key"]


# --- what the application writes, read by the other program ------------------------------------------
def _read_apart():
    """Entries, as somebody would take them out of the tables: (entry, prev_hash, hash)."""
    rows = []
    for row in LedgerEntry.objects.select_related("stream").order_by("stream", "seq"):
        entry = {name: getattr(row, name) for name in again.KEYS if hasattr(row, name)}
        entry |= {"act_id": str(row.act_id), "at": row.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")}
        entry |= {"stream": row.stream.key, "commune": row.commune_id, "actor": row.actor_id}
        entry |= {"acting_as": row.acting_as_id, "deputising": row.deputising_id}
        rows.append((entry, row.prev_hash, row.hash))
    return rows


def test_what_is_recorded_holds_for_the_other_program(write, commune, person):
    write("proposal/1", body={"reason": "Hoà Đồng", "list": [1, None, True], "none": ""})
    kept = tracked.save(commune, by=person, reason='Đổi tên: "đột xuất"\n')
    write("proposal/1", body={"history": [kept]})

    stream = Stream.objects.get()
    assert again.chain_holds(_read_apart(), stream.seq, stream.head)
    for payload in LedgerPayload.objects.select_related("entry"):
        assert again.is_canonical(payload.body)
        assert again.payload_digest(payload.salt, payload.body) == payload.entry.payload_digest

    columns = json.loads(HistoryFields.objects.get(key=kept["fields"]).names)
    row = Unit.history.values().get(history_id=kept["history_id"])
    told = {
        "at": row["history_date"].astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "by": row["history_user_id"], "fields": {name: row[name] for name in columns}, "id": row["history_id"],
        "model": "permissions.unit", "reason": row["history_change_reason"], "type": row["history_type"],
    }  # fmt: skip
    assert again.row_digest(told) == kept["digest"]
    assert again.fields_key("permissions.unit", columns) == kept["fields"] == digests.fields_key(Unit)


# --- entries of the first form, as an old database holds them -----------------------------------------
def _put_back(vectors):
    """The rows of the published chain and its payloads."""
    stream = Stream.objects.create(key=vectors[0]["entry"]["stream"], seq=len(vectors), head=vectors[-1]["hash"])
    for vector, payload in zip(vectors, VECTORS["payloads"], strict=True):
        told = vector["entry"]
        entry = LedgerEntry.objects.create(
            stream=stream, seq=told["seq"], act_id=told["act_id"], at=datetime.fromisoformat(told["at"]),
            commune_id=told["commune"], actor_id=told["actor"], acting_as_id=told["acting_as"],
            deputising_id=told["deputising"], act=told["act"], from_state=told["from_state"], to_state=told["to_state"],
            version=told["version"], form=1, payload_digest=told["payload_digest"], prev_hash=vector["prev_hash"],
            hash=vector["hash"],
        )  # fmt: skip
        LedgerPayload.objects.create(entry=entry, salt=payload["salt"], body=payload["body"])


@pytest.mark.parametrize("changed", [None, "to_state"])
def test_entries_of_the_first_form_verify_for_ever(db, tamper, changed, row_numbers):
    row_numbers(units=[7], people=[12, 14], appointments=[31, 32], deputisings=[5])
    _put_back(VECTORS["chain"])

    if changed:
        tamper(f"UPDATE permissions_ledgerentry SET {changed} = 'renamed' WHERE seq = 2")

    assert [(found.seq, found.kind) for found in verify().breaks] == ([(2, "entry")] if changed else [])


@pytest.fixture
def row_numbers(db):
    """Rows under the numbers the published entries name."""

    def make(*, units, people, appointments, deputisings):
        with no_history():
            for pk in units:
                Unit.objects.create(pk=pk, code=f"U{pk}", name=f"Xã {pk}", kind=UnitKind.COMMUNE)
            for pk in people:
                User.objects.create(pk=pk, username=f"p{pk}", full_name=f"Người {pk}")
            for pk, user in zip(appointments, people, strict=True):
                Appointment.objects.create(
                    pk=pk, user_id=user, unit_id=units[0], office=Office.OFFICE_HEAD, from_on=date(2025, 7, 1)
                )
            for pk in deputisings:
                Deputising.objects.create(
                    pk=pk, appointment_id=appointments[1], deputy_id=people[0], from_on=date(2025, 7, 1), basis="x"
                )

    return make
