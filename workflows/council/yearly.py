"""A year of the council in figures: meetings, who was there, verdicts by award form, how long dossiers waited.

Only closed meetings count, so nothing of a running vote stands here. A fixed number of statements.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q
from django.utils import timezone

from permissions import access
from workflows.approval.endorsements import endorsements_of
from workflows.council.after_models import NominationDeferral
from workflows.council.models import AgendaItem, Attendance, BallotBox, BallotCast, Meeting, Seat
from workflows.council.states import Channel, ItemVerdict, MeetingState, Presence

_DECIDED = (ItemVerdict.CARRIED, ItemVerdict.REJECTED)


@dataclass(frozen=True, slots=True)
class Attended:
    """A person over the meetings of the year on whose roll they stood."""

    full_name: str
    meetings: int
    present: int
    in_writing: int

    @property
    def absent(self):
        return self.meetings - self.present - self.in_writing


@dataclass(frozen=True, slots=True)
class Decided:
    """An award form over the year: dossiers and nominations, by verdict. days: from appraisal to vote, as they were.

    deferred: dossiers, those too into which single nominations were put off.
    """

    award_form: object
    dossiers: int
    deferred: int
    passed: int
    not_passed: int
    days: tuple

    @property
    def median_days(self):
        """The middle one, of an even number the lower; None where no appraisal is known."""
        return sorted(self.days)[(len(self.days) - 1) // 2] if self.days else None

    @property
    def longest_days(self):
        return max(self.days, default=None)


@dataclass(frozen=True, slots=True)
class Year:
    number: int
    meetings: list
    attended: list
    decided: list


def years_of(user, held):
    """The years in which the council met, the newest first: one statement."""
    rows = _closed(access.visible_to(user, Meeting, acting=held))
    return sorted({found.year for found in rows.datetimes("held_at", "year")}, reverse=True)


def _closed(rows):
    return rows.filter(state=MeetingState.CLOSED)


def year_of(number, user, held):
    """The Year of the meetings that this person may see: seven statements, two more for each generation of splits."""
    first, after = (timezone.make_aware(datetime(each, 1, 1)) for each in (number, number + 1))
    seen = _closed(access.visible_to(user, Meeting, acting=held)).filter(held_at__gte=first, held_at__lt=after)
    meetings = list(seen.annotate(item_count=Count("items")).order_by("held_at", "pk"))
    keys = [meeting.pk for meeting in meetings]
    return Year(number, meetings, _attended(keys), _decided(keys))


# --- who was there -------------------------------------------------------------------------------------
def _attended(meetings):
    """In the order of names; who answered in writing counts for the meetings in which an answer came."""
    presence = dict(
        ((row[0], row[1]), (row[2], row[3]))
        for row in Attendance.objects.filter(meeting__in=meetings).values_list(
            "meeting_id", "person_id", "presence", "arrived_at"
        )
    )
    casts = BallotCast.objects.filter(item__meeting__in=meetings, channel=Channel.WRITTEN)
    wrote = set(casts.values_list("item__meeting_id", "person_id").distinct())
    found, names = defaultdict(Counter), {}
    seats = Seat.objects.filter(meeting__in=meetings, is_voting=True).order_by("person__sort_key", "person_id", "pk")
    for meeting, person, name in seats.values_list("meeting_id", "person_id", "full_name"):
        names[person] = name
        marked, arrived_at = presence.get((meeting, person), (Presence.ABSENT, None))
        there = Presence(marked).is_in_room or arrived_at is not None
        found[person] += Counter(meetings=1, present=there, in_writing=not there and (meeting, person) in wrote)
    return [Attended(names[key], each["meetings"], each["present"], each["in_writing"]) for key, each in found.items()]


# --- what was decided ----------------------------------------------------------------------------------
def _decided(meetings):
    items = list(
        AgendaItem.objects.filter(meeting__in=meetings)
        .select_related("proposal__award_form", "meeting")
        .order_by("proposal__award_form__rank", "proposal__award_form_id", "pk")
    )
    endorsed = endorsements_of({item.pk: (item.proposal, item.meeting.closed_at) for item in items})
    for item in items:
        item.endorsed_at = endorsed[item.pk].at if item.pk in endorsed else None
    last = {"passed__isnull": False, "round": F("item__round")}  # a vote that was repeated counts once
    boxes = BallotBox.objects.filter(item__meeting__in=meetings, item__verdict__in=_DECIDED, **last).order_by()
    counted = {
        row["item__proposal__award_form"]: row
        for row in boxes.values("item__proposal__award_form").annotate(
            passed_count=Count("pk", filter=Q(passed=True)), not_passed_count=Count("pk", filter=Q(passed=False))
        )
    }
    sisters = NominationDeferral.objects.filter(meeting__in=meetings).order_by().values("sister__award_form")
    put_off = dict(sisters.values_list("sister__award_form", Count("sister", distinct=True)))
    by_form = defaultdict(list)
    for item in items:
        by_form[item.proposal.award_form].append(item)
    return [_of_form(form, rows, counted.get(form.pk, {}), put_off.get(form.pk, 0)) for form, rows in by_form.items()]


def _of_form(form, items, counted, put_off):
    voted = [item for item in items if item.verdict != ItemVerdict.DEFERRED]
    return Decided(
        form,
        dossiers=len(items),
        deferred=len(items) - len(voted) + put_off,
        passed=counted.get("passed_count", 0),
        not_passed=counted.get("not_passed_count", 0),
        days=tuple(_days(item) for item in voted if item.endorsed_at),
    )


def _days(item):
    """Calendar days from the endorsement of the appraisal to the closing of the meeting."""
    return (timezone.localdate(item.meeting.closed_at) - timezone.localdate(item.endorsed_at)).days
