"""The deeds on the addresses to which checkpoints are mailed: each leaves an entry."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from permissions import access
from permissions.ledger import acts, tracked
from permissions.ledger.races import check_row_version
from permissions.ledger.services import Line, record
from permissions.refusals import NotNow
from permissions.vietnamese import clean_line
from workflows.seals.models import SealAddress

STREAM = "ledger/addresses"
RIGHT = "mailings.manage"
acts.declare(
    {
        "seal_address.added": gettext_lazy("added an address to which checkpoints are mailed"),
        "seal_address.ended": gettext_lazy("ended the mailing of checkpoints to an address"),
    }
)


def _record(act, address, kept, by, capacity):
    body = {"name": address.name, "email": address.email, "history": [kept]}
    record([Line(stream=STREAM, act=act, body=body)], commune_id=None, by=by, acting_as=capacity)


@transaction.atomic
def add_address(*, name, email, by, acting_as=""):
    """Mail every checkpoint from the next one on to this address; returns its row. Raises NotYou, ValidationError."""
    capacity = access.require(by, RIGHT, acting_as=acting_as)
    address = SealAddress(name=clean_line(name), email=clean_line(email).lower())
    address.full_clean()
    _record("seal_address.added", address, tracked.save(address, by=by), by, capacity)
    return address


@transaction.atomic
def end_address(*, address, row_version, by, acting_as=""):
    """Mail no more to this address; what was mailed stays listed. Raises NotYou, LostRace, NotNow."""
    capacity = access.require(by, RIGHT, acting_as=acting_as)
    address = SealAddress.objects.select_for_update(of=("self",)).get(pk=address.pk)
    check_row_version(address, row_version, address)
    if address.ended_at is not None:
        raise NotNow(_("Nothing is mailed to this address any more."))
    address.ended_at = timezone.now()
    address.row_version += 1
    _record("seal_address.ended", address, tracked.save(address, by=by), by, capacity)
    return address
