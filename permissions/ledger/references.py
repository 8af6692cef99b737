"""What an entry's body names outside the ledger: history rows, and what topics keep."""

import json

from permissions.ledger.disposed import ACT, Disposed, told_in
from permissions.ledger.history_check import HistoryCheck
from permissions.ledger.kept_check import KeptCheck

_HISTORY = '"history":'


class References:
    """Takes what bodies name and has it compared."""

    def __init__(self, report, unnamed):
        self._history = HistoryCheck(report, unnamed, Disposed())
        self._kept = KeptCheck(report, unnamed)

    def look_at(self, stream, seq, entry_id, version, act, body):
        """Take what a body whose digest holds names, and what it says was disposed of."""
        if act == ACT and (told := told_in(act, body)):
            self._history.look_at_disposed(told, (stream, seq, entry_id))
            self._kept.look_at_disposed(told, (stream, seq, entry_id))
        if _HISTORY in body or self._kept.is_named_in(stream, body):
            told, place = json.loads(body), (stream, seq, entry_id)
            self._history.look_at(told, place)
            self._kept.look_at(told, place, version)

    def finish(self):
        """Compare everything still waiting."""
        self._history.finish()
        self._kept.finish()
