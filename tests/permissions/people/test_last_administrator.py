"""Somebody is always left who can manage people."""

from datetime import timedelta

import pytest
from django.utils import timezone

from permissions import access
from permissions.people import services
from permissions.people.models import Appointment, Deputising
from permissions.refusals import NotNow, NotYou
from tests.calling import Caller
from tests.conftest import appoint, make_person
from tests.racing import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(cast):
    person = make_person("second_administrator")
    appoint(person, "administrator", cast.province)
    return person


def office_of(person):
    return person.appointments.get(office="administrator")


def end(person, by, days=-1):
    """End the office of an administrator, by default yesterday."""
    to_on = timezone.localdate() + timedelta(days=days)
    return services.end_appointment(appointment=office_of(person), to_on=to_on, by=by)


@pytest.mark.parametrize("days", [-1, 0, 300])
def test_the_last_administrator_neither_ends_nor_shortens_the_own_office(cast, days):
    with pytest.raises(NotNow) as refusal:
        end(cast.administrator, cast.administrator, days)

    assert refusal.value.code == "last_administrator"
    assert office_of(cast.administrator).to_on is None


def test_with_a_second_one_the_first_may_go_and_the_second_is_the_last(cast, second):
    end(cast.administrator, second, days=300)

    with pytest.raises(NotNow):
        end(second, second, days=300)
    assert office_of(second).to_on is None


@pytest.mark.parametrize(
    ("field", "value"), [("needs_confirmation", True), ("to_on", timedelta(0)), ("from_on", timedelta(1))]
)
def test_one_who_is_not_in_office_from_now_on_does_not_count(cast, field, value):
    if isinstance(value, timedelta):
        value = timezone.localdate() + value
    appoint(cast.stranger, "administrator", cast.province, **{field: value})

    with pytest.raises(NotNow):
        end(cast.administrator, cast.administrator)


def test_a_deactivated_one_does_not_count(cast, second):
    services.set_active(user=second, is_active=False, reason="Nghỉ hưu", by=cast.administrator)

    with pytest.raises(NotNow):
        end(cast.administrator, cast.administrator)


def test_a_deputy_does_not_shut_the_account_of_the_last_one(cast):
    held = office_of(cast.administrator)
    Deputising.objects.create(appointment=held, deputy=cast.stranger, basis="x", from_on=held.from_on)

    with pytest.raises(NotNow):
        services.set_active(user=cast.administrator, is_active=False, reason="x", by=cast.stranger)

    cast.administrator.refresh_from_db()
    assert cast.administrator.is_active


def test_the_unit_of_the_last_one_stays_active(cast, second):
    row = office_of(second)
    row.unit = cast.here.office
    row.save()
    services.change_unit(unit=cast.here.office, values={"is_active": False}, by=cast.administrator)

    with pytest.raises(NotNow):
        services.change_unit(unit=cast.province, values={"is_active": False}, by=cast.administrator)
    assert access.may(cast.administrator, "people.edit")


def test_other_offices_end_as_ever(cast):
    services.end_appointment(
        appointment=cast.here.unit_head.appointments.get(), to_on=timezone.localdate(), by=cast.administrator
    )

    assert cast.here.unit_head.appointments.get().to_on == timezone.localdate()


def test_page_and_api_tell_it(cast, sign_in):
    row = office_of(cast.administrator)

    page = sign_in(cast.administrator).post(f"/appointments/{row.pk}/end/", {"to_on": "01/01/2027"})
    answer = Caller(cast.administrator).post(f"/appointments/{row.pk}/end", to_on="2027-01-01")

    assert (page.status_code, answer.status_code, answer.json()["code"]) == (409, 409, "last_administrator")


def shut(person, by):
    return services.set_active(user=person, is_active=False, reason="Nghỉ hưu", by=by)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("deed", [lambda person, by: end(person, by, days=0), shut], ids=["end", "shut"])
def test_two_who_put_each_other_out_at_once_leave_one(cast, second, deed):
    first = cast.administrator
    pairs = [(first, second), (second, first)]

    results = at_once([lambda going=going, by=by: deed(going, by) for going, by in pairs])

    assert sum(isinstance(result, NotNow | NotYou) for result in results) == 1
    assert Appointment.objects.filter(office="administrator", to_on=None, user__is_active=True).count() == 1
