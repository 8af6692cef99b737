"""Digests of history rows, over the fields as recorded and not over the columns of a table.

The form stands in `FORM.md`, section 4. Which columns a digest covers is told by `HistoryFields` under the key kept
beside it, so a column added later leaves old digests whole.
"""

import hashlib
import json
from decimal import Decimal
from functools import cache

from django.apps import apps
from django.db import connections, models
from simple_history.utils import get_history_manager_for_model

from permissions.ledger import canonical
from permissions.ledger.models import HistoryFields

_HEADER = b"bangvang-history 1\n"
_OWN_COLUMNS = ("history_id", "history_type", "history_date", "history_user_id", "history_change_reason")


def is_tracked(model):
    """Does the model keep a history?"""
    return hasattr(model._meta, "simple_history_manager_attribute")


def tracked_models():
    """Every model with a history."""
    return [model for model in apps.get_models() if is_tracked(model)]


@cache
def history_model(model):
    """The history of a model; kept, because simple-history builds a manager class whenever it is asked."""
    return get_history_manager_for_model(model).model


@cache
def columns(model):
    """Columns the history of a model records today, in order of their names."""
    return tuple(sorted(field.attname for field in history_model(model).tracked_fields))


@cache
def fields_key(model):
    """Short name of today's set of columns of a model."""
    names = "\n".join([model._meta.label_lower, *columns(model)])
    return hashlib.sha256(names.encode()).hexdigest()[:16]


def keep_field_sets(using):
    """Note today's sets of columns; after each migration, so that yesterday's stay known."""
    if HistoryFields._meta.db_table not in connections[using].introspection.table_names():
        return
    known = set(HistoryFields.objects.using(using).values_list("key", flat=True))
    HistoryFields.objects.using(using).bulk_create(
        HistoryFields(key=fields_key(model), model=model._meta.label_lower, names=canonical.text_of(columns(model)))
        for model in tracked_models()
        if fields_key(model) not in known
    )


@cache
def _fields(model):
    return {field.attname: field for field in model._meta.concrete_fields}


def _exact_decimal(field, value):
    kept = value.quantize(Decimal(1).scaleb(-field.decimal_places))
    if kept != value:
        raise ValueError(f"{field.name} keeps {field.decimal_places} decimals, {value} has more")
    return format(kept, "f")


@cache
def _exact_type(field):
    """The type whose values need no conversion: text of a text field, numbers of a whole-number field."""
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    if isinstance(field, (models.CharField, models.TextField)):
        return str
    return int if isinstance(field, (models.IntegerField, models.AutoField)) else None


def ready(field, value):
    """The value of a model field as JSON keeps it, the same before saving and after reading back.

    Raises TypeError for an expression (`F("x") + 1`): nobody knows its value before it is read back.
    """
    if value is None:
        return None
    if type(value) is _exact_type(field):
        return canonical.nfc(value) if type(value) is str else value
    if hasattr(value, "resolve_expression"):
        raise TypeError(f"{field.name} is an expression: give it a value before saving with history")
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    match field:
        case models.FileField():
            return canonical.nfc(getattr(value, "name", value) or "")
        case models.BinaryField():
            return bytes(value).hex()
        case models.FloatField():
            return repr(float(value))
        case models.DecimalField():
            return _exact_decimal(field, field.to_python(value))
        case models.DurationField():
            return str(field.to_python(value))
        case models.JSONField():
            return canonical.jsonable(value)
    return canonical.jsonable(field.to_python(value))


def digest_of(model, names, value_of):
    """Digest of a history row in hex; names: its columns, value_of: column name -> value (callable)."""
    fields = _fields(model)
    reason = value_of("history_change_reason")
    row = {
        "at": canonical.moment(value_of("history_date")),
        "by": value_of("history_user_id"),
        "fields": {name: ready(fields[name], value_of(name)) for name in names},
        "id": value_of("history_id"),
        "model": model._meta.label_lower,
        "reason": None if reason is None else canonical.nfc(reason),
        "type": value_of("history_type"),
    }
    return hashlib.sha256(_HEADER + canonical.text_of_jsonable(row).encode()).hexdigest()


def reference(row):
    """What the ledger keeps of a history row just written."""
    model = row.instance_type
    return {
        "model": model._meta.label_lower,
        "pk": canonical.jsonable(getattr(row, model._meta.pk.attname)),
        "history_id": row.history_id,
        "fields": fields_key(model),
        "digest": digest_of(model, columns(model), lambda name: getattr(row, name)),
    }


def known_columns(model, key):
    """The columns a kept key stands for, None where nobody knows."""
    if key == fields_key(model):
        return columns(model)
    found = HistoryFields.objects.filter(key=key, model=model._meta.label_lower).first()
    return tuple(json.loads(found.names)) if found else None


def rows_by_id(model, names, history_ids):
    """History rows as dicts by their numbers; columns that are gone are left out."""
    history = history_model(model)
    there = {field.attname for field in history._meta.concrete_fields}
    asked = [name for name in (*_OWN_COLUMNS, *names) if name in there]
    return {row["history_id"]: row for row in history.objects.filter(pk__in=history_ids).values(*asked)}
