"""The keys of the checkpoints: announced, rotated, replaced, and the command for it."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from permissions.ledger import signing, startup
from permissions.ledger.checkpoints import keys, making
from permissions.ledger.checkpoints.models import SigningKey
from permissions.ledger.models import LedgerEntry


@pytest.fixture
def path(settings, tmp_path, db):
    settings.LEDGER_KEY_FILE = str(tmp_path / "key.pem")
    return settings.LEDGER_KEY_FILE


def _in_file(path):
    return signing.fingerprint(signing.public_hex(signing.read(path)))


def _acts():
    return list(LedgerEntry.objects.filter(stream__key=keys.STREAM).values_list("act", flat=True))


def test_first_key_is_announced_by_an_act(path):
    row = keys.make(path)

    assert (row.kind, row.fingerprint, row.previous) == ("first", _in_file(path), None)
    assert _acts() == ["ledger_key.first"]
    assert keys.fault_of(row) == ""


def test_a_second_first_key_is_refused(path):
    keys.make(path)

    with pytest.raises(keys.KeyFault, match="rotate"):
        keys.make(path)


def test_a_file_that_is_there_is_not_written_over(path):
    Path(path).write_text("x")

    with pytest.raises(keys.KeyFault, match="already"):
        keys.make(path)


def test_new_key_is_announced_with_the_signature_of_the_old_one(path):
    first = keys.make(path)

    second = keys.rotate(path, "định kỳ")

    assert (second.kind, second.previous, second.fingerprint) == ("rotated", first, _in_file(path))
    assert signing.holds(first.public, second.previous_signature, keys.KIND, second.text)
    assert _in_file(f"{path}.{first.fingerprint[:16]}") == first.fingerprint
    assert _acts() == ["ledger_key.first", "ledger_key.rotated"]
    assert keys.fault_of(second) == ""


def test_a_rotation_broken_off_after_the_announcement_goes_on(path, monkeypatch):
    keys.make(path)
    with monkeypatch.context() as broken, pytest.raises(OSError, match="no power"):
        broken.setattr(keys.os, "rename", lambda *names: (_ for _ in ()).throw(OSError("no power")))
        keys.rotate(path, "định kỳ")

    row = keys.rotate(path, "định kỳ")

    assert (SigningKey.objects.count(), _in_file(path)) == (2, row.fingerprint)


def test_another_key_cannot_announce_a_successor(path):
    keys.make(path)
    Path(path).unlink()
    signing.write(signing.generate(), path)

    with pytest.raises(keys.KeyFault, match="not the one in use"):
        keys.rotate(path, "định kỳ")


def test_a_lost_key_is_replaced_without_the_signature_of_the_old_one(path):
    first = keys.make(path)
    Path(path).unlink()

    row = keys.replace(path, "hỏng đĩa")

    assert (row.kind, row.previous, row.previous_signature) == ("replaced", first, "")
    assert keys.fault_of(row) == ""
    assert making.make().key == row


def test_a_key_that_is_not_lost_is_not_replaced(path):
    keys.make(path)

    with pytest.raises(keys.KeyFault, match="nothing is lost"):
        keys.replace(path, "x")


def test_no_key_is_replaced_before_there_was_one(path):
    with pytest.raises(keys.KeyFault, match="first"):
        keys.replace(path, "x")


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"kind": "first"}, "key"),
        ({"public": "00" * 32}, "key"),
        ({"previous_signature": "00" * 64}, "key_signature"),
        ({"previous_signature": ""}, "key_signature"),
        ({"signature": "00" * 64}, "key_signature"),
    ],
)
def test_each_changed_column_of_an_announcement_is_found(path, change, fault):
    keys.make(path)
    row = keys.rotate(path, "định kỳ")

    for name, value in change.items():
        setattr(row, name, value)

    assert keys.fault_of(row) == fault


# --- the command -----------------------------------------------------------------------------------
def _say(*words, **options):
    said = StringIO()
    call_command("ledger_key", *words, stdout=said, **options)
    return said.getvalue()


def test_command_makes_rotates_and_shows(path):
    first = _say("make").split()
    second = _say("rotate", reason="định kỳ")
    shown = _say("show")

    prints = list(SigningKey.objects.values_list("fingerprint", flat=True))
    assert prints[0] in first
    assert prints[1] in second
    assert [line.split()[2] for line in shown.splitlines()] == prints


@pytest.mark.parametrize("deed", ["rotate", "replace"])
def test_command_asks_for_a_reason(path, deed):
    with pytest.raises(CommandError, match="reason"):
        _say(deed)


def test_command_tells_a_fault_and_needs_the_setting(path, settings):
    with pytest.raises(CommandError, match="cannot be read"):
        _say("rotate", reason="x")
    settings.LEDGER_KEY_FILE = ""
    with pytest.raises(CommandError, match="Set LEDGER_KEY_FILE"):
        _say("make")


# --- start-up --------------------------------------------------------------------------------------
def _warnings():
    return [found.msg for found in startup._checkpoints_are_signed(None, ["default"])]


def test_start_up_warns_outside_debug_where_nothing_is_signed(path, settings):
    settings.DEBUG = False
    assert "cannot be read" in _warnings()[0]
    keys.make(path)
    assert _warnings() == []
    settings.LEDGER_KEY_FILE = ""
    assert "not set" in _warnings()[0]
    settings.DEBUG = True
    assert _warnings() == []


def test_settings_alone_are_judged_without_a_key(settings):
    settings.DEBUG, settings.LEDGER_KEY_FILE = False, ""

    assert startup._checkpoints_are_signed(None, None) == []
