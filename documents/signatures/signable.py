"""Which kept papers may get digital signatures: each topic that issues such papers says whose, once."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from permissions import access
from permissions.refusals import NotYou

RIGHT = "signatures.add"
_kinds = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Signable:
    """find(user, held, issued): the thing the paper belongs to, None where this person may not have the paper.

    places: whose signature it bears, or who brings it in: {office: name of its field on the paper}. page: name of its
    address, by its code. is_open(thing, issued): may the paper still get a signature? signer(thing, office): key of the
    person whose name the paper bears in that place, None where it bears none.
    """

    find: Callable
    places: dict
    page: str
    is_open: Callable
    signer: Callable = lambda thing, office: None

    @property
    def offices(self):
        return self.places.keys()


def register(kind, signable):
    """Papers of this PaperKind may get digital signatures."""
    _kinds[str(kind)] = signable


def kind_of(issued):
    """The Signable of a kept paper. Raises LookupError for a paper that is not signed digitally."""
    return _kinds[issued.kind]


def thing_of(issued, user, held):
    """The thing a paper belongs to. Raises LookupError where this person may not see the paper."""
    thing = kind_of(issued).find(user, held, issued)
    if thing is None:
        raise LookupError(issued.pk)
    return thing


def able(user, thing, offices, acting_as=""):
    """The capacities in which somebody may bring in signatures of a thing."""
    found = access.capacities_for(user, RIGHT, thing)
    return [c for c in found if c.office in offices and acting_as in ("", c.key)]


def require(user, thing, offices, acting_as=""):
    """The capacity in which somebody brings in a signature. Raises NotYou."""
    found = able(user, thing, offices, acting_as)
    if found:
        return found[0]
    capacity = access.require(user, RIGHT, thing, acting_as=acting_as)
    if capacity.office in offices:
        return capacity
    raise NotYou(_("This paper bears no signature of your office."))
