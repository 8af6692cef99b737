"""The verifier runs where nothing of ours is: on Python 3.9 or later, with its standard library alone."""

import ast
import shutil
import subprocess

import pytest

from tests.permissions.ledger.bundling import VERIFIER, run, written

# All of them are in the library of Python 3.9, and still in the newest one.
LIBRARY = {"argparse", "hashlib", "json", "os", "re", "struct", "sys", "unicodedata", "zlib"}
# What came after 3.9, by the names under which it is called.
NEWER = {
    "UTC", "StrEnum", "TaskGroup", "add_note", "aiter", "anext", "batched", "bit_count", "chdir", "ExceptionGroup",
    "file_digest", "get_annotations", "hardlink_to", "is_junction", "pairwise", "removedirs", "sumprod", "to_thread",
    "tomllib", "walk_packages", "zoneinfo",
}  # fmt: skip
NEWER_WORDS = {"strict", "slots", "kw_only", "delete_on_close", "usedforsecurity", "dir_fd_ok", "suggest_on_error"}
TREE = ast.parse(VERIFIER.read_text(), feature_version=(3, 9))


def test_it_is_one_file_of_python_39_that_imports_nothing_of_others():
    imported = {name.name for node in ast.walk(TREE) if isinstance(node, ast.Import) for name in node.names}

    assert imported == LIBRARY
    assert [node.lineno for node in ast.walk(TREE) if isinstance(node, ast.ImportFrom)] == []


def test_it_calls_nothing_that_came_after_39():
    names = {node.attr for node in ast.walk(TREE) if isinstance(node, ast.Attribute)}
    names |= {node.id for node in ast.walk(TREE) if isinstance(node, ast.Name)}
    words = {node.arg for node in ast.walk(TREE) if isinstance(node, ast.keyword)}

    assert names & NEWER == set()
    assert words & NEWER_WORDS == set()


def test_it_has_no_types_that_39_could_not_read():
    annotated = [
        node.lineno
        for node in ast.walk(TREE)
        if isinstance(node, ast.AnnAssign)
        or (isinstance(node, ast.FunctionDef) and node.returns)
        or (isinstance(node, ast.arg) and node.annotation)
    ]

    assert annotated == []


def test_whole_numbers_are_read_from_bytes_with_their_order_told():
    """Until 3.11 it had no default."""
    calls = [node for node in ast.walk(TREE) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
    told = [len(node.args) for node in calls if node.func.attr in ("from_bytes", "to_bytes")]

    assert set(told) == {2}


def _pythons():
    """Every Python 3.9 or later that the path leads to and that starts."""
    found = {shutil.which(f"python3{minor}") for minor in ("", *(f".{number}" for number in range(9, 20)))} - {None}
    asked = "import sys; sys.exit(sys.version_info < (3, 9))"
    words = ["-I", "-S", "-c", asked]
    tried = {each: subprocess.run([each, *words], check=False, capture_output=True) for each in sorted(found)}
    return [each for each, done in tried.items() if done.returncode == 0]


@pytest.mark.usefixtures("key_file")
def test_it_holds_on_every_python_of_this_machine(dossier, tmp_path):
    path = tmp_path / "goi.zip"
    path.write_bytes(written(dossier)[1])
    found = _pythons()

    assert found
    assert {python: run(path, python=python)[0] for python in found} == dict.fromkeys(found, 0)
