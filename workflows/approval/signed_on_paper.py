"""What papers signed by hand have in common - decision, letter to the province, minutes: who signed, which scan, which
day. What is recorded, and in which words it is refused, says each topic."""

from datetime import datetime, time
from itertools import chain

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from documents.arrivals.recording import recorded_already
from permissions import access
from permissions.ledger.queries import entries_of
from permissions.people.models import Appointment, Deputising


def moment_of(signed_on, *, now, not_before=None):
    """The moment kept for a signature of which only the day is known: noon of it, not before `not_before` nor after
    now."""
    noon = timezone.make_aware(datetime.combine(signed_on, time(12)))
    return min(max(noon, not_before or noon), now)


def who_wrote(stream, acts):
    """Keys of the actors and principals of these acts on a stream."""
    written = entries_of(stream).filter(act__in=acts)
    return set(chain.from_iterable(written.values_list("actor", "acting_as__user"))) - {None}


def written_on(stream, acts):
    """The day of the last of these acts: before it, a thing read otherwise."""
    return timezone.localdate(entries_of(stream).filter(act__in=acts).last().at)


def signers_on(commune_id, right, day):
    """The capacities in which somebody could sign for the commune on a day: who holds the office, who deputised."""
    offices = access.offices_with(right)
    holders = Appointment.objects.filter(access.in_force(on=day), office__in=offices, unit__commune=commune_id)
    deputies = Deputising.objects.filter(
        access.in_force(on=day),
        access.in_force("appointment__", day),
        appointment__unit__commune=commune_id,
        appointment__office__in=offices,
    )
    return [
        *(access.Capacity(row.user, row) for row in holders.select_related("user").order_by("pk")),
        *(
            access.Capacity(row.deputy, row.appointment, row)
            for row in deputies.select_related("deputy", "appointment__user").order_by("pk")
        ),
    ]


# --- what stands in the way ------------------------------------------------------------------------
def paper_obstacles(arrival, *, commune_id, kind, senders, of_another):
    """Does the signed paper stand in the commune's arrival book, with its scan, and serve nothing else?

    senders: the kinds of units whose paper it may be, beside a paper of no unit. of_another: the sentence where it is
    that of another unit, with %(number)s and %(unit)s.
    """
    if arrival is None or arrival.commune_id != commune_id:
        yield _("Name the signed paper: it gets its number in the arrival book first, with the scan.")
        return
    yield from recorded_already(arrival, kind)
    if arrival.unit is not None and arrival.unit.kind not in senders:
        yield of_another % {"number": arrival, "unit": arrival.unit}


def day_obstacles(signed_on, arrival, *, earliest, too_early):
    """Is there a day, from `earliest` to the arrival of the paper? too_early: the sentence, with %(day)s."""
    if signed_on is None:
        yield _("Give the day on which it was signed.")
    elif signed_on < earliest:
        yield too_early % {"day": _day(earliest)}
    elif arrival is not None and signed_on > arrival.arrived_on:
        said = {"day": _day(arrival.arrived_on)}
        yield _("The signed paper arrived on %(day)s; it cannot have been signed later.") % said


def signer_obstacles(signer, signed_on, *, commune_id, right):
    """Did the signer hold the office on the day of the signature, in the own name or as deputy?"""
    able = [capacity.key for capacity in signers_on(commune_id, right, signed_on)] if signed_on else []
    if signer is None or signer.key not in able:
        yield _("Choose who signed: the chair of the commune, or a deputy who could sign on that day.")


def _day(day):
    return formats.date_format(day, "SHORT_DATE_FORMAT")
