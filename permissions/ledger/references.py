"""What an entry's body names outside the ledger: history rows, and what topics keep."""

import json

from permissions.ledger.history_check import HistoryCheck
from permissions.ledger.kept_check import KeptCheck

_HISTORY = '"history":'


class References:
    """Takes what bodies name and has it compared."""

    def __init__(self, report, unnamed):
        self._history, self._kept = HistoryCheck(report, unnamed), KeptCheck(report, unnamed)

    def look_at(self, stream, seq, entry_id, version, body):
        """Take what a body whose digest holds names."""
        if _HISTORY in body or self._kept.is_named_in(stream, body):
            told, place = json.loads(body), (stream, seq, entry_id)
            self._history.look_at(told, place)
            self._kept.look_at(told, place, version)

    def finish(self):
        """Compare everything still waiting."""
        self._history.finish()
        self._kept.finish()
