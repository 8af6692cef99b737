"""Calling, opening, deferring and closing meetings: what is done, and every refusal."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from documents.catalogue.models import RuleSet
from permissions.ledger.models import LedgerEntry
from permissions.ledger.verify import verify
from permissions.refusals import LostRace, NotNow, NotYou, ValidationError
from permissions.roles import Office
from tests.conftest import appoint, make_person
from workflows.council import services
from workflows.council.models import AgendaItem, Council, Meeting

pytestmark = pytest.mark.django_db


def acts(meeting):
    return list(LedgerEntry.objects.filter(stream__key=meeting.stream).order_by("seq").values_list("act", flat=True))


# --- the council -----------------------------------------------------------------------------------
def test_the_founding_of_a_council_is_entered_and_changed_in_one_row(table, cast):
    values = {"founding_number": "40/QĐ-UBND", "founded_on": date(2026, 1, 5), "term_from": date(2026, 1, 5)}

    services.found_council(unit=table.town.council, row_version=1, values=values, by=cast.administrator)

    assert list(Council.objects.values_list("founding_number", "term_from")) == [("40/QĐ-UBND", date(2026, 1, 5))]


@pytest.mark.parametrize("row_version", [0, 1, 3])
def test_a_founding_that_somebody_changed_is_not_overwritten_by_an_old_form(table, cast, row_version):
    unit, second = table.town.council, make_person("second_administrator")
    appoint(second, Office.ADMINISTRATOR, cast.province)
    services.found_council(unit=unit, row_version=1, values={"founding_number": "40/QĐ-UBND"}, by=second)

    with pytest.raises(LostRace) as race:
        services.found_council(unit=unit, row_version=row_version, values={"term_to": None}, by=cast.administrator)

    assert (race.value.winner, race.value.at) == (second.full_name, timezone.now())
    assert Council.objects.get(unit=unit).founding_number == "40/QĐ-UBND"


def test_only_a_council_is_founded(table, cast):
    with pytest.raises(ValidationError):
        services.found_council(unit=table.town.school, row_version=0, values={}, by=cast.administrator)


def test_a_term_that_ends_before_it_starts_is_refused(table, cast):
    values = {"term_from": date(2026, 1, 5), "term_to": date(2025, 1, 5)}

    with pytest.raises(ValidationError) as refusal:
        services.found_council(unit=table.town.council, row_version=1, values=values, by=cast.administrator)

    assert set(refusal.value.message_dict) == {"term_to"}


def test_the_secretary_does_not_found_a_council(table):
    with pytest.raises(NotYou):
        services.found_council(unit=table.town.council, row_version=1, values={}, by=table.secretary)


# --- calling ---------------------------------------------------------------------------------------
def test_a_meeting_is_called_with_the_next_code_on_the_secretarys_desk(table):
    first, second = table.prepared(), table.prepared()

    assert [first.code, second.code] == ["PQ-2026-M001", "PQ-2026-M002"]
    assert (first.state, first.desk_office, first.desk_unit) == ("prepared", "council_secretary", table.town.commune)
    assert first.due_on == date(2026, 11, 23)
    assert acts(first) == ["meeting.called"]


@pytest.mark.parametrize("who", ["council_chair", "council_member", "office_head", "unit_head"])
def test_only_the_secretary_calls_a_meeting(table, who):
    values = {"title": "Họp", "held_at": timezone.now(), "place": "Tầng 2"}

    with pytest.raises(NotYou):
        services.create_meeting(council=table.council, values=values, by=table.town.person[who])

    assert not Meeting.objects.exists()


def test_the_secretary_of_another_commune_calls_no_meeting_here(table, cast):
    with pytest.raises(NotYou):
        services.create_meeting(council=table.council, values={}, by=cast.there.council_secretary)


def test_a_meeting_outside_the_term_of_the_council_is_refused(table):
    table.council.term_to = date(2026, 11, 1)
    table.council.save()

    with pytest.raises(ValidationError) as refusal:
        table.prepared()

    assert set(refusal.value.message_dict) == {"held_on"}


def test_a_meeting_in_preparation_is_changed(table, tomorrow):
    meeting = table.prepared()

    changed = services.change_meeting(
        meeting=meeting, row_version=meeting.row_version, values={"held_at": tomorrow}, by=table.secretary
    )

    assert (changed.held_at, changed.due_on, changed.row_version) == (tomorrow, date(2026, 11, 24), 2)
    assert acts(meeting) == ["meeting.called", "meeting.changed"]


def test_a_stale_change_names_who_was_faster(table):
    meeting = table.prepared()
    services.change_meeting(meeting=meeting, row_version=1, values={"place": "Tầng 3"}, by=table.secretary)

    with pytest.raises(LostRace) as refusal:
        services.change_meeting(meeting=meeting, row_version=1, values={"place": "Tầng 4"}, by=table.secretary)

    assert refusal.value.winner == table.secretary.full_name
    meeting.refresh_from_db()
    assert meeting.place == "Tầng 3"


def test_an_open_meeting_is_not_changed(table):
    meeting = table.opened()

    with pytest.raises(NotNow):
        services.change_meeting(
            meeting=meeting, row_version=meeting.row_version, values={"place": "Tầng 4"}, by=table.secretary
        )


# --- attendance ------------------------------------------------------------------------------------
def test_presence_is_noted_with_times_once_the_meeting_is_open(table, clock):
    meeting = table.opened(present=7)
    late, leaving = table.seats[7], table.seats[1]
    clock.shift(timedelta(minutes=20))
    table.mark(meeting, "present", late)
    clock.shift(timedelta(minutes=20))
    table.mark(meeting, "absent", leaving)

    rows = {row.person_id: row for row in meeting.attendances.all()}

    assert rows[table.seats[0].pk].arrived_at == meeting.opened_at
    assert rows[late.pk].arrived_at == meeting.opened_at + timedelta(minutes=20)
    assert rows[leaving.pk].left_at == meeting.opened_at + timedelta(minutes=40)
    assert acts(meeting)[-2:] == ["meeting.attendance", "meeting.attendance"]


def test_marks_that_change_nothing_leave_no_trace(table):
    meeting = table.opened()
    before = acts(meeting)

    table.mark(meeting, "present", table.seats[1])

    assert acts(meeting) == before


def test_a_mark_over_somebody_elses_mark_is_a_lost_race(table):
    meeting = table.prepared()
    person = table.seats[1]
    table.mark(meeting, "online", person)

    with pytest.raises(LostRace) as race:
        services.record_attendance(meeting=meeting, marks={person.pk: ("absent", "present")}, by=table.secretary)

    assert (race.value.winner, race.value.at) == (table.secretary.full_name, timezone.now())
    assert meeting.attendances.get(person=person).presence == "online"


def test_only_people_on_the_roll_are_marked(table, cast):
    meeting = table.prepared()

    with pytest.raises(ValidationError):
        table.mark(meeting, "present", cast.stranger)


def test_members_do_not_mark_themselves(table):
    meeting = table.prepared()

    with pytest.raises(NotYou):
        services.record_attendance(meeting=meeting, marks={table.seats[1].pk: ("absent", "present")}, by=table.seats[1])


def test_nobody_is_marked_after_closing(table):
    meeting = table.closed()

    with pytest.raises(NotNow):
        table.mark(meeting, "absent", table.seats[1])


def test_who_voted_in_the_room_gives_no_written_opinion_too(table):
    meeting = table.opened()
    table.vote(meeting, yes=9)

    with pytest.raises(NotNow):
        table.mark(meeting, "absent_written", table.seats[1])


# --- opening ---------------------------------------------------------------------------------------
def test_opening_freezes_roll_base_and_rules(table):
    meeting = table.opened(present=7, written=1)
    appoint(make_person("late_member"), Office.COUNCIL_MEMBER, table.town.council)

    meeting.refresh_from_db()
    seats = list(meeting.seats.values_list("person_id", "is_voting"))

    assert meeting.state == "open"
    assert meeting.members_count == 9
    assert {person for person, is_voting in seats if is_voting} == {person.pk for person in table.seats}
    assert [person for person, is_voting in seats if not is_voting] == [table.secretary.pk]
    assert seats[0][0] == table.chair.pk
    assert AgendaItem.objects.get().vote_rule is not None
    assert RuleSet.objects.get(pk=AgendaItem.objects.get().vote_rule.form_rule.rule_set_id).is_used
    assert "8 trên 9" in meeting.quorum_words or "8 of 9" in meeting.quorum_words
    assert (meeting.desk_office, meeting.opened_at) == ("council_member", timezone.now())
    assert acts(meeting)[-1] == "meeting.open"


def test_one_person_in_two_seats_counts_once(table):
    appoint(table.chair, Office.COUNCIL_MEMBER, table.town.council)
    appoint(table.secretary, Office.COUNCIL_MEMBER, table.town.council)

    meeting = table.opened()

    assert meeting.members_count == 10
    assert meeting.seats.get(person=table.secretary).is_voting


def test_members_whose_appointment_ended_do_not_count(table):
    gone = table.seats[8].appointments.get()
    gone.to_on = date(2026, 11, 22)
    gone.save()

    assert table.opened(present=8).members_count == 8


@pytest.mark.parametrize(("present", "written", "opens"), [(6, 0, True), (5, 1, True), (5, 0, False), (4, 1, False)])
def test_opening_needs_two_thirds_of_nine(table, present, written, opens):
    if opens:
        assert table.opened(present=present, written=written).state == "open"
        return

    with pytest.raises(NotNow) as refusal:
        table.opened(present=present, written=written)

    assert f"{present + written}" in refusal.value.sentences[0]
    assert Meeting.objects.get().state == "prepared"


def test_an_empty_agenda_is_not_opened(table):
    meeting = table.prepared()
    table.mark(meeting, "present", *table.seats)

    with pytest.raises(NotNow) as refusal:
        services.open_meeting(meeting=meeting, row_version=meeting.row_version, by=table.chair)

    assert len(refusal.value.sentences) == 1


def test_a_meeting_is_not_opened_before_its_day(table, tomorrow):
    with pytest.raises(NotNow):
        table.opened(held_at=tomorrow)


def test_rules_first_used_by_an_opening_are_named_in_its_entry(table):
    proposal = table.proposal()
    RuleSet.objects.update(first_used_at=None)

    meeting = table.opened(proposal)

    assert RuleSet.objects.filter(first_used_at=meeting.opened_at).count() == 1
    assert verify().holds


def test_an_award_that_the_rules_of_the_day_do_not_know_stops_the_opening(table):
    from documents.catalogue.models import VoteRule

    proposal = table.proposal()
    VoteRule.objects.all().delete()

    with pytest.raises(NotNow) as refusal:
        table.opened(proposal)

    assert proposal.code in refusal.value.sentences[0]


@pytest.mark.parametrize("who", ["council_secretary", "council_member", "commune_chair", "office_head"])
def test_only_the_chair_of_the_council_opens(table, who):
    meeting = table.prepared(table.proposal())
    table.mark(meeting, "present", *table.seats)

    with pytest.raises(NotYou):
        services.open_meeting(meeting=meeting, row_version=meeting.row_version, by=table.town.person[who])


def test_a_second_opening_names_who_was_faster(table):
    meeting = table.prepared(table.proposal())
    table.mark(meeting, "present", *table.seats)
    shown = meeting.row_version
    services.open_meeting(meeting=meeting, row_version=shown, by=table.chair)

    with pytest.raises(LostRace) as refusal:
        services.open_meeting(meeting=meeting, row_version=shown, by=table.chair)

    assert refusal.value.winner == table.chair.full_name


def test_the_same_form_sent_twice_calls_one_meeting(table):
    values = {"title": "Xét khen thưởng", "held_at": timezone.now(), "place": "Phòng họp", "kind": "regular"}
    form = {"council": table.council, "by": table.secretary, "newest": 0}

    first, twin = (services.create_meeting(values=values, **form) for _time in range(2))
    other = services.create_meeting(values=values, **(form | {"newest": first.pk}))

    assert (first.code, twin.code, other.code) == ("PQ-2026-M001", "PQ-2026-M001", "PQ-2026-M002")


def test_a_council_sits_in_one_meeting_at_a_time(table):
    sitting, next_one = table.opened(), table.prepared(table.proposal())
    table.mark(next_one, "present", *table.seats)

    with pytest.raises(NotNow) as refusal:
        services.open_meeting(meeting=next_one, row_version=next_one.row_version, by=table.chair)

    assert sitting.code in str(refusal.value)
    next_one.refresh_from_db()
    assert next_one.state == "prepared"
