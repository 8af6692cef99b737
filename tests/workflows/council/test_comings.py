"""Arrivals and departures: as often as they happen, each with its time, for the page and the endpoint."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.calling import Caller
from workflows.council.comings import comings_of

pytestmark = pytest.mark.django_db


def told(meeting, person):
    """[(minutes past 14 o'clock, came?)]"""
    rows = comings_of(meeting).get(person.pk, [])
    return [(timezone.localtime(each.at).minute, each.is_arrival) for each in rows]


@pytest.fixture
def meeting(table, clock):
    """One came, left, came back and left; another came late; the last one never."""
    meeting = table.opened(present=7)
    person, late = table.seats[3], table.seats[7]
    for minutes, presence, who in (
        (10, "absent", person),
        (5, "present", late),
        (5, "online", person),
        (5, "present", person),
        (5, "absent_written", person),
    ):
        clock.shift(minutes * 60)
        table.mark(meeting, presence, who)
    return meeting


def test_every_arrival_and_departure_stands_with_its_time(table, meeting):
    assert told(meeting, table.seats[3]) == [(0, True), (10, False), (20, True), (30, False)]
    assert told(meeting, table.seats[7]) == [(15, True)]
    assert told(meeting, table.seats[8]) == []
    assert told(meeting, table.chair) == [(0, True)]


def test_what_was_noted_before_the_opening_is_no_arrival(table):
    meeting = table.prepared(table.proposal())
    table.mark(meeting, "present", table.seats[3])
    table.mark(meeting, "absent", table.seats[3])

    assert comings_of(meeting) == {}


def test_the_page_of_attendance_tells_them(table, client, meeting):
    client.force_login(table.secretary)

    text = client.get(reverse("council:attendance", args=[meeting.code])).text

    assert all(at in text for at in ("14:10", "14:15", "14:20", "14:30"))


def test_the_endpoint_tells_them(table, meeting):
    roll = Caller(table.secretary).get(f"/meetings/{meeting.code}/attendance").json()
    mine = next(row for row in roll if row["person"]["id"] == table.seats[3].pk)

    assert [each["is_arrival"] for each in mine["comings"]] == [True, False, True, False]
