"""A member's seat under strain: polls, the way back, two tabs, a session that ended, a vote closed meanwhile."""

import pytest
from django.conf import settings

from tests.conftest import PASSWORD
from tests.journeys import council_steps as at_the_table
from tests.workflows.council.conftest import Table, make_council
from workflows.council.ballot_services import cast_ballot
from workflows.council.models import BallotBox, BallotCast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NAMES = ("Nguyễn Thị Hòa", "Đặng Quốc Ý")
POLLED = "**/member/**"
RUNNING = "#screen form[action$='/repeat-vote/'] textarea"


@pytest.fixture
def table(cast, rules):
    return Table(cast.here, make_council(cast.here, cast.administrator))


@pytest.fixture
def meeting(table):
    """Nine are there, and ballots are taken on the one item."""
    return table.voting(table.proposal(*NAMES))


@pytest.fixture
def seat(table, meeting, people):
    """The screen of the fifth member."""
    return at_the_table.sit_down(people(table.seats[4]), meeting)


def others_vote(table, meeting, *people):
    item = meeting.items.get()
    for person in people:
        cast_ballot(item=item, choices=table.choices(item), by=person)


def ticked(seat):
    return seat.page.locator(f"{at_the_table.BALLOT} :checked").evaluate_all("all => all.map(one => one.value)")


def sign_in(seat, person):
    seat.page.wait_for_url("**/sign-in/**")
    seat.page.fill("[name=username]", person.username)
    seat.page.fill("[name=password]", PASSWORD)
    seat.leave_by(seat.page.locator(".gate-form button"))


def counted():
    return list(BallotBox.objects.order_by("nomination__order").values_list("yes", "no"))


def test_what_is_chosen_and_where_one_stands_outlives_polls_the_dossier_and_a_reload(table, meeting, seat):
    seat.page.locator("[name=all][value=no]").check()
    seat.page.locator("[name=all][value=no]").focus()
    others_vote(table, meeting, table.seats[1])
    at_the_table.expect_words(seat, "1/9")
    stands_at = seat.page.evaluate("document.activeElement.value")
    kept = [ticked(seat)]
    seat.follow("#screen a[href^='/proposals/']").page.go_back()
    seat.sees(at_the_table.BALLOT)
    kept.append(ticked(seat))
    seat.page.reload()
    kept.append(ticked(seat))

    assert (stands_at, kept) == ("no", [["no"]] * 3)
    assert not BallotCast.objects.filter(person=table.seats[4]).exists()


def test_of_two_tabs_the_first_ballot_counts_and_the_second_is_told_so(table, meeting, seat):
    other = seat.tab().open(seat.path)
    at_the_table.choose(other, "no")
    at_the_table.choose(seat)
    at_the_table.cast_together([seat])
    at_the_table.is_taken(seat)
    at_the_table.cast_together([other])
    at_the_table.expect_words(other, "chỉ tính một lần")

    assert counted() == [(1, 0)] * 2


def test_a_session_that_ended_leads_back_and_the_ballot_goes_once(table, meeting, seat):
    at_the_table.choose(seat)
    seat.page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    at_the_table.cast_together([seat])
    sign_in(seat, table.seats[4])
    at_the_table.is_taken(seat)

    assert counted() == [(1, 0)] * 2


def test_somebody_else_at_the_same_device_sends_nothing_that_was_chosen_before(table, meeting, seat):
    at_the_table.choose(seat)
    seat.page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    at_the_table.cast_together([seat])
    sign_in(seat, table.seats[5])
    seat.sees(at_the_table.BALLOT)

    assert seat.page.evaluate("sessionStorage.getItem('ballot')") is None
    assert not BallotCast.objects.exists()


def test_a_ballot_from_before_a_new_sign_in_in_another_tab_goes_once(table, meeting, seat):
    at_the_table.choose(seat)
    seat.page.route(POLLED, lambda route: route.abort())  # a poll meanwhile would lead this tab to the sign-in page
    other = seat.tab()
    other.page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    other.page.goto("/sign-in/")
    sign_in(other, table.seats[4])
    seat.page.unroute(POLLED)
    at_the_table.cast_together([seat])
    at_the_table.is_taken(seat)

    assert counted() == [(1, 0)] * 2
    assert all("403" in said for said in at_the_table.told_of_the_line(seat))


def test_a_ballot_that_comes_after_the_close_is_refused_with_its_reason(table, meeting, seat):
    at_the_table.lose_line(seat)
    at_the_table.choose(seat)
    at_the_table.cast_together([seat])
    at_the_table.expect_words(seat, "giữ trên thiết bị này", place="#line")
    others_vote(table, meeting, *(person for person in table.seats if person != table.seats[4]))
    table.count(meeting.items.get(), missing_ballots=True)
    at_the_table.find_line(seat)
    at_the_table.expect_words(seat, "không nhận thêm phiếu", place="#refusals")
    at_the_table.has_forgotten(seat)

    assert BallotCast.objects.count() == 8
    assert all("409" in said for said in at_the_table.told_of_the_line(seat))


def test_who_runs_the_meeting_keeps_page_and_words_while_the_line_is_lost(table, meeting, people):
    others_vote(table, meeting, *table.seats)
    table.count(meeting.items.get())
    code = meeting.items.get().proposal.code
    chair = people(table.chair).open(f"/meetings/{meeting.code}/run/?at={code}")
    chair.page.locator("#screen details:has(textarea) summary").first.click()
    chair.page.locator(RUNNING).fill("Hai đồng chí bấm nhầm.")
    table.announce(meeting.items.get())
    at_the_table.expect_words(chair, "Đã công bố kết quả")
    kept = chair.page.locator(RUNNING).input_value()
    at_the_table.lose_line(chair)
    chair.form("repeat-vote").locator("button").click()
    stays = chair.path
    at_the_table.find_line(chair)
    chair.page.wait_for_selector("#line", state="hidden")
    chair.press("repeat-vote", reason="Hai đồng chí bấm nhầm.")

    assert (kept, stays) == ("Hai đồng chí bấm nhầm.", f"/meetings/{meeting.code}/run/")
    assert meeting.items.get().round == 2
    assert at_the_table.told_of_the_line(chair) == []


def test_a_member_votes_without_script(table, meeting, people):
    member = people(table.seats[2], script=False).open(f"/meetings/{meeting.code}/member/")
    form = member.page.locator(at_the_table.BALLOT)
    form.locator("[name=all][value=yes]").check()
    member.leave_by(form.locator("button").last)

    assert member.path == f"/meetings/{meeting.code}/member/"
    assert BallotCast.objects.get().person == table.seats[2]
