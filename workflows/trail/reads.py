"""Who opened, took out or tried what: records of access of one thing, and of a commune for its inspector."""

from django.db import connection
from django.db.models import Q

from documents.proposals.models import Letter, Proposal
from permissions import access
from permissions.ledger.models import AccessRecord
from permissions.people.models import Unit
from permissions.people.units import UnitKind
from permissions.vietnamese import search_words
from workflows.trail.reads_words import KINDS

ORDER = ("-at", "-pk")


def _of_the_commune(held):
    _units, communes = access.units_and_communes(held, "reads.browse")
    return Q(commune_id__in=communes) if communes else None


access.register_visibility(AccessRecord, _of_the_commune)


def of_things(keys):
    """Q of the records of these things: of the thing itself, and of its papers and parts (after "/", " " or "?")."""
    found = Q(what__in=keys)
    for key in keys:
        for end, beyond in (("/", "0"), (" ", "!"), ("?", "@")):
            parts = Q(what__startswith=key + end)
            if connection.vendor == "sqlite":  # bytes in order, so that the index is used; LIKE does not there
                parts &= Q(what__gte=key + end, what__lt=key + beyond)
            found |= parts
    return found


def reads_of(thing, user, held):
    """Records of a dossier with its letter, or of a letter; the newest first.

    The letter counts with the dossier where the person sees it too.
    """
    keys = [thing.stream]
    if isinstance(thing, Proposal):
        letters = access.visible_to(user, Letter, acting=held).filter(pk=thing.letter_id)
        keys += [f"letter/{code}" for code in letters.values_list("code", flat=True)]
    return _with_person(AccessRecord.objects.filter(of_things(keys)))


def are_read_above(held):
    """Does the person read records of no commune: of administrators, of the province, of names that nobody has?

    An inspector appointed above the communes does, and one who inspects every commune there is: those of one commune
    among several have no business with them. An administrator never does, for they are about administrators; what a
    person of a commune did, or failed to, stands in that commune. At most one statement.
    """
    _units, communes = access.units_and_communes(held, "reads.browse")
    if not communes or None in communes:
        return bool(communes)
    return not Unit.objects.filter(kind=UnitKind.COMMUNE, is_active=True).exclude(pk__in=communes).exists()


def _above(held):
    return AccessRecord.objects.filter(commune=None) if are_read_above(held) else AccessRecord.objects.none()


def reads_seen(user, held, *, is_above=False, kind="", person="", code="", from_on=None, to_on=None):
    """Records of the communes whose mandate covers them as a whole, or of none, narrowed. person: words of the name."""
    rows = _above(held) if is_above else access.visible_to(user, AccessRecord, acting=held)
    if kind:
        rows = rows.filter(kind=kind)
    if code:
        rows = rows.filter(of_things([f"{one}/{code}" for one in KINDS]))
    if from_on:
        rows = rows.filter(at__date__gte=from_on)
    if to_on:
        rows = rows.filter(at__date__lte=to_on)
    for word in search_words(person):
        rows = rows.filter(person__search_key__contains=word)
    return _with_person(rows)


def _with_person(rows):
    return rows.select_related("person").order_by(*ORDER)
