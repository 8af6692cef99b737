"""What a bundle tells of a stream: what its maker reads, and never votes, drafts, notes or why it was suspended.

A bundle leaves the house. What its maker may read, but nobody may pass on, is kept back from it whoever makes it.
"""

from dataclasses import dataclass, replace

from permissions.ledger.models import Stream
from workflows.trail.readers import is_trail_read, readers_of

# Who voted is told by the act, what was voted by nothing: totals stand among the facts.
_VOTES = frozenset({"meeting.voted", "meeting.vote_changed", "meeting.written_opinion"})


@dataclass(frozen=True, slots=True)
class Told:
    """How a stream is told; of acts that are hidden or mere drafting only the hash, of bare ones no text."""

    thing: object
    hidden: frozenset
    bare: frozenset
    drafting: frozenset

    def is_silent(self, entry):
        """Is nothing told of this entry but its place and its hash?"""
        return entry.act in self.hidden | self.drafting

    def is_hidden(self, entry):
        """Is only told that it happened?"""
        return entry.act in self.bare


def _told_of(reader):
    sight = replace(reader.sight, drafts=False, notes=False, grounds=False)
    return Told(reader.thing, sight.hidden, sight.bare | _VOTES, sight.drafting)


def told_to(keys, user, held):
    """{stream key: Told} of those of these streams whose trail the person reads, in this order."""
    streams = Stream.objects.filter(key__in=keys)
    readers = readers_of(list(streams), user, held)
    return {key: _told_of(readers[key]) for key in keys if key in readers and is_trail_read(readers[key], held)}
