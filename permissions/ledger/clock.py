"""Did the clock of the machine go back, or run ahead, while entries were written? Told, but no break: clocks are set.

Chains keep the order of what was done whatever the clock says. Who sets it back to meet a closing day is found by the
entry that is earlier than the one written before it.
"""

from datetime import timedelta
from typing import NamedTuple

from django.db.models import F, Window
from django.db.models.functions import Lag
from django.utils import timezone
from django.utils.translation import gettext as _

from permissions.ledger.models import LedgerEntry

# Acts under way at the same time take their moments before they wait for each other; servers set their clocks by parts.
SLACK = timedelta(minutes=2)


class Moved(NamedTuple):
    """How often the clock went back or an entry lies ahead of now, and the first such entry."""

    count: int
    stream: str
    seq: int
    entry_id: int

    @property
    def sentence(self):
        told = _("The clock was moved %(count)s times, first seen at %(stream)s, entry %(seq)s: ask why.")
        return told % self._asdict()


def moved(stream=None, *, now=None):
    """Where the clock was moved while the entries of all streams or of one were written; None where nowhere."""
    entries = LedgerEntry.objects.all() if stream is None else LedgerEntry.objects.filter(stream__key=stream)
    ahead = entries.filter(at__gt=(now or timezone.now()) + SLACK).values_list("pk", flat=True)
    before = Window(Lag("at"), order_by=F("pk").asc())
    steps = entries.annotate(before=before).filter(at__lt=F("before")).values_list("pk", "at", "before")
    found = sorted({*ahead, *(pk for pk, at, before in steps if at < before - SLACK)})
    if not found:
        return None
    first = LedgerEntry.objects.select_related("stream").get(pk=found[0])
    return Moved(len(found), first.stream.key, first.seq, first.pk)
