"""Decisions that change who sits on a council: one act, rows with their days, and every refusal."""

from datetime import date

import pytest
from django.utils import timezone

from permissions.ledger.models import LedgerEntry
from permissions.ledger.verify import verify
from permissions.people.models import Appointment
from permissions.refusals import LostRace, NotYou, ValidationError
from tests.conftest import make_person, no_history
from workflows.council import membership, membership_services
from workflows.council.states import SeatRole

pytestmark = pytest.mark.django_db
DAY = date(2026, 12, 1)


def new_person(username, full_name):
    """Somebody with an account, made by no act."""
    with no_history():
        return make_person(username, full_name)


def change(table, cast, **values):
    table.council.refresh_from_db()
    said = {
        "row_version": table.council.row_version,
        "leaving": [],
        "joining": [],
        "by": cast.administrator,
        "values": {"decision_number": "45/QĐ-UBND", "decided_on": date(2026, 11, 20), "from_on": DAY, "words": ""},
    }
    said["values"] |= values.pop("values", {})
    return membership_services.change_members(council=table.council, **said | values)


def coming(person, role=SeatRole.MEMBER, title=""):
    return {"user": person, "role": role, "title": title}


def seat_of(table, person):
    return Appointment.objects.filter(unit=table.council.unit, user=person).latest("pk")


def roles_on(table, day):
    return {row.user: row.role for row in membership.seats_on(table.council, day)}


def test_who_leaves_sits_to_the_day_before_and_who_comes_from_the_day_on(table, cast):
    leaver, newcomer = table.seats[8], new_person("moi", "Lò Văn Mới")

    made = change(table, cast, leaving=[seat_of(table, leaver).pk], joining=[coming(newcomer)])

    assert leaver in roles_on(table, date(2026, 11, 30)) and newcomer not in roles_on(table, date(2026, 11, 30))
    assert leaver not in roles_on(table, DAY) and newcomer in roles_on(table, DAY)
    seat = seat_of(table, newcomer).council_seat
    assert (seat.role, seat.came_by, seat_of(table, newcomer).basis) == (
        "member",
        made,
        "Quyết định 45/QĐ-UBND ngày 20/11/2026",
    )
    assert LedgerEntry.objects.latest("pk").act == "council.members_changed"
    assert verify().holds


def test_a_member_becomes_standing_vice_chair_by_leaving_and_coming(table, cast):
    person = table.seats[1]

    change(table, cast, leaving=[seat_of(table, person).pk], joining=[coming(person, SeatRole.STANDING_VICE_CHAIR)])

    assert (roles_on(table, date(2026, 11, 30))[person], roles_on(table, DAY)[person]) == (
        SeatRole.MEMBER,
        SeatRole.STANDING_VICE_CHAIR,
    )
    assert [row.user for row in membership.seats_on(table.council, DAY)][:2] == [table.chair, person]


def test_a_later_decision_ends_the_seat_that_an_earlier_one_gave(table, cast):
    newcomer = new_person("moi", "Lò Văn Mới")
    first = change(table, cast, joining=[coming(newcomer)])
    later = {"decision_number": "60/QĐ-UBND", "decided_on": date(2026, 12, 10), "from_on": date(2027, 1, 1)}

    second = change(table, cast, leaving=[seat_of(table, newcomer).pk], values=later)

    seat = seat_of(table, newcomer).council_seat
    assert (seat.came_by, seat.left_by, seat_of(table, newcomer).to_on) == (first, second, date(2026, 12, 31))
    assert verify().holds


def test_a_new_chair_waits_for_the_second_pair_of_eyes(table, cast):
    newcomer = new_person("moi", "Lò Văn Mới")

    change(table, cast, leaving=[seat_of(table, table.chair).pk], joining=[coming(newcomer, SeatRole.CHAIR)])

    assert seat_of(table, newcomer).needs_confirmation
    assert newcomer not in roles_on(table, DAY)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"from_on": date(2026, 11, 19)}, "from_on"),
        ({"from_on": date(2025, 1, 1), "decided_on": date(2025, 1, 1)}, "from_on"),
        ({"decision_number": " "}, "decision_number"),
    ],
)
def test_what_the_decision_cannot_say_is_refused(table, cast, values, field):
    with pytest.raises(ValidationError) as refusal:
        change(table, cast, joining=[coming(new_person("moi", "Lò Văn Mới"))], values=values)

    assert list(refusal.value.message_dict) == [field]


def test_a_decision_is_entered_once(table, cast):
    change(table, cast, joining=[coming(new_person("moi", "Lò Văn Mới"))])

    with pytest.raises(ValidationError) as refusal:
        change(table, cast, joining=[coming(new_person("nua", "Lò Văn Nữa"))])

    assert list(refusal.value.message_dict) == ["decision_number"]


def test_a_later_decision_does_not_take_effect_before_an_earlier_one(table, cast):
    change(table, cast, joining=[coming(new_person("moi", "Lò Văn Mới"))])
    earlier = {"decision_number": "46/QĐ-UBND", "from_on": date(2026, 11, 25)}

    with pytest.raises(ValidationError) as refusal:
        change(table, cast, joining=[coming(new_person("nua", "Lò Văn Nữa"))], values=earlier)

    assert list(refusal.value.message_dict) == ["from_on"]


@pytest.mark.parametrize("case", ["nobody", "there", "twice", "two_chairs", "two_standing", "not_there"])
def test_what_cannot_be_of_the_members_is_refused(table, cast, case):
    one, two = new_person("moi", "Lò Văn Mới"), new_person("nua", "Lò Văn Nữa")
    said = {
        "nobody": {},
        "there": {"joining": [coming(table.seats[3])]},
        "twice": {"joining": [coming(one), coming(one)]},
        "two_chairs": {"joining": [coming(one, SeatRole.CHAIR)]},
        "two_standing": {
            "joining": [coming(one, SeatRole.STANDING_VICE_CHAIR), coming(two, SeatRole.STANDING_VICE_CHAIR)]
        },
        "not_there": {"leaving": [cast.administrator.appointments.get().pk]},
    }[case]

    with pytest.raises(ValidationError):
        change(table, cast, **said)

    assert not table.council.changes.exists()


def test_a_seat_does_not_end_before_it_began(table, cast):
    newcomer = new_person("moi", "Lò Văn Mới")
    change(table, cast, joining=[coming(newcomer)])
    same_day = {"decision_number": "46/QĐ-UBND"}

    with pytest.raises(ValidationError) as refusal:
        change(table, cast, leaving=[seat_of(table, newcomer).pk], values=same_day)

    assert list(refusal.value.message_dict) == ["from_on"]


def test_nobody_but_an_administrator_changes_the_members(table, cast):
    with pytest.raises(NotYou):
        change(table, cast, joining=[coming(new_person("moi", "Lò Văn Mới"))], by=table.secretary)


def test_an_administrator_does_not_take_a_seat(table, cast):
    with pytest.raises(NotYou):
        change(table, cast, joining=[coming(cast.administrator)])


def test_a_stale_form_is_refused(table, cast):
    stale = table.council.row_version
    change(table, cast, joining=[coming(new_person("moi", "Lò Văn Mới"))])

    with pytest.raises(LostRace):
        change(table, cast, row_version=stale, values={"decision_number": "46/QĐ-UBND"})


def test_roles_of_seats_given_before_are_told_by_their_title(table):
    seats = Appointment.objects.filter(unit=table.council.unit)
    seats.filter(user=table.seats[4]).update(title="Phó Chủ tịch thường trực Hội đồng, Phó Chủ tịch UBND xã")
    seats.filter(user=table.seats[5]).update(title="Ủy viên thường trực Hội đồng")

    found = roles_on(table, timezone.localdate())

    assert {found[table.seats[place]] for place in (0, 1, 4, 5)} == {
        SeatRole.CHAIR,
        SeatRole.MEMBER,
        SeatRole.STANDING_VICE_CHAIR,
        SeatRole.STANDING_MEMBER,
    }
    assert found[table.secretary] == SeatRole.SECRETARY


def test_the_roll_keeps_the_role_of_its_day(table, cast):
    person = table.seats[1]
    meeting = table.opened()
    change(table, cast, leaving=[seat_of(table, person).pk], joining=[coming(person, SeatRole.VICE_CHAIR)])

    assert meeting.seats.get(person=person).role == "member"
