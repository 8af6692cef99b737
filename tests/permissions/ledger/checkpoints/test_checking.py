"""What checkpoints show that chains alone do not, each tampering by the hand of a database's owner."""

import json
from datetime import UTC, datetime, timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from permissions.ledger import canonical, signing, verify_bundle
from permissions.ledger.checkpoints import checking, keys, making, queries
from permissions.ledger.checkpoints.models import Checkpoint, CheckpointRange, SealedAccess, SigningKey
from permissions.ledger.models import AccessRecord, LedgerEntry, LedgerPayload, Stream
from permissions.ledger.services import link, read
from permissions.ledger.verify import Report, verify

DAY_ONE = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def sealed(key_announced, write, commune, person):
    """Three checkpoints over two streams and six access records; returns the file of the second."""
    files = []
    for day in range(3):
        at = DAY_ONE + timedelta(days=day)
        write("proposal/1", "proposal/2", at=at)
        write("proposal/1", at=at)
        for number in range(2):
            read("opened", by=person, commune_id=commune.pk, what=f"proposal/{day}{number}", at=DAY_ONE)
        making.make(now=DAY_ONE + timedelta(days=day))
        files.append(queries.file_of(queries.newest()))
    return files[1]


def _found(file=None, **options):
    report = verify(**options)
    checking.check(report, **options)
    if file is not None:
        checking.check_file(report, file)
    return [(each.checkpoint, each.stream, each.seq, each.kind) for each in report.breaks]


def _rewrite(tamper, stream, seq, act="thing.changed"):
    """Change an entry and recompute the chain behind it, and the head: what an owner can do unseen by the chain."""
    row = Stream.objects.get(key=stream)
    entries = list(row.entries.order_by("seq"))
    row.seq, row.head = seq - 1, entries[seq - 1].prev_hash
    for entry in entries[seq - 1 :]:
        if entry.seq == seq:
            entry.act = act
        link(row, entry)
        tamper(
            "UPDATE permissions_ledgerentry SET act = %s, prev_hash = %s, hash = %s WHERE id = %s",
            [entry.act, entry.prev_hash, entry.hash, entry.pk],
        )
    Stream.objects.filter(pk=row.pk).update(seq=row.seq, head=row.head)


def _cut_off(tamper, stream, from_seq):
    row = Stream.objects.get(key=stream)
    gone = list(row.entries.filter(seq__gte=from_seq).values_list("pk", flat=True))
    for pk in gone:
        tamper("DELETE FROM permissions_ledgerpayload WHERE entry_id = %s", [pk])
        tamper("DELETE FROM permissions_ledgerentry WHERE id = %s", [pk])
    last = row.entries.order_by("-seq").first()
    Stream.objects.filter(pk=row.pk).update(seq=last.seq if last else 0, head=last.hash if last else canonical.GENESIS)


def test_untouched_evidence_holds_against_all_checkpoints(sealed):
    report = verify()
    checking.check(report)
    checking.check_file(report, sealed)

    assert report.breaks == []
    assert (report.checkpoints, report.accesses, report.notices) == (3, 6, [])


def test_a_chain_rewritten_after_a_checkpoint_is_found_though_it_fits(sealed, tamper):
    _rewrite(tamper, "proposal/1", 3)

    assert verify().holds
    assert _found() == [(2, "proposal/1", 3, "rewritten")]
    assert _found(sealed) == [(2, "proposal/1", 3, "rewritten")]


def test_a_tail_cut_off_with_its_head_is_found(sealed, tamper):
    _cut_off(tamper, "proposal/1", 4)

    assert verify().holds
    assert (2, "proposal/1", 4, "cut_off") in _found()


def test_a_stream_removed_with_its_head_is_found(sealed, tamper):
    _cut_off(tamper, "proposal/2", 1)

    assert (1, "proposal/2", 1, "cut_off") in _found()


def test_what_is_done_behind_the_last_checkpoint_is_not_found(sealed, write, tamper):
    write("proposal/1")

    _cut_off(tamper, "proposal/1", 7)

    assert _found(sealed) == []


def test_one_stream_and_a_day_may_be_asked_alone(sealed, tamper):
    _rewrite(tamper, "proposal/1", 1)

    assert _found(stream="proposal/2") == []
    assert _found(stream="proposal/1") == [(1, "proposal/1", 1, "rewritten")]
    assert (3, "proposal/1", 5, "rewritten") in _found(since=DAY_ONE + timedelta(days=2))


# --- checkpoints themselves ------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("column", "value", "kind"),
    [
        ("body", "x", "checkpoint"),
        ("hash", "0" * 64, "checkpoint"),
        ("size", 1, "checkpoint"),
        ("root", "0" * 64, "checkpoint"),
        ("access_size", 0, "checkpoint"),
        ("access_root", "0" * 64, "checkpoint"),
        ("access_through", 0, "checkpoint"),
        ("day", "2026-01-01", "checkpoint"),
        ("prev_hash", "0" * 64, "checkpoint"),
        ("unsigned", "no_key", "checkpoint"),
        ("key_id", None, "checkpoint"),
        ("signature", "0" * 128, "checkpoint_signature"),
        ("signature", "", "checkpoint_signature"),
    ],
)
def test_each_changed_column_of_a_checkpoint_is_found(sealed, tamper, column, value, kind):
    tamper(f"UPDATE permissions_checkpoint SET {column} = %s WHERE number = 2", [value])

    assert (2, "permissions_checkpoint", 0, kind) in _found()


@pytest.mark.parametrize(("column", "value"), [("head", "0" * 64), ("from_seq", 1), ("to_seq", 99)])
def test_each_changed_column_of_a_range_is_found(sealed, tamper, column, value):
    row = CheckpointRange.objects.get(checkpoint=2, stream__key="proposal/1")

    tamper(f"UPDATE permissions_checkpointrange SET {column} = %s WHERE id = %s", [value, row.pk])

    assert (2, "permissions_checkpoint", 0, "checkpoint") in _found()


def test_a_range_more_or_less_is_found(sealed, tamper):
    row = CheckpointRange.objects.get(checkpoint=2, stream__key="proposal/1")

    tamper("DELETE FROM permissions_checkpointrange WHERE id = %s", [row.pk])

    assert (2, "permissions_checkpoint", 0, "checkpoint") in _found()


def _made_again(tamper, number):
    """An owner without the key writes the ranges of a checkpoint anew, over rewritten entries, with body and hash."""
    checkpoint = Checkpoint.objects.select_related("key").get(number=number)
    for row in CheckpointRange.objects.filter(checkpoint=number).select_related("stream"):
        head = LedgerEntry.objects.get(stream=row.stream, seq=row.to_seq).hash
        tamper("UPDATE permissions_checkpointrange SET head = %s WHERE id = %s", [head, row.pk])
    checkpoint.root = making.tree_of(number).root.hex()
    site = json.loads(checkpoint.body)["site"]
    sha256 = making.form.ranges_sha256(queries.ranges_of(checkpoint))
    body = making.body_of(checkpoint, ranges_sha256=sha256, site=site)
    tamper(
        "UPDATE permissions_checkpoint SET root = %s, body = %s, hash = %s WHERE number = %s",
        [checkpoint.root, body, making.form.hash_of(body), number],
    )


def test_a_checkpoint_made_again_without_the_key_is_found(sealed, tamper):
    _rewrite(tamper, "proposal/2", 3)

    _made_again(tamper, 3)

    assert [each for each in _found() if each[0]] == [(3, "permissions_checkpoint", 0, "checkpoint_signature")]


def test_an_unsigned_checkpoint_made_again_is_found_only_by_a_file_from_outside(write, settings, tamper):
    settings.LEDGER_KEY_FILE = ""
    write("proposal/1", "proposal/2")
    making.make(now=DAY_ONE)
    file = queries.file_of(queries.newest())
    _rewrite(tamper, "proposal/1", 1)
    _made_again(tamper, 1)
    stream = Stream.objects.get(key=making.STREAM)  # the entry that names the checkpoint is made again too
    entry = stream.entries.get()
    body = canonical.text_of({**json.loads(entry.payload.body), "hash": Checkpoint.objects.get().hash})
    tamper("UPDATE permissions_ledgerpayload SET body = %s WHERE entry_id = %s", [body, entry.pk])
    digest = canonical.payload_digest(entry.payload.salt, body)
    tamper("UPDATE permissions_ledgerentry SET payload_digest = %s WHERE id = %s", [digest, entry.pk])
    _rewrite(tamper, making.STREAM, 1, act="checkpoint.made")

    assert _found() == []
    assert _found(file) == [(1, "permissions_checkpoint", 0, "checkpoint_rewritten"), (1, "proposal/1", 1, "rewritten")]


@pytest.mark.parametrize(("number", "found"), [(1, 2), (2, 3)])
def test_a_checkpoint_taken_out_is_a_gap(sealed, tamper, number, found):
    for table, column in (
        ("sealedaccess", "checkpoint_id"),
        ("checkpointrange", "checkpoint_id"),
        ("checkpoint", "number"),
    ):
        tamper(f"DELETE FROM permissions_{table} WHERE {column} = %s", [number])

    assert (found, "permissions_checkpoint", 0, "checkpoint_gap") in _found()


def test_the_last_checkpoint_taken_out_is_found_by_the_entry_that_names_it_or_by_a_file(sealed, tamper):
    file = queries.file_of(queries.newest())

    for table, column in (
        ("sealedaccess", "checkpoint_id"),
        ("checkpointrange", "checkpoint_id"),
        ("checkpoint", "number"),
    ):
        tamper(f"DELETE FROM permissions_{table} WHERE {column} = 3")

    assert [each[1:] for each in _found(file) if each[3] in ("kept", "checkpoint_missing")] == [
        (making.STREAM, 3, "kept"), ("permissions_checkpoint", 0, "checkpoint_missing"),
    ]  # fmt: skip


def test_a_clock_turned_back_is_found(sealed):
    making.make(now=DAY_ONE)

    assert _found() == [(4, "permissions_checkpoint", 0, "clock")]


# --- keys ------------------------------------------------------------------------------------------
def test_a_changed_announcement_is_found(sealed, tamper):
    tamper("UPDATE permissions_signingkey SET public = %s", ["0" * 64])

    assert "key" in {each[3] for each in _found()}


def test_a_key_put_in_by_another_hand_is_found(sealed):
    key = signing.generate()
    public = signing.public_hex(key)
    SigningKey.objects.create(
        fingerprint=signing.fingerprint(public), public=public, kind="rotated", at=DAY_ONE, text="{}", signature="00"
    )

    assert [each[3] for each in _found()] == ["unnamed", "key"]


def test_trust_broken_by_a_lost_key_is_told_not_hidden(sealed, settings, tmp_path):
    settings.LEDGER_KEY_FILE = str(tmp_path / "fresh.pem")
    keys.replace(settings.LEDGER_KEY_FILE, "hỏng đĩa")
    making.make(now=DAY_ONE + timedelta(days=3))
    report = Report()

    checking.check(report)

    assert report.holds
    assert len(report.notices) == 1
    assert keys.newest().fingerprint[:16] in report.notices[0]


def test_checkpoints_without_signature_are_counted(write, settings):
    settings.LEDGER_KEY_FILE = ""
    making.make(now=DAY_ONE)
    report = Report()

    checking.check(report)

    assert (report.holds, len(report.notices)) == (True, 1)


# --- access records --------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("column", "value"), [("what", "x"), ("person_id", None), ("address", "10.0.0.1"), ("kind", "exported")]
)
def test_a_changed_access_record_is_found(sealed, tamper, column, value):
    row = AccessRecord.objects.order_by("pk")[2]

    tamper(f"UPDATE permissions_accessrecord SET {column} = %s WHERE id = %s", [value, row.pk])

    report = verify()
    checking.check(report)
    assert [(each.checkpoint, each.entry_id, each.kind) for each in report.breaks] == [(2, row.pk, "access")]


def test_a_removed_access_record_is_found(sealed, tamper):
    row = AccessRecord.objects.order_by("pk")[2]

    tamper("DELETE FROM permissions_accessrecord WHERE id = %s", [row.pk])

    report = verify()
    checking.check(report)
    assert [(each.checkpoint, each.entry_id, each.kind) for each in report.breaks] == [(2, row.pk, "access_missing")]


def test_an_access_record_removed_with_its_seal_is_found(sealed, tamper):
    row = AccessRecord.objects.order_by("pk")[2]

    tamper("DELETE FROM permissions_sealedaccess WHERE record_id = %s", [row.pk])
    tamper("DELETE FROM permissions_accessrecord WHERE id = %s", [row.pk])

    assert _found() == [(2, "permissions_accessrecord", 1, "access_root")]


def test_an_access_record_put_in_after_its_time_is_found(sealed):
    first = AccessRecord.objects.order_by("pk").first()
    making.make(now=DAY_ONE + timedelta(days=9))
    AccessRecord(pk=first.pk - 1, kind="opened", what="x", at=DAY_ONE).save(force_insert=True)
    making.make(now=DAY_ONE + timedelta(days=10))
    making.make(now=DAY_ONE + timedelta(days=13))

    assert _found() == [(None, "permissions_accessrecord", 0, "access_inserted")]


def test_a_leaf_put_in_place_of_another_is_found(sealed, tamper):
    row = SealedAccess.objects.order_by("pk").first()

    tamper("UPDATE permissions_sealedaccess SET leaf = %s WHERE record_id = %s", ["0" * 64, row.pk])

    assert _found() == [(1, "permissions_accessrecord", 0, "access")]


# --- files and the command -------------------------------------------------------------------------
def test_a_file_that_does_not_hold_itself_is_refused(sealed):
    with pytest.raises(verify_bundle.Fault):
        checking.check_file(Report(), sealed.replace("proposal/1", "proposal/9"))


def test_a_file_signed_with_a_key_never_announced_here_is_found(sealed, tamper):
    tamper("DELETE FROM permissions_sealedaccess WHERE record_id > 0")
    tamper("DELETE FROM permissions_checkpointrange WHERE id > 0")
    tamper("DELETE FROM permissions_checkpoint WHERE number > 0")
    tamper("DELETE FROM permissions_signingkey WHERE id > 0")
    report = Report()

    checking.check_file(report, sealed)

    assert [each.kind for each in report.breaks] == ["access_root", "checkpoint_missing", "key_missing"]


def _run(*words):
    out = StringIO()
    try:
        call_command("verify_trail", *words, stdout=out)
    except CommandError as failure:
        return failure.returncode, out.getvalue()
    return 0, out.getvalue()


def test_command_compares_with_files_and_names_the_checkpoint(sealed, tamper, tmp_path):
    path, broken = tmp_path / "k2.json", tmp_path / "broken.json"
    path.write_text(sealed)
    broken.write_text("{}")
    assert _run("--checkpoint", str(path))[0] == 0
    assert _run("--checkpoint", str(broken))[0] == 1
    assert _run("--checkpoint", str(tmp_path / "nowhere"))[0] == 1

    _rewrite(tamper, "proposal/2", 2)
    code, text = _run("--checkpoint", str(path), "--json")

    told = json.loads(text)
    assert (code, told["checkpoints"], told["accesses"]) == (1, 3, 6)
    assert {"stream": "proposal/2", "seq": 2, "kind": "rewritten", "checkpoint": 2}.items() <= told["breaks"][
        -1
    ].items()


def test_entry_put_in_after_the_sealing_has_no_place(sealed, tamper):
    row = Stream.objects.get(key="proposal/2")
    payload = LedgerPayload(salt="0" * 32, body="{}")
    entry = LedgerEntry(
        act_id=uuid4(),
        at=DAY_ONE,
        act="thing.made",
        payload_digest=canonical.payload_digest(payload.salt, payload.body),
    )
    row.seq, row.head = 2, row.entries.get(seq=2).hash
    for late in row.entries.filter(seq__gte=3).order_by("-seq"):
        tamper("UPDATE permissions_ledgerentry SET seq = seq + 1 WHERE id = %s", [late.pk])
    link(row, entry)
    entry.save()
    payload.entry = entry
    payload.save()
    for late in row.entries.filter(seq__gte=4).order_by("seq"):
        link(row, late)
        tamper(
            "UPDATE permissions_ledgerentry SET prev_hash = %s, hash = %s WHERE id = %s",
            [late.prev_hash, late.hash, late.pk],
        )
    Stream.objects.filter(pk=row.pk).update(seq=row.seq, head=row.head)

    assert verify().holds
    assert (3, "proposal/2", 3, "rewritten") in _found()
