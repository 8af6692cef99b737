"""Files, functions and templates stay small enough to be read at once."""

import ast

from tests.architecture.sources import code, files, name_of, text_of, tree_of

FILE_LINES = 400
LONGER = {"permissions/ledger/verify_bundle.py": 690}  # one file by its purpose: it runs alone, outside of us
FUNCTION_LINES = 49
TEMPLATE_LINES = 120
EVERYWHERE = ("permissions", "documents", "workflows", "project", "tests")


def _line_count(path):
    return len(text_of(path).splitlines())


def _functions(path):
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _body_lines(node):
    """Lines of a function without its decorators and docstring."""
    has_docstring = ast.get_docstring(node, clean=False) is not None
    docstring = node.body[0].end_lineno - node.body[0].lineno + 1 if has_docstring else 0
    return node.end_lineno - node.lineno + 1 - docstring


def test_no_file_is_longer_than_400_lines():
    lines = {name_of(path): _line_count(path) for path in code(EVERYWHERE)}
    long = {name: count for name, count in lines.items() if count > LONGER.get(name, FILE_LINES)}

    assert long == {}


def test_every_function_has_fewer_than_50_lines():
    long = {
        f"{name_of(path)}:{node.lineno} {node.name}": _body_lines(node)
        for path in code(EVERYWHERE)
        for node in _functions(path)
        if _body_lines(node) > FUNCTION_LINES
    }

    assert long == {}


def test_no_template_is_longer_than_120_lines():
    long = {name_of(path): _line_count(path) for path in files(".html") if _line_count(path) > TEMPLATE_LINES}

    assert long == {}


def test_every_module_with_code_opens_with_a_sentence():
    silent = [name_of(path) for path in code() if tree_of(path).body and not ast.get_docstring(tree_of(path))]

    assert silent == []
