"""Which row names the columns, and which column means what: by words without accents, in any order."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from documents.sheets.checking import refusal
from documents.sheets.columns import head_keys

WIDEST = 200  # columns that are looked at
_TALLEST = 4  # rows of a head
_NUMBERS = {"stt", "tt", "so tt", "so thu tu", "no"}  # rows are numbered anew, so nobody asks for it


@dataclass(slots=True)
class Head:
    """places: {key of the column: its number in Excel}. unknown: heads that mean nothing to us."""

    row: int
    last_row: int
    places: dict
    unknown: list = field(default_factory=list)


def _meant(texts, columns):
    """The column that one of these texts means, the likeliest text first."""
    for text in texts:
        keys = head_keys(text)
        for column in columns:
            if keys & column.keys:
                return column
    return None


def _is_numbers(texts):
    return any(head_keys(text) & _NUMBERS for text in texts)


def _match(heads, columns):
    """heads: {number of the column: texts that name it}. Raises ValidationError where two heads mean one column."""
    places, unknown = {}, []
    for number, texts in sorted(heads.items()):
        column = _meant(texts, columns)
        if column is None:
            unknown += [] if _is_numbers(texts) else [texts[0]]
        elif column.key in places:
            raise refusal(
                "sheet_head_twice",
                _("Two heads mean the same column: %(first)s and %(second)s. Rename or delete one of them."),
                first=heads[places[column.key]][0],
                second=texts[0],
            )
        else:
            places[column.key] = number
    return places, unknown


def find_head(top, columns):
    """The Head among the first rows: the one that names most columns, two at least or every required one.

    top: {row: {column: text}}. None where no row is one.
    """
    needed = {column.key for column in columns if column.required}
    best, most = None, 0
    for row, cells in sorted(top.items()):
        named = {column.key for text in cells.values() if text and (column := _meant([text], columns))}
        if len(named) > most and (len(named) > 1 or (needed and needed <= named)):
            best, most = row, len(named)
    return Head(best, best, {}) if best else None


def with_lower_heads(head, table, columns):
    """The head with what it names; where heads are merged over several rows, all those rows belong to it."""
    tall = [b for b in table.merged if b[1] <= head.row <= b[3] and 0 < b[3] - b[1] < _TALLEST]
    first = min((bounds[1] for bounds in tall), default=head.row)
    last = max((bounds[3] for bounds in tall), default=head.row)
    spans = {
        column: bounds[0]
        for bounds in table.merged
        if first <= bounds[1] <= last and bounds[2] > bounds[0]
        for column in range(bounds[0], min(bounds[2], WIDEST) + 1)
    }
    heads = {}
    for row in range(first, last + 1):
        for column, text in table.rows.get(row, {}).items():
            if text and text not in heads.setdefault(column, []):
                heads[column].append(text)
    upper = table.rows.get(first, {})
    places, unknown = _match(_named({c: t for c, t in heads.items() if t}, spans, upper), columns)
    return Head(head.row, last, places, unknown)


def _named(heads, spans, upper):
    """{column: texts that name it}: upper and lower head together, the lower alone, the upper alone."""
    named = {}
    for column, texts in heads.items():
        above = upper.get(spans[column], "") if column in spans and spans[column] != column else ""
        whole = [above, *texts] if above and above not in texts else texts
        alone = texts if len(texts) == 1 else [texts[-1], texts[0]]
        named[column] = list(dict.fromkeys([" ".join(whole), *alone]))
    return named


def refuse_missing(head, columns):
    """Raises ValidationError for required columns that no head names."""
    missing = [str(column.title) for column in columns if column.required and column.key not in head.places]
    if missing:
        raise refusal(
            "sheet_column_missing",
            _("The head row (row %(row)s) names no column %(columns)s. Add it, or take the sample file for a pattern."),
            row=head.row,
            columns=", ".join(missing),
        )
