"""Did the clock of the machine go back, or run ahead, while entries were written? Told, but no break: clocks are set.

Chains keep the order of what was done whatever the clock says. Who sets it back to meet a closing day is found by the
entry that is earlier than the one written before it.
"""

from datetime import timedelta
from typing import NamedTuple

from django.db import connection
from django.db.models import F, OuterRef, Q, Subquery, Window
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


def _moment_before(stream):
    """The moment of the entry written before: a window is the quicker way on PostgreSQL, a third as quick on SQLite."""
    if connection.vendor == "postgresql":
        return Window(Lag("at"), order_by=F("pk").asc())
    earlier = LedgerEntry.objects.filter(pk__lt=OuterRef("pk"))
    if stream is not None:
        earlier = LedgerEntry.objects.filter(stream=OuterRef("stream"), seq__lt=OuterRef("seq"))
    return Subquery(earlier.order_by("-pk" if stream is None else "-seq").values("at")[:1])


def moved(stream=None, *, now=None):
    """Where the clock was moved while the entries of all streams or of one were written; None where nowhere."""
    entries = LedgerEntry.objects.all() if stream is None else LedgerEntry.objects.filter(stream__key=stream)
    latest = (now or timezone.now()) + SLACK
    steps = entries.annotate(before=_moment_before(stream))
    steps = steps.filter(Q(at__lt=F("before")) | Q(at__gt=latest)).values_list("pk", "at", "before")
    found = sorted(pk for pk, at, before in steps if at > latest or at < before - SLACK)
    if not found:
        return None
    first = LedgerEntry.objects.select_related("stream").get(pk=found[0])
    return Moved(len(found), first.stream.key, first.seq, first.pk)
