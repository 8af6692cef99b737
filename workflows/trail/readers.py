"""Who may read which stream of the evidence, and how."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import CharField, Value

from documents.campaigns.models import Campaign
from documents.catalogue.acts import STREAM as CATALOGUE
from documents.catalogue.models import RuleSet
from documents.proposals.models import Letter, Proposal
from permissions import access
from permissions.ledger.models import Stream
from permissions.people.models import Appointment, Unit, User
from workflows.approval.sight import Sight, sight_of
from workflows.council.models import Meeting
from workflows.decisions.models import Decision
from workflows.decisions.queries import is_inside
from workflows.handoff.models import Transmittal
from workflows.handoff.queries import is_inside as is_inside_letter
from workflows.opinions.models import Opinion
from workflows.revocations.models import Amendment
from workflows.revocations.queries import is_inside as is_inside_amendment

WHOLE = Sight(drafts=True, notes=True, judgements=True, grounds=True, story=True)


@dataclass(frozen=True, slots=True)
class Reader:
    """How a person may read a stream. thing: what the stream is about, where pages show it."""

    commune_id: int | None
    sight: Sight = WHOLE
    thing: object = field(default=None, compare=False)


def _keeps(right):
    """Is it read by who holds this right, or reads the trail, in its commune?"""
    offices = access.offices_with(right) | access.offices_with("ledger.view")
    return lambda thing, held: any(
        c.office in offices and c.commune_id == thing.commune_id for c in access.commune_wide(held)
    )


_THINGS = {
    "letter": Letter,
    "proposal": Proposal,
    "meeting": Meeting,
    "decision": Decision,
    "amendment": Amendment,
    "opinion": Opinion,
    "transmittal": Transmittal,
    "campaign": Campaign,
}
# Read by who works on it, not by everybody who may see it.
_READ_INSIDE = {
    "amendment": is_inside_amendment,
    "decision": is_inside,
    "transmittal": is_inside_letter,
    "campaign": _keeps("campaigns.edit"),
}
_DOSSIERS = frozenset({"letter", "proposal"})
_PEOPLE_ABOVE = "people/installation"
# Every stream of no commune, but that of bulk data.
OF_THE_INSTALLATION = frozenset(
    {CATALOGUE, _PEOPLE_ABOVE, "ledger/addresses", "ledger/checkpoints", "ledger/issuers", "ledger/keys", "demo"}
)


def trail_communes(held):
    """The communes whose trail the person reads as a whole."""
    _units, communes = access.units_and_communes(held, "ledger.view")
    return sorted(communes - {None})


def installation_streams(held):
    """Keys of the streams of no commune that the person reads: who reads the trail of a whole commune does.

    What happened to people above the communes, among them the administrators, is read by the inspector alone. An
    administrator reads none: the evidence is about them.
    """
    offices = {c.office for c in access.commune_wide(held)} & access.offices_with("ledger.view")
    if not offices:
        return frozenset()
    return (
        OF_THE_INSTALLATION if offices & access.offices_with("reads.browse") else OF_THE_INSTALLATION - {_PEOPLE_ABOVE}
    )


def is_trail_read(reader, held):
    """Does the person read the trail of this very thing, or of its commune, as an inspector or a leader does?"""
    if reader.thing is None:
        communes = trail_communes(held)
        return bool(communes) and reader.commune_id in (*communes, None)
    offices = access.offices_with("ledger.view")
    return any(c.office in offices and c.reaches(reader.thing) for c in held)


def _kind_and_code(key):
    kind, _slash, code = key.partition("/")
    return kind, code


def readers_of(streams, user, held):
    """{stream key: Reader} of those of these streams that the person may read; a statement for each kind of thing.

    A dossier's trail is read by who sees the dossier, that of a decision, of a letter to the province or of a campaign
    by who works on it; those of no commune as `installation_streams` says; every other one by who holds `ledger.view`
    in its commune.
    """
    communes, above = trail_communes(held), installation_streams(held)
    asked, found = defaultdict(list), {}
    for stream in streams:
        kind, code = _kind_and_code(stream.key)
        if kind in _THINGS:
            asked[kind].append(code)
        elif stream.commune_id in communes or (stream.commune_id is None and stream.key in above):
            found[stream.key] = Reader(stream.commune_id)
    for kind, codes in asked.items():
        rows = access.visible_to(user, _THINGS[kind], acting=held).filter(code__in=codes)
        for thing in rows.select_related("unit") if kind in _DOSSIERS else rows:
            if kind not in _READ_INSIDE or _READ_INSIDE[kind](thing, held):
                sight = sight_of(thing, held) if kind in _DOSSIERS else WHOLE
                found[f"{kind}/{thing.code}"] = Reader(thing.commune_id, sight, thing)
    return found


def is_trail_page_read(thing, held):
    """May the person, who sees this thing, open the page of its trail? One statement for a person, none else."""
    communes = trail_communes(held)
    if isinstance(thing, RuleSet):
        return bool(communes)
    if isinstance(thing, User):
        return bool(communes) and Appointment.objects.filter(user=thing, unit__commune__in=communes).exists()
    if isinstance(thing, Unit):
        return thing.commune_id in communes
    kind, _code = _kind_and_code(thing.stream)
    if kind in _THINGS:
        return kind not in _READ_INSIDE or _READ_INSIDE[kind](thing, held)
    return thing.commune_id in communes


def reader_of(key, user, held):
    """The Reader of one stream as `readers_of` says, None where the person may not read it."""
    stream = Stream.objects.filter(key=key).first()
    return readers_of([stream], user, held).get(key) if stream else None


def readable(streams, user, held):
    """The keys of those of these streams that a person may read who reads the trail of their commune, and of those of
    the installation: one statement.

    Streams of other communes are none of them, and the sight of a dossier is not asked: that is `sight_over`.
    """
    communes, above = set(trail_communes(held)), installation_streams(held)
    asked, found = defaultdict(list), set()
    for stream in streams:
        kind, code = _kind_and_code(stream.key)
        if stream.commune_id in communes and kind in _THINGS:
            asked[kind].append(code)
        elif stream.commune_id in communes or (stream.commune_id is None and stream.key in above):
            found.add(stream.key)
    seen = [
        access.visible_to(user, _THINGS[kind], acting=held)
        .filter(code__in=codes, commune__in=communes)
        .order_by()
        .annotate(of_kind=Value(kind, CharField()))
        .values_list("of_kind", "code")
        for kind, codes in sorted(asked.items())
    ]
    if seen:
        found |= {f"{kind}/{code}" for kind, code in seen[0].union(*seen[1:])}
    return found
