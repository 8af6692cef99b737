"""Promises tested at every start: each address declares the right it asks, each right is somebody's."""

from functools import partial

from django.core.checks import Error, Tags, register
from django.urls import URLPattern, URLResolver, get_resolver  # noqa: TID251 - the check walks the addresses

from permissions.names import RIGHTS
from permissions.roles import RIGHTS_OF, Office

# What a page may declare instead of a right: see pages.py.
MARKS = frozenset({"open", "published", "signed_in"})
# Pages of a library that show nothing.
EMPTY_PAGES = frozenset({"ninja.openapi.views.default_home"})


def _patterns(resolver, prefix=""):
    for entry in resolver.url_patterns:
        address = f"{prefix}{entry.pattern}"
        if isinstance(entry, URLResolver):
            yield from _patterns(entry, address)
        elif isinstance(entry, URLPattern):
            yield address, entry.callback


def _operations(callback):
    """The operations of an API path, which django-ninja keeps in the closure of its wrapper."""
    cells = getattr(callback, "__closure__", None) or ()
    for cell in cells:
        yield from getattr(cell.cell_contents, "operations", ())


def _functions(callback):
    """The functions behind an address: one page, or every operation of an API path."""
    if hasattr(callback, "right"):
        return [callback]
    operations = [operation.view_func for operation in _operations(callback)]
    return operations or [callback.func if isinstance(callback, partial) else callback]


def addresses():
    """Every (address, function) this installation answers."""
    return [(address, view) for address, callback in _patterns(get_resolver()) for view in _functions(callback)]


def _name(view):
    function = view.func if isinstance(view, partial) else view
    return f"{function.__module__}.{function.__qualname__}"


@register(Tags.urls)
def every_address_declares_its_right(app_configs, **kwargs):
    found = []
    for address, view in addresses():
        right = getattr(view, "right", None)
        name = _name(view)
        if name in EMPTY_PAGES:
            continue
        if right is None:
            hint = "Use asks(right), signed_in or open_to_all from permissions.pages."
            found.append(Error(f"/{address} ({name}) declares no right.", hint=hint, id="permissions.E001"))
        elif right not in RIGHTS and right not in MARKS:
            hint = "Name it with its sentence in permissions/names.py."
            found.append(
                Error(f"/{address} ({name}) asks the unknown right {right!r}.", hint=hint, id="permissions.E002")
            )
    return found


@register(Tags.security)
def every_right_is_held_and_every_office_holds_something(app_configs, **kwargs):
    found = []
    given = set().union(*RIGHTS_OF.values())
    for right in sorted(given - RIGHTS.keys()):
        found.append(Error(f"An office holds the unknown right {right!r}.", id="permissions.E003"))
    for right in sorted(RIGHTS.keys() - given):
        found.append(Error(f"No office holds the right {right!r}.", id="permissions.E004"))
    for office in Office:
        if not RIGHTS_OF.get(office):
            found.append(Error(f"The office {office.value!r} holds no right.", id="permissions.E005"))
    return found
