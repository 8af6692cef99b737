"""The screens of a running meeting follow the item at hand and tell each person what may be told."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from permissions.ledger.models import AccessRecord
from permissions.people.models import Deputising
from tests.making import row_versions_of
from tests.workflows.council.test_voting_views import vote_deed
from workflows.council import agenda_services, queries
from workflows.council.aside_services import stand_aside
from workflows.council.ballot_services import cast_ballot
from workflows.council.models import BallotCast
from workflows.council.room import Room
from workflows.council.screens import neighbours, screen_of, secrecy_warnings
from workflows.council.services import defer_item

pytestmark = pytest.mark.django_db

SCREENS = ("run", "member", "room")


def address(meeting, name):
    return reverse(f"council:{name}", args=[meeting.code])


def words(answer):
    """The words of a page: without tags, blanks made single."""
    part = answer.text.split('id="screen"')[-1].partition(">")[2]
    return " ".join(re.sub(r"<[^>]*>", " ", part).split())


def ballot(item, **values):
    return {"item": item.proposal.code, "round": item.round, "all": "yes", **values}


# --- the item at hand ------------------------------------------------------------------------------
def shown(meeting):
    room = Room(meeting)
    for item in room.items:
        item.results = []
    return screen_of(room)


def test_the_screen_follows_open_then_closed_then_the_next_item(table):
    meeting = table.opened(table.proposal("An"), table.proposal("Bình"), table.proposal("Chi"))
    first, second, third = meeting.items.order_by("order")
    at = [shown(meeting).item]
    table.open_vote(second)
    at.append(shown(meeting).item)
    table.vote(meeting, yes=9, item=second)
    table.count(second)
    at.append(shown(meeting).item)
    table.announce(second)
    after = shown(meeting)
    at.append(after.item)

    assert at == [first, second, second, first]
    assert (after.told, after.place, after.total, after.waiting) == (second, 1, 3, [first, third])


def test_the_result_told_last_goes_when_the_next_vote_is_opened(table):
    meeting = table.opened(table.proposal("An"), table.proposal("Bình"))
    first, second = meeting.items.order_by("order")
    table.vote(meeting, yes=9, item=first)
    table.count(first)
    table.announce(first)
    told = shown(meeting).told
    table.open_vote(second)

    assert (told, shown(meeting).told) == (first, None)


def test_a_closed_meeting_and_an_empty_agenda_have_no_item_at_hand(table):
    closed, empty = table.closed(), table.prepared()

    assert (shown(closed).item, shown(empty).item) == (None, None)
    assert neighbours(Room(empty), None) == (None, None)


def test_a_deferred_item_is_passed_over(table):
    meeting = table.opened(table.proposal("An"), table.proposal("Bình"))
    first, second = meeting.items.order_by("order")
    defer_item(item=first, reason="Chờ xác minh.", by=table.chair)

    assert shown(meeting).item == second


def test_how_many_have_voted_is_counted_of_those_who_may(table, clock):
    meeting = table.voting(present=8)
    clock.shift(125)
    table.vote(meeting, yes=2, no=1)
    screen = shown(meeting)

    assert (screen.voted, screen.asked, screen.seconds) == (3, 8, 125)


def test_the_warning_of_secrecy_stands_until_the_result_is_announced(table):
    meeting = table.opened(table.proposal("An"))
    item = meeting.items.get()
    table.vote(meeting, yes=8, no=1)
    table.count(item)
    room = Room(meeting)
    at = queries.put_nominations(room.items, also_closed=True)[0]

    assert len(secrecy_warnings(at)) == 1 and secrecy_warnings(None) == []
    at.state = "announced"
    assert secrecy_warnings(at) == []


# --- each sees what it may -------------------------------------------------------------------------
def test_nobody_sees_a_result_before_it_is_announced_but_who_announces_it(table, client):
    meeting = table.opened(table.proposal("An"))
    item = meeting.items.get()
    table.vote(meeting, yes=8, no=1)
    table.count(item)
    seen = {}
    for person, name in (
        (table.chair, "run"),
        (table.secretary, "run"),
        (table.chair, "member"),
        (table.seats[3], "member"),
        (table.chair, "room"),
        (table.town.office_reviewer, "room"),
    ):
        client.force_login(person)
        seen[person.username, name] = "88,89" in words(client.get(address(meeting, name)))
    before = dict(seen)
    table.announce(item)
    client.force_login(table.town.office_reviewer)

    assert [name for (_who, name), told in before.items() if told] == ["run", "run"]
    assert "88,89" in words(client.get(address(meeting, "room")))


def test_while_a_vote_is_open_no_screen_tells_what_was_voted(table, client):
    pages = []
    for votes in ({"yes": 5, "no": 4}, {"yes": 4, "no": 5}):
        meeting = table.voting(table.proposal("An"))
        table.vote(meeting, **votes)
        told = []
        for name in SCREENS:
            client.force_login(table.chair)
            told.append(words(client.get(address(meeting, name))))
        code = meeting.items.get().proposal.code
        pages.append([re.sub(rf"{meeting.code}|{code}", "", text) for text in told])
        defer_item(item=meeting.items.get(), reason="Chờ.", by=table.chair)
        table.close(meeting)

    assert pages[0] == pages[1]
    assert all("9/9" in text for text in pages[0])


def test_who_still_lacks_is_named_to_those_who_run_the_vote_alone(table, client):
    meeting = table.voting(table.proposal("An"))
    table.vote(meeting, yes=8)
    name = table.seats[8].full_name
    found = {}
    for person, screen in ((table.secretary, "run"), (table.seats[2], "member"), (table.seats[2], "room")):
        client.force_login(person)
        found[screen] = name in words(client.get(address(meeting, screen)))

    assert found == {"run": True, "member": False, "room": False}


def test_a_member_who_stands_aside_reads_why_and_gets_no_ballot(table, client):
    meeting = table.opened(table.proposal("An"))
    item, person = meeting.items.get(), table.seats[3]
    row = item.proposal.nominations.get()
    stand_aside(item=item, nominations=[row.pk], kind="family", reason="Chị gái.", by=person)
    table.open_vote(item)
    client.force_login(person)

    page = client.get(address(meeting, "member"))
    answer = client.post(address(meeting, "member"), ballot(item))

    assert "data-ballot" not in page.text and Room(meeting).aside[row.pk][person.pk].sentence in words(page)
    assert (answer.status_code, BallotCast.objects.count()) == (403, 0)


def test_an_absent_member_reads_why(table, client):
    meeting = table.voting(present=8)
    client.force_login(table.seats[8])
    page = client.get(address(meeting, "member"))
    answer = client.post(address(meeting, "member"), ballot(meeting.items.get()))

    why = Room(meeting).obstacle(meeting.items.get(), table.seats[8].pk)[1]
    assert "data-ballot" not in page.text and why in page.text
    assert (answer.status_code, BallotCast.objects.count()) == (409, 0)


# --- asked again -----------------------------------------------------------------------------------
@pytest.mark.parametrize("name", SCREENS)
def test_nothing_new_is_told_in_few_statements_and_a_ballot_makes_it_new(
    table, client, name, django_assert_max_num_queries
):
    meeting = table.voting()
    client.force_login(table.chair)
    part = address(meeting, f"{name}_part")
    client.get(address(meeting, name))
    tag = client.get(part)["ETag"]
    with django_assert_max_num_queries(4):  # session, person, offices, the meeting with its last act
        same = client.get(part, headers={"If-None-Match": tag})
    cast_ballot(item=meeting.items.get(), choices=table.choices(meeting.items.get()), by=table.seats[4])
    other = client.get(part, headers={"If-None-Match": tag})

    assert (same.status_code, same.content, same["ETag"]) == (304, b"", tag)
    assert (other.status_code, "1/9" in words(other)) == (200, True)
    assert AccessRecord.objects.filter(kind="opened").count() == 1


def test_a_deputy_with_an_office_elsewhere_sees_the_screen_follow(table, other_table, client):
    meeting, deputy = table.voting(), other_table.town.office_reviewer
    chair = table.town.commune_chair.appointments.get()
    Deputising.objects.create(appointment=chair, deputy=deputy, basis="x", from_on=chair.from_on)
    client.force_login(deputy)
    tag = client.get(address(meeting, "room"))["ETag"]

    answer = client.get(address(meeting, "room_part"), headers={"If-None-Match": tag})

    assert (answer.status_code, answer["ETag"]) == (304, tag)


def test_the_answer_to_a_ballot_carries_the_tag_of_what_it_shows(table, client):
    meeting = table.voting()
    client.force_login(table.seats[1])
    cast = client.post(address(meeting, "member"), ballot(meeting.items.get()), headers={"HX-Request": "true"})

    same = client.get(address(meeting, "member_part"), headers={"If-None-Match": cast["ETag"]})

    assert (cast.status_code, same.status_code) == (200, 304)


def test_tags_of_two_people_and_of_two_screens_differ(table, client):
    meeting = table.voting()
    tags = set()
    for person in (table.chair, table.secretary):
        client.force_login(person)
        tags |= {client.get(address(meeting, f"{name}_part"))["ETag"] for name in ("run", "room")}

    assert len(tags) == 4


@pytest.mark.parametrize("name", SCREENS)
def test_the_screens_ask_the_same_number_of_times_whatever_the_agenda_is(table, client, name):
    counts = []
    for names in (["An"], ["Bình", "Chi", "Dung"]):
        meeting = table.voting(*(table.proposal(each) for each in names))
        client.force_login(table.chair)
        with CaptureQueriesContext(connection) as seen:
            client.get(address(meeting, f"{name}_part"))
        counts.append(len(seen))
        for item in meeting.items.all():
            defer_item(item=item, reason="Chờ.", by=table.chair)
        table.close(meeting)

    assert counts[0] == counts[1] and counts[1] <= 26, counts


# --- deeds lead back -------------------------------------------------------------------------------
def test_a_deed_on_the_running_screen_leads_back_to_it(table, client):
    meeting = table.opened(table.proposal("An"))
    client.force_login(table.chair)
    running = address(meeting, "run")
    client.defaults["HTTP_REFERER"] = f"http://testserver{running}?at=x"

    opened = vote_deed(client, meeting, "open_vote")
    item = meeting.items.get()
    deferred = client.post(reverse("council:defer", args=[meeting.code, item.proposal.code]), {"reason": "Chờ."})

    assert opened.redirect_chain[-1][0] == running
    assert deferred.url == running


def test_the_running_screen_looks_at_another_item_and_follows_again(table, client):
    meeting = table.voting(table.proposal("An"))
    second = table.proposal("Bình")
    agenda_services.place_on_agenda(
        meeting=meeting, proposals=[second], row_versions=row_versions_of([second]), by=table.secretary
    )
    client.force_login(table.secretary)
    running = address(meeting, "run")

    ahead, at_hand = client.get(f"{running}?at={second.code}"), client.get(running)

    assert ahead.context["screen"].item.proposal == second and f"now/?at={second.code}" in ahead.text
    assert at_hand.context["screen"].item.proposal != second


# --- who opened it ---------------------------------------------------------------------------------
PARTS = ("run_part", "member_part", "room_part", "pulse")


@pytest.mark.parametrize("name", PARTS)
def test_a_part_asked_without_its_page_is_an_opening_and_following_a_page_is_none(table, client, clock, name):
    meeting = table.voting()
    records = AccessRecord.objects.filter(person=table.chair, kind="opened", what=meeting.stream)
    client.force_login(table.chair)

    counted = []
    for _time in range(2):
        assert client.get(address(meeting, name)).status_code == 200
        counted.append(records.count())
    clock.shift(13 * 3600)
    client.force_login(table.chair)
    client.get(address(meeting, "detail"))
    client.get(address(meeting, name))
    counted.append(records.count())

    assert counted == [1, 1, 2]
