"""Prepared queries give what the queryset gives."""

from datetime import date

import pytest
from django.db.models import F

from permissions.people.models import Appointment, Unit
from permissions.prepared import HOLE, Prepared, insert

pytestmark = pytest.mark.django_db

APPOINTMENTS = Prepared(Appointment.objects.filter(user=HOLE).annotate(commune_id=F("unit__commune_id")).order_by("pk"))


def _told(row):
    return {name: value for name, value in vars(row).items() if name != "_state"}


def test_the_rows_are_those_of_the_queryset(cast):
    clerk = cast.here.unit_clerk
    rows = Appointment.objects.filter(user=clerk).annotate(commune_id=F("unit__commune_id")).order_by("pk")

    assert [_told(row) for row in APPOINTMENTS(clerk.pk)] == [_told(row) for row in rows]
    assert APPOINTMENTS(clerk.pk)[0]._state.adding is False


def test_each_call_asks_anew_for_its_own_number(cast, django_assert_num_queries):
    head, stranger = cast.here.unit_head, cast.stranger

    with django_assert_num_queries(2):
        found = [APPOINTMENTS(person.pk) for person in (head, stranger)]

    assert [[row.user_id for row in rows] for rows in found] == [[head.pk], []]


def test_a_locked_row_can_be_saved(cast):
    lock = Prepared(Unit.objects.select_for_update().filter(pk=HOLE).order_by())

    (school,) = lock(cast.here.school.pk)
    school.name = "Trường Tiểu học Phong Quang 2"
    school.save()

    assert Unit.objects.get(pk=school.pk).name == "Trường Tiểu học Phong Quang 2"


def test_an_inserted_row_is_the_one_that_saving_writes(cast):
    row = Appointment(user=cast.stranger, unit=cast.here.school, office="unit_clerk", from_on=date(2026, 1, 1))

    insert(row)

    assert _told(Appointment.objects.get(user=cast.stranger)) == _told(row)
    assert not row._state.adding
