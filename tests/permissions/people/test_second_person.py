"""The second pair of eyes: which offices and deputies wait for it, and who may not lend it."""

import pytest
from django.utils import timezone

from permissions import access
from permissions.ledger.queries import entries_of
from permissions.people import services
from permissions.people.models import Appointment, Deputising, Unit
from permissions.refusals import NotNow, NotYou
from tests.conftest import appoint, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(cast):
    person = make_person("second_administrator")
    appoint(person, "administrator", cast.province)
    return person


def named(office, deputy, by, **more):
    """A deputy from today on in the only office of a person."""
    return services.name_deputy(
        appointment=office.appointments.get(),
        deputy=deputy,
        signing_form="KT",
        basis="12/QĐ-UBND",
        from_on=timezone.localdate(),
        by=by,
        **more,
    )


def in_office(person, deputy):
    """A deputy who may act already."""
    held = person.appointments.get()
    return Deputising.objects.create(appointment=held, deputy=deputy, basis="x", from_on=timezone.localdate())


def new_head(cast, by):
    return services.appoint(
        user=cast.stranger, unit=cast.here.front, office="unit_head", from_on=timezone.localdate(), by=by
    )


# --- deputies ------------------------------------------------------------------------------------------
def test_an_unconfirmed_deputy_of_the_chair_has_nothing(cast):
    row = named(cast.here.commune_chair, cast.stranger, cast.administrator)

    assert row.needs_confirmation
    assert access.capacities(cast.stranger) == []
    assert not access.may(cast.stranger, "decisions.sign", cast.here.commune)
    with pytest.raises(NotYou):
        access.require(cast.stranger, "decisions.sign", cast.here.commune, acting_as=f"d{row.pk}")


@pytest.mark.parametrize(
    ("office", "waits"),
    [
        ("commune_chair", True),
        ("office_head", True),
        ("unit_head", True),
        ("records_clerk", True),
        ("office_reviewer", False),
        ("unit_clerk", False),
    ],
)
def test_a_deputy_waits_where_the_office_waits(cast, office, waits):
    row = named(cast.here.person[office], cast.stranger, cast.administrator)

    assert row.needs_confirmation == waits
    assert bool(access.capacities(cast.stranger)) != waits


def test_a_second_administrator_or_the_holder_confirms_a_deputy_once(cast, second):
    chair = cast.here.commune_chair
    first = named(chair, cast.stranger, cast.administrator)
    other = named(chair, cast.here.commune_deputy_chair, cast.administrator)

    services.confirm_deputy(deputising=first, by=second)
    services.confirm_deputy(deputising=other, by=chair)

    assert access.may(cast.stranger, "decisions.sign", cast.here.commune)
    assert access.may(cast.here.commune_deputy_chair, "decisions.sign", cast.here.commune)
    assert [entry.act for entry in entries_of("people/PQ")].count("deputising.confirmed") == 2
    with pytest.raises(NotNow):
        services.confirm_deputy(deputising=first, by=chair)


def test_neither_who_named_nor_the_deputy_confirms(cast, second):
    row = named(cast.here.commune_chair, second, cast.administrator)

    for person in (cast.administrator, second, cast.there.commune_chair, cast.here.office_head):
        with pytest.raises(NotYou):
            services.confirm_deputy(deputising=row, by=person)

    row.refresh_from_db()
    assert row.confirmed_by is None


def test_the_principal_does_not_confirm_the_deputy_whom_his_own_deputy_named(cast, second):
    helper = make_person("helper")
    in_office(cast.administrator, helper)
    row = named(cast.here.commune_chair, cast.stranger, helper)

    assert (row.named_by, row.named_for) == (helper, cast.administrator)
    for person in (helper, cast.administrator):
        with pytest.raises(NotYou):
            services.confirm_deputy(deputising=row, by=person)

    assert services.confirm_deputy(deputising=row, by=second).confirmed_by == second


def test_nobody_confirms_a_deputy_for_somebody_who_may_not(cast):
    helper = make_person("helper")
    in_office(cast.administrator, helper)
    row = named(cast.here.commune_chair, cast.stranger, cast.administrator)

    with pytest.raises(NotYou):
        services.confirm_deputy(deputising=row, by=helper)


def test_the_holder_does_not_confirm_a_deputy_he_named_himself(cast):
    chair = cast.here.commune_chair
    appoint(chair, "administrator", cast.province)
    row = services.name_deputy(
        appointment=chair.appointments.get(office="commune_chair"),
        deputy=cast.stranger,
        signing_form="KT",
        basis="12/QĐ-UBND",
        from_on=timezone.localdate(),
        by=chair,
    )

    with pytest.raises(NotYou):
        services.confirm_deputy(deputising=row, by=chair)


# --- offices -------------------------------------------------------------------------------------------
def test_the_principal_does_not_confirm_what_his_deputy_appointed(cast, second):
    helper = make_person("helper")
    in_office(cast.administrator, helper)
    row = new_head(cast, helper)

    assert (row.appointed_by, row.appointed_for) == (helper, cast.administrator)
    for person in (helper, cast.administrator):
        with pytest.raises(NotYou):
            services.confirm_appointment(appointment=row, by=person)

    assert services.confirm_appointment(appointment=row, by=second).confirmed_by == second


def test_an_unconfirmed_office_is_in_force_nowhere(cast):
    row = new_head(cast, cast.administrator)

    assert not Appointment.objects.filter(access.in_force(), pk=row.pk).exists()
    assert Appointment.objects.filter(access.in_force(), user=cast.here.unit_head).exists()


@pytest.mark.parametrize("office", ["administrator", "inspector"])
def test_nobody_gets_such_an_office_through_a_puppet(cast, second, office):
    mandate = {"basis": "12/QĐ-TTr", "to_on": timezone.localdate()}
    row = services.appoint(
        user=cast.stranger,
        unit=cast.here.commune,
        office=office,
        from_on=timezone.localdate(),
        by=cast.administrator,
        **mandate,
    )

    in_force = Appointment.objects.filter(access.in_force(), user=cast.stranger)
    assert not in_force.exists()
    with pytest.raises(NotYou):
        services.confirm_appointment(appointment=row, by=cast.administrator)

    services.confirm_appointment(appointment=row, by=second)
    assert [held.office for held in in_force] == [office]


# --- a new installation --------------------------------------------------------------------------------
@pytest.fixture
def first(db):
    return services.found_installation(
        province_code="TN",
        province_name="Tỉnh Thái Nguyên",
        username="qt",
        full_name="Quản Trị",
        password="dai-va-kho-1",
    )


def appointed(person, office, by):
    unit = Unit.objects.get(code="TN")
    return services.appoint(user=person, unit=unit, office=office, from_on=timezone.localdate(), by=by)


def test_the_second_administrator_needs_nobody_and_the_two_confirm_each_other(first):
    second, third, head = (make_person(name) for name in ("second", "third", "head"))
    waiting = appointed(head, "unit_head", first)

    appointed(second, "administrator", first)
    assert access.may(second, "people.edit")
    services.confirm_appointment(appointment=waiting, by=second)

    row = appointed(third, "administrator", second)
    assert not access.may(third, "people.edit")
    services.confirm_appointment(appointment=row, by=first)
    assert access.may(third, "people.edit")


def test_being_alone_again_opens_no_way_round_the_second_person(first):
    second, puppet = make_person("second"), make_person("puppet")
    row = appointed(second, "administrator", first)
    services.end_appointment(appointment=row, to_on=timezone.localdate(), by=first)
    services.set_active(user=second, is_active=False, reason="Nghỉ", by=first)

    assert appointed(puppet, "administrator", first).needs_confirmation
    assert not access.may(puppet, "people.edit")


def test_where_a_chair_is_in_office_the_second_administrator_waits(cast):
    assert appointed(cast.stranger, "administrator", cast.administrator).needs_confirmation


# --- the pages -----------------------------------------------------------------------------------------
def test_the_pages_show_who_waits_and_the_chair_confirms(cast, sign_in):
    row = named(cast.here.commune_chair, cast.here.commune_deputy_chair, cast.administrator)
    client, shown = sign_in(cast.here.commune_chair), f"/people/{row.deputy_id}/"

    listed, before = client.get("/people/"), client.get(shown)
    done = client.post(f"/deputisings/{row.pk}/confirm/")
    after = client.get(shown)

    assert list(listed.context["deputies_waiting"]) == [row]
    assert (done.status_code, done.url) == (302, shown)
    assert [f"/deputisings/{row.pk}/confirm/" in page.text for page in (before, after)] == [True, False]
