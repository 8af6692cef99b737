"""Addresses for the signing program of an officer's computer: short-lived, of one paper, good for one signed file.

The program brings no session. What stands in the address is signed by us and names the paper, the officer and one use.
"""

import secrets
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from documents.printing.models import Issued
from documents.signatures import signable
from documents.signatures.kinds import Door
from documents.signatures.models import SigningAddress
from documents.signatures.services import add_signed_file
from permissions import access
from permissions.people.models import User
from permissions.refusals import NotNow, NotYou

_SALT = "documents.signatures.addresses"


@dataclass(frozen=True, slots=True)
class Opened:
    """What an address stands for."""

    issued: Issued
    thing: object
    person: User
    acting_as: str
    nonce: str


def make_address(*, issued, person, acting_as=""):
    """The part of both addresses that nobody else can make. Raises NotYou, NotNow (no more signatures)."""
    kind = signable.kind_of(issued)
    thing = signable.thing_of(issued, person, access.capacities(person))
    capacity = signable.require(person, thing, kind.offices, acting_as)
    if not kind.is_open(thing, issued):
        raise NotNow(_("This paper takes no more signatures."), code="not_open")
    said = {"paper": issued.pk, "person": person.pk, "as": capacity.key, "nonce": secrets.token_urlsafe(32)}
    return signing.dumps(said, salt=_SALT)


def open_address(token):
    """What the address stands for, while it is good.

    Raises NotNow: not made here, too old, used already. Raises NotYou where the officer may no longer bring it in.
    """
    try:
        said = signing.loads(token, salt=_SALT, max_age=settings.SIGNING_ADDRESS_MINUTES * 60)
    except signing.SignatureExpired:
        raise NotNow(_("This signing address is too old. Begin the signing anew."), code="address_expired") from None
    except signing.BadSignature:
        raise NotNow(_("This signing address was not made here."), code="address_unknown") from None
    if SigningAddress.objects.filter(nonce=said["nonce"]).exists():
        raise _used()
    person = User.objects.filter(pk=said["person"], is_active=True).first()
    issued = Issued.objects.select_related("blob", "commune").get(pk=said["paper"])
    if person is None:
        raise NotYou(_("This signing address was not made here."))
    try:
        thing = signable.thing_of(issued, person, access.capacities(person))
    except LookupError:
        raise NotYou(_("This signing address was not made here.")) from None
    return Opened(issued, thing, person, said["as"], said["nonce"])


@transaction.atomic
def take_posted(*, token, upload, now=None):
    """Take in the file that the signing program posts, as any upload; the address is used up. Returns the SignedFile.

    Raises as `open_address` and `add_signed_file`.
    """
    now, opened = now or timezone.now(), open_address(token)
    Issued.objects.select_for_update(of=("self",)).get(pk=opened.issued.pk)  # two posts at once take their turns
    if SigningAddress.objects.filter(nonce=opened.nonce).exists():
        raise _used()
    SigningAddress.objects.create(issued=opened.issued, nonce=opened.nonce, used_by=opened.person, used_at=now)
    return add_signed_file(
        issued=opened.issued,
        thing=opened.thing,
        upload=upload,
        by=opened.person,
        door=Door.SERVICE,
        acting_as=opened.acting_as,
        now=now,
    )


def _used():
    return NotNow(_("This signing address was used already. Begin the signing anew."), code="address_used")
