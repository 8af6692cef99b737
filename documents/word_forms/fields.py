"""The kinds of paper for which a commune may keep its own Word form, and the fields each offers."""

from dataclasses import dataclass, field

__all__ = ["FormKind", "kind_of", "kinds", "register"]

_kinds = {}


@dataclass(frozen=True, slots=True)
class FormKind:
    """fields: {name: what it is}; lists: {name: {field of each row: what it is}}; sample: a context with everything.

    The words are official wording, as on the papers themselves.
    """

    code: str
    title: str
    fields: dict
    lists: dict = field(default_factory=dict)
    sample: dict = field(default_factory=dict)


def register(kind):
    """Called by the topic that draws the paper, when it is loaded."""
    _kinds[kind.code] = kind


def kinds():
    return list(_kinds.values())


def kind_of(code):
    """The FormKind of this code, None for any other."""
    return _kinds.get(code)
