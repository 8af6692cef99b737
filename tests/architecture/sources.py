"""The files of the repository as the tests of its shape read them: what git knows or would add, nothing ignored."""

import ast
import shutil
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("permissions", "documents", "workflows", "project")
NOT_OURS = {
    ".git",
    ".venv",
    "var",
    "__pycache__",
    ".ruff_cache",
    ".pytest_cache",
    ".import_linter_cache",
    ".hypothesis",
}


def _listed():
    """Paths by git; in an unpacked archive without git, by walking."""
    if shutil.which("git") and (ROOT / ".git").exists():
        command = ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z", "-co", "--exclude-standard"]
        names = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
        return [ROOT / name for name in names if name]
    return [path for path in ROOT.rglob("*") if not NOT_OURS & set(path.relative_to(ROOT).parts)]


@cache
def files(*suffixes, under=("",)):
    """Paths of the repository's files with one of the suffixes (all without any), in order."""
    roots = tuple(ROOT / part for part in under)
    return sorted(
        path
        for path in _listed()
        if path.is_file()
        and (not suffixes or path.suffix in suffixes)
        and any(path.is_relative_to(root) for root in roots)
    )


def code(under=PACKAGES):
    """Python files that people write: no migrations."""
    return [path for path in files(".py", under=under) if "migrations" not in path.parts]


def text_of(path):
    """The text of a file, or None of a binary one."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


@cache
def tree_of(path):
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def name_of(path):
    return path.relative_to(ROOT).as_posix()
