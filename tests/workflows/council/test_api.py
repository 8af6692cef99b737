"""Meetings through the API: from the call to the signed minutes; what a secret ballot said is told by no endpoint."""

import json

import pytest

from tests.calling import Caller
from workflows.council.models import BallotBox, BallotCast, Meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary(table):
    return Caller(table.secretary)


@pytest.fixture
def chair(table):
    return Caller(table.chair)


@pytest.fixture
def secret(table, monkeypatch):
    """A meeting in session that votes by secret ballot."""
    meeting = table.voting()
    item = meeting.items.get()
    item.vote_rule.method, item.vote_rule.chair_must_agree = "secret", False
    item.vote_rule.save()
    return meeting


def version(meeting):
    return Meeting.objects.get(pk=meeting.pk).row_version


def ballot(table, item, choice="yes", **other):
    return {"item": item.pk, "choices": table.choices(item, choice, **other)}


# --- the meeting ---------------------------------------------------------------------------------------
def test_a_meeting_is_called_changed_and_listed(table, secretary):
    made = secretary.post("/meetings", title="Họp tháng 12", held_at="2026-12-01T14:00:00+07:00", place="Tầng 2").json()

    changed = secretary.patch(f"/meetings/{made['code']}", row_version=made["row_version"], place="Hội trường").json()

    assert (changed["place"], changed["title"], changed["held_at"]) == (
        "Hội trường",
        "Họp tháng 12",
        "2026-12-01T07:00:00Z",
    )
    assert [row["code"] for row in secretary.get("/meetings").json()["items"]] == [made["code"]]
    assert secretary.get("/meetings", state="closed").json()["items"] == []


@pytest.mark.parametrize(
    "held_at", ["2026-12-01T14:00:00", "01/12/2026", "2026-13-01T00:00:00Z", "9999-12-31T23:59:59Z"]
)
def test_a_moment_without_zone_or_out_of_time_is_422(secretary, held_at):
    answer = secretary.post("/meetings", title="Họp", held_at=held_at, place="Tầng 2")

    assert (answer.status_code, set(answer.json()["fields"])) == (422, {"held_at"})


def test_a_commune_without_council_cannot_call(cast, rules):
    answer = Caller(cast.here.council_secretary).post(
        "/meetings", title="Họp", held_at="2026-12-01T14:00:00+07:00", place="Tầng 2"
    )

    assert answer.status_code == 409


def test_the_founding_of_a_council_is_entered_and_told(cast, rules):
    administrator = Caller(cast.administrator)
    founding = {"founding_number": "12/QĐ-UBND", "founded_on": "2025-07-05", "term_from": "2025-07-05"}

    without = administrator.put("/councils/PQ-HD", **founding)
    entered = administrator.put("/councils/PQ-HD", row_version=0, **founding)
    again = administrator.put("/councils/PQ-HD", row_version=0, **founding)

    told = {council["unit"]["code"]: council for council in administrator.get("/councils").json()}
    assert (without.status_code, entered.status_code, again.json()["code"]) == (422, 200, "lost_race")
    assert (told["PQ-HD"]["row_version"], told["YT-HD"]["row_version"]) == (1, 0)
    assert (told["PQ-HD"]["founding_number"], told["YT-HD"]["founding_number"]) == ("12/QĐ-UBND", "")
    assert administrator.put("/councils/PQ-TH", row_version=0, **founding).status_code == 404


# --- agenda and attendance -----------------------------------------------------------------------------
def test_dossiers_are_placed_ordered_and_taken_off(table, secretary):
    first, second, meeting = table.proposal(), table.proposal(), table.prepared()
    address = f"/meetings/{meeting.code}/agenda"

    placed = secretary.post(address, proposals=[{"code": first.code, "row_version": first.row_version}])
    secretary.post(address, proposals=[{"code": second.code, "row_version": second.row_version}])
    ordered = secretary.put(address, row_version=version(meeting), codes=[second.code]).json()
    second.refresh_from_db()
    off = secretary.post(f"{address}/{second.code}/take-off", row_version=second.row_version, reason="Chờ hồ sơ.")

    assert placed.status_code == 201
    assert [item["proposal"] for item in ordered] == [second.code, first.code]
    assert (off.json()["code"], off.json()["state"]) == (second.code, "appraised")
    assert [item["proposal"] for item in secretary.get(address).json()] == [first.code]


def test_a_stale_or_hidden_dossier_is_not_placed(table, other_table, secretary):
    proposal, foreign, meeting = table.proposal(), other_table.proposal(), table.prepared()
    address = f"/meetings/{meeting.code}/agenda"

    stale = secretary.post(address, proposals=[{"code": proposal.code, "row_version": proposal.row_version - 1}])
    hidden = secretary.post(address, proposals=[{"code": foreign.code, "row_version": foreign.row_version}])
    without = secretary.post(address, proposals=[{"code": proposal.code}])

    assert (stale.status_code, stale.json()["code"]) == (409, "lost_race")
    assert stale.json()["winner"] == table.town.office_head.full_name
    assert (without.status_code, set(without.json()["fields"])) == (422, {"proposals.0.row_version"})
    assert (hidden.status_code, set(hidden.json()["fields"])) == (422, {"proposals"})
    assert not meeting.items.exists()


def test_attendance_is_marked_for_some_and_races_are_seen(table, secretary):
    meeting = table.prepared(table.proposal())
    address = f"/meetings/{meeting.code}/attendance"
    mark = {"person": table.seats[1].pk, "was": "absent", "presence": "present"}

    marked = secretary.post(address, marks=[mark]).json()
    again = secretary.post(address, marks=[mark | {"presence": "online"}])
    stranger = secretary.post(address, marks=[mark | {"person": 999_999}])

    assert {m["presence"] for m in marked if m["person"]["id"] == table.seats[1].pk} == {"present"}
    assert {m["presence"] for m in marked if m["person"]["id"] != table.seats[1].pk} == {"absent"}
    assert (again.status_code, stranger.status_code) == (409, 422)


def test_an_item_is_deferred_and_taken_up_again(table, chair):
    meeting = table.voting()
    address = f"/meetings/{meeting.code}/agenda/{meeting.items.get().proposal.code}"

    bare, deferred = chair.post(f"{address}/defer", reason=""), chair.post(f"{address}/defer", reason="Chờ ý kiến.")
    state = chair.get(f"/meetings/{meeting.code}/agenda").json()[0]
    taken_up = chair.post(f"{address}/undefer")

    assert (bare.status_code, deferred.status_code, taken_up.status_code) == (422, 204, 204)
    assert (state["verdict"], state["defer_reason"]) == ("deferred", "Chờ ý kiến.")


# --- votes ---------------------------------------------------------------------------------------------
def test_a_secret_ballot_is_taken_once_and_never_told(table, secret):
    item, member = secret.items.get(), Caller(table.seats[1])

    sheet = member.get("/ballots").json()[0]
    cast = member.post("/ballots", **ballot(table, item, "no"))
    again = member.post("/ballots", **ballot(table, item, "yes"))

    assert (sheet["item"], sheet["is_secret"], sheet["has_voted"], sheet["obstacle"]) == (item.pk, True, False, "")
    assert (cast.status_code, cast.json()) == (201, {"item": item.pk, "has_voted": True})
    assert (again.status_code, again.json()["code"]) == (409, "voted_already")
    assert [box.no for box in BallotBox.objects.filter(item=item)] == [1, 1]
    assert member.get("/ballots").json()[0]["has_voted"] is True


def test_while_a_box_is_open_nothing_of_it_leaks_to_anybody(table, secret):
    item = secret.items.get()
    votes = [("yes", "no"), ("no", "no"), ("yes", "abstain")]
    for person, (first, second) in zip(table.seats, votes, strict=False):
        Caller(person).post("/ballots", **ballot(table, item, n1=first, n2=second))
    addresses = [
        f"/meetings/{secret.code}",
        f"/meetings/{secret.code}/agenda",
        f"/meetings/{secret.code}/attendance",
        f"/meetings/{secret.code}/moves",
        f"/proposals/{item.proposal.code}",
        f"/proposals/{item.proposal.code}/moves",
        f"/nominations?proposal={item.proposal.code}",
        "/ballots",
        f"/ledger?stream=meeting/{secret.code}",
        f"/ledger?stream=proposal/{item.proposal.code}",
    ]

    told = {}
    for person in (*table.seats, table.secretary, table.town.office_head, table.town.inspector):
        caller = Caller(person)
        for address in addresses:
            told[person.username, address] = caller.client.get(f"/api/v1{address}", headers=caller.headers).text

    words = ('"yes"', '"no"', '"abstain"', '"invalid"', '"choice', '"votes"', "choices", '"counts"')
    assert {key: word for key, text in told.items() for word in words if word in text} == {}
    agenda = json.loads(told[table.chair.username, addresses[1]])[0]
    assert (agenda["results"], agenda["voted"]) == ([], sorted(person.pk for person in table.seats[:3]))


def test_who_voted_what_is_told_by_nothing_after_closing_either(table, secret, chair):
    item = secret.items.get()
    for number, person in enumerate(table.seats):
        Caller(person).post("/ballots", **ballot(table, item, "yes" if number else "no"))

    table.announce_all(secret)
    closed = chair.post(f"/meetings/{secret.code}/moves", move="close", row_version=version(secret))

    agenda = chair.get(f"/meetings/{secret.code}/agenda").json()[0]
    assert closed.json()["state"] == "closed"
    assert [(r["yes"], r["no"], r["passed"]) for r in agenda["results"]] == [(8, 1, True)] * 2
    assert BallotCast.objects.filter(item=item).count() == 9
    assert "choice" not in chair.get("/ledger", stream=f"meeting/{secret.code}").text


@pytest.mark.parametrize(
    "choices",
    [
        {},
        {"x": "yes"},
        {"1" * 30: "yes"},
        {"999999": "yes"},
        lambda whole: {**whole, "999999": "yes"},
        lambda w: dict([*w.items()][:1]),
    ],
)
def test_a_ballot_that_is_not_whole_is_refused(table, secret, choices):
    item = secret.items.get()
    whole = {str(key): choice for key, choice in table.choices(item).items()}
    said = choices(whole) if callable(choices) else choices

    answer = Caller(table.seats[1]).post("/ballots", item=item.pk, choices=said)

    assert answer.status_code == 422
    assert not BallotCast.objects.exists()


def test_hands_are_recorded_corrected_and_must_add_up(table, secretary):
    meeting = table.voting(vote_method="open")
    address = f"/meetings/{meeting.code}/agenda/{meeting.items.get().proposal.code}/hands"

    wrong = secretary.post(address, counts={"yes": 3})
    first = secretary.post(address, counts={"yes": 9, "chair_agrees": True}).json()
    blind = secretary.post(address, counts={"yes": 8, "no": 1})
    second = secretary.post(address, counts={"yes": 8, "no": 1, "chair_agrees": True}, seen=first["id"])

    assert (wrong.status_code, set(wrong.json()["fields"])) == (422, {"counts"})
    assert (first["yes"], blind.status_code, second.status_code) == (9, 409, 201)
    assert [record["yes"] for record in secretary.get(address).json()] == [9, 8]


def test_a_written_opinion_is_entered_for_an_absent_member(table, secretary):
    meeting = table.voting(present=8, written=1)
    item = meeting.items.get()
    address = f"/meetings/{meeting.code}/agenda/{item.proposal.code}/opinions"

    entered = secretary.post(address, person=table.seats[8].pk, choices=table.choices(item))
    present = secretary.post(address, person=table.seats[1].pk, choices=table.choices(item))

    assert (entered.status_code, present.status_code) == (201, 409)


# --- closing and minutes -------------------------------------------------------------------------------
def test_closing_without_votes_names_every_reason(table, chair):
    meeting = table.voting()

    answer = chair.post(f"/meetings/{meeting.code}/moves", move="close", row_version=meeting.row_version)

    assert (answer.status_code, len(answer.json()["sentences"])) == (409, 1)


def test_the_minutes_are_written_signed_by_both_and_given_out(table, secretary, chair):
    meeting = table.closed()
    address = f"/meetings/{meeting.code}/minutes"

    draft = b"".join(chair.get(address))
    secretary.put(f"{address}/discussion", row_version=version(meeting), text="Nhất trí.")
    secretary.post(f"{address}/sign", row_version=version(meeting))
    back = chair.post(f"{address}/send-back", row_version=version(meeting), reason="Sửa giờ.")
    secretary.post(f"{address}/sign", row_version=version(meeting))
    signed = chair.post(f"{address}/sign", row_version=version(meeting)).json()

    assert draft[:5] == b"%PDF-"
    assert back.json()["secretary_signed_by"] is None
    assert (signed["secretary_signed_by"]["id"], signed["chair_signed_by"]["id"]) == (
        table.secretary.pk,
        table.chair.pk,
    )
    assert b"".join(chair.get(address))[:5] == b"%PDF-"
    late = secretary.put(f"{address}/discussion", row_version=version(meeting), text="Khác.")
    assert (late.status_code, late.json()["code"]) == (409, "signed")
