"""Carrying packages: queued in the act that sends them, carried by the clock, tried again, told in the trail."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from permissions import access
from permissions.ledger import acts
from permissions.ledger.queries import last_act
from permissions.ledger.races import lost_race
from permissions.ledger.services import Line, record
from permissions.refusals import NotNow
from permissions.timed import timed
from workflows.handoff.carriage_models import Carriage
from workflows.handoff.carriers import CARRIERS
from workflows.handoff.models import Transmittal
from workflows.notices.posting import post_due
from workflows.notices.states import MailState

acts.declare(
    {
        "transmittal.carried": gettext_lazy("carried the package to the province"),
        "transmittal.carry_again": gettext_lazy("had a package carried again"),
    }
)


def queue(sending, now):
    """Have every carrier that is on take the package; inside the transaction of the sending."""
    Carriage.objects.bulk_create(
        Carriage(sending=sending, carrier=name, due_at=now) for name, carrier in CARRIERS.items() if carrier.is_on
    )


@dataclass(frozen=True, slots=True)
class _Errand:
    """One carriage as `post_due` sends it."""

    carriage: Carriage

    def send(self):
        """Raises OSError where the package did not arrive."""
        sending, name = self.carriage.sending, self.carriage.carrier
        receipt = CARRIERS[name].carry(sending)
        letter = sending.transmittal
        body = {"sending": sending.number, "carrier": name, "receipt": receipt, "package_sha256": sending.sha256}
        with transaction.atomic():
            line = Line(stream=letter.stream, act="transmittal.carried", body=body)
            record([line], commune_id=letter.commune_id, by=None, acting_as=None)


def _errand_if_on(carriage):
    """None where the carrier was switched off meanwhile."""
    return _Errand(carriage) if CARRIERS[carriage.carrier].is_on else None


@timed
def carry_packages(now):
    """Carry the packages that are due; returns how many arrived."""
    rows = Carriage.objects.select_related("sending__transmittal", "sending__package")
    return post_due(rows, _errand_if_on, now)


@transaction.atomic
def carry_again(*, carriage, row_version, by, acting_as="", now=None):
    """Have a package carried again that did not arrive. Raises NotYou, LostRace, NotNow while it is on its way."""
    now = now or timezone.now()
    letter = Transmittal.objects.select_for_update(of=("self",)).get(sendings__carriages=carriage.pk)
    capacity = access.require(by, "transmittals.forward", letter, acting_as=acting_as)
    row = Carriage.objects.select_for_update(of=("self",)).select_related("sending").get(pk=carriage.pk)
    if str(row_version) != str(row.row_version):
        last = last_act(letter.stream)
        raise lost_race(_("the package"), by=last and last.actor, at=last and last.at)
    if row.is_on_its_way:
        raise NotNow(_("The package is on its way; wait for what comes of it."), code="on_its_way")
    row.state, row.due_at, row.tries, row.fault = MailState.WAITING, now, 0, ""
    row.row_version += 1
    row.save(update_fields=["state", "due_at", "tries", "fault", "row_version"])
    body = {"sending": row.sending.number, "carrier": row.carrier}
    line = Line(stream=letter.stream, act="transmittal.carry_again", body=body)
    record([line], commune_id=letter.commune_id, by=by, acting_as=capacity, at=now)
    return row
