"""Votes, standing aside and papers through the API: a ballot is not cast twice, late, for another or when recused."""

import pytest

from tests.calling import Caller
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
    back = secretary.post("aside/take-back", nomination=first, person=person)

    assert (entered, member.status_code, back.json()["aside"]) == (1, 403, [])


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
