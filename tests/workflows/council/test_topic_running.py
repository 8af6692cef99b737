"""Free items in a running meeting: the room comes to one and leaves it, and the screens follow."""

import pytest
from django.urls import reverse

from documents.catalogue.models import VoteRule
from permissions.ledger.verify import verify
from permissions.refusals import LostRace, NotNow, NotYou
from tests.calling import Caller
from tests.workflows.council.test_in_writing import asked
from tests.workflows.council.test_screens import words
from tests.workflows.council.test_services import acts
from tests.workflows.council.test_topic_services import add
from workflows.council import services, topic_services, vote_services
from workflows.council.convening_models import AgendaTopic
from workflows.council.room import Room
from workflows.council.topic_running import begin_topic, end_topic

pytestmark = pytest.mark.django_db


def run(deed, table, topic, **values):
    topic.meeting.refresh_from_db()
    return deed(topic=topic, **{"row_version": topic.meeting.row_version, "by": table.secretary, **values})


@pytest.fixture
def meeting(table):
    """An open meeting: a dossier, then a free item."""
    meeting = table.opened(table.proposal("An"))
    add(table, meeting, "Trao đổi quy chế")
    return meeting


@pytest.fixture
def topic(meeting):
    row = meeting.topics.get()
    row.meeting = meeting
    return row


def test_the_room_comes_to_a_free_item_and_is_through_with_it(table, meeting, topic, clock):
    item = meeting.items.get()
    at = [Room(meeting).current]
    begun = run(begin_topic, table, topic)
    at.append(Room(meeting).current)
    clock.shift(600)
    ended = run(end_topic, table, topic)
    at.append(Room(meeting).current)

    assert at == [item, topic, item]
    assert (ended.ended_at - begun.begun_at).total_seconds() == 600
    assert acts(meeting)[-2:] == ["meeting.topic_begun", "meeting.topic_ended"]
    assert verify().holds


def test_the_next_free_item_ends_the_one_before(table, meeting, topic):
    second = add(table, meeting, "Việc khác")
    run(begin_topic, table, topic)
    run(begin_topic, table, second)

    assert [row.is_at_hand for row in AgendaTopic.objects.order_by("pk")] == [False, True]
    assert verify().holds


def test_opening_a_vote_ends_the_free_item(table, meeting, topic):
    run(begin_topic, table, topic)
    item = table.open_vote(meeting.items.get())

    topic.refresh_from_db()
    assert (topic.is_at_hand, Room(meeting).current) == (False, item)
    assert verify().holds


def test_the_room_may_come_to_it_again(table, meeting, topic):
    run(begin_topic, table, topic)
    run(end_topic, table, topic)
    run(begin_topic, table, topic)

    topic.refresh_from_db()
    assert topic.is_at_hand


def test_what_waits_follows_the_order_of_the_agenda(table, meeting, topic):
    item = table.open_vote(meeting.items.get())
    table.vote(meeting, yes=9)
    table.count(item)
    table.announce(item)
    before = Room(meeting).current
    run(begin_topic, table, topic)
    run(end_topic, table, topic)

    assert (before, Room(meeting).current) == (topic, None)


# --- every refusal ---------------------------------------------------------------------------------
def test_none_begins_while_a_vote_is_open(table, meeting, topic):
    table.open_vote(meeting.items.get())

    with pytest.raises(NotNow) as refusal:
        run(begin_topic, table, topic)

    assert refusal.value.code == "vote_open"


def test_none_begins_before_the_meeting(table):
    topic = add(table, table.prepared(table.proposal()))

    with pytest.raises(NotNow):
        run(begin_topic, table, topic)


def test_nothing_begins_twice_or_ends_unbegun(table, topic):
    with pytest.raises(NotNow):
        run(end_topic, table, topic)
    run(begin_topic, table, topic)
    with pytest.raises(NotNow) as twice:
        run(begin_topic, table, topic)

    assert twice.value.code == "wrong_state"


@pytest.mark.parametrize("who", ["council_member", "office_head", "commune_chair"])
def test_only_who_runs_the_votes_begins_one(table, topic, who):
    with pytest.raises(NotYou):
        run(begin_topic, table, topic, by=table.town.person[who])


def test_a_stale_form_is_refused(table, topic):
    with pytest.raises(LostRace):
        run(begin_topic, table, topic, row_version=1)


def test_what_the_room_came_to_is_not_taken_off(table, meeting, topic):
    run(begin_topic, table, topic)
    meeting.refresh_from_db()

    with pytest.raises(NotNow) as refusal:
        topic_services.remove_topic(topic=topic, row_version=meeting.row_version, by=table.secretary)

    assert refusal.value.code == "begun"


def test_where_opinions_are_asked_in_writing_no_free_item_is_dealt_with(table, rules):
    VoteRule.objects.update(written_opinion_counts=True)
    meeting = asked(table)
    topic = add(table, meeting)
    meeting.refresh_from_db()
    services.open_meeting(meeting=meeting, row_version=meeting.row_version, by=table.chair)

    with pytest.raises(NotNow) as refusal:
        run(begin_topic, table, topic)

    topic.meeting.refresh_from_db()
    assert refusal.value.code == "in_writing"
    assert Room(topic.meeting).current == meeting.items.get()


def test_the_endpoints_begin_and_end_one(table, meeting, topic):
    meeting.refresh_from_db()
    address, version = f"/meetings/{meeting.code}/topics/{topic.pk}", {"row_version": meeting.row_version}
    member = Caller(table.seats[2]).post(f"{address}/begin", **version)
    begun = Caller(table.chair).post(f"{address}/begin", **version)
    ended = Caller(table.secretary).post(f"{address}/end", **version)

    assert [answer.status_code for answer in (member, begun, ended)] == [403, 200, 200]
    assert begun.json()["ended_at"] is None and ended.json()["ended_at"] == ended.json()["begun_at"]


# --- the screens -----------------------------------------------------------------------------------
def test_the_secretary_steps_onto_a_free_item_and_all_screens_follow(table, client, meeting, topic):
    running = reverse("council:run", args=[meeting.code])
    client.force_login(table.secretary)
    ahead = client.get(f"{running}?at={topic.key}")
    meeting.refresh_from_db()
    begin = reverse("council:begin_topic", args=[meeting.code, topic.pk])
    answer = client.post(
        begin, {"row_version": meeting.row_version}, headers={"Referer": f"http://testserver{running}"}
    )
    shown = {}
    for name in ("run", "member", "room"):
        client.force_login(table.chair)
        page = client.get(reverse(f"council:{name}", args=[meeting.code]))
        shown[name] = (page.context["screen"].topic, topic.title in words(page))

    assert (ahead.context["screen"].topic, begin in ahead.text) == (topic, True)
    assert answer.url == running
    assert shown == dict.fromkeys(("run", "member", "room"), (topic, True))


def test_the_way_through_the_agenda_passes_free_items(table, client, meeting, topic):
    client.force_login(table.secretary)
    code = meeting.items.get().proposal.code
    running = reverse("council:run", args=[meeting.code])

    first, second = client.get(f"{running}?at={code}").context, client.get(f"{running}?at={topic.key}").context

    assert (first["before"], first["after"]) == (None, topic.key)
    assert (second["before"], second["after"]) == (code, None)
    assert (second["screen"].place, second["screen"].total) == (2, 2)


def test_the_result_announced_last_goes_when_the_room_comes_to_a_free_item(table, client, meeting, topic):
    item = table.open_vote(meeting.items.get())
    table.vote(meeting, yes=9)
    table.announce(table.count(item))
    client.force_login(table.chair)
    room = reverse("council:room", args=[meeting.code])
    told = client.get(room).context["screen"].told
    run(begin_topic, table, topic)

    assert (told, client.get(room).context["screen"].told) == (item, None)


def test_a_vote_repeated_after_a_free_item_is_at_hand_again(table, meeting, topic):
    item = table.open_vote(meeting.items.get())
    table.vote(meeting, yes=9)
    item = table.announce(table.count(item))
    run(begin_topic, table, topic)
    run(end_topic, table, topic)
    vote_services.repeat_vote(item=item, row_version=item.row_version, reason="Kiểm lại.", by=table.chair)

    assert Room(meeting).current == item
