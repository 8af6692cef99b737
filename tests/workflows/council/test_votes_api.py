"""Votes, standing aside and papers through the API: a ballot is not cast twice, late, for another or when recused."""

from datetime import timedelta

import pytest
from django.utils import timezone

from permissions.people.models import Appointment, Deputising, User
from permissions.people.units import UnitKind
from tests.calling import Caller
from tests.conftest import no_history
from workflows.council.models import AgendaItem, BallotBox, BallotCast
from workflows.council.vote_models import Recusal

pytestmark = pytest.mark.django_db


class Desk:
    """The addresses of one item, for one person."""

    def __init__(self, item, person):
        self.item, self.caller = item, Caller(person)
        self.address = f"/meetings/{item.meeting.code}/agenda/{item.proposal.code}"

    def get(self):
        return self.caller.get(f"{self.address}/vote").json()

    def move(self, name, **said):
        version = AgendaItem.objects.get(pk=self.item.pk).row_version
        return self.caller.post(f"{self.address}/vote", **{"move": name, "row_version": version, **said})

    def post(self, end, **said):
        return self.caller.post(f"{self.address}/{end}", **said)

    def ballot(self, **said):
        return self.caller.post("/ballots", item=self.item.pk, **said)


@pytest.fixture
def item(table):
    return table.opened().items.get()


def test_a_vote_is_run_through_the_api_from_opening_to_announcing_and_again(table, item):
    secretary, chair = Desk(item, table.secretary), Desk(item, table.chair)

    opened = secretary.move("open").json()
    for person in table.seats:
        assert Desk(item, person).ballot(default="yes").status_code == 201
    closed = secretary.move("close").json()
    announced = chair.move("announce").json()
    bare, again = chair.move("repeat"), chair.move("repeat", reason="Kiểm phiếu nhầm.").json()

    assert (opened["state"], opened["asked_count"], len(opened["missing"])) == ("open", 9, 9)
    assert (closed["state"], len(closed["results"]), len(closed["warnings"])) == ("closed", 2, 2)
    assert announced["state"] == "announced"
    assert (bare.status_code, again["state"], again["round"], again["results"]) == (409, "prepared", 2, [])
    (earlier,) = again["earlier"]
    assert (earlier["number"], earlier["reason"], earlier["was_announced"]) == (1, "Kiểm phiếu nhầm.", True)
    assert [row["yes"] for row in earlier["results"]] == [9, 9]


def test_the_moves_tell_what_is_unmet_and_what_they_ask(table, item):
    secretary = Desk(item, table.secretary)
    secretary.move("open")

    (close,) = [move for move in secretary.get()["moves"] if move["move"] == "close"]

    assert (close["is_open"], len(close["unmet"]), close["asks"]) == (False, 1, ["missing_ballots"])
    assert Desk(item, table.seats[1]).get()["moves"] == []


def test_a_stale_move_is_409_and_names_the_winner(table, item):
    secretary = Desk(item, table.secretary)
    secretary.move("open")

    answer = Desk(item, table.chair).move("open", row_version=1)

    assert (answer.status_code, answer.json()["code"], answer.json()["winner"]) == (
        409,
        "lost_race",
        table.secretary.full_name,
    )


# door -> (status, code); typed by hand
REFUSED = {
    "before": (409, "vote_not_open"),
    "twice": (409, "voted_already"),
    "late": (409, "vote_closed"),
    "announced": (409, "vote_closed"),
    "recused": (403, "recused"),
    "paper": (409, "paper_ballot"),
    "absent": (409, "not_present"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_no_ballot_by_the_endpoint_of_ballots(table, item, case):
    member, secretary = Desk(item, table.seats[8]), Desk(item, table.secretary)
    rows = list(table.choices(item))
    if case != "before":
        secretary.move("open")
    if case == "twice":
        member.ballot(default="yes")
    if case in ("late", "announced"):
        table.vote(item.meeting, yes=8)
        secretary.move("close", missing_ballots=True)
    if case == "announced":
        secretary.move("announce")
    if case == "recused":
        member.post("aside", nominations=rows, kind="nominee")
    if case == "paper":
        secretary.post("papers", people=[table.seats[8].pk])
    if case == "absent":
        table.mark(item.meeting, "absent", table.seats[8])
    casts, sheet = BallotCast.objects.count(), member.caller.get("/ballots").json()[0]

    answer = member.ballot(default="no")

    assert (answer.status_code, answer.json()["code"]) == REFUSED[case]
    assert sheet["obstacle_code"] == REFUSED[case][1]
    assert answer.json()["sentences"] == [sheet["obstacle"]]
    assert BallotCast.objects.count() == casts


def test_no_ballot_for_another(table, item):
    table.open_vote(item)
    member = Desk(item, table.seats[1])

    named = member.ballot(default="yes", person=table.seats[2].pk)
    opinion = member.post("opinions", person=table.seats[2].pk, default="yes")
    entered = Desk(item, table.secretary).post("opinions", person=table.seats[2].pk, default="yes")

    assert (named.status_code, opinion.status_code, entered.status_code) == (422, 403, 409)
    assert entered.json()["code"] == "not_absent"
    assert not BallotCast.objects.exists()


def _seat(person):
    return Appointment.objects.get(user=person, unit__kind=UnitKind.COUNCIL)


def test_no_ballot_under_another_name_in_another_seat_or_under_another_roof(table, other_table, cast, item, client):
    """At the endpoint and at the page of a member: by people who are not asked, by members in a forged office."""
    table.open_vote(item)
    elsewhere = other_table.voting().items.get()
    member, gone, left, deputy = table.seats[1], table.seats[2], table.seats[3], cast.stranger
    now = timezone.localdate()
    with no_history():
        Appointment.objects.filter(pk=_seat(gone).pk).update(to_on=now - timedelta(days=1))
        made = {"deputy": deputy, "signing_form": "TUQ", "basis": "Giấy ủy quyền 1", "from_on": now}
        seat = Deputising.objects.create(appointment=_seat(member), **made)
    as_left, as_deputy, keys = Caller(left), f"d{seat.pk}", {"item": item.pk, "default": "yes"}
    User.objects.filter(pk=left.pk).update(is_active=False)

    answers = {
        "as another": Caller(member).post("/ballots", **keys, acting_as=f"a{_seat(table.seats[4]).pk}"),
        "as the secretary": Caller(member).post("/ballots", **keys, acting_as=f"a{_seat(table.secretary).pk}"),
        "the secretary": Caller(table.secretary).post("/ballots", **keys),
        "the seat has ended": Caller(gone).post("/ballots", **keys),
        "the account is shut": as_left.post("/ballots", **keys),
        "a deputy": Caller(deputy).post("/ballots", **keys, acting_as=as_deputy),
        "of another commune": Caller(other_table.seats[1]).post("/ballots", **keys),
        "in another commune": Caller(member).post("/ballots", **(keys | {"item": elsewhere.pk})),
        "nobody": Caller().post("/ballots", **keys),
    }
    pages = []
    for person in (gone, deputy, other_table.seats[1], table.secretary):
        client.force_login(person)
        said = {"item": item.proposal.code, "round": 1, "all": "yes", "acting_as": as_deputy}
        pages.append(client.post(f"/meetings/{item.meeting.code}/member/", said).status_code)

    assert {why: answer.status_code for why, answer in answers.items()} == {
        "as another": 403,
        "as the secretary": 403,
        "the secretary": 403,
        "the seat has ended": 403,
        "the account is shut": 401,
        "a deputy": 403,
        "of another commune": 404,
        "in another commune": 404,
        "nobody": 401,
    }
    assert pages == [403, 403, 404, 403]
    assert not BallotCast.objects.exists()
    assert set(BallotBox.objects.values_list("yes", "no", "abstain", "invalid")) == {(0, 0, 0, 0)}


def test_a_sheet_leaves_out_what_the_member_stands_aside_from_and_says_why(table, item):
    first, second = table.choices(item)
    member = Desk(item, table.seats[1])
    said = {"nominations": [first], "kind": "family", "reason": "Em ruột"}

    bare = member.post("aside", **(said | {"reason": ""}))
    noted = member.post("aside", **said).json()
    table.open_vote(item)
    sheet = member.caller.get("/ballots").json()[0]
    named = member.ballot(choices={str(first): "yes", str(second): "yes"})
    cast = member.ballot(choices={str(second): "yes"})

    assert (bare.status_code, set(bare.json()["fields"])) == (422, {"reason"})
    assert [(row["nomination_id"], row["kind"], row["is_noted"]) for row in noted["aside"]] == [(first, "family", True)]
    assert [row["id"] for row in sheet["nominations"]] == [second]
    assert [row["nomination"]["id"] for row in sheet["aside"]] == [first] and "Em ruột" in sheet["aside"][0]["sentence"]
    assert (named.status_code, named.json()["code"], cast.status_code) == (403, "recused", 201)


def test_the_secretary_enters_and_takes_back_who_stands_aside(table, item):
    first = next(iter(table.choices(item)))
    secretary, person = Desk(item, table.secretary), table.seats[3].pk

    secretary.post("aside", nominations=[first], kind="nominee", person=person)
    entered = Recusal.objects.count()
    member = Desk(item, table.seats[3]).post("aside/take-back", nomination=first, person=person)
    bare = secretary.post("aside/take-back", nomination=first, person=person)
    back = secretary.post("aside/take-back", nomination=first, person=person, reason="Ghi nhầm người.")

    assert (entered, member.status_code, bare.status_code, back.json()["aside"]) == (1, 403, 422, [])


def test_papers_are_handed_out_keyed_twice_and_never_told(table, item):
    secretary, teller = Desk(item, table.secretary), Desk(item, table.seats[1])
    secretary.move("open")
    alone = secretary.post("papers", people=[table.seats[8].pk]).json()
    secretary.post("papers", people=[table.seats[7].pk, table.seats[6].pk])
    secretary.post("papers/take-back", person=table.seats[6].pk)
    table.vote(item.meeting, yes=7)
    rows = [str(pk) for pk in table.choices(item)]

    wrong = secretary.post("papers/counts", counts={row: {"yes": 1} for row in rows})
    one = secretary.post("papers/counts", counts={row: {"yes": 2} for row in rows}).json()
    two = teller.post("papers/counts", counts={row: {"yes": 1, "no": 1} for row in rows}).json()
    shut = secretary.move("close")
    again = teller.post("papers/counts", counts={row: {"yes": 2} for row in rows}).json()
    anew = secretary.post("papers/counts/anew").json()
    for desk in (secretary, teller):
        desk.post("papers/counts", counts={row: {"yes": 2} for row in rows})
    closed = secretary.move("close").json()

    assert len(alone["warnings"]) == 1
    assert (wrong.status_code, set(wrong.json()["fields"])) == (422, {f"counts_{row}" for row in rows})
    assert (one["tellers_done"], two["tellers_done"], len(two["faults"]), again["faults"]) == (1, 2, 2, [])
    assert (shut.status_code, len(shut.json()["sentences"]), anew["tellers_done"]) == (409, 2, 0)
    assert {"yes", "no", "counts"}.isdisjoint(two)
    assert [row["yes"] for row in closed["results"]] == [9, 9]
    assert set(BallotBox.objects.values_list("yes", flat=True)) == {9}
