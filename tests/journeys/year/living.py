"""The year as it is lived: the commune, its calendar, and the diary of every act with which the ledger is compared."""

from collections import Counter
from datetime import datetime

from django.utils import timezone

from documents.proposals.models import Proposal
from permissions.ledger.models import LedgerEntry


def looks(proposal, rows):
    """State, number of the Version, and the nominees of a dossier with what became of them."""
    return str(proposal.state), proposal.version, sorted((row.full_name, str(row.outcome)) for row in rows)


class Year:
    """`on(3, 10)` goes forward to that day; `did(act)` writes into the diary what the ledger must tell.

    dossiers: {(key of the letter, award form): key of the proposal}, as they were sent.
    """

    NUMBER = 2026

    def __init__(self, cast, clock):
        self.cast, self.town, self.clock = cast, cast.here, clock
        self.diary = Counter()
        self.dossiers, self.letters, self.pictures = {}, {}, {}
        self.since = LedgerEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0

    def on(self, month, day, hour=9):
        moment = timezone.make_aware(datetime(self.NUMBER, month, day, hour))
        assert moment >= timezone.now().replace(microsecond=0), f"the year went back to {moment}"
        self.clock.move_to(moment)
        return timezone.localdate()

    def did(self, act, times=1):
        self.diary[act] += times

    def dossier(self, letter, form):
        return Proposal.objects.get(pk=self.dossiers[letter, form])

    def move(self, act, deed, proposal, by, **said):
        """A deed on one dossier, as it stands now."""
        proposal = Proposal.objects.get(pk=proposal.pk)
        moved = deed(proposal=proposal, row_version=proposal.row_version, by=by, **said)
        self.did(act)
        return moved

    def picture(self):
        """Keep how every dossier stands now, for who looks back at the end of the year."""
        rows = Proposal.objects.prefetch_related("nominations")
        self.pictures[timezone.now()] = {proposal.pk: looks(proposal, proposal.nominations.all()) for proposal in rows}

    def told(self):
        """How often the ledger tells each act of the year."""
        return Counter(LedgerEntry.objects.filter(pk__gt=self.since).values_list("act", flat=True))
