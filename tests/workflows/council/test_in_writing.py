"""Opinions asked in writing only: no room, every member answers on the own screen or on paper until a day."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from documents.catalogue.models import VoteRule
from permissions.refusals import NotNow, ValidationError
from workflows.council import ballot_services, hands_services, services
from workflows.council.models import BallotCast, Meeting
from workflows.council.room import Room

pytestmark = pytest.mark.django_db
LAST_DAY = date(2026, 11, 26)


@pytest.fixture
def rule_counts(rules):
    """The rules of the sample count written opinions, or are made to."""
    VoteRule.objects.filter(written_opinion_counts=False).update(written_opinion_counts=True)


def asked(table, *proposals, **values):
    values = {"kind": "written", "place": "", "answer_by": LAST_DAY, "vote_method": "open", **values}
    return table.prepared(*(proposals or (table.proposal(),)), **values)


def opened(table, *proposals, **values):
    meeting = asked(table, *proposals, **values)
    meeting = services.open_meeting(meeting=meeting, row_version=meeting.row_version, by=table.chair)
    for item in meeting.items.all():
        table.open_vote(item)
    return meeting


def test_the_place_is_left_out_and_the_last_day_is_kept(table):
    meeting = asked(table, place="Phòng họp")

    assert (meeting.place, meeting.answer_by, meeting.is_in_writing) == ("", LAST_DAY, True)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"answer_by": None}, "answer_by"),
        ({"answer_by": date(2026, 11, 22)}, "answer_by"),
        ({"kind": "regular", "answer_by": None}, "place"),
    ],
)
def test_what_is_missing_is_refused(table, values, field):
    with pytest.raises(ValidationError) as refusal:
        asked(table, **values)

    assert list(refusal.value.message_dict) == [field]


def test_a_last_day_after_the_term_is_refused(table):
    table.council.term_to = date(2026, 11, 25)
    table.council.save()

    with pytest.raises(ValidationError) as refusal:
        asked(table)

    assert list(refusal.value.message_dict) == ["held_on"]


def test_a_meeting_in_a_room_forgets_the_last_day(table):
    meeting = asked(table)

    values = {"kind": "regular", "place": "Phòng họp tầng 2"}
    meeting = services.change_meeting(
        meeting=meeting, row_version=meeting.row_version, values=values, by=table.secretary
    )

    assert (meeting.answer_by, meeting.place) == (None, "Phòng họp tầng 2")


def test_every_member_counts_as_asked_in_writing_and_nobody_as_present(table, rule_counts):
    room = Room(opened(table))

    assert (len(room.written), len(room.in_room)) == (9, 0)
    assert room.quorum.is_reached


def test_it_is_not_opened_where_the_rule_does_not_count_written_opinions(table):
    VoteRule.objects.update(written_opinion_counts=False)
    meeting = asked(table)

    with pytest.raises(NotNow) as refusal:
        services.open_meeting(meeting=meeting, row_version=meeting.row_version, by=table.chair)

    assert meeting.items.get().proposal.code in str(refusal.value)
    assert Meeting.objects.get(pk=meeting.pk).state == "prepared"


def test_a_member_answers_on_the_own_screen_as_a_written_opinion(table, rule_counts):
    meeting = opened(table)
    item = meeting.items.get()

    ballot_services.cast_ballot(item=item, choices=table.choices(item), by=table.seats[1])

    assert list(BallotCast.objects.values_list("person", "channel")) == [(table.seats[1].pk, "written")]


def test_a_written_answer_stands(table, rule_counts):
    meeting = opened(table)
    item = meeting.items.get()
    ballot_services.cast_ballot(item=item, choices=table.choices(item), by=table.seats[1])

    with pytest.raises(NotNow) as refusal:
        ballot_services.cast_ballot(item=item, choices=table.choices(item, "no"), by=table.seats[1])

    assert refusal.value.code == "written_opinion"


def test_an_answer_on_paper_is_entered_by_the_secretary(table, rule_counts):
    meeting = opened(table)
    item = meeting.items.get()

    ballot_services.record_written_opinion(
        item=item, person_id=table.seats[2].pk, choices=table.choices(item), by=table.secretary
    )

    assert BallotCast.objects.get().person == table.seats[2]


def test_no_answer_is_taken_after_the_last_day(table, rule_counts, clock):
    meeting = opened(table)
    item = meeting.items.get()
    clock.move_to(timezone.now() + timedelta(days=4))

    with pytest.raises(NotNow) as refusal:
        ballot_services.cast_ballot(item=item, choices=table.choices(item), by=table.seats[1])

    assert refusal.value.code == "too_late"


def test_nobody_is_marked_as_present(table, rule_counts):
    meeting = asked(table)

    with pytest.raises(NotNow) as refusal:
        services.record_attendance(
            meeting=meeting, marks={table.chair.pk: ("absent_written", "present")}, by=table.secretary
        )

    assert refusal.value.code == "in_writing"


def test_no_hands_are_counted(table, rule_counts):
    meeting = opened(table)

    with pytest.raises(NotNow) as refusal:
        hands_services.record_hands(item=meeting.items.get(), counts={"yes": 0}, by=table.secretary)

    assert refusal.value.code == "no_room"


def test_it_is_not_closed_while_members_may_still_answer(table, rule_counts):
    meeting = opened(table)
    table.vote(meeting, yes=8)

    with pytest.raises(NotNow, match="26/11/2026"):
        table.close(meeting, missing_ballots=True)


def test_it_is_closed_at_once_when_all_have_answered(table, rule_counts):
    meeting = opened(table)
    table.vote(meeting, yes=9)

    closed = table.close(meeting)

    assert (closed.state, closed.items.get().verdict, closed.items.get().written_count) == ("closed", "carried", 9)


def test_after_the_last_day_it_is_closed_without_those_who_did_not_answer(table, rule_counts, clock):
    meeting = opened(table)
    table.vote(meeting, yes=8)
    clock.move_to(timezone.now() + timedelta(days=4))

    closed = table.close(meeting, missing_ballots=True)

    assert (closed.items.get().verdict, closed.items.get().participants) == ("carried", 8)


def test_too_few_answers_do_not_close_it(table, rule_counts, clock):
    meeting = opened(table)
    table.vote(meeting, yes=2)
    clock.move_to(timezone.now() + timedelta(days=4))

    with pytest.raises(NotNow, match="2"):
        table.close(meeting, missing_ballots=True)


def test_no_page_asks_for_attendance(table, rule_counts, client):
    meeting = opened(table)
    attendance = reverse("council:attendance", args=[meeting.code])
    client.force_login(table.secretary)

    pages = [client.get(reverse(f"council:{name}", args=[meeting.code])).text for name in ("detail", "run", "room")]
    refused = client.get(attendance)

    assert [attendance in text for text in pages] == [False] * 3
    assert (refused.status_code, "14:00" in refused.text) == (409, False)


def test_the_screens_tell_how_many_have_answered(table, rule_counts, client):
    meeting = opened(table)
    table.vote(meeting, yes=5)
    few = Room(meeting)
    table.vote(meeting, yes=0)
    client.force_login(table.chair)
    shown = client.get(reverse("council:run", args=[meeting.code])).context["screen"].quorum

    assert len(few.answered) == 5
    assert (shown.counted, shown.written, shown.members, shown.is_reached) == (5, 5, 9, False)


def test_the_quorum_before_the_opening_is_that_of_those_who_are_asked(table, rule_counts):
    assert Room(asked(table)).quorum_now().counted == 9


def test_the_screens_tell_until_when_answers_are_taken_and_no_clock(table, client, clock, rule_counts):
    meeting = opened(table)
    told = []
    for days in (0, 2, 1, 1):
        clock.shift(timedelta(days=days))
        client.force_login(table.seats[1])
        page = client.get(reverse("council:member", args=[meeting.code]))
        told.append((page.context["screen"].days_left, "26/11/2026" in page.text, "data-seconds" in page.text))

    assert told == [(left, True, False) for left in (3, 1, 0, -1)]


@pytest.mark.parametrize("is_first", [True, False])
def test_the_council_sits_while_opinions_are_asked_in_writing(table, rule_counts, is_first):
    """Asking in writing lasts for days; it keeps no room."""
    opening = [lambda: opened(table), lambda: table.opened(table.proposal("An"))]

    for open_one in opening if is_first else reversed(opening):
        open_one()

    assert sorted(Meeting.objects.filter(state="open").values_list("kind", flat=True)) == ["regular", "written"]
