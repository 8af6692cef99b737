"""Who sees which meeting and which dossier through the council, and who sits on it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from documents.proposals.models import Proposal
from permissions import access
from permissions.roles import Office
from tests import making
from tests.conftest import appoint, make_person
from tests.making import sent
from workflows.approval import services as approval
from workflows.council import agenda_services, membership, queries, services, vote_services
from workflows.council.desks import desk_of_meeting
from workflows.council.models import Meeting

pytestmark = pytest.mark.django_db


def seen(person, model):
    return set(access.visible_to(person, model).values_list("code", flat=True))


def test_meetings_are_seen_by_the_offices_of_the_commune_from_preparation_on(table, other_table, cast):
    here, there = table.prepared(), other_table.prepared()

    everybody = {**cast.here.person, "administrator": cast.administrator, "province_officer": cast.province_officer}
    found = {office: seen(person, Meeting) for office, person in everybody.items() if seen(person, Meeting)}

    assert found == {
        office: {here.code}
        for office in (
            "office_reviewer",
            "second_reviewer",
            "office_head",
            "council_secretary",
            "council_member",
            "council_chair",
            "commune_chair",
            "commune_deputy_chair",
            "inspector",
        )
    }
    assert seen(cast.there.council_member, Meeting) == {there.code}


def test_members_see_a_dossier_when_it_is_on_an_agenda_and_the_secretary_when_it_is_appraised(table, cast):
    early, ready, placed = sent(table.town), table.proposal("An"), table.proposal("Bình")
    table.prepared(placed)

    assert seen(table.seats[1], Proposal) == seen(table.chair, Proposal) == {placed.code}
    assert seen(table.secretary, Proposal) == {ready.code, placed.code}
    assert early.code not in seen(table.secretary, Proposal)
    assert seen(cast.there.council_member, Proposal) == seen(cast.there.council_secretary, Proposal) == set()


def test_a_dossier_is_read_by_the_members_until_the_meeting_closes_and_afterwards_only_where_it_was_decided(table):
    carried, rejected, deferred = (table.proposal(name) for name in ("An", "Bình", "Chi"))
    meeting = table.opened(carried, rejected, deferred)
    first, second, third = meeting.items.order_by("order")
    table.vote(meeting, yes=9, item=first)
    table.vote(meeting, no=9, item=second)
    services.defer_item(item=third, reason="Chờ xác minh.", by=table.chair)
    open_ones = seen(table.seats[1], Proposal)
    table.close(meeting)

    assert open_ones == {carried.code, rejected.code, deferred.code}
    assert seen(table.seats[1], Proposal) == {carried.code, rejected.code}
    assert seen(table.secretary, Proposal) == {carried.code, rejected.code, deferred.code}  # appraised again
    deferred.refresh_from_db()
    approval.reopen(proposal=deferred, row_version=deferred.row_version, by=table.town.office_head, reason="Xem lại.")
    assert deferred.code not in seen(table.secretary, Proposal)


def test_a_dossier_taken_off_the_agenda_is_read_by_no_member(table):
    meeting = table.prepared(table.proposal("An"))
    item = meeting.items.get()
    agenda_services.take_off_agenda(
        item=item, row_version=item.proposal.row_version, reason="Bổ sung.", by=table.secretary
    )

    assert seen(table.seats[1], Proposal) == set()


def test_a_closed_meeting_names_who_was_judged_whatever_is_written_since(table):
    town, meeting = table.town, table.opened(table.proposal("Nguyễn Thị Hòa"))
    item = meeting.items.get()
    services.defer_item(item=item, reason="Chờ xác minh.", by=table.chair)
    table.close(meeting)
    proposal = making.returned_again(town, item.proposal)
    making.rewrite(town, proposal)

    shown = queries.put_nominations(queries.agenda_of(meeting))[0]

    assert [row.full_name for row in shown.nominations] == ["Nguyễn Thị Hòa"]
    assert shown.proposal.letter.number == "15/TTr-THPQ"


def test_of_the_votes_on_a_nominee_the_last_that_was_announced_binds(table):
    repeated, deferred = table.proposal("Nguyễn Thị Hòa"), table.proposal("Đặng Quốc Ý")
    meeting = table.opened(repeated, deferred)
    again, later = meeting.items.get(proposal=repeated), meeting.items.get(proposal=deferred)
    for item, yes in ((again, 9), (later, 7)):
        table.vote(meeting, yes=yes, no=9 - yes, item=item)
        table.count(item)
    services.defer_item(item=later, reason="Chờ xác minh.", by=table.chair)
    item = table.announce(again)
    vote_services.repeat_vote(item=item, row_version=item.row_version, reason="Nhầm phiếu.", by=table.chair)
    table.vote(meeting, yes=8, no=1, item=again)

    def binding(proposal):
        return [box.yes for box in proposal.nominations.get().ballot_boxes.binding()]

    assert (binding(repeated), binding(deferred)) == ([], [])
    table.close(meeting)
    assert (binding(repeated), binding(deferred)) == ([8], [])
    table.closed(Proposal.objects.get(pk=deferred.pk), yes=9)
    assert binding(deferred) == [9]


def test_seats_are_the_appointments_of_the_day_one_for_each_person(table):
    council, today = table.council, timezone.localdate()
    appoint(table.chair, Office.COUNCIL_MEMBER, table.town.council)
    appoint(make_person("later"), Office.COUNCIL_MEMBER, table.town.council, from_on=today + timedelta(days=1))
    appoint(make_person("gone", is_active=False), Office.COUNCIL_MEMBER, table.town.council)
    appoint(make_person("elsewhere"), Office.COUNCIL_MEMBER, table.town.office)
    appoint(make_person("second_chair"), Office.COUNCIL_CHAIR, table.town.council, needs_confirmation=True)

    seats = membership.seats_on(council, today)

    assert [seat.user for seat in seats if seat.office == Office.COUNCIL_CHAIR] == [table.chair]
    assert {seat.user for seat in seats if seat.office in queries.VOTING} == set(table.seats)
    assert seats[-1].user == table.secretary


def test_a_required_notice_that_is_not_closed_is_marked_on_the_choice_of_dossiers(table):
    first, second = table.proposal("An"), table.proposal("Bình")
    rules = first.rule_set.form_rules.filter(award_form=first.award_form, kind=first.kind)
    rules.update(notice_days=5)
    second.notice_closed_on = date(2026, 11, 20)
    second.save()

    marked = queries.put_notices(list(queries.waiting_proposals(table.town.commune.pk)))

    assert {proposal.pk: proposal.lacks_notice for proposal in marked} == {first.pk: True, second.pk: False}


@pytest.mark.parametrize(
    ("make", "office"),
    [("prepared", "council_secretary"), ("opened", "council_member"), ("closed", "council_secretary")],
)
def test_the_desk_stored_is_the_desk_of_the_state(table, make, office):
    meeting = getattr(table, make)(table.proposal())
    meeting.refresh_from_db()

    assert desk_of_meeting(meeting).office == meeting.desk_office == office
    assert meeting.desk_unit == table.town.commune
