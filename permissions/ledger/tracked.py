"""Saving rows with history - person and reason on every row - and handing the ledger what it keeps of them.

Of each history row the ledger keeps a reference; a body lists them under "history", where `verify` looks for them.
"""

from contextlib import contextmanager

from django.dispatch import receiver
from django.utils import timezone
from simple_history.exceptions import NotHistoricalModelError
from simple_history.signals import post_create_historical_record
from simple_history.utils import get_history_manager_for_model

from permissions.ledger import digests
from permissions.ledger.digests import history_model, is_tracked
from permissions.prepared import insert

__all__ = [
    "add_many", "changes", "delete", "first_row", "history_model", "is_tracked", "save", "save_many", "snapshot",
]  # fmt: skip


@receiver(post_create_historical_record)
def _keep_row(sender, instance, history_instance, **kwargs):
    instance._history_row = history_instance


@contextmanager
def _signed(objects, by, reason):
    """History rows written inside name the person and the reason; nothing stays behind on the objects."""
    for obj in objects:
        if not digests.is_tracked(type(obj)):
            raise NotHistoricalModelError(f"{obj._meta.label} keeps no history")
        obj._history_user, obj._change_reason = by, reason
    try:
        yield
    finally:
        for obj in objects:
            for name in ("_history_user", "_change_reason", "_history_row"):
                obj.__dict__.pop(name, None)


def save(obj, *, by, reason="", fields=None):
    """Save with history; returns what the ledger keeps of the history row.

    fields: only these are written; the object must be as read under lock, since history copies all of it.
    """
    if not digests.is_tracked(type(obj)):
        raise NotHistoricalModelError(f"{obj._meta.label} keeps no history")
    kind = "+" if obj._state.adding else "~"
    obj.skip_history_when_saving = True  # simple-history asks for it; its own way costs twice the whole row
    try:
        obj.save(**({} if fields is None else {"update_fields": fields}))
    finally:
        del obj.skip_history_when_saving
    row = _history_row(obj, None, timezone.now(), kind, by, reason)
    insert(row)
    return digests.reference(row)


def _history_row(obj, history_id, at, kind, by, reason):
    history = digests.history_model(type(obj))
    values = {name: getattr(obj, name) for name in digests.columns(type(obj))}
    if unknown := [name for name, value in values.items() if hasattr(value, "resolve_expression")]:
        raise TypeError(f"{', '.join(unknown)} is an expression: give it a value before saving with history")
    values |= {"history_id": history_id, "history_date": at, "history_type": kind}
    values |= {"history_user_id": by.pk if by else None, "history_change_reason": reason}
    return history(*[values[field.attname] for field in history._meta.concrete_fields])


def first_row(obj, *, history_id, at, by, reason=""):
    """The unsaved history row of a new object, and what the ledger keeps of it: for loading rows in bulk."""
    row = _history_row(obj, history_id, at, "+", by, reason)
    return row, digests.reference(row)


def delete(obj, *, by, reason=""):
    """Delete a row nobody has relied on yet (of a draft), with history; returns what the ledger keeps."""
    with _signed([obj], by, reason):
        obj.delete()
        return digests.reference(obj._history_row)


def _bulk(objects, by, reason, *, update, write):
    if not objects:
        return []
    model = type(objects[0])
    with _signed(objects, by, reason):
        write(model._default_manager)
        rows = get_history_manager_for_model(model).bulk_history_create(
            objects, update=update, default_user=by, default_change_reason=reason
        )
        return [digests.reference(row) for row in rows]


# With so many objects a statement for each value is quicker than one with a CASE per object, where values are few.
_MANY, _FEW = 20, 4


def _update(manager, objects, fields):
    """Values that many objects share go in as such: a CASE per object is what makes `bulk_update` slow."""
    values = {name: [getattr(obj, manager.model._meta.get_field(name).attname) for obj in objects] for name in fields}
    groups = {name: _grouped(objects, told) for name, told in values.items()}
    shared = {name: found[0][0] for name, found in groups.items() if len(found) == 1}
    if shared:
        manager.filter(pk__in=[obj.pk for obj in objects]).update(**shared)
    few = [name for name, found in groups.items() if 1 < len(found) <= _FEW and len(objects) >= _MANY]
    for name in few:
        for value, keys in groups[name]:
            manager.filter(pk__in=keys).update(**{name: value})
    if own := [name for name in fields if name not in shared and name not in few]:
        manager.bulk_update(objects, own)


def _grouped(objects, values):
    """[(value, keys of the objects that have it)]; ended as soon as there are more than a few."""
    groups = []
    for obj, value in zip(objects, values, strict=True):
        keys = next((keys for known, keys in groups if known == value), None)
        if keys is None:
            groups.append((value, keys := []))
        keys.append(obj.pk)
        if len(groups) > _FEW:
            break
    return groups


def save_many(objects, fields, *, by, reason=""):
    """Write these fields of objects of one model, with history, in a constant number of statements.

    The objects must be as read under lock: history copies all of each. `Model.save` is not called.
    """
    return _bulk(objects, by, reason, update=True, write=lambda manager: _update(manager, objects, fields))


def add_many(objects, *, by, reason=""):
    """Insert new objects of one model, with history, in a constant number of statements. `Model.save` is not called."""
    return _bulk(objects, by, reason, update=False, write=lambda manager: manager.bulk_create(objects))


def snapshot(obj):
    """The recorded fields of an object by name, JSON-ready."""
    recorded = digests.columns(type(obj)) if digests.is_tracked(type(obj)) else None
    return {
        field.name: digests.ready(field, getattr(obj, field.attname))
        for field in obj._meta.concrete_fields
        if recorded is None or field.attname in recorded
    }


def changes(before, after):
    """What differs between two snapshots: `{"field": [old, new]}`; a field on one side only counts from or to null."""
    return {
        name: [before.get(name), after.get(name)]
        for name in sorted({*before, *after})
        if before.get(name) != after.get(name)
    }
