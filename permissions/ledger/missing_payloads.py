"""Payloads of one stream that are not there: each must be named by a later act of disposal on the same stream."""

from django.utils.translation import gettext as _


class MissingPayloads:
    """Collects what is missing while a stream is read in order, and tells what no act named."""

    def __init__(self, report, first):
        """first: number of the first entry that is read."""
        self._report, self._first = report, first
        self._missing = {}

    def miss(self, stream, seq, entry_id):
        """The payload of this entry is not there."""
        self._missing[seq] = (stream, seq, entry_id)

    def accept(self, stream, seq, entry_id, told):
        """An act tells what was disposed of; what it names and is there is a break of its own.

        Payloads before the first entry read are not known to be there or gone.
        """
        for gone in told.get("payloads", ()):
            if self._missing.pop(gone, None) is None and gone >= self._first:
                reason = _("it names as disposed of what is still there: the payload of entry %(seq)s")
                self._report.add(stream, seq, entry_id, "disposed_there", reason % {"seq": gone})

    def tell(self):
        """At the end of the stream: the first payload that no act named."""
        if self._missing:
            place = self._missing[min(self._missing)]
            self._report.add(*place, "payload_missing", _("the payload is missing, and no act of disposal names it"))
