"""Which arrivals a person may see."""

from django.db.models import Q

from documents.arrivals.models import Arrival
from documents.numbers.kinds import RegisterKind
from documents.numbers.models import Register
from permissions import access


def _of_the_commune(held):
    _units, communes = access.units_and_communes(held, "arrivals.view")
    return Q(commune_id__in=communes) if communes else None


access.register_visibility(Arrival, _of_the_commune)


def arrivals_seen(user, held):
    """The arrivals of the communes whose book the person reads, with what a list says of them."""
    seen = access.visible_to(user, Arrival, acting=held)
    return seen.select_related("commune", "unit", "scan", "registered_by", "recording")


def register_of(commune, year):
    """The year's register of arrivals as it is, or as it would begin (not saved)."""
    kind = RegisterKind.ARRIVAL
    found = Register.objects.filter(commune=commune, kind=kind, year=year).first()
    if found is not None:
        return found
    before = Register.objects.filter(commune=commune, kind=kind, year__lt=year).order_by("-year").first()
    return Register(commune=commune, kind=kind, year=year, **({"mode": before.mode} if before else {}))
