"""Every text a person may see has its Vietnamese: code, .po and .mo agree."""

import ast
import re

import polib
import pytest
from django.utils.translation.template import templatize

from tests.architecture.sources import PACKAGES, ROOT, code, files, text_of, tree_of

ASKING = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
WITH_CONTEXT = {"pgettext", "pgettext_lazy"}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")


def _calls(tree):
    """(context, msgid) of every gettext call with literal texts."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        if name in ASKING and texts:
            yield (texts[0], texts[1]) if name in WITH_CONTEXT and len(texts) > 1 else (None, texts[0])


def _template_calls(path):
    """As makemessages does it: Django turns the template into lines of gettext calls amid noise."""
    source = templatize(text_of(path), origin=str(path))
    for call in re.finditer(r"(?:gettext|ngettext|pgettext|npgettext|_)\((?:u?\"|u?'|\s)", source):
        expression = _closed(source[call.start() :])
        if expression:
            yield from _calls(ast.parse(expression.strip(), mode="eval"))


def _closed(source):
    """The shortest start of the text that is a whole Python expression, None without one."""
    for end in (match.end() for match in re.finditer(r"\)", source)):
        try:
            ast.parse(source[:end], mode="eval")
        except SyntaxError:
            continue
        return source[:end]
    return None


def _asked(package):
    found = {call for path in code((package,)) for call in _calls(tree_of(path))}
    for path in files(".html", ".txt", under=(package,)):
        if "templates" in path.parts:
            found |= set(_template_calls(path))
    return {call for call in found if call[1].strip()}


def _po(package):
    path = ROOT / package / "locale" / "vi" / "LC_MESSAGES" / "django.po"
    assert path.exists(), f"{path.relative_to(ROOT)} is missing: make messages"
    return polib.pofile(str(path))


def _keys(entries):
    return {(entry.msgctxt, entry.msgid) for entry in entries}


def _texts(entry):
    return [entry.msgstr, *entry.msgstr_plural.values()] if not entry.msgid_plural else [*entry.msgstr_plural.values()]


@pytest.mark.parametrize("package", PACKAGES)
def test_every_text_of_the_code_stands_in_the_list_and_no_other(package):
    listed = _keys(entry for entry in _po(package) if not entry.obsolete)

    assert listed == _asked(package)


@pytest.mark.parametrize("package", PACKAGES)
def test_every_text_is_translated(package):
    untold = [e.msgid for e in _po(package) if not e.obsolete and (e.fuzzy or not all(_texts(e)))]

    assert untold == []


def test_a_text_says_the_same_in_every_package():
    """Django keeps one translation of a text, that of the first package: another one would never be seen."""
    said = {}
    for package in PACKAGES:
        for entry in _po(package):
            said.setdefault((entry.msgctxt, entry.msgid), set()).add(tuple(_texts(entry)))

    assert [key for key, texts in said.items() if len(texts) > 1] == []


@pytest.mark.parametrize("package", PACKAGES)
def test_a_translation_keeps_the_placeholders(package):
    wrong = [
        entry.msgid
        for entry in _po(package)
        for text in _texts(entry)
        if set(PLACEHOLDER.findall(text)) != set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
    ]

    assert wrong == []


@pytest.mark.parametrize("package", PACKAGES)
def test_the_compiled_list_is_the_list(package):
    po = _po(package)
    mo = polib.mofile(po.fpath.removesuffix(".po") + ".mo")

    assert {(e.msgctxt, e.msgid): _texts(e) for e in mo} == {
        (e.msgctxt, e.msgid): _texts(e) for e in po.translated_entries()
    }
