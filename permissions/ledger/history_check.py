"""Comparing history rows with the digests the ledger keeps of them, some hundreds at a time."""

from collections import defaultdict

from django.apps import apps
from django.db import DataError, OperationalError
from django.utils.translation import gettext as _

from permissions.ledger import digests

# What the drivers and Django raise for a value that is no text, number, moment or UUID any more.
UNREADABLE = (AttributeError, DataError, KeyError, OperationalError, OverflowError, TypeError, ValueError)
WAITING_AT_MOST = 500


class HistoryCheck:
    """Collects what entries say of history rows; reads and compares them in batches per table."""

    def __init__(self, report, unnamed, disposed):
        self._report, self._unnamed, self._disposed = report, unnamed, disposed
        self._waiting = defaultdict(list)
        self._count = 0

    def look_at(self, told, place):
        """Take the references out of a body that was read. place: (stream, seq, entry id)."""
        for item in told.get("history") or ():
            self._waiting[item["model"], item["fields"]].append((item, place))
            self._count += 1
        if self._count >= WAITING_AT_MOST:
            self.finish()

    def look_at_disposed(self, told, place):
        """What an act of disposal names must be gone."""
        for label, history_ids in told.get("history", {}).items():
            for start in range(0, len(history_ids), WAITING_AT_MOST):
                part = history_ids[start : start + WAITING_AT_MOST]
                if there := _still_there(label, part):
                    reason = _("it names as disposed of what is still there: row %(id)s of %(model)s")
                    self._report.add(*place, "disposed_there", reason % {"id": min(there), "model": label})

    def finish(self):
        """Compare everything still waiting."""
        for (label, key), waiting in self._waiting.items():
            self._compare(label, key, waiting)
        self._waiting.clear()
        self._count = 0

    def _compare(self, label, key, waiting):
        model, names = _model_and_columns(label, key)
        if model is not None:
            for item, _place in waiting:
                self._unnamed.name(digests.history_model(model), item["history_id"])
        if names is None:
            for _item, place in waiting:
                reason = _("nobody knows the columns of the history row any more")
                self._report.add(*place, "history_unknown", reason)
            return
        rows = _rows(model, names, [item["history_id"] for item, _place in waiting])
        for item, place in waiting:
            if item["history_id"] not in rows:
                if self._disposed.has_history(label, item["history_id"]):
                    continue
                self._report.add(*place, "history_missing", _("a history row it refers to is missing"))
            elif _digest(model, names, rows[item["history_id"]]) != item["digest"]:
                self._report.add(*place, "history", _("a history row it refers to was changed"))


def _still_there(label, history_ids):
    history = digests.history_model(apps.get_model(label))
    return set(history.objects.filter(pk__in=history_ids).values_list("pk", flat=True))


def _model_and_columns(label, key):
    try:
        model = apps.get_model(label)
    except LookupError:
        return None, None
    return model, digests.known_columns(model, key)


def _rows(model, names, history_ids):
    """History rows by number; an unreadable one is None."""
    try:
        return digests.rows_by_id(model, names, history_ids)
    except UNREADABLE:
        if len(history_ids) == 1:
            return {history_ids[0]: None}
        return {key: row for one in history_ids for key, row in _rows(model, names, [one]).items()}


def _digest(model, names, row):
    """The digest of a row as it is now, None where it or one of its columns is gone or unreadable."""
    try:
        return digests.digest_of(model, names, row.__getitem__)
    except UNREADABLE:
        return None
