"""Who stands aside from the vote on which nomination, and why. Entering and taking back is in aside_services.

What is noted counts. Where the council's regulation has the head and clerk of the proposing unit stand aside, it is
shown as long as the vote is prepared and noted for good when it is opened.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from permissions import access
from permissions.ledger import tracked
from permissions.people.models import Appointment
from permissions.roles import Office
from workflows.council.states import RecusalKind, VoteState
from workflows.council.vote_models import Recusal

OF_THE_UNIT = (Office.UNIT_HEAD, Office.UNIT_CLERK)


@dataclass(frozen=True, slots=True)
class Aside:
    """A member without a ballot on a nomination. recusal_id: None where only the regulation says so yet.

    noted_by: name of who entered it; empty where the regulation itself does.
    """

    kind: str
    reason: str = ""
    recusal_id: int | None = None
    noted_by: str = ""

    @property
    def words(self):
        """The relation and, where there is one, the reason: for the minutes."""
        label = RecusalKind(self.kind).label
        return f"{label} ({self.reason})" if self.reason else str(label)

    @property
    def sentence(self):
        """For the member."""
        return _("You stand aside from this vote: %(why)s.") % {"why": self.words}


def asides_of(room):
    """{nomination id: {person id: Aside}} of a meeting; two statements, one more where the regulation asks for it."""
    found = {row.pk: {} for rows in room.nominations.values() for row in rows}
    for row in Recusal.objects.filter(meeting=room.meeting).select_related("entered_by"):
        by = row.entered_by.full_name if row.entered_by else ""
        found.setdefault(row.nomination_id, {})[row.person_id] = Aside(row.kind, row.reason, row.pk, by)
    prepared = [item for item in room.items if item.state == VoteState.PREPARED]
    for item, person_id in by_the_regulation(room, prepared):
        for row in room.nominations[item.pk]:
            found[row.pk].setdefault(person_id, Aside(RecusalKind.UNIT))
    return found


def by_the_regulation(room, items):
    """[(item, person id)]: members who head the proposing unit of an item or are its clerk; one statement."""
    if not room.meeting.council.unit_stands_aside or not items:
        return []
    units = {item.proposal.unit_id for item in items}
    rows = Appointment.objects.filter(access.in_force(on=room.day), office__in=OF_THE_UNIT, unit_id__in=units)
    held = sorted(set(rows.values_list("unit_id", "user_id")))
    return [
        (item, person_id)
        for item in items
        for unit_id, person_id in held
        if unit_id == item.proposal.unit_id and person_id in room.voting
    ]


def namesakes_among(room, item):
    """[(member, nomination)]: members who bear a nominee's name and do not stand aside. Accents count."""
    named = {}
    for member in room.voting.values():
        named.setdefault(member.full_name.casefold(), []).append(member)
    return [
        (member, row)
        for row in room.nominations[item.pk]
        for member in named.get(row.full_name.casefold(), ())
        if member.person.pk not in room.aside_from(row.pk)
    ]


def asides_in_order(room, item):
    """[(member, [nominations], Aside)]: who stands aside from what of an item and why, in the order of the roll."""
    found = {}
    for row in room.nominations[item.pk]:
        for pk, aside in room.aside[row.pk].items():
            if pk in room.voting:
                found.setdefault((pk, aside.words), (aside, []))[1].append(row)
    places = {pk: place for place, pk in enumerate(room.voting)}
    in_order = sorted(found.items(), key=lambda entry: places[entry[0][0]])
    return [(room.voting[pk], rows, aside) for (pk, _words), (aside, rows) in in_order]


def noted(room, nomination):
    """Ids of those who are noted as standing aside from a nomination."""
    return {pk for pk, aside in room.aside[nomination.pk].items() if aside.recusal_id}


def note_by_the_regulation(room, item, *, by):
    """Note who stands aside by the council's regulation when the vote is opened; returns the history, for its entry."""
    people = [person_id for _item, person_id in by_the_regulation(room, [item])]
    rows = [
        Recusal(meeting=room.meeting, nomination=row, person_id=person_id, kind=RecusalKind.UNIT)
        for row in room.nominations[item.pk]
        for person_id in people
        if person_id not in noted(room, row)
    ]
    return tracked.add_many(rows, by=by) if rows else []
