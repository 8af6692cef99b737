"""Recording on a paper of the arrival book: each serves one act. Who does what on it is said by the topic that does it.

Whoever records locks the paper first, before any letter, dossier or meeting.
"""

from itertools import chain

from django.utils.translation import gettext as _

from documents.arrivals.kinds import RecordedAs
from documents.arrivals.models import Arrival, Recording
from permissions.ledger.queries import entries_of


def locked(arrival):
    """The arrival as it is now, until the transaction ends for this deed alone; None stays None."""
    if arrival is None:
        return None
    rows = Arrival.objects.select_for_update(of=("self",)).select_related("commune", "unit", "scan")
    return rows.get(pk=arrival.pk)


def unrecorded(rows):
    """Those arrivals on which nothing is recorded yet."""
    return rows.filter(recording=None)


def recorded_already(arrival, kind):
    """The sentence where the paper served another act before; none for a further word of the same province's paper."""
    found = Recording.objects.filter(arrival=arrival).first()
    if found is not None and not (kind == found.kind == RecordedAs.PROVINCE):
        yield _("Paper %(number)s is recorded already, as: %(what)s.") % {"number": arrival, "what": found}


def evidence(arrival, *, recorded_for):
    """What the ledger entry of a deed done on paper adds to its body: for whom it was recorded, from which scan.

    recorded_for: who signed or answered on paper, in words.
    """
    return {
        "recorded_for": recorded_for,
        "arrival": str(arrival),
        "arrived_on": arrival.arrived_on.isoformat(),
        "scan_sha256": arrival.scan.sha256,
    }


def take(arrival, *, kind, code, recorded_for, by, now):
    """Use a locked paper for the act that its topic has allowed; returns the evidence for the ledger."""
    if kind != RecordedAs.PROVINCE or not Recording.objects.filter(arrival=arrival).exists():
        Recording.objects.create(arrival=arrival, kind=kind, code=code, recorded_by=by, recorded_at=now)
    return evidence(arrival, recorded_for=recorded_for)


def who_registered(arrival):
    """Keys of who wrote the paper into the book: the person and, for a deputy, the principal too."""
    rows = entries_of(arrival.stream).filter(act="arrival.registered")
    return {arrival.registered_by_id, *chain.from_iterable(rows.values_list("actor", "acting_as__user"))}
