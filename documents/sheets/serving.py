"""Giving workbooks out: sample files, and every list a person may see as .xlsx, each with its record of access."""

import re
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils import formats, timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from documents.sheets.columns import Column
from documents.sheets.plain import MEDIA_TYPE as CSV_TYPE
from documents.sheets.plain import write_csv
from documents.sheets.writing import write_sheet
from permissions.pages import held_by
from permissions.reads import noted
from permissions.vietnamese import clean_line

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_IN_NO_NAME, _LONGEST_NAME = re.compile(r'[\\:*?"<>|]'), 100  # characters
EXPORT_LIMIT = 5_000  # rows of one file; the file says when there are more


def sheet_response(content, name, *, media_type=MEDIA_TYPE, ending="xlsx"):
    """The workbook for saving. name: without its ending."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.{ending}")
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


@dataclass(frozen=True, slots=True)
class Shown:
    """A column of an exported list and what it shows of a row. width: in characters."""

    title: str
    value: object
    width: int = 16
    kind: str = "text"


def is_export(request):
    """Does the address of a list ask for it as a file?"""
    return request.GET.get("format") == "xlsx"


def rows_to_export(rows, limit=None):
    """The rows of a queryset that a file may hold, and one more that tells that there are others; one statement.

    limit: `EXPORT_LIMIT` where none is given.
    """
    return list(rows[: (limit or EXPORT_LIMIT) + 1])


def words_of_filter(form):
    """What a checked form of filters was narrowed to: "State: Draft; Unit: ..."; empty for nothing."""
    said = []
    for name, field in form.fields.items():
        value = getattr(form, "cleaned_data", {}).get(name)
        if value:
            label = field.label or _("State")
            said.append(f"{label}: {_word(field, value)}")
    return "; ".join(said)


def _word(field, value):
    for choice, label in getattr(field, "choices", []) if isinstance(value, str) else []:
        found = dict(label) if isinstance(label, list | tuple) else {choice: label}
        if value in found:
            return clean_line(str(found[value]))
    return clean_line(str(value))


def words_of_query(query):
    """The same of the query of an endpoint, by the names it sends."""
    said = query.dict(exclude={"after", "limit"}, exclude_defaults=True)
    return "; ".join(f"{name}: {clean_line(str(value))}" for name, value in said.items() if value)


def _taken_out(request, what, narrowed, limit=None):
    """The record that this person took the list out, and the lines about it that stand above the list."""
    communes = [capacity.commune_id for capacity in held_by(request) if capacity.commune_id]
    asked = request.GET.urlencode()
    noted(request, "exported", commune_id=communes[0] if communes else None, what=f"{what}?{asked}")
    at = formats.date_format(timezone.localtime(), "SHORT_DATETIME_FORMAT")
    return {
        "note": _("Taken out of the system by %(person)s, %(at)s.") % {"person": request.user.full_name, "at": at},
        "filter_line": _("Narrowed to: %(words)s") % {"words": narrowed} if narrowed else "",
        "limit": limit or EXPORT_LIMIT,
    }


def _file_name(title):
    """A list is saved under its own title, as far as file names take it."""
    return clean_line(_IN_NO_NAME.sub(" ", str(title).replace("/", "-")))[:_LONGEST_NAME].strip(". ")


def export_response(request, what, *, title, shown, rows, narrowed="", limit=None):
    """A list as .xlsx, and the record that this person took it out.

    what: the list's own address for the record. shown: [Shown]. rows: as `rows_to_export` gave them.
    narrowed: what the list was filtered by, in words. limit: as it was given to `rows_to_export`.
    """
    above = _taken_out(request, what, narrowed, limit)
    columns = [Column(str(place), one.title, kind=one.kind, width=one.width) for place, one in enumerate(shown)]
    content = write_sheet(title, columns, ([one.value(row) for one in shown] for row in rows), **above)
    return sheet_response(content, _file_name(title))


def csv_response(request, what, *, title, shown, rows, narrowed=""):
    """The same list as .csv, with the same record."""
    above = _taken_out(request, what, narrowed)
    content = write_csv(
        title, [one.title for one in shown], ([one.value(row) for one in shown] for row in rows), **above
    )
    return sheet_response(content, _file_name(title), media_type=CSV_TYPE, ending="csv")
