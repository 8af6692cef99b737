"""The journal of a commune, or of what belongs to none: every act on every stream its reader may read, newest first.

It never tells more than the trail of the thing itself: acts of which a reader is told nothing, or only that the unit
was drafting, are left out; what a reader is told barely is told barely; streams of things the reader does not see are
left out. Reasons and texts are not searched: part of them is kept from part of the readers. Names and titles of
dossiers are.
"""

from dataclasses import dataclass
from datetime import timedelta

from documents.proposals.models import Proposal
from permissions import access
from permissions.days import begin_of
from permissions.keyset import page_both_ways, with_words
from permissions.ledger import acts
from permissions.ledger.models import LedgerEntry
from permissions.ledger.queries import with_people
from permissions.ledger.renamed import acts_ever
from permissions.people.models import Appointment
from workflows.approval.sight import sight_over
from workflows.trail.kinds import acts_of
from workflows.trail.queries import told
from workflows.trail.readers import installation_streams, readable

PAGE = 25
ORDER = ["-at", "-pk"]
DOSSIERS_FOUND = 50  # of which the acts are shown where words are looked for
_KINDS_WITH_CODES = ("proposal", "letter", "meeting", "decision", "transmittal", "opinion", "campaign", "people")


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """What the journal is narrowed to. commune_id: None for the installation, that is what belongs to no commune.

    act, kind: names; person, unit: keys; first, last: days.
    """

    commune_id: int | None
    q: str = ""
    kind: str = ""
    act: str = ""
    person: int | None = None
    unit: int | None = None
    first: object = None
    last: object = None


def acts_shown(commune_id, held):
    """The acts of which the journal tells this person anything."""
    sight = sight_over(commune_id, held)
    return acts.declared() - sight.hidden - sight.drafting


def _streams_with(text, commune_id, user, held):
    """Keys of the streams of the thing of this code, and of the dossiers in which every word occurs; one statement."""
    code = text.strip()
    if commune_id is None:
        return {key for key in installation_streams(held) if code.lower() in key}
    dossiers = access.visible_to(user, Proposal, acting=held).filter(commune=commune_id)
    found = with_words(dossiers, text).order_by("-pk").values_list("code", flat=True)[:DOSSIERS_FOUND]
    exact = [f"{kind}/{code.upper()}" for kind in _KINDS_WITH_CODES]
    return {*exact, *(f"proposal/{each}" for each in found)}


def _entries(narrowed, user, held):
    """The entries asked for, by the index that begins with what narrows them most."""
    rows = LedgerEntry.objects.order_by()
    shown = acts_shown(narrowed.commune_id, held)
    if narrowed.q:
        rows = rows.filter(stream__key__in=_streams_with(narrowed.q, narrowed.commune_id, user, held))
    if narrowed.unit:
        rows = rows.filter(acting_as__in=Appointment.objects.filter(unit=narrowed.unit).order_by().values("pk"))
    if narrowed.person:
        rows = rows.filter(actor=narrowed.person)
    if narrowed.first:
        rows = rows.filter(at__gte=begin_of(narrowed.first))
    if narrowed.last:
        rows = rows.filter(at__lt=begin_of(narrowed.last + timedelta(days=1)))
    asked = {narrowed.act} if narrowed.act else set(acts_of(narrowed.kind)) if narrowed.kind else None
    if asked is None:
        rows = rows.exclude(act__in=sorted(acts_ever(acts.declared() - shown)))
    else:
        rows = rows.filter(act__in=sorted(acts_ever(asked & shown)))
    # Of this commune alone but for a code: what is not is left out of what is told.
    if narrowed.commune_id and (narrowed.q or narrowed.unit):
        return rows
    if narrowed.person:  # by the stream: asked of the entry, it would lure SQLite away from the index of the person
        return rows.filter(stream__commune=narrowed.commune_id)
    return rows.filter(commune=narrowed.commune_id)


def _told(entries, narrowed, user, held):
    """Events of the entries whose stream this person may read: two statements, and the names of things pointed at."""
    # A code may name a thing of another commune of this reader, who reads it there with other eyes.
    own = [entry for entry in entries if entry.stream.commune_id == narrowed.commune_id]
    seen = readable({entry.stream.key: entry.stream for entry in own}.values(), user, held)
    sight = sight_over(narrowed.commune_id, held)
    pairs = [(entry.stream.key, entry) for entry in own if entry.stream.key in seen]
    return told(pairs, dict.fromkeys(seen, sight))


def journal(narrowed, user, held, *, after="", before="", size=PAGE):
    """A page of the journal as Events, with the cursors of the pages ahead and behind.

    A page shows fewer than `size` where some of its entries are not for this reader.
    Raises ValidationError for a cursor of another list.
    """
    keys, ahead, behind = page_both_ways(
        _entries(narrowed, user, held).only("at"), ORDER, size, after=after, before=before
    )
    rows = with_people(LedgerEntry.objects.filter(pk__in=[key.pk for key in keys])).order_by(*ORDER)
    return _told(list(rows), narrowed, user, held), ahead, behind


def journal_rows(narrowed, user, held, limit):
    """The newest entries for a file, at most so many, as Events."""
    keys = _entries(narrowed, user, held).order_by(*ORDER).values("pk")[:limit]
    rows = with_people(LedgerEntry.objects.filter(pk__in=keys)).order_by(*ORDER)
    return _told(list(rows), narrowed, user, held)
