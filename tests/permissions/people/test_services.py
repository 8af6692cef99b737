"""Managing people and offices: who may, who must differ, and what is never possible."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from documents.proposals.models import Proposal
from permissions import access
from permissions.ledger.queries import entries_of
from permissions.ledger.verify import verify
from permissions.people import services
from permissions.people.models import Appointment, Deputising, User
from permissions.people.units import UnitKind
from permissions.refusals import NotNow, NotYou, ValidationError
from tests import making
from tests.conftest import appoint, make_person

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture
def second(cast):
    person = make_person("second_administrator")
    appoint(person, "administrator", cast.province)
    return person


def new_head(cast, by):
    return services.appoint(
        user=cast.stranger, unit=cast.here.front, office="unit_head", from_on=timezone.localdate(), by=by
    )


def test_an_administrator_opens_an_account_and_the_ledger_tells(cast):
    made = services.add_person(
        username="Moi", full_name="  Nguyễn   Văn Mới ", password="mat-khau-dai-1", by=cast.administrator
    )

    assert (made.username, made.full_name) == ("moi", "Nguyễn Văn Mới")
    assert [entry.act for entry in entries_of("people/installation")] == ["person.added"]


@pytest.mark.parametrize("name", ["unit_head", "office_head", "commune_chair", "inspector", "council_chair"])
def test_nobody_but_administrators_manages_people(cast, name):
    with pytest.raises(NotYou):
        services.add_person(username="x", full_name="X", password="mat-khau-dai-1", by=cast.here.person[name])
    assert not User.objects.filter(username="x").exists()


def test_a_weak_password_or_a_taken_name_is_refused(cast):
    with pytest.raises(ValidationError):
        services.add_person(username="y", full_name="Y", password="1234", by=cast.administrator)
    with pytest.raises(ValidationError):
        services.add_person(username="stranger", full_name="Y", password="mat-khau-dai-1", by=cast.administrator)


def test_nobody_appoints_themselves(cast):
    with pytest.raises(NotYou):
        services.appoint(
            user=cast.administrator, unit=cast.here.commune, office="inspector", from_on=TODAY, by=cast.administrator
        )


def test_the_database_forbids_superusers_and_self_appointment(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=cast.stranger.pk).update(is_superuser=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.create(
            user=cast.stranger, appointed_by=cast.stranger, unit=cast.province, office="inspector", from_on=TODAY
        )


def test_a_head_has_no_right_until_a_second_person_confirms(cast, second):
    row = new_head(cast, cast.administrator)
    assert not access.may(cast.stranger, "letters.send", cast.here.front)
    with pytest.raises(NotYou):
        services.confirm_appointment(appointment=row, by=cast.administrator)
    with pytest.raises(NotYou):
        services.confirm_appointment(appointment=row, by=cast.here.unit_head)

    services.confirm_appointment(appointment=row, by=second)

    assert access.may(cast.stranger, "letters.send", cast.here.front)


def test_the_commune_chair_confirms_in_their_own_commune_only(cast):
    row = new_head(cast, cast.administrator)
    with pytest.raises(NotYou):
        services.confirm_appointment(appointment=row, by=cast.there.commune_chair)

    services.confirm_appointment(appointment=row, by=cast.here.commune_chair)

    with pytest.raises(NotNow):
        services.confirm_appointment(appointment=row, by=cast.here.commune_chair)


@pytest.mark.parametrize(
    ("mandate", "missing"),
    [
        ({}, {"basis", "to_on"}),
        ({"basis": " ", "to_on": TODAY}, {"basis"}),
        ({"basis": "12/QĐ-TTr"}, {"to_on"}),
    ],
)
def test_an_inspector_without_a_mandate_is_refused(cast, mandate, missing):
    with pytest.raises(ValidationError) as refusal:
        services.appoint(
            user=cast.stranger,
            unit=cast.here.commune,
            office="inspector",
            from_on=TODAY,
            by=cast.administrator,
            **mandate,
        )

    assert set(refusal.value.message_dict) == missing
    assert not Appointment.objects.filter(user=cast.stranger).exists()


def test_an_ended_appointment_gives_no_right(cast):
    row = cast.here.office_reviewer.appointments.get()

    services.end_appointment(appointment=row, to_on=timezone.localdate() - timedelta(days=1), by=cast.administrator)

    assert not access.may(cast.here.office_reviewer, "proposals.take_up")


def test_a_dated_deputy_acts_in_the_principals_name_and_only_in_time(cast):
    chair = cast.here.commune_chair.appointments.get()
    row = services.name_deputy(
        appointment=chair,
        deputy=cast.here.commune_deputy_chair,
        signing_form="KT",
        basis="12/QĐ-UBND",
        from_on=timezone.localdate(),
        to_on=timezone.localdate(),
        by=cast.administrator,
    )
    services.confirm_deputy(deputising=row, by=cast.here.commune_chair)
    capacity = access.require(cast.here.commune_deputy_chair, "decisions.sign", cast.here.commune)
    assert capacity.persons == {cast.here.commune_deputy_chair.pk, cast.here.commune_chair.pk}
    assert capacity.key == f"d{row.pk}"

    tomorrow = timezone.localdate() + timedelta(days=1)
    assert not access.may(cast.here.commune_deputy_chair, "decisions.sign", cast.here.commune, on=tomorrow)


def test_a_council_seat_is_not_deputised_even_by_a_row_in_the_database(cast):
    seat = cast.here.council_member.appointments.get()
    with pytest.raises(NotNow):
        services.name_deputy(
            appointment=seat,
            deputy=cast.stranger,
            signing_form="KT",
            basis="x",
            from_on=TODAY,
            by=cast.administrator,
        )
    Deputising.objects.create(appointment=seat, deputy=cast.stranger, basis="x", from_on=date(2025, 1, 1))

    assert not access.may(cast.stranger, "meetings.vote")


def test_an_inspector_is_not_deputised_and_who_was_before_reads_nothing_any_more(cast, rules):
    dossier, held = making.sent(cast.here), cast.here.inspector.appointments.get()
    with pytest.raises(NotNow):
        services.name_deputy(
            appointment=held,
            deputy=cast.stranger,
            signing_form="KT",
            basis="x",
            from_on=TODAY,
            by=cast.administrator,
        )
    Deputising.objects.create(appointment=held, deputy=cast.stranger, basis="x", from_on=held.from_on)

    assert access.capacities(cast.stranger) == []
    assert not access.may(cast.stranger, "ledger.view", dossier)
    assert not access.visible_to(cast.stranger, Proposal).exists()


def test_a_deputy_of_a_deputy_has_nothing(cast):
    chair = cast.here.commune_chair.appointments.get()
    Deputising.objects.create(
        appointment=chair, deputy=cast.here.commune_deputy_chair, basis="x", from_on=date(2025, 1, 1)
    )
    own = cast.here.commune_deputy_chair.appointments.get()
    Deputising.objects.create(appointment=own, deputy=cast.stranger, basis="x", from_on=date(2025, 1, 1))

    assert not access.may(cast.stranger, "decisions.sign")


def test_a_deactivated_person_has_no_right_and_nobody_shuts_their_own_account(cast):
    services.set_active(user=cast.here.office_head, is_active=False, reason="Nghỉ hưu", by=cast.administrator)
    cast.here.office_head.refresh_from_db()
    assert not access.may(cast.here.office_head, "proposals.endorse")
    with pytest.raises(NotYou):
        services.set_active(user=cast.administrator, is_active=False, reason="x", by=cast.administrator)
    with pytest.raises(ValidationError):
        services.set_active(user=cast.stranger, is_active=False, reason=" ", by=cast.administrator)


def test_units_know_their_commune_from_the_tree(cast):
    school = services.add_unit(
        code="PQ-MN", name="Trường Mầm non", kind=UnitKind.SCHOOL, parent=cast.here.commune, by=cast.administrator
    )
    commune = services.add_unit(
        code="DL", name="Xã Đồng Lạc", kind=UnitKind.COMMUNE, parent=cast.province, by=cast.administrator
    )

    assert school.commune == cast.here.commune
    assert commune.commune == commune
    assert verify().holds  # a commune is saved twice, and both history rows are named
    with pytest.raises(ValidationError):
        services.add_unit(code="DM", name="Xã", kind=UnitKind.COMMUNE, parent=cast.here.commune, by=cast.administrator)


def test_the_first_administrator_is_founded_once(db):
    services.found_installation(
        province_code="TN",
        province_name="Tỉnh Thái Nguyên",
        username="qt",
        full_name="Quản Trị",
        password="dai-va-kho-1",
    )

    assert access.may(User.objects.get(), "people.edit")
    with pytest.raises(NotNow):
        services.found_installation(
            province_code="CB", province_name="Cao Bằng", username="qt2", full_name="Q", password="dai-va-kho-1"
        )


def test_an_end_that_is_set_is_not_moved_later(cast):
    row, today = cast.here.commune_chair.appointments.get(), timezone.localdate()
    row = services.end_appointment(appointment=row, to_on=today, by=cast.administrator)
    deputy = services.name_deputy(
        appointment=cast.here.records_clerk.appointments.get(),
        deputy=cast.stranger,
        signing_form="TL",
        basis="12/QĐ-UBND",
        from_on=today,
        to_on=today,
        by=cast.administrator,
    )

    for end, ended in ((services.end_appointment, {"appointment": row}), (services.end_deputy, {"deputising": deputy})):
        with pytest.raises(ValidationError):
            end(**ended, to_on=today + timedelta(days=1), by=cast.administrator)

    services.end_appointment(appointment=row, to_on=today - timedelta(days=1), by=cast.administrator)


def test_the_same_form_sent_twice_appoints_and_names_once(cast):
    first, twin = (new_head(cast, cast.administrator) for _time in range(2))
    named = {
        "appointment": cast.here.records_clerk.appointments.get(),
        "deputy": cast.stranger,
        "signing_form": "TL",
        "basis": "12/QĐ-UBND",
        "from_on": timezone.localdate(),
        "by": cast.administrator,
    }
    deputies = [services.name_deputy(**named) for _time in range(2)]

    assert (first, deputies[0]) == (twin, deputies[1])
    assert Appointment.objects.filter(user=cast.stranger).count() == Deputising.objects.count() == 1


@pytest.mark.parametrize(
    ("office", "place"),
    [
        ("office_reviewer", "school"),
        ("council_member", "office"),
        ("commune_chair", "council"),
        ("records_clerk", "front"),
    ],
)
def test_an_office_is_held_in_its_kind_of_unit_alone(cast, office, place):
    with pytest.raises(ValidationError) as refusal:
        services.appoint(
            user=cast.stranger,
            unit=getattr(cast.here, place),
            office=office,
            from_on=date(2026, 1, 1),
            by=cast.administrator,
        )

    assert set(refusal.value.message_dict) == {"unit"}
    assert not cast.stranger.appointments.exists()


@pytest.mark.parametrize(("field", "value"), [("username", "Lò Thị"), ("username", "a b"), ("phone", "xyz")])
def test_user_names_and_telephones_have_their_form(cast, field, value):
    values = {"username": "lothi", "full_name": "Lò Thị", "password": "mot-mat-khau-dai", "phone": "0912 345 678"}

    with pytest.raises(ValidationError) as refusal:
        services.add_person(**{**values, field: value}, by=cast.administrator)

    assert set(refusal.value.message_dict) == {field}


def test_an_office_that_ends_before_it_begins_is_refused_in_a_sentence(cast):
    with pytest.raises(ValidationError) as refusal:
        services.appoint(
            user=cast.stranger,
            unit=cast.here.school,
            office="unit_clerk",
            from_on=date(2026, 2, 1),
            to_on=date(2026, 1, 1),
            by=cast.administrator,
        )

    assert "appointment_ends" not in str(refusal.value)
