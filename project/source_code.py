"""The source code of the running program as one archive, for the offer that AGPL-3.0 asks for."""

import io
import tarfile
from functools import cache

from django.conf import settings

from project.context import version

FOLDERS = ("permissions", "documents", "workflows", "project", "tests", "deploy", ".ci")
TOP_SUFFIXES = frozenset({".py", ".toml", ".md", ".txt", ".lock"})
TOP_NAMES = frozenset({"LICENSE", "Makefile", ".gitignore"})
# What is no source or may hold secrets of the installation.
LEFT_OUT = ("__pycache__", ".env", ".secret")


def file_name():
    return f"bang-vang-{version()}.tar.gz"


def _is_source(path):
    inside = path.relative_to(settings.ROOT).parts
    return path.is_file() and not path.is_symlink() and not any(part.startswith(LEFT_OUT) for part in inside)


def _paths():
    top = [path for path in settings.ROOT.iterdir() if path.suffix in TOP_SUFFIXES or path.name in TOP_NAMES]
    for folder in FOLDERS:
        top += (settings.ROOT / folder).rglob("*")
    return sorted(filter(_is_source, top))


@cache
def archive():
    """The bytes of a .tar.gz; made once in the life of a process."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as tar:
        for path in _paths():
            tar.add(path, arcname=f"bang-vang/{path.relative_to(settings.ROOT)}")
    return buffer.getvalue()
