"""The command: exit code 0 only if all holds, else the first broken entry by name."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from permissions.ledger import guards, tracked


def _run(*arguments):
    out = StringIO()
    try:
        call_command("verify_trail", *arguments, stdout=out)
    except CommandError as failure:
        return failure.returncode, out.getvalue()
    return 0, out.getvalue()


def test_untouched_trail_exits_with_zero(write):
    write("proposal/1", "proposal/2")

    code, text = _run()

    assert code == 0
    assert len(text.splitlines()) == 4


def test_changed_entry_is_named_and_the_exit_code_tells(write, tamper):
    entry = write("proposal/1")[0]
    tamper("UPDATE permissions_ledgerentry SET act = 'x' WHERE id = %s", [entry.pk])

    code, text = _run()

    assert code == 1
    assert "proposal/1" in text.splitlines()[3]
    assert str(entry.pk) in text.splitlines()[3]


def test_report_as_json(write, tamper):
    write("proposal/1", "proposal/2")
    entry = write("proposal/1")[0]
    tamper("UPDATE permissions_ledgerentry SET act = 'x' WHERE id = %s", [entry.pk])

    code, text = _run("--json")

    report = json.loads(text)
    reason = report["breaks"][0].pop("reason")
    report.pop("changeable")
    assert code == 1
    assert reason
    assert report == {
        "holds": False,
        "streams": 2,
        "entries": 3,
        "files": None,
        "checkpoints": 0,
        "accesses": 0,
        "notices": [],
        "breaks": [{"stream": "proposal/1", "seq": 2, "entry_id": entry.pk, "kind": "entry", "checkpoint": None}],
        "unguarded": [],
    }


def test_one_stream_alone(write, tamper):
    entry = write("proposal/1", "proposal/2")[0]
    tamper("UPDATE permissions_ledgerentry SET act = 'x' WHERE id = %s", [entry.pk])

    assert _run("--stream", "proposal/2")[0] == 0
    assert _run("--stream", "proposal/1")[0] == 1
    assert _run("--stream", "proposal/404")[0] == 1
    assert _run("--stream", "proposal/404", "--since", "2026-11-22")[0] == 1
    assert _run("--stream", "proposal/2", "--since", "2026-11-23")[0] == 0


def test_since_a_day(write):
    write("proposal/1")

    assert _run("--since", "2026-11-22", "--json")[0] == 0
    assert json.loads(_run("--since", "2026-11-23", "--json")[1])["entries"] == 0


def test_evidence_without_guards_does_not_hold(write):
    write("proposal/1")
    everywhere = sorted(model._meta.db_table for model in guards.guarded_models())
    guards.remove(connection)

    code, text = _run()
    report = json.loads(_run("--json")[1])

    assert code == 1
    assert len(text.splitlines()) == 4
    assert text.splitlines()[3].endswith(", ".join(everywhere))
    assert (report["holds"], report["breaks"], report["unguarded"]) == (False, [], everywhere)


def test_rows_that_no_entry_names_are_told_by_their_table(write, commune, person):
    write("proposal/1")
    kept = tracked.save(commune, by=person)

    code, text = _run()

    place, _colon, reason = text.splitlines()[3].partition(": ")
    assert (code, len(text.splitlines())) == (1, 4)
    assert place == "permissions_historicalunit"
    assert str(kept["history_id"]) in reason


def test_files_are_read_only_when_asked_for(write):
    write("proposal/1")

    assert json.loads(_run("--json")[1])["files"] is None
    assert json.loads(_run("--json", "--files")[1])["files"] == 0
    assert len(_run("--files")[1].splitlines()) == 5


@pytest.mark.django_db(transaction=True)
def test_trail_is_checked_outside_a_transaction_too(write):
    write("proposal/1")

    assert _run()[0] == 0


def test_a_checkpoint_without_end_is_told_in_a_sentence_and_not_read_whole(write):
    write("proposal/1")

    code, text = _run("--checkpoint", "/dev/zero")

    assert code == 1
    assert "/dev/zero: tệp quá lớn, không phải điểm niêm phong / the file is too large for a checkpoint" in text
