"""What a Word form may say: known fields, `if`, and `for` over a known list. Everything else is refused unread.

The check stands where Jinja turns text into a tree, so whatever is ever filled has passed it; the sandbox stays behind.
"""

from django.utils.translation import gettext as _
from jinja2 import StrictUndefined, nodes
from jinja2.sandbox import SandboxedEnvironment

from permissions.refusals import ValidationError

_FILTERS = frozenset({"upper", "lower"})
_OF_A_LOOP = frozenset({"index"})


class FormEnvironment(SandboxedEnvironment):
    """Compiles only forms that keep to the grammar. kind: the FormKind whose fields are known."""

    def __init__(self, kind):
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self.kind = kind

    def _parse(self, source, name, filename):
        tree = super()._parse(source, name, filename)
        _Reader(self.kind).read_all(tree.body, {})
        return tree


class _Reader:
    def __init__(self, kind):
        self.kind = kind

    def read_all(self, found, rows):
        for node in found:
            self.read(node, rows)

    def read(self, node, rows):
        """rows: {name of the row: its fields} of the loops around."""
        match node:
            case nodes.TemplateData() | nodes.Const():
                return
            case nodes.Output():
                self.read_all(node.nodes, rows)
            case nodes.If():
                self.read_all([node.test, *node.body, *node.elif_, *node.else_], rows)
            case nodes.For(target=nodes.Name(), iter=nodes.Name(), test=None, recursive=False):
                self._read_loop(node, rows)
            case nodes.Name():
                if node.name not in self.kind.fields:
                    raise _unknown(node.name, self.kind.fields)
            case nodes.Getattr(node=nodes.Name(name=row)) if row in rows:
                if node.attr not in rows[row]:
                    raise _unknown(f"{row}.{node.attr}", [f"{row}.{name}" for name in rows[row]])
            case nodes.Filter(name=name, args=[], kwargs=[]) if name in _FILTERS and node.node is not None:
                self.read(node.node, rows)
            case nodes.Not():
                self.read(node.node, rows)
            case nodes.And() | nodes.Or():
                self.read_all([node.left, node.right], rows)
            case nodes.Compare():
                self.read_all([node.expr, *(one.expr for one in node.ops)], rows)
            case _:
                raise _not_allowed(node)

    def _read_loop(self, node, rows):
        if rows:  # a list within a list would grow with its square
            raise _not_allowed(node)
        known = self.kind.lists.get(node.iter.name)
        if known is None:
            raise _unknown(node.iter.name, self.kind.lists)
        self.read_all(node.body, rows | {node.target.name: frozenset(known), "loop": _OF_A_LOOP})
        self.read_all(node.else_, rows)


def _unknown(name, known):
    return ValidationError(
        _("The form names “%(name)s”, which is no field of this paper. Known here: %(known)s."),
        code="unknown_field",
        params={"name": name, "known": ", ".join(sorted(known)) or "–"},
    )


def _not_allowed(node):
    return ValidationError(
        _("The form holds something other than fields, “if” and “for” (%(what)s, line %(line)s). Take it out."),
        code="form_not_allowed",
        params={"what": type(node).__name__, "line": node.lineno},
    )
