"""What is installed is what is used: every import is declared in pyproject.toml, every declared package is used."""

import ast
import re
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions

from tests.architecture.sources import PACKAGES, ROOT, code, files, tree_of

# Declared, imported nowhere in our code: by whom they are used.
USED_BY_NAME = {
    "argon2-cffi": "Django's password hasher imports it",
    "gunicorn": "the server operators start",
    "psycopg": "Django's PostgreSQL driver",
    "djade": "make templates",
    "djlint": "make templates",
    "import-linter": "make contracts",
    "pip-tools": "make lock",
    "pytest-django": "a pytest plugin",
    "pytest-randomly": "a pytest plugin",
    "pytest-xdist": "a pytest plugin, make test WORKERS=2",
    "ruff": "make lint",
}


def _normal(name):
    return re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", name).group()).lower()


def _declared(group=None):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return {_normal(each) for each in (project["optional-dependencies"][group] if group else project["dependencies"])}


@cache
def _distributions(module):
    return {_normal(name) for name in packages_distributions().get(module, [])}


def _modules(path):
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def _foreign(paths):
    ours = {*PACKAGES, "tests", "manage"}
    found = {module for path in paths for module in _modules(path)}
    return {module for module in found if module not in sys.stdlib_module_names and module not in ours}


def _named_in_settings():
    """Packages whose middleware, application or storage the settings name as text."""
    texts = (n.value for n in ast.walk(tree_of(ROOT / "project" / "settings.py")) if isinstance(n, ast.Constant))
    return {text.split(".")[0] for text in texts if isinstance(text, str)}


def test_the_application_imports_only_what_it_declares():
    undeclared = {module for module in _foreign(code()) if not _distributions(module) & _declared()}

    assert undeclared == set()


def test_the_tests_import_only_what_is_declared():
    declared = _declared() | _declared("dev")

    assert {m for m in _foreign(files(".py", under=("tests",))) if not _distributions(m) & declared} == set()


def test_every_declared_package_is_used():
    modules = _foreign(files(".py")) | _named_in_settings()
    used = {name for module in modules for name in _distributions(module)}

    assert (_declared() | _declared("dev")) - used - set(USED_BY_NAME) == set()
