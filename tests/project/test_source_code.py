"""The offer of the source code: whole, and nothing of the installation."""

import io
import shutil
import tarfile

import pytest

from project import source_code
from tests.architecture.sources import ROOT, files, name_of

PACKED = (
    "LICENSE",
    "deploy/env.example",
    "deploy/compose.yaml",
    "manage.py",
    "project/settings.py",
    "project/static/vendor/htmx/LICENSE",
    "pyproject.toml",
    "tests/making.py",
)
OF_THE_INSTALLATION = (
    *("deploy/secrets/secret_key", "deploy/secrets/database_url.txt", "deploy/env", "deploy/.env", "deploy/prod.env"),
    *("deploy/env.production", "deploy/compose.override.yaml", "deploy/key.pem", "deploy/backup.tar", "deploy/env.txt"),
    *(".env", ".env.txt", "notes.txt", "local.toml", "dump.sql", "var/bangvang.sqlite3", "var/note.txt"),
    *("media/ab/cd/note.txt", "project/secrets/key.py", "project/env.toml", "project/.secret.py", "project/db.sqlite3"),
    *("documents/media/note.txt", "documents/var/note.txt", "documents/__pycache__/a.pyc", "tests/.hypothesis/a.txt"),
)


@pytest.fixture
def archive(client):
    """`archive()`: the names in the archive as it is offered now; it is made anew for the test."""
    source_code.archive.cache_clear()

    def names():
        answer = client.get("/source/archive/")
        with tarfile.open(fileobj=io.BytesIO(answer.content)) as tar:
            return [name.removeprefix("bang-vang/") for name in tar.getnames()]

    yield names
    source_code.archive.cache_clear()


def _put(root, name, content=b"secret"):
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def test_nothing_of_the_installation_is_given_out(archive, settings, tmp_path):
    for name in PACKED:
        _put(tmp_path, name, (ROOT / name).read_bytes())
    for name in OF_THE_INSTALLATION:
        _put(tmp_path, name)
    (tmp_path / "project" / "link.py").symlink_to(tmp_path / "deploy" / "env")
    shutil.copytree(tmp_path / "deploy" / "secrets", tmp_path / "kept")
    (tmp_path / "project" / "linked").symlink_to(tmp_path / "kept")
    settings.ROOT = tmp_path

    assert sorted(archive()) == sorted(PACKED)


def test_every_file_of_the_repository_is_given_out(archive):
    offered = set(archive())

    assert [name_of(path) for path in files() if name_of(path) not in offered] == []
