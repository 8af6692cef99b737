"""Writing lists as .csv that Excel opens with its accents, and in which no cell is run as a formula."""

import csv
import io
from datetime import date, datetime

from django.utils import formats, timezone

from documents.sheets.writing import cut_line
from permissions.vietnamese import clean_line

MEDIA_TYPE = "text/csv; charset=utf-8"
_DANGEROUS = ("=", "+", "-", "@")
_MARK = "\ufeff"  # by which Excel knows the encoding


def _plain(value):
    if isinstance(value, datetime):
        value = timezone.localtime(value) if timezone.is_aware(value) else value
        return formats.date_format(value, "SHORT_DATETIME_FORMAT")
    if isinstance(value, date):
        return formats.date_format(value, "SHORT_DATE_FORMAT")
    text = clean_line("" if value is None else str(value).replace("\n", " "))
    return f"'{text}" if text.startswith(_DANGEROUS) and not isinstance(value, int) else text


def write_csv(title, heads, rows, *, note="", filter_line="", limit=None):
    """Bytes of a .csv: title, note and what it was narrowed by on lines of their own, then head and rows.

    rows: sequences of values, read once. limit: the rows that are written; where there are more, the file says so.
    """
    kept = [list(row) for row in rows]
    is_cut = limit is not None and len(kept) > limit
    cut = cut_line(limit) if is_cut else ""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for line in (title, note, filter_line, cut):
        if line:
            writer.writerow([_plain(line)])
    writer.writerow([_plain(head) for head in heads])
    writer.writerows([_plain(value) for value in row] for row in kept[:limit])
    return (_MARK + out.getvalue()).encode()
