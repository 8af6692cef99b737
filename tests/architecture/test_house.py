"""The repository itself: no trace of a machine, licences beside what others wrote, settings and their list agree."""

import ast
import re
import tomllib

import pytest

from tests.architecture.sources import PACKAGES, ROOT, code, files, name_of, text_of, tree_of

# A path of somebody's machine; an address from which packages come.
MACHINE = re.compile(r"(?:^|[^\w.-])/(?:work|farm|root|home)/", re.MULTILINE)
REGISTRY = re.compile(
    r"pypi\.org|pythonhosted\.org|registry\.npmjs|unpkg\.com|jsdelivr\.net|cdnjs\.|deb\.debian\.org|docker\.io"
    r"|--(?:extra-)?index[-]url|--find[-]links|\"resolved\":|https?://[^\s\"']*/simple(?:/|\s|$)"
)
LICENCE_NAMES = re.compile(r"(?i)^(licen[cs]e|copying|ofl|notice)")
FONTS = (".ttf", ".otf", ".woff", ".woff2")


def _texts(*suffixes):
    return [(path, text) for path in files(*suffixes) if (text := text_of(path)) is not None]


def _found(pattern):
    return {
        f"{name_of(path)}: {match.group().strip()}"
        for path, text in _texts()
        if path.suffix != ".svg"
        for match in pattern.finditer(text)
    }


def test_no_file_names_a_path_of_a_machine():
    assert _found(MACHINE) == set()


def test_no_file_names_where_packages_come_from():
    assert _found(REGISTRY) == set()


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_every_locked_package_has_a_version_and_hashes(lock):
    entries = re.split(r"\n(?=\S)", re.sub(r"(?m)^\s*#.*\n?", "", (ROOT / lock).read_text()).strip())

    unlocked = [
        e.splitlines()[0] for e in entries if not re.match(r"[\w.-]+==\S+ \\\n\s+--hash=sha256:[0-9a-f]{64}", e)
    ]

    assert unlocked == []


def _licence_beside(path):
    """A licence in the file's folder or, below `static`, in a folder above it."""
    above = [
        folder for folder in path.parents if folder.is_relative_to(ROOT) and "static" in folder.relative_to(ROOT).parts
    ]
    folders = {path.parent, *above}
    return any(LICENCE_NAMES.match(entry.name) for folder in folders for entry in folder.iterdir())


def _from_others(path):
    """Fonts, and style or script that opens with a preserved licence comment."""
    if path.suffix in FONTS:
        return True
    return path.suffix in (".css", ".js") and (".min." in path.name or (text_of(path) or "").lstrip().startswith("/*!"))


def test_what_others_wrote_lies_beside_its_licence():
    bare = [name_of(path) for path in files(*FONTS, ".css", ".js") if _from_others(path) and not _licence_beside(path)]

    assert bare == []


def test_the_project_states_its_own_licence():
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["license"]

    assert declared == "AGPL-3.0-or-later"
    assert (ROOT / "LICENSE").read_text().split("\n")[0].strip() == "GNU AFFERO GENERAL PUBLIC LICENSE"


def _settings_read():
    """Names that settings.py asks of the environment: env("NAME"), env.int("NAME"), ..."""
    calls = (node for node in ast.walk(tree_of(ROOT / "project" / "settings.py")) if isinstance(node, ast.Call))
    return {
        call.args[0].value
        for call in calls
        if (isinstance(call.func, ast.Name) and call.func.id == "env")
        or (
            isinstance(call.func, ast.Attribute)
            and isinstance(call.func.value, ast.Name)
            and call.func.value.id == "env"
        )
    }


def test_the_list_of_settings_is_the_settings():
    listed = re.findall(r"(?m)^#?([A-Z][A-Z_]*)=", (ROOT / "deploy" / "env.example").read_text())

    assert sorted(listed) == sorted(_settings_read())


def test_settings_are_read_from_the_environment_in_one_place():
    elsewhere = [
        name_of(path)
        for path in code()
        if re.search(r"os\.environ(?!\.setdefault\(\"DJANGO_SETTINGS_MODULE\")|os\.getenv", text_of(path))
        and name_of(path) != "project/settings.py"
    ]

    assert elsewhere == []


def test_no_empty_topic():
    empty = [
        name_of(path.parent)
        for path in files(".py", under=PACKAGES)
        if path.name == "__init__.py"
        and not text_of(path).strip()
        and not [each for each in path.parent.iterdir() if each.name not in ("__init__.py", "__pycache__")]
        and path.parent.name != "migrations"
    ]

    assert empty == []


CLOCKS = {"localdate", "localtime", "now", "today"}


def _run_at_import(body):
    """Statements a module runs when it is read, with decorators and defaults of its functions."""
    for each in body:
        if isinstance(each, ast.ClassDef):
            yield from each.decorator_list
            yield from _run_at_import(each.body)
        elif isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from each.decorator_list
            yield from (default for default in (*each.args.defaults, *each.args.kw_defaults) if default)
        else:
            yield each


def test_the_clock_is_not_read_when_a_module_is():
    """A day kept from the start of a run is yesterday after midnight."""
    found = [
        f"{name_of(path)}:{call.lineno}"
        for path in code(under=(*PACKAGES, "tests"))
        for node in _run_at_import(tree_of(path).body)
        for call in ast.walk(node)
        if isinstance(call, ast.Call) and getattr(call.func, "attr", getattr(call.func, "id", "")) in CLOCKS
    ]

    assert found == []
