"""Comparing what topics keep with the SHA-256 that entries name, some hundreds at a time."""

from collections import defaultdict

from django.utils.translation import gettext as _

from permissions.ledger.history_check import UNREADABLE, WAITING_AT_MOST
from permissions.ledger.kept import Named, kept_files, kept_rows


class KeptCheck:
    """Collects what entries name; asks the topics for it in batches."""

    def __init__(self, report, unnamed):
        self._report, self._unnamed = report, unnamed
        self._waiting = defaultdict(list)
        self._asked = [(rows, [f'"{key}":' for key in rows.keys]) for rows in kept_rows()]
        self._stream, self._marks = None, []

    def is_named_in(self, stream, body):
        """Does the text of a body on this stream name anything?"""
        if stream != self._stream:  # the entries of a stream come one after the other
            asked = (marks for rows, marks in self._asked if stream.startswith(rows.streams))
            self._stream, self._marks = stream, sorted({mark for marks in asked for mark in marks})
        for mark in self._marks:  # noqa: SIM110 - asked of every entry, and any() takes twice as long
            if mark in body:
                return True
        return False

    def look_at(self, told, place, version):
        """Take what a body names. told: the body read; place: (stream, seq, entry id)."""
        for rows, _marks in self._asked:
            if not place[0].startswith(rows.streams):
                continue
            waiting = self._waiting[rows]
            for said in (told[key] for key in rows.keys if told.get(key)):
                every = said if isinstance(said, list) else [said]  # an act may keep several files at once
                waiting += [(Named(place[0], version, sha256), place) for sha256 in every]
            if len(waiting) >= WAITING_AT_MOST:
                self._compare(rows, self._waiting.pop(rows))

    def look_at_disposed(self, told, place):
        """What an act of disposal names must be there still, emptied, with its SHA-256; an entry names it thereby."""
        for rows in kept_rows():
            if rows.emptied is None or not place[0].startswith(rows.streams):
                continue
            pairs = [pair for key in rows.keys for pair in told.get("rows", {}).get(key, ())]
            asked = {Named(place[0], version, sha256) for version, sha256 in pairs}
            found = [(named, pk) for named, pk in rows.emptied(list(asked)) if named in asked] if asked else []
            for _named, pk in found:
                self._unnamed.name(rows.model, pk)
            if asked - {named for named, _pk in found}:
                reason = _("what it names as disposed of in the table %(table)s is missing or still has its text")
                self._report.add(*place, "disposed_there", reason % {"table": rows.model._meta.db_table})

    def finish(self):
        """Compare everything still waiting."""
        for rows, waiting in self._waiting.items():
            self._compare(rows, waiting)
        self._waiting.clear()

    def _compare(self, rows, waiting):
        asked = {named for named, _place in waiting}
        found = [(named, pk) for named, pk in _found(rows, list(asked)) if named in asked]
        for _named, pk in found:
            self._unnamed.name(rows.model, pk)
        there = {named for named, _pk in found}
        for named, place in waiting:
            if named not in there:
                reason = _("what it names in the table %(table)s is missing or was changed")
                self._report.add(*place, "kept", reason % {"table": rows.model._meta.db_table})


def _found(rows, asked):
    """What the topic finds; a row that cannot even be read is not found."""
    try:
        return list(rows.find(asked))
    except UNREADABLE:
        return [pair for one in asked for pair in _found(rows, [one])] if len(asked) > 1 else []


def check_files(report):
    """Have every registered file read, and note those that are missing or were changed."""
    report.files = 0
    for read in kept_files():
        for name, fault in read():
            report.files += 1
            if fault:
                report.add(name, 0, None, "file", fault)
