"""Who calls whom in our code, read from the text: functions by `module.name`, as far as imports tell."""

import ast
from functools import cache

from tests.architecture.sources import code, name_of, tree_of


def module_of(path):
    return name_of(path).removesuffix(".py").replace("/", ".").removesuffix(".__init__")


def _imported(tree):
    """Local name -> what it stands for, `module.name` or `module`."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {each.asname or each.name: f"{node.module}.{each.name}" for each in node.names}
        elif isinstance(node, ast.Import):
            found |= {each.asname or each.name: each.name for each in node.names}
    return found


def _names_used(function, module, imported, own):
    """What a function calls or hands on: plain names, and attributes of modules."""
    for node in ast.walk(function):
        if isinstance(node, ast.Name):
            yield f"{module}.{node.id}" if node.id in own else imported.get(node.id, node.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield f"{imported.get(node.value.id, node.value.id)}.{node.attr}"


@cache
def functions():
    """`module.name` -> (node, names it uses), of every function at the top of a module."""
    found = {}
    for path in code():
        tree, module = tree_of(path), module_of(path)
        own = {node.name: node for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
        imported = _imported(tree)
        for name, node in own.items():
            found[f"{module}.{name}"] = (node, frozenset(_names_used(node, module, imported, own)))
    return found


def reaches(name, targets):
    """Does a function use one of the targets, itself or through others of ours?"""
    seen, waiting = set(), [name]
    while waiting:
        used = functions()[waiting.pop()][1]
        if used & targets:
            return True
        fresh = {each for each in used if each in functions()} - seen
        seen |= fresh
        waiting += fresh
    return False
