"""Reading checkpoints for people: how long a stretch of the trail lies open now, and what proves one entry."""

from dataclasses import dataclass

from permissions.ledger.checkpoints.models import Checkpoint
from permissions.ledger.checkpoints.proofs import file_of_proof
from permissions.ledger.checkpoints.queries import newest
from permissions.ledger.models import AccessRecord, LedgerEntry
from workflows.notices.states import MailState
from workflows.seals.models import SealMail
from workflows.trail.readers import reader_of

DOWNLOADED = "checkpoint/"  # how an access record names a checkpoint of which somebody took the file
_LAST_DOWNLOADS = 50
LONG_HOURS = 48


@dataclass(frozen=True, slots=True)
class Window:
    """newest: checkpoint made last. outside: the last one of which somebody outside was given a copy.

    hours: how long ago that one was made, None without one: what happened since can be cut off unseen by who owns the
    database.
    """

    newest: Checkpoint | None
    outside: Checkpoint | None
    hours: int | None

    @property
    def is_long(self):
        return self.hours is None or self.hours > LONG_HOURS


def _numbers_outside():
    mailed = SealMail.objects.filter(state=MailState.SENT).order_by("-checkpoint_id").values_list("checkpoint_id")[:1]
    taken = AccessRecord.objects.filter(kind=AccessRecord.Kind.DOWNLOADED, what__startswith=DOWNLOADED)
    names = taken.order_by("-at").values_list("what", flat=True)[:_LAST_DOWNLOADS]
    return [number for (number,) in mailed] + [int(name.removeprefix(DOWNLOADED)) for name in names]


def window(now):
    """The Window of this moment: four statements."""
    numbers = _numbers_outside()
    outside = Checkpoint.objects.filter(number__in=numbers).order_by("-number").first() if numbers else None
    hours = int((now - outside.at).total_seconds() // 3600) if outside else None
    return Window(newest(), outside, hours)


def proof_for(user, held, stream, seq):
    """The text of the file that proves an entry this person may read.

    Raises LookupError where there is no such entry for this person; None while no checkpoint seals it. What the unit
    drafts, and what is hidden from this reader, has no proof for them.
    """
    reader = reader_of(stream, user, held)
    entry = LedgerEntry.objects.filter(stream__key=stream, seq=seq).select_related("stream").first()
    if reader is None or entry is None:
        raise LookupError(stream)
    if reader.sight is not None and entry.act in (set(reader.sight.hidden) | set(reader.sight.drafting)):
        raise LookupError(stream)
    return file_of_proof(entry)
