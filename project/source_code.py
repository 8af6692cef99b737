"""The source code of the running program as one archive, for the offer that AGPL-3.0 asks for.

Only what is allowed goes in: an installation keeps secrets, settings and data of its own beside the code.
"""

import io
import tarfile
from functools import cache

from django.conf import settings

from project.context import version

FOLDERS = ("permissions", "documents", "workflows", "project", "tests")
SUFFIXES = frozenset(
    {
        ".css",
        ".html",
        ".js",
        ".json",
        ".jsonl",
        ".md",
        ".mo",
        ".po",
        ".py",
        ".svg",
        ".toml",
        ".ttf",
        ".txt",
        ".typ",
        ".woff2",
    }
)
# Outside the packages, where operators put files of their own, every file is named.
NAMED = (
    *(".dockerignore", ".gitignore", "CHANGELOG.md", "LICENSE", "Makefile", "README.md", "README.vi.md"),
    *("manage.py", "pyproject.toml", "requirements-dev.txt", "requirements.txt", ".ci/run"),
    *("deploy/Containerfile", "deploy/README.md", "deploy/compose.yaml", "deploy/env.example", "deploy/nginx.conf"),
    *("deploy/application-role.sh", "deploy/backup.sh", "deploy/database.sh", "deploy/drill.sh", "deploy/restore.sh"),
    *("deploy/bangvang.service", "deploy/bangvang-backup.service", "deploy/bangvang-backup.timer"),
    *("deploy/bangvang-tick.service", "deploy/bangvang-tick.timer"),
)
_NEVER = frozenset({"secrets", "env", "var", "media"})


def file_name():
    return f"bang-vang-{version()}.tar.gz"


def _is_hidden(part):
    """A folder or file that holds settings or data wherever it lies: `.env`, `env.prod.txt`, `secrets` ..."""
    return part in _NEVER or part.startswith((".", "env."))


def _is_source(path):
    inside = path.relative_to(settings.ROOT).parts
    return (path.suffix in SUFFIXES or path.name == "LICENSE") and not any(map(_is_hidden, inside))


def _paths():
    found = [settings.ROOT / name for name in NAMED]
    for folder in FOLDERS:
        found += filter(_is_source, (settings.ROOT / folder).rglob("*"))
    return sorted(path for path in found if path.is_file() and not path.is_symlink())


@cache
def archive():
    """The bytes of a .tar.gz; made once in the life of a process."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as tar:
        for path in _paths():
            tar.add(path, arcname=f"bang-vang/{path.relative_to(settings.ROOT)}")
    return buffer.getvalue()
