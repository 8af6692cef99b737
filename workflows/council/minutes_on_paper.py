"""Minutes whose signatures were given on paper: recorded from the scan in the arrival book.

Who says that others have signed is none of them, did not write the minutes and did not register the paper. The records
clerk, the reviewer and the head of office may, so that a commune with a single records clerk is not held up.
"""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.arrivals.kinds import RecordedAs
from documents.arrivals.recording import locked, take, who_registered
from permissions import access
from permissions.ledger import acts
from permissions.ledger.races import check_row_version
from permissions.people.models import Appointment
from permissions.people.units import UnitKind
from permissions.refusals import NotNow, NotYou
from permissions.roles import Office
from workflows.approval import signed_on_paper, telling
from workflows.council.desks import place_meeting
from workflows.council.models import Meeting
from workflows.council.papers import keep_minutes
from workflows.council.services import finish, lock_meeting
from workflows.council.states import MeetingState

acts.declare({"meeting.minutes_recorded": gettext_lazy("recorded the minutes signed on paper")})
# Papers of these units, and of nobody's, may hold what the council signed.
_SENDERS = frozenset({UnitKind.COUNCIL, UnitKind.CULTURE_OFFICE, UnitKind.COMMUNE})


def awaiting_signatures(commune_id):
    """The closed meetings of a commune whose minutes not both have signed, the oldest first."""
    rows = Meeting.objects.filter(commune_id=commune_id, state=MeetingState.CLOSED, minutes_signed_at=None)
    return rows.select_related("council").order_by("held_at", "pk")


def able_to_sign(commune_id, office, day):
    """The appointments in which somebody could sign minutes on a day as secretary or as chair of the council."""
    holds = Q(office=office)
    if office == Office.COUNCIL_CHAIR:  # or who presided instead, of one of the meetings that wait
        presided = awaiting_signatures(commune_id).exclude(presided_by=None).order_by()
        holds |= Q(office=Office.COUNCIL_MEMBER, user__in=presided.values("presided_by"))
    rows = Appointment.objects.filter(holds, access.in_force(on=day), unit__commune=commune_id)
    return rows.select_related("user", "unit").order_by("pk")


@transaction.atomic
def record_signed_minutes(
    *, meeting, row_version, by, arrival=None, secretary=None, chair=None, signed_on=None, acting_as="", now=None
):
    """Record that secretary and chair signed the minutes on paper: the same as if both had signed here.

    arrival: the scan in the arrival book. secretary, chair: the Appointments in which they signed. Raises NotYou (who
    wrote, signed or registered them), NotNow with every obstacle, LostRace.
    """
    now, arrival = now or timezone.now(), locked(arrival)
    meeting = lock_meeting(meeting)
    check_row_version(meeting, row_version, _("the minutes"))
    capacity = access.require(by, "meetings.record_minutes", meeting, acting_as=acting_as)
    _refuse_recorder(meeting, arrival, [row for row in (secretary, chair) if row], capacity)
    if told := [*_paper_obstacles(meeting, arrival), *_obstacles(meeting, arrival, secretary, chair, signed_on)]:
        raise NotNow(*told)
    at = signed_on_paper.moment_of(signed_on, now=now, not_before=meeting.closed_at)
    meeting.secretary_signed_by, meeting.secretary_signed_at = secretary.user, at
    meeting.chair_signed_by, meeting.chair_signed_at = chair.user, at
    meeting.minutes_signed_at, meeting.minutes_paper = at, arrival
    kept = keep_minutes(meeting, by=by)
    signers = f"{secretary.user.full_name}, {chair.user.full_name}"
    body = {**kept, "signed_on": signed_on.isoformat()}
    body |= take(arrival, kind=RecordedAs.MINUTES, code=meeting.code, recorded_for=signers, by=by, now=now)
    place_meeting(meeting, None, meeting.state)
    telling.moved_on([meeting], "meeting", by=by, now=now)
    return finish(meeting, "meeting.minutes_recorded", body, by=by, capacity=capacity, now=now)


def _refuse_recorder(meeting, arrival, signers, capacity):
    """Raises NotYou for who wrote, signed or registered what is recorded; actors and principals count."""
    wrote = signed_on_paper.who_wrote(meeting.stream, ["meeting.minutes_written"])
    told = []
    if capacity.persons & (wrote | {row.user_id for row in signers}):
        told.append(_("Who wrote or signed the minutes may not record the signatures; another person must."))
    if arrival is not None and capacity.persons & who_registered(arrival):
        told.append(_("Who registered the paper may not record its signatures; another person must."))
    if told:
        raise NotYou(*told)


def _paper_obstacles(meeting, arrival):
    return signed_on_paper.paper_obstacles(
        arrival,
        commune_id=meeting.commune_id,
        kind=RecordedAs.MINUTES,
        senders=_SENDERS,
        of_another=_("Paper %(number)s came from %(unit)s; it does not hold the minutes of the council."),
    )


def _obstacles(meeting, arrival, secretary, chair, signed_on):
    if meeting.state != MeetingState.CLOSED:
        yield _("The minutes are signed when the meeting is closed.")
        return
    if meeting.minutes_signed_at:
        yield _("Both have signed these minutes already.")
        return
    yield from signed_on_paper.day_obstacles(
        signed_on,
        arrival,
        earliest=timezone.localdate(meeting.closed_at),
        too_early=_("The meeting was closed on %(day)s; its minutes cannot have been signed before."),
    )
    offices = ((Office.COUNCIL_SECRETARY, secretary), (Office.COUNCIL_CHAIR, chair))
    for office, row in offices:
        if row is None or row not in able_to_sign(meeting.commune_id, office, signed_on or timezone.localdate()):
            yield _("Choose who signed as “%(office)s” and held this office on that day.") % {"office": office.label}
    if chair and not _presided(meeting, chair):
        yield _("Who presided over the meeting signs its minutes; choose that person.")
    if secretary and chair and secretary.user_id == chair.user_id:
        yield _("Secretary and chair must be two different people.")
    signed_here = {meeting.secretary_signed_by_id: secretary, meeting.chair_signed_by_id: chair}
    for person_id, row in signed_here.items():
        if person_id and row and row.user_id != person_id:
            yield _("Somebody else has signed the minutes here in this office; the paper must bear that signature.")


def _presided(meeting, row):
    if meeting.presided_by_id:
        return row.user_id == meeting.presided_by_id
    return row.office == Office.COUNCIL_CHAIR
