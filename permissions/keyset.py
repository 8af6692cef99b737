"""Pages of lists by cursor: what follows a row in the order of the list, however long the list is; one statement."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import DateTimeField, IntegerField, Q
from django.utils.translation import gettext as _

from permissions.fields import EARLIEST_YEAR, LATEST_YEAR
from permissions.refusals import ValidationError
from permissions.vietnamese import search_words

_LARGEST = 2**63


def _not_ours():
    return ValidationError({"after": _("This cursor is not one of this list; begin again without it.")})


def _field(model, name):
    return model._meta.pk if name == "pk" else model._meta.get_field(name)


def _checked(field, value):
    """The value of a cursor as the column takes it. Raises ValueError for anything else."""
    if isinstance(field, IntegerField):
        if type(value) is not int or not -_LARGEST < value < _LARGEST:
            raise ValueError
        return value
    if not isinstance(value, str) or "\0" in value:
        raise ValueError
    value.encode()
    if isinstance(field, DateTimeField):
        moment = datetime.fromisoformat(value)
        # At the ends of the calendar no database counts alike in its own zone.
        if moment.tzinfo is None or not EARLIEST_YEAR <= moment.year <= LATEST_YEAR:
            raise ValueError
        return moment
    return field.to_python(value)


def _read(cursor, fields):
    try:
        values = json.loads(urlsafe_b64decode(cursor.encode()))
        return [_checked(field, value) for field, value in zip(fields, values, strict=True)]
    except (ValueError, TypeError, ValidationError, OverflowError, RecursionError):
        raise _not_ours() from None


def cursor_of(row, names):
    """The cursor that says: behind this row of a list in the order of these columns."""
    values = [getattr(row, name) for name in names]
    return urlsafe_b64encode(json.dumps(values, default=lambda day: day.isoformat()).encode()).decode()


def _behind(order, values):
    """The rows behind these values, column by column; the bound on the first one is what an index begins at."""
    steps, same = [], {}
    for name, value in zip(order, values, strict=True):
        column = name.lstrip("-")
        steps.append(Q(**same, **{f"{column}__{'lt' if name.startswith('-') else 'gt'}": value}))
        same[column] = value
    first = order[0].lstrip("-")
    return Q(**{f"{first}__{'lte' if order[0].startswith('-') else 'gte'}": values[0]}) & reduce(or_, steps)


def page_of(rows, order, query):
    """A part of a list as endpoints answer it: `{"items", "next"}`.

    order: columns, the last one unique, with "-" for falling ones. query: `api_fields.Slice`.
    Raises ValidationError for a cursor of another list.
    """
    names = [name.lstrip("-") for name in order]
    if query.after:
        rows = rows.filter(_behind(order, _read(query.after, [_field(rows.model, name) for name in names])))
    found = list(rows.order_by(*order)[: query.limit + 1])
    shown = found[: query.limit]
    return {"items": shown, "next": cursor_of(shown[-1], names) if len(found) > query.limit else None}


def page_both_ways(rows, order, size, *, after="", before=""):
    """A page of a list that is read in both directions; one statement.

    after, before: cursor of the page in hand, behind or ahead of which the list is read. Returns (rows, cursor of the
    page ahead or None, cursor of the page behind or None). Raises ValidationError for a cursor of another list.
    """
    names = [name.lstrip("-") for name in order]
    fields = [_field(rows.model, name) for name in names]
    back = [name.lstrip("-") if name.startswith("-") else f"-{name}" for name in order]
    if before:
        found = list(rows.filter(_behind(back, _read(before, fields))).order_by(*back)[: size + 1])
        is_first, is_last, shown = len(found) <= size, False, found[:size][::-1]
    else:
        rows = rows.filter(_behind(order, _read(after, fields))) if after else rows
        found = list(rows.order_by(*order)[: size + 1])
        is_first, is_last, shown = not after, len(found) <= size, found[:size]
    ahead = cursor_of(shown[0], names) if shown and not is_first else None
    return shown, ahead, cursor_of(shown[-1], names) if shown and not is_last else None


def with_words(rows, text, column="search_key"):
    """Only the rows in which every word begins one of theirs, with accents or without."""
    for word in search_words(text):
        rows = rows.filter(**{f"{column}__contains": word})
    return rows
