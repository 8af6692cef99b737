"""The command: exit code 0 only if all holds, else the first broken entry by name."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from permissions.ledger import guards


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
    assert len(text.splitlines()) == 2


def test_changed_entry_is_named_and_the_exit_code_tells(write, tamper):
    entry = write("proposal/1")[0]
    tamper("UPDATE permissions_ledgerentry SET act = 'x' WHERE id = %s", [entry.pk])

    code, text = _run()

    assert code == 1
    assert "proposal/1" in text.splitlines()[1]
    assert str(entry.pk) in text.splitlines()[1]


def test_report_as_json(write, tamper):
    write("proposal/1", "proposal/2")
    entry = write("proposal/1")[0]
    tamper("UPDATE permissions_ledgerentry SET act = 'x' WHERE id = %s", [entry.pk])

    code, text = _run("--json")

    report = json.loads(text)
    reason = report["breaks"][0].pop("reason")
    assert code == 1
    assert reason
    assert report == {
        "holds": False,
        "streams": 2,
        "entries": 3,
        "breaks": [{"stream": "proposal/1", "seq": 2, "entry_id": entry.pk, "kind": "entry"}],
        "unguarded": [],
    }


def test_one_stream_alone(write, tamper):
    entry = write("proposal/1", "proposal/2")[0]
    tamper("UPDATE permissions_ledgerentry SET act = 'x' WHERE id = %s", [entry.pk])

    assert _run("--stream", "proposal/2")[0] == 0
    assert _run("--stream", "proposal/1")[0] == 1
    assert _run("--stream", "proposal/404")[0] == 1


def test_since_a_day(write):
    write("proposal/1")

    assert _run("--since", "2026-11-22", "--json")[0] == 0
    assert json.loads(_run("--since", "2026-11-23", "--json")[1])["entries"] == 0


def test_missing_guards_are_told_but_break_nothing(write):
    write("proposal/1")
    guards.remove(connection)

    code, text = _run()

    assert code == 0
    assert "permissions_ledgerentry" in text


@pytest.mark.django_db(transaction=True)
def test_trail_is_checked_outside_a_transaction_too(write):
    write("proposal/1")

    assert _run()[0] == 0
