"""The year of a council in figures: counted by hand here."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from permissions import access
from workflows.council import deferral_services, services, vote_services
from workflows.council.yearly import year_of, years_of

pytestmark = pytest.mark.django_db


def year(user, number=2026):
    return year_of(number, user, access.capacities(user))


def test_a_year_is_counted(table, clock):
    proposal, deferred = table.proposal("Lò Thị Thủy"), table.proposal()
    clock.move_to(timezone.now() + timedelta(days=3))
    meeting = table.opened(proposal, deferred, present=8, vote_method="open")
    first, second = meeting.items.order_by("order")
    services.defer_item(item=second, reason="Chờ xác minh", by=table.chair)
    table.vote(meeting, yes=8, item=first)
    table.close(meeting)

    told = year(table.secretary)

    assert [row.code for row in told.meetings] == [meeting.code]
    counts = {row.full_name: (row.meetings, row.present, row.in_writing, row.absent) for row in told.attended}
    assert counts[table.chair.full_name] == (1, 1, 0, 0)
    assert counts[table.seats[8].full_name] == (1, 0, 0, 1)
    assert len(counts) == 9
    (form,) = told.decided
    assert (form.dossiers, form.deferred, form.passed, form.not_passed, form.median_days) == (2, 1, 1, 0, 3)


def test_what_was_put_off_is_counted_and_waits_since_its_mother_was_endorsed(table, clock):
    proposal = table.proposal("Lò Thị Thủy", "Ma Thế Đường")
    clock.move_to(timezone.now() + timedelta(days=3))
    meeting = table.opened(proposal)
    item = meeting.items.get()
    gone = proposal.nominations.order_by("order").last()
    said = {"row_version": item.row_version, "nominations": [gone.pk], "reason": "Chờ xác minh"}
    sister = deferral_services.defer_nominations(item=item, by=table.chair, **said)
    table.vote(meeting, yes=9)
    table.close(meeting)
    clock.move_to(timezone.now() + timedelta(days=4))
    later = table.opened(sister)
    table.vote(later, yes=9)
    table.close(later)

    (form,) = year(table.secretary).decided

    assert (form.dossiers, form.deferred, form.passed, form.not_passed) == (2, 1, 2, 0)
    assert form.days == (3, 7)


def test_neither_a_repeated_round_nor_a_result_that_was_never_announced_is_counted(table):
    meeting = table.opened(table.proposal("Lò Thị Thủy"), table.proposal("Ma Thế Đường", "Vàng A Páo"))
    first, second = meeting.items.order_by("order")
    table.vote(meeting, no=9, item=first)
    table.count(first)
    item = table.announce(first)
    vote_services.repeat_vote(item=item, row_version=item.row_version, reason="Kiểm phiếu nhầm.", by=table.chair)
    for item in (first, second):
        table.vote(meeting, yes=9, item=item)
        table.count(item)
    services.defer_item(item=second, reason="Chờ xác minh", by=table.chair)
    table.close(meeting)

    (form,) = year(table.secretary).decided

    assert (form.dossiers, form.deferred, form.passed, form.not_passed) == (2, 1, 1, 0)


def test_a_meeting_in_session_is_not_counted(table):
    meeting = table.opened()
    table.vote(meeting, yes=5)

    told = year(table.secretary)

    assert (told.meetings, told.attended, told.decided) == ([], [], [])


def test_a_year_is_that_of_the_meeting(table):
    table.closed()

    assert year(table.secretary, 2025).meetings == []
    assert years_of(table.secretary, access.capacities(table.secretary)) == [2026]


def test_another_commune_is_not_counted(table, other_table):
    other_table.closed()

    assert year(table.secretary).meetings == []


def test_it_asks_the_same_for_one_and_for_many_meetings(table):
    def statements():
        held = access.capacities(table.secretary)
        with CaptureQueriesContext(connection) as asked:
            year_of(2026, table.secretary, held)
        return len(asked)

    table.closed()
    one = statements()
    table.closed(table.proposal(), table.proposal())
    table.closed()

    assert one == statements() <= 8


def test_page_and_workbook(table, client):
    meeting = table.closed()
    client.force_login(table.secretary)

    page = client.get("/meetings/year/")
    sheet = client.get("/meetings/year/?format=xlsx")

    assert meeting.code in page.content.decode()
    assert sheet.content.startswith(b"PK")


@pytest.mark.parametrize("asked", ["", "x", "0", "99999", "-1"])
def test_a_year_that_cannot_be_is_this_year(table, client, asked):
    client.force_login(table.secretary)

    assert "2026" in client.get(f"/meetings/year/?year={asked}").content.decode()
