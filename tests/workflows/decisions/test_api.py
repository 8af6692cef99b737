"""Decisions through the API: what is ready, drafting, changing, signing, numbering, papers."""

import pytest

from permissions.ledger.models import AccessRecord
from tests.calling import Caller
from workflows.decisions.models import Decision

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer(desk):
    return Caller(desk.town.office_reviewer)


@pytest.fixture
def chair(desk):
    return Caller(desk.town.commune_chair)


@pytest.fixture
def clerk(desk):
    return Caller(desk.town.records_clerk)


def move(caller, decision, name, **more):
    decision.refresh_from_db()
    return caller.post(f"/decisions/{decision.code}/moves", move=name, row_version=decision.row_version, **more)


def test_what_is_ready_is_told_by_form_and_drafted(desk, reviewer):
    first, second = desk.passed("Lò Thị Thủy"), desk.passed("Ma Thế Đường", "Vàng A Páo")

    ready = reviewer.get("/decisions/ready").json()
    chosen = [{"code": row["code"], "row_version": row["row_version"]} for row in ready[0]["proposals"]]
    made = reviewer.post("/decisions", proposals=chosen, words={"title": "Về việc tặng Giấy khen"}).json()

    assert [group["award_form"]["code"] for group in ready] == ["gk-xa"]
    assert {row["code"]: row["nominee_count"] for row in ready[0]["proposals"]} == {first.code: 1, second.code: 2}
    assert (made["title"], len(made["lines"])) == ("Về việc tặng Giấy khen", 3)
    assert made["grounds"].startswith("Căn cứ")
    assert reviewer.get("/decisions").json()["items"][0]["nominee_count"] == 3


def test_foreign_and_unknown_dossiers_are_not_drafted(desk, other_desk, reviewer):
    foreign = other_desk.passed()

    chosen = [{"code": code, "row_version": foreign.row_version} for code in (foreign.code, "PQ-2026-9999")]
    answers = [reviewer.post("/decisions", proposals=[each]) for each in chosen]

    assert [(a.status_code, set(a.json()["fields"])) for a in answers] == [(422, {"proposals"})] * 2
    assert not Decision.objects.exists()


def test_a_dossier_that_somebody_moved_is_not_drafted_by_an_old_list(desk, reviewer):
    proposal = desk.passed()
    seen = {"code": proposal.code, "row_version": proposal.row_version - 1}

    stale = reviewer.post("/decisions", proposals=[seen])
    without = reviewer.post("/decisions", proposals=[{"code": proposal.code}])

    assert (stale.status_code, stale.json()["code"], bool(stale.json()["winner"])) == (409, "lost_race", True)
    assert (without.status_code, set(without.json()["fields"])) == (422, {"proposals.0.row_version"})
    assert not Decision.objects.exists()


def test_words_and_order_of_a_draft_are_changed(desk, reviewer):
    decision = desk.drafted(desk.passed("Lò Thị Thủy", "Ma Thế Đường"))
    address = f"/decisions/{decision.code}"
    lines = [line["id"] for line in reviewer.get(address).json()["lines"]]

    changed = reviewer.patch(
        address, row_version=decision.row_version, words={"achievement": "Có thành tích"}, order=lines[::-1]
    ).json()
    stale = reviewer.patch(address, row_version=decision.row_version, words={"title": "Khác"})
    strange = reviewer.patch(address, row_version=changed["row_version"], order=[1, 2, 3])
    empty = reviewer.patch(address, row_version=changed["row_version"], words={"title": ""})

    assert (changed["achievement"], [line["id"] for line in changed["lines"]]) == ("Có thành tích", lines[::-1])
    assert stale.status_code == 409
    assert (strange.status_code, set(strange.json()["fields"])) == (422, {"order"})
    assert (empty.status_code, set(empty.json()["fields"])) == (422, {"title"})


def test_signing_issuing_and_the_papers_of_each(desk, reviewer, chair, clerk):
    decision = desk.drafted()
    draft = b"".join(reviewer.get(f"/decisions/{decision.code}/papers/draft"))

    signed = move(chair, decision, "sign")
    issued = move(clerk, decision, "issue", issued_on="2026-11-23")

    kept = {paper["name"]: paper["sha256"] for paper in clerk.get(f"/decisions/{decision.code}").json()["papers"]}
    files = {name: b"".join(clerk.get(f"/decisions/{decision.code}/papers/{name}"))[:5] for name in kept}
    assert draft[:5] == b"%PDF-"
    assert (signed.json()["state"], issued.json()["state"]) == ("signed", "issued")
    assert Decision.objects.get().number == "1"
    assert files == dict.fromkeys(("issued", "signed", "certificates"), b"%PDF-")
    assert AccessRecord.objects.filter(kind="downloaded").count() == 4
    assert reviewer.get(f"/decisions/{decision.code}/papers/draft").status_code == 404


def test_a_unit_gets_the_issued_paper_of_its_people_alone(desk):
    decision = desk.issued()
    head = Caller(desk.town.unit_head)

    told = head.get(f"/decisions/{decision.code}").json()

    assert [paper["name"] for paper in told["papers"]] == ["issued"]
    assert b"".join(head.get(f"/decisions/{decision.code}/papers/issued"))[:5] == b"%PDF-"
    assert [
        head.get(f"/decisions/{decision.code}/papers/{name}").status_code for name in ("signed", "certificates")
    ] == [
        404,
        404,
    ]
    assert Caller(desk.town.other_head).get(f"/decisions/{decision.code}").status_code == 404


def test_who_drafted_does_not_sign(desk, chair):
    decision = desk.drafted(by=desk.also_reviewer(desk.town.commune_chair))

    moves = {each["move"]: each for each in chair.get(f"/decisions/{decision.code}/moves").json()}
    answer = move(chair, decision, "sign")

    assert (moves["sign"]["is_open"], len(moves["sign"]["unmet"])) == (False, 1)
    assert (answer.status_code, answer.json()["sentences"]) == (403, moves["sign"]["unmet"])


def test_a_paper_is_sent_back_with_a_reason(desk, chair):
    decision = desk.drafted()

    assert move(chair, decision, "send_back").status_code == 409
    assert move(chair, decision, "send_back", reason="Sai căn cứ.").json()["state"] == "sent_back"


@pytest.mark.parametrize(
    ("body", "status", "fields"),
    [
        ({"number": "45"}, 422, {"number"}),
        ({"issued_on": "2026-11-22"}, 409, set()),
        ({"issued_on": "2026-11-24"}, 409, set()),
        ({"issued_on": "23/11/2026"}, 422, {"issued_on"}),
        ({"number": "x" * 21}, 422, {"number"}),
    ],
)
def test_number_and_date_follow_the_register(desk, clerk, body, status, fields):
    decision = desk.signed()

    answer = move(clerk, decision, "issue", **body)

    assert (answer.status_code, set(answer.json().get("fields", []))) == (status, fields)
    assert Decision.objects.get().state == "signed"
