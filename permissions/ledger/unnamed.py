"""Rows that some entry must name - history rows, and what topics keep - until an entry does."""

from array import array
from bisect import bisect_left

from django.utils.translation import gettext as _

from permissions.ledger import digests, kept

_ROWS_AT_ONCE = 10_000


class _Table:
    """The keys of a table in order, eight bytes each, and which of them an entry has named."""

    def __init__(self, model):
        self.name = model._meta.db_table
        keys = model._base_manager.order_by("pk").values_list("pk", flat=True)
        self._keys = array("q", keys.iterator(chunk_size=_ROWS_AT_ONCE))
        self._is_named = bytearray(len(self._keys))

    def name_row(self, pk):
        place = bisect_left(self._keys, pk)
        if place < len(self._keys) and self._keys[place] == pk:
            self._is_named[place] = True

    @property
    def count(self):
        return self._is_named.count(False)

    @property
    def first(self):
        return self._keys[self._is_named.index(False)]


class Unnamed:
    """The rows that no entry has named yet.

    Read before the entries: row and entry come in one transaction, so whoever sees the row will find its entry.
    """

    def __init__(self, *, is_asked=True):
        models = [digests.history_model(model) for model in digests.tracked_models()]
        models += {rows.model: None for rows in kept.kept_rows() if rows.every_row}
        self._tables = {model: _Table(model) for model in models} if is_asked else {}

    def name(self, model, pk):
        """An entry names this row."""
        if model in self._tables:
            self._tables[model].name_row(pk)

    def tell(self, report):
        """Note a break for each table that has rows left."""
        for table in self._tables.values():
            if table.count:
                reason = _("rows that no entry names: %(count)s, the first is row %(id)s")
                report.add(table.name, 0, None, "unnamed", reason % {"count": table.count, "id": table.first})
