"""One entry of the evidence: what it says, its links, and what the same act left elsewhere."""

from dataclasses import dataclass

from permissions.ledger.models import LedgerEntry
from permissions.ledger.queries import body_of, entries_of_act, hashed_text, with_people
from workflows.council.states import MeetingState
from workflows.trail.kinds import Kind, kind_of
from workflows.trail.queries import told
from workflows.trail.readers import is_trail_read, readers_of
from workflows.trail.words import state_in_words

MATES = 50  # entries of the same act that are shown


@dataclass(frozen=True, slots=True)
class EntryTold:
    """An entry with its links.

    text: as it was hashed, empty where only is told that there is a link. body, salt: of the payload, for who reads
    the trail of the commune. beside: Events of the same act on other streams.
    """

    event: object
    act_id: str
    prev_hash: str
    payload_digest: str
    text: str
    body: str
    salt: str
    from_state: str
    to_state: str
    beside: list


def entry_read(key, seq, reader):
    """The entry of a stream of which anything is told to the reader; None where there is none."""
    rows = with_people(LedgerEntry.objects.filter(stream__key=key, seq=seq))
    return rows.exclude(act__in=reader.sight.hidden).first()


def _is_body_read(entry, reader, held):
    """The body as it stands: for who reads the trail, of what is told whole, votes only after the meeting."""
    is_silent = entry.act in reader.sight.bare | reader.sight.drafting
    is_running = kind_of(entry.act) == Kind.VOTES and reader.thing.state != MeetingState.CLOSED
    return not is_silent and not is_running and is_trail_read(reader, held)


def _beside(entry, user, held):
    mates = list(entries_of_act(entry.act_id).exclude(pk=entry.pk)[:MATES])
    readers = readers_of([mate.stream for mate in mates], user, held)
    seen = [
        (mate.stream.key, mate)
        for mate in mates
        if mate.stream.key in readers and mate.act not in readers[mate.stream.key].sight.hidden
    ]
    events = told(seen, {key: reader.sight for key, reader in readers.items()})
    return [event for event in events if event.act]


def entry_told(entry, reader, user, held):
    """The entry as this person reads it: a statement for its mates, and one for each kind of thing they are about."""
    key, sight = entry.stream.key, reader.sight
    is_bare = entry.act in sight.drafting
    is_read = _is_body_read(entry, reader, held)
    silent = entry.act in sight.bare | sight.drafting
    return EntryTold(
        event=told([(key, entry)], {key: sight})[0],
        act_id="" if is_bare else str(entry.act_id),
        prev_hash=entry.prev_hash,
        payload_digest=entry.payload_digest,
        text="" if is_bare else hashed_text(entry.stream.key, entry),
        body=body_of(entry) if is_read else "",
        salt=entry.payload.salt if is_read and body_of(entry) else "",
        from_state="" if silent else state_in_words(key, entry.act, entry.from_state),
        to_state="" if silent else state_in_words(key, entry.act, entry.to_state),
        beside=[] if is_bare else _beside(entry, user, held),
    )
