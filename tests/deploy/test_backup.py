"""The operator's scripts on SQLite: what was backed up is restored, beside and never over what is there."""

import os
import shutil
import subprocess
import sys

import pytest

from tests.architecture.sources import ROOT

pytestmark = pytest.mark.sqlite


def run(program, *arguments, **environment):
    """The finished process; the environment is what an installation gives, nothing of the tests' own."""
    told = {
        "PATH": os.environ["PATH"],
        "SECRET_KEY": "x" * 60,
        **{name: str(value) for name, value in environment.items()},
    }
    return subprocess.run([program, *arguments], cwd=ROOT, env=told, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    """The file of an empty database; made once, it takes a while."""
    data = tmp_path_factory.mktemp("made")
    assert run(sys.executable, "manage.py", "migrate", "--verbosity", "0", VAR_DIR=data).returncode == 0
    return data / "bangvang.sqlite3"


@pytest.fixture
def installation(tmp_path, database):
    """The data folder of an installation with a database and a paper."""
    data = tmp_path / "data"
    (data / "media" / "ab" / "cd").mkdir(parents=True)
    (data / "media" / "ab" / "cd" / "paper").write_bytes(b"%PDF")
    (data / "media" / "incoming-x").write_bytes(b"half an upload")
    shutil.copy(database, data)
    return data


def test_what_was_backed_up_is_restored_and_nothing_is_overwritten(installation, tmp_path):
    pointer = tmp_path / "where"
    pointer.write_text(str(installation))

    backup = run("deploy/backup.sh", str(tmp_path / "backups"), VAR_DIR_FILE=pointer)
    restored = run("deploy/restore.sh", backup.stdout.strip(), VAR_DIR=tmp_path / "beside")
    again = run("deploy/restore.sh", backup.stdout.strip(), VAR_DIR=tmp_path / "beside")

    papers = [path.relative_to(tmp_path / "beside") for path in (tmp_path / "beside" / "media").rglob("*")]
    assert (backup.returncode, restored.returncode, again.returncode) == (0, 0, 1), restored.stderr
    assert [str(path) for path in sorted(papers)] == ["media/ab", "media/ab/cd", "media/ab/cd/paper"]
    assert "is not empty" in again.stderr


def test_the_drill_restores_and_verifies(installation):
    drill = run("deploy/drill.sh", VAR_DIR=installation)

    assert (drill.returncode, drill.stdout.splitlines()[-1]) == (0, "Restored and verified."), drill.stderr


@pytest.mark.parametrize(
    ("status", "ends"), [(1, 0), (2, 1)], ids=["a paper came in meanwhile", "a paper is unreadable"]
)
def test_papers_that_come_in_meanwhile_do_not_stop_a_backup(installation, tmp_path, status, ends):
    # GNU tar ends so when a folder grew while it was read, or when it could not read all.
    tar = tmp_path / "bin" / "tar"
    tar.parent.mkdir()
    tar.write_text(
        f'#!/bin/sh\n{shutil.which("tar")} "$@"\ncase "$*" in *media.tar*--directory=*/media*) exit {status};; esac\n'
    )
    tar.chmod(0o755)

    backup = run(
        "deploy/backup.sh", str(tmp_path / "backups"), VAR_DIR=installation, PATH=f"{tar.parent}:{os.environ['PATH']}"
    )

    assert (backup.returncode != 0) == bool(ends)
    assert len(list((tmp_path / "backups").glob("*.tar"))) == 1 - ends
