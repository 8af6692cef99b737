"""Changes of who sits on a council: one decision, one act, however many come and leave."""

from django.db import transaction
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from permissions import access
from permissions.ledger import acts, tracked
from permissions.ledger.races import check_row_version
from permissions.ledger.services import Line, record
from permissions.people import seating
from permissions.refusals import ValidationError
from permissions.vietnamese import clean_line
from workflows.council.membership import day_before, office_of, seats_on
from workflows.council.membership_models import CouncilChange, CouncilSeat
from workflows.council.models import Council
from workflows.council.states import SeatRole

acts.declare({"council.members_changed": gettext_lazy("changed the members of the council")})
_ONE_ALONE = (SeatRole.CHAIR, SeatRole.STANDING_VICE_CHAIR)


def basis_of(change):
    """How an appointment names the decision: "Quyết định 15/QĐ-UBND ngày 05/01/2026"."""
    return f"Quyết định {change.decision_number} ngày {change.decided_on:%d/%m/%Y}"[:200]


@transaction.atomic
def change_members(*, council, row_version, values, leaving, joining, by, acting_as="", now=None):
    """Keep a decision that changes the council: who leaves the day before it is in force, and who comes as what.

    values: decision_number, decided_on, from_on, words. leaving: keys of appointments. joining: [{"user": User,
    "role": SeatRole, "title": on papers}]; who changes role leaves and joins. Returns the CouncilChange.
    Raises NotYou (not an administrator; nobody appoints themselves), LostRace, ValidationError per field.
    """
    now = now or timezone.now()
    council = Council.objects.select_for_update(of=("self",)).select_related("unit__commune").get(pk=council.pk)
    capacity = access.require(by, "people.edit", council.unit, acting_as=acting_as)
    check_row_version(council, row_version, _("the members of the council"))
    change = _checked(council, values, leaving, joining)
    change.made_by, change.made_at = by, now
    before = seats_on(council, change.from_on)
    gone = [row for row in before if row.pk in set(leaving)]
    _refuse_leaving(gone, leaving, change.from_on)
    _refuse_joining([row for row in before if row not in gone], joining)
    change.save(force_insert=True)
    kept = _leave(council, gone, change, by) + _join(council, joining, change, capacity, by)
    council.row_version += 1
    kept.append(tracked.save(council, by=by))
    body = {
        "unit": council.unit.name,
        "number": change.decision_number,
        "issued_on": change.decided_on.isoformat(),
        "summary": change.words,
        "came": [{"name": each["user"].full_name, "role": str(each["role"])} for each in joining],
        "left": [{"name": row.user.full_name, "role": str(row.role)} for row in gone],
        "history": kept,
    }
    line = Line(stream=f"people/{council.unit.commune.code}", act="council.members_changed", body=body)
    record([line], commune_id=council.commune_id, by=by, acting_as=capacity, at=now)
    return change


# --- what a decision must say --------------------------------------------------------------------------
def _checked(council, values, leaving, joining):
    change = CouncilChange(
        council=council,
        decision_number=clean_line(values["decision_number"]),
        decided_on=values["decided_on"],
        from_on=values["from_on"],
        words=clean_line(values.get("words") or ""),
    )
    change.clean_fields(exclude=["made_by", "made_at", "council"])
    faults = {}
    if change.from_on < change.decided_on:
        faults["from_on"] = _("It cannot be in force before the day of the decision.")
    elif change.from_on < council.term_from or (council.term_to and change.from_on > council.term_to):
        faults["from_on"] = _("The term of the council does not cover this day.")
    elif (last := council.changes.first()) and change.from_on < last.from_on:
        told = _("Decision %(number)s is in force from %(day)s; a later one cannot take effect before it.")
        day = formats.date_format(last.from_on, "SHORT_DATE_FORMAT")
        faults["from_on"] = told % {"number": last.decision_number, "day": day}
    if council.changes.filter(decision_number=change.decision_number, decided_on=change.decided_on).exists():
        faults["decision_number"] = _("This decision is entered already.")
    if not leaving and not joining:
        faults[None] = _("Say who leaves or who comes.")
    if faults:
        raise ValidationError({key or "__all__": told for key, told in faults.items()})
    return change


def _refuse_leaving(gone, leaving, from_on):
    if len(gone) != len(set(leaving)):
        raise ValidationError(_("Somebody who is to leave does not sit on the council on that day."))
    for row in gone:
        if row.from_on >= from_on:
            told = _("%(person)s sits on the council only from %(day)s; the change must be in force later.")
            day = formats.date_format(row.from_on, "SHORT_DATE_FORMAT")
            raise ValidationError({"from_on": told % {"person": row.user, "day": day}})


def _refuse_joining(staying, joining):
    there = {row.user_id for row in staying}
    coming = [each["user"].pk for each in joining]
    for each in joining:
        if each["user"].pk in there:
            raise ValidationError(_("%(person)s sits on the council already.") % {"person": each["user"]})
        if coming.count(each["user"].pk) > 1:
            raise ValidationError(_("%(person)s cannot come twice.") % {"person": each["user"]})
    roles = [row.role for row in staying] + [each["role"] for each in joining]
    for role in _ONE_ALONE:
        if roles.count(role) > 1:
            raise ValidationError(_("A council has one “%(role)s” only.") % {"role": SeatRole(role).label})


# --- the rows ------------------------------------------------------------------------------------------
def _leave(council, gone, change, by):
    kept = []
    for row in gone:
        kept.append(seating.end_seat(row, to_on=day_before(change.from_on), by=by))
        seat = CouncilSeat.objects.filter(appointment=row).first()
        if seat is not None:
            seat.left_by = change
            kept.append(tracked.save(seat, by=by))
    return kept


def _join(council, joining, change, capacity, by):
    kept = []
    for each in joining:
        row, reference = seating.seat(
            user=each["user"],
            unit=council.unit,
            office=office_of(each["role"]),
            title=each.get("title", ""),
            basis=basis_of(change),
            from_on=change.from_on,
            capacity=capacity,
            by=by,
        )
        seat = CouncilSeat(council=council, appointment=row, role=each["role"], came_by=change)
        kept += [reference, tracked.save(seat, by=by)]
    return kept
