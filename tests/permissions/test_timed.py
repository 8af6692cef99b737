from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from permissions import timed


@pytest.fixture(autouse=True)
def _no_jobs_of_others(monkeypatch):
    monkeypatch.setattr(timed, "_jobs", {})


def test_tick_runs_every_job_and_tells_how_much_each_did():
    @timed.timed
    def sweep(now):
        return 3

    said = StringIO()
    call_command("tick", stdout=said)

    assert said.getvalue().endswith(".sweep: 3\n")


def test_a_job_that_fails_does_not_keep_the_others_and_fails_the_command(caplog):
    done = []

    @timed.timed
    def breaks(now):
        raise RuntimeError("no disk")

    @timed.timed
    def works(now):
        done.append(now)
        return 1

    with pytest.raises(CommandError, match="breaks"):
        call_command("tick", stdout=StringIO())

    assert len(done) == 1
    assert "no disk" in caplog.text
