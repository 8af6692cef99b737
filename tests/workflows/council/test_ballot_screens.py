"""The ballot on the screen of a member: cast once, refused with its sentence, shown again with what was chosen."""

import re

import pytest
from django.urls import reverse

from documents.proposals.models import Nomination
from permissions.ledger.models import AccessRecord
from workflows.council.ballot_services import cast_ballot
from workflows.council.models import BallotBox, BallotCast
from workflows.council.vote_services import repeat_vote

pytestmark = pytest.mark.django_db


def address(meeting, name):
    return reverse(f"council:{name}", args=[meeting.code])


def words(answer):
    """The words of a page: without tags, blanks made single."""
    part = answer.text.split('id="screen"')[-1].partition(">")[2]
    return " ".join(re.sub(r"<[^>]*>", " ", part).split())


def ballot(item, **values):
    return {"item": item.proposal.code, "round": item.round, "all": "yes", **values}


def test_a_ballot_for_all_with_one_changed_is_cast_from_the_screen(table, client):
    meeting = table.voting()
    item = meeting.items.get()
    second = item.proposal.nominations.get(order=2)
    client.force_login(table.seats[1])

    answer = client.post(address(meeting, "member"), ballot(item, **{f"choice_{second.pk}": "no"}), follow=True)

    assert list(BallotBox.objects.order_by("nomination__order").values_list("yes", "no")) == [(1, 0), (0, 1)]
    assert "data-ballot" not in answer.text and "1/9" in words(answer)
    assert not re.search(r"Không đồng ý|Against", words(answer))


def test_a_second_secret_ballot_is_not_counted_and_the_first_is_told(table, client):
    meeting = table.voting()
    item = meeting.items.get()
    client.force_login(table.seats[1])
    client.post(address(meeting, "member"), ballot(item))

    again = client.post(address(meeting, "member"), ballot(item, all="no"), headers={"HX-Request": "true"})

    assert (again.status_code, again.text.count('id="screen"')) == (200, 1)
    assert set(BallotBox.objects.values_list("yes", "no")) == {(1, 0)}
    assert AccessRecord.objects.filter(kind="refused", what__startswith="voted_already").count() == 1


def test_an_open_vote_shows_the_own_choice_and_may_be_changed(table, client):
    meeting = table.voting(table.proposal("An"), vote_method="open")
    item = meeting.items.get()
    choice = f"choice_{item.proposal.nominations.get().pk}"
    client.force_login(table.seats[1])
    client.post(address(meeting, "member"), {**ballot(item), choice: "yes"})
    client.post(address(meeting, "member"), {**ballot(item), choice: "no"})
    page = client.get(address(meeting, "member"))

    assert page.context["sheet"].own[0][1] == "Không đồng ý"
    assert "data-ballot" in page.text


def test_a_choice_of_an_earlier_round_is_not_taken(table, client):
    meeting = table.voting(table.proposal("An"))
    item, late = meeting.items.get(), table.seats[8]
    table.vote(meeting, yes=8)
    item = table.count(item, missing_ballots=True)
    item = repeat_vote(item=item, row_version=item.row_version, reason="Kiểm lại.", by=table.chair)
    table.open_vote(item)
    client.force_login(late)
    choice = f"choice_{item.proposal.nominations.get().pk}"

    answer = client.post(address(meeting, "member"), {**ballot(item), choice: "yes", "round": 1})

    assert (answer.status_code, BallotCast.objects.filter(round=2).count()) == (409, 0)
    cast_ballot(item=item, round_seen=2, choices=table.choices(item), by=late)
    assert BallotCast.objects.filter(round=2).count() == 1


def test_a_ballot_after_the_close_is_refused(table, client):
    meeting = table.voting(table.proposal("An"))
    item = meeting.items.get()
    table.vote(meeting, yes=8)
    table.count(item, missing_ballots=True)
    client.force_login(table.seats[8])

    assert client.post(address(meeting, "member"), ballot(item)).status_code == 409
    assert BallotCast.objects.count() == 8


@pytest.mark.parametrize(("sent", "status"), [({"all": ""}, 422), ({"all": "maybe"}, 422), ({"item": "X"}, 422)])
def test_a_ballot_that_says_nothing_is_shown_again(table, client, sent, status):
    meeting = table.voting()
    item = meeting.items.get()
    client.force_login(table.seats[1])

    whole = client.post(address(meeting, "member"), {**ballot(item), **sent})
    part = client.post(address(meeting, "member"), {**ballot(item), **sent}, headers={"HX-Request": "true"})

    assert (whole.status_code, part.status_code, BallotCast.objects.count()) == (status, status, 0)


def test_a_ballot_that_comes_back_names_people_as_the_version_that_was_judged(table, client):
    item = table.voting(table.proposal("An")).items.get()
    Nomination.objects.update(full_name="Tên sửa sau")
    client.force_login(table.seats[2])
    seat, sheet = address(item.meeting, "member"), {"item": item.proposal.code, "round": 1}

    answers = [client.post(seat, sheet, headers=how) for how in ({}, {"HX-Request": "true"})]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert ["Tên sửa sau" in answer.text for answer in answers] == [False, False]
    assert all("An: " in answer.text for answer in answers)
