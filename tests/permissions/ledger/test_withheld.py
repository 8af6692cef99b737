"""What a bundle does not hold: payloads disposed of by law, payloads kept back, and entries of mere hash."""

import json
from datetime import timedelta

import pytest
from django.db import connection, transaction

from permissions.ledger import acts, guards, kept
from permissions.ledger.checkpoints import making
from permissions.ledger.disposed import ACT
from permissions.ledger.disposing import Going, dispose
from permissions.ledger.models import LedgerEntry, LedgerPayload
from permissions.ledger.services import Line, record
from tests.permissions.ledger.bundling import made_again, replaced, run, written
from tests.permissions.ledger.conftest import AT

FIRST, SECOND = "data/streams/0001.jsonl", "data/streams/0002.jsonl"
NO_ACT = "no act of disposal names it"


@pytest.fixture(autouse=True)
def _no_topics(monkeypatch, acts_of_checkpoints):
    monkeypatch.setattr(kept, "_rows", [])
    monkeypatch.setattr(kept, "_files", [])
    acts.declare({ACT: "disposed of the dossier"})


@pytest.fixture
def let_go(commune, person):
    """Dispose of a stream by law."""

    def act(stream):
        nothing = {"history": {}, "files": [], "empties": [], "empty": lambda: None, "empty_rest": list}
        going = Going(streams=[stream], **nothing)
        dispose(going, told={"list": "H1"}, commune_id=commune.pk, by=person, acting_as=None, now=AT)

    return act


@pytest.fixture
def packed(tmp_path):
    """`packed(...)`: the path of a bundle of what is there now."""

    def pack(**options):
        path = tmp_path / "goi.zip"
        path.write_bytes(written(**options)[1])
        return path

    return pack


@pytest.fixture
def two_acts(write):
    """Two acts on a dossier and one on a meeting, all sealed."""
    write("proposal/1", "meeting/1")
    write("proposal/1", body={"reason": "lý do riêng"})
    making.make(now=AT)


def _remove(stream, seq):
    """As the owner of the database could: the payload is gone, and no act tells of it."""
    with transaction.atomic(), guards.opened(connection, [LedgerPayload]):
        LedgerPayload.objects.filter(entry__stream__key=stream, entry__seq=seq).delete()


# --- disposed of by law ----------------------------------------------------------------------------
@pytest.mark.usefixtures("key_file", "two_acts")
def test_a_disposal_that_a_checkpoint_seals_holds(let_go, packed):
    let_go("proposal/1")
    making.make(now=AT + timedelta(days=1))

    code, said = run(packed())

    assert (code, "LƯU Ý" in said, "2 mục đã tiêu hủy nội dung" in said) == (0, False, True), said


@pytest.mark.usefixtures("key_file", "two_acts")
def test_a_disposal_not_sealed_yet_stands_on_the_signature_and_says_so(let_go, packed):
    let_go("proposal/1")

    code, said = run(packed())

    assert (code, "it stands on the signature of the bundle" in said) == (0, True), said


@pytest.mark.usefixtures("two_acts")
def test_a_disposal_neither_sealed_nor_signed_is_refused(let_go, packed):
    let_go("proposal/1")

    code, said = run(packed())

    assert (code, "việc tiêu hủy chưa niêm phong, gói lại không có chữ ký" in said) == (1, True), said


@pytest.mark.usefixtures("two_acts")
@pytest.mark.parametrize("is_other_gone", [False, True])
def test_a_payload_said_to_be_disposed_of_is_refused_without_an_act(packed, tmp_path, let_go, is_other_gone):
    if is_other_gone:  # a true disposal of the one stream excuses nothing on the other
        let_go("meeting/1")
        making.make(now=AT + timedelta(days=1))
    payload = LedgerEntry.objects.get(stream__key="proposal/1", seq=2).payload
    told = json.dumps({"body": payload.body, "salt": payload.salt}, ensure_ascii=False, separators=(",", ":"))

    again = made_again(packed(), tmp_path / "again.zip", replaced(FIRST, told, '{"withheld":"disposed"}'))

    assert again[0] == 1
    assert f"the payload of entry 2 is said to be disposed of, and {NO_ACT}" in again[1]
    assert "proposal/1, mục 2: ghi là đã tiêu hủy nội dung, nhưng không có việc tiêu hủy nào nêu mục này" in again[1]


@pytest.mark.usefixtures("key_file", "two_acts")
def test_a_payload_removed_from_our_database_is_refused_in_a_bundle_that_we_signed(packed):
    _remove("proposal/1", 2)

    code, said = run(packed())

    assert (code, NO_ACT in said) == (1, True), said


@pytest.fixture
def tell(commune, person):
    """Write an act of disposal that is none."""

    def act(stream, payloads):
        line = Line(stream=stream, act=ACT, body={"disposed": {"payloads": payloads}})
        with transaction.atomic():
            record([line], commune_id=commune.pk, by=person, acting_as=None, at=AT)

    return act


@pytest.mark.usefixtures("key_file", "two_acts")
@pytest.mark.parametrize("named", [[1], [2, 2], [3], [9]])
def test_an_act_that_names_what_is_there_or_twice_or_nothing_is_refused(packed, tell, named):
    _remove("proposal/1", 2)
    tell("proposal/1", named)

    code, said = run(packed())

    assert (code, "the bundle does not say so" in said) == (1, True), said


@pytest.mark.usefixtures("key_file", "two_acts")
def test_an_act_names_only_what_stood_before_it(packed, tell, write):
    tell("proposal/1", [4])
    write("proposal/1")
    _remove("proposal/1", 4)

    code, said = run(packed())

    assert (code, "entry 4 as disposed of" in said) == (1, True), said


@pytest.mark.usefixtures("key_file", "two_acts")
def test_an_act_whose_own_text_is_kept_back_proves_nothing(let_go, packed):
    let_go("proposal/1")
    making.make(now=AT + timedelta(days=1))

    for option in ("is_hidden", "is_silent"):
        code, said = run(packed(**{option: lambda entry: entry.act == ACT}))

        assert (code, NO_ACT in said) == (1, True), said


@pytest.mark.usefixtures("key_file", "two_acts")
def test_what_is_kept_back_may_be_gone_as_well(let_go, packed):
    let_go("proposal/1")
    making.make(now=AT + timedelta(days=1))

    code, said = run(packed(is_hidden=lambda entry: entry.seq == 1, is_silent=lambda entry: entry.seq == 2))

    assert (code, "1 mục giữ kín nội dung, 1 mục chỉ nêu mã băm, 0 mục đã tiêu hủy" in said) == (0, True), said


@pytest.mark.usefixtures("two_acts")
def test_no_other_word_is_a_reason_to_leave_a_text_out(packed, tmp_path):
    path = packed(is_hidden=lambda entry: entry.seq == 2)

    code, said = made_again(path, tmp_path / "again.zip", replaced(FIRST, '"hidden"', '"secret"'))

    assert (code, "a payload is missing" in said) == (1, True), said


# --- entries of mere hash --------------------------------------------------------------------------
@pytest.fixture
def silent(write, packed):
    """A dossier of four entries, three of them sealed; of the second only its hash is told. No key: no signature."""
    for _number in range(3):
        write("proposal/1", "meeting/1")
    making.make(now=AT)
    write("proposal/1")
    return packed(is_silent=lambda entry: entry.stream.key == "proposal/1" and entry.seq == 2)


def _lines(change):
    """A change of the lines of the first stream, as values."""

    def changed(name, content):
        if name != FIRST:
            return content
        rows = change([json.loads(line) for line in content.decode().splitlines()])
        return "".join(
            json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n" for row in rows
        ).encode()

    return changed


def _mere_hash(row):
    return {"hash": row["hash"], "seq": row.get("seq") or row["entry"]["seq"], "withheld": "hidden"}


def test_a_mere_hash_holds_the_chain_and_tells_nothing_of_the_act(silent):
    code, said = run(silent)
    entry = LedgerEntry.objects.get(stream__key="proposal/1", seq=2)
    content = silent.read_bytes()

    assert (code, "proposal/1: 4 mục đúng, 0 mục giữ kín nội dung, 1 mục chỉ nêu mã băm" in said) == (0, True), said
    assert [told for told in (entry.payload_digest, entry.payload.salt) if told.encode() in content] == []
    assert entry.hash.encode() in content


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda rows: [rows[0], rows[1] | {"hash": "0" * 64}, *rows[2:]], "chain was changed"),
        (lambda rows: [rows[0], rows[1] | {"hash": rows[0]["hash"]}, *rows[2:]], "chain was changed"),
        (lambda rows: [rows[0], rows[1] | {"hash": "0" * 62}, *rows[2:]], "not in its form"),
        (lambda rows: [rows[0], rows[1] | {"hash": rows[1]["hash"].upper()}, *rows[2:]], "not in their form"),
        (lambda rows: [rows[0], rows[1] | {"withheld": "disposed"}, *rows[2:]], "not in its form"),
        (lambda rows: [rows[0], rows[1] | {"seq": 3}, *rows[2:]], "not in its place"),
        (lambda rows: [rows[0], rows[1], rows[1], *rows[2:]], "not in its place"),
        (lambda rows: [rows[0], *rows[2:]], "not in its place"),
        (lambda rows: [rows[1], rows[0], *rows[2:]], "not in its place"),
        (lambda rows: [rows[0], rows[1], _mere_hash(rows[2]) | {"hash": "0" * 64}, rows[3]], "chain was changed"),
        (lambda rows: [*(_mere_hash(row) for row in rows[:2]), _mere_hash(rows[2]) | {"hash": "0" * 64},
                       _mere_hash(rows[3])], "not under the checkpoint"),
        (lambda rows: [rows[0] | {"extra": 1}, *rows[1:]], "more or less"),
    ],
    ids=["other hash", "hash of another", "short", "capitals", "disposed", "other place", "twice", "left out", "turned",
         "new one before the tail", "all of mere hash", "something beside"],
)  # fmt: skip
def test_a_forged_mere_hash_is_found(silent, tmp_path, change, said):
    code, output = made_again(silent, tmp_path / "again.zip", _lines(change))

    assert (code, said in output) == (1, True), output


def test_an_entry_before_a_mere_hash_cannot_be_forged_by_leaving_out_its_proof(silent, tmp_path):
    """The hash behind it does not bind it: its proof does, and none may be missing before a sealed entry."""

    def change(name, content):
        if name == "data/proofs.json":
            rows = [row for row in json.loads(content) if (row["stream"], row["seq"]) != ("proposal/1", 1)]
            return (json.dumps(rows, sort_keys=True, separators=(",", ":")) + "\n").encode()
        return content

    code, output = made_again(silent, tmp_path / "again.zip", change)

    assert (code, "has no proof though a later one is sealed" in output) == (1, True), output


def test_who_makes_a_bundle_anew_without_signature_can_keep_more_back_and_it_is_counted(silent, tmp_path):
    change = _lines(lambda rows: [_mere_hash(row) for row in rows])

    code, output = made_again(silent, tmp_path / "again.zip", change)

    assert (code, "4 mục đúng, 0 mục giữ kín nội dung, 4 mục chỉ nêu mã băm" in output) == (0, True), output


def test_behind_the_last_checkpoint_a_mere_hash_proves_nothing_without_a_signature(silent, tmp_path):
    """Not found, and said so: nothing behind it is sealed or bound to it."""
    forged = _lines(lambda rows: [*rows[:3], _mere_hash(rows[3]) | {"hash": "0" * 64}])

    code, output = made_again(silent, tmp_path / "again.zip", forged)

    assert (code, "1 mục chưa niêm phong" in output, "danh mục tệp không có chữ ký" in output) == (0, True, True)


@pytest.mark.usefixtures("key_file")
def test_under_a_signature_no_entry_becomes_a_mere_hash(silent, tmp_path):
    change = _lines(lambda rows: [_mere_hash(row) for row in rows])

    code, output = made_again(silent, tmp_path / "again.zip", change)

    assert (code, "signature of the list of files does not hold" in output) == (1, True), output
