"""Dossiers through the API: moves with what they ask, remarks, judgements, versions; what is kept from the unit."""

import pytest

from documents.proposals.models import Proposal
from permissions.ledger.models import LedgerEntry
from tests import making
from tests.calling import Caller
from workflows.approval import review_services
from workflows.approval import services as approval
from workflows.approval.models import Judgement, Remark

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer(cast, rules):
    return Caller(cast.here.office_reviewer)


@pytest.fixture
def head(cast, rules):
    return Caller(cast.here.office_head)


def move(caller, proposal, name, **more):
    proposal.refresh_from_db()
    body = {"move": name, "row_version": proposal.row_version} | more
    return caller.post(f"/proposals/{proposal.code}/moves", **body)


def moves(caller, proposal):
    return {each["move"]: each for each in caller.get(f"/proposals/{proposal.code}/moves").json()}


# --- moves ---------------------------------------------------------------------------------------------
def test_the_moves_are_those_of_my_offices_with_every_unmet_condition(cast, reviewer, head):
    proposal = making.under_review(cast.here)

    mine, others = moves(reviewer, proposal), moves(head, proposal)

    assert set(mine) == {"release", "return_for_completion", "propose_appraisal"}
    assert (mine["release"]["is_open"], mine["release"]["asks"]) == (True, ["reason"])
    assert mine["propose_appraisal"]["is_open"] is False
    assert len(mine["propose_appraisal"]["unmet"]) == 1
    assert [office["key"] for office in mine["release"]["acting_as"]] == [
        f"a{cast.here.office_reviewer.appointments.get().pk}"
    ]
    assert set(others) == {"reassign", "refuse_dossier", "suspend"}


def test_a_move_is_done_and_told(cast, reviewer):
    proposal = making.sent(cast.here)

    answer = move(reviewer, proposal, "take_up")

    proposal.refresh_from_db()
    assert answer.json() == {
        "code": proposal.code,
        "state": "under_review",
        "state_label": proposal.get_state_display(),
        "row_version": proposal.row_version,
    }
    assert LedgerEntry.objects.get(act="proposal.take_up").actor == cast.here.office_reviewer


def test_a_move_that_is_none_is_422(cast, reviewer):
    answer = move(reviewer, making.sent(cast.here), "fly")

    assert (answer.status_code, set(answer.json()["fields"])) == (422, {"move"})


@pytest.mark.parametrize(
    ("name", "body", "fields"),
    [
        ("suspend", {}, {"suspension_code", "suspension_reference"}),
        ("suspend", {"suspension_code": "gossip", "suspension_reference": "1"}, {"suspension_code"}),
        ("suspend", {"suspension_code": "press", "suspension_reference": "x" * 121}, {"suspension_reference"}),
        ("reassign", {"reason": "Nghỉ phép"}, {"handler"}),
        ("refuse_dossier", {"reason": "Không đủ"}, {"legal_basis"}),
    ],
)
def test_what_a_move_asks_is_refused_by_field(cast, head, name, body, fields):
    proposal = making.under_review(cast.here)

    answer = move(head, proposal, name, **body)

    assert (answer.status_code, set(answer.json()["fields"])) == (422, fields)
    assert Proposal.objects.get(pk=proposal.pk).state == "under_review"


def test_a_dossier_is_given_to_a_reviewer_of_the_commune_alone(cast, head):
    proposal = making.under_review(cast.here)
    strangers = [cast.here.unit_clerk, cast.there.office_reviewer]

    refused = [move(head, proposal, "reassign", reason="Nghỉ", handler=each.pk).status_code for each in strangers]
    given = move(head, proposal, "reassign", reason="Nghỉ", handler=cast.here.second_reviewer.pk)

    assert refused == [422, 422]
    assert given.status_code == 200
    assert Proposal.objects.get(pk=proposal.pk).handler == cast.here.second_reviewer


def test_acting_in_an_office_one_does_not_hold_is_403(cast, reviewer):
    proposal = making.sent(cast.here)
    foreign = cast.here.second_reviewer.appointments.get().pk

    assert move(reviewer, proposal, "take_up", acting_as=f"a{foreign}").status_code == 403
    assert move(reviewer, proposal, "take_up", acting_as="king").status_code == 422


def test_letters_move_too(cast, rules):
    letter = making.draft(cast.here)
    clerk, unit_head = Caller(cast.here.unit_clerk), Caller(cast.here.unit_head)

    offered = [each["move"] for each in unit_head.get(f"/letters/{letter.code}/moves").json()]
    handed = clerk.post(f"/letters/{letter.code}/moves", move="hand_to_head", row_version=letter.row_version)
    sent = unit_head.post(f"/letters/{letter.code}/moves", move="send", row_version=handed.json()["row_version"])

    assert offered == ["send"]
    assert (handed.json()["state"], sent.json()["state"]) == ("awaiting_signature", "sent")
    assert unit_head.get(f"/letters/{letter.code}").json()["proposals"][0]["state"] == "submitted"


def test_the_path_is_the_machine(reviewer):
    steps = reviewer.get("/path").json()

    assert {"move": "take_up", "from_state": "submitted", "to_state": "under_review"}.items() <= steps[0].items()


# --- remarks and judgements ----------------------------------------------------------------------------
def test_a_remark_goes_there_and_back(cast, reviewer):
    proposal, clerk = making.under_review(cast.here), Caller(cast.here.unit_clerk)
    address = f"/proposals/{proposal.code}/remarks"
    row = proposal.nominations.first()

    noted = reviewer.post(
        address, row_version=proposal.row_version, text="Thiếu số.", target="nomination", nomination=row.pk
    ).json()
    before = clerk.get(address).json()
    move(reviewer, proposal, "return_for_completion", due_on="2026-12-30")
    proposal.refresh_from_db()
    answered = clerk.post(f"{address}/{noted['id']}/answer", row_version=proposal.row_version, answer="Đã bổ sung.")
    move(Caller(cast.here.unit_head), proposal, "resend")
    proposal.refresh_from_db()
    settled = reviewer.post(f"{address}/{noted['id']}/settle", row_version=proposal.row_version)

    assert before == []
    assert (noted["state"], noted["nomination_id"]) == ("noted", row.pk)
    assert (answered.json()["state"], answered.json()["answered_by"]["full_name"]) == (
        "answered",
        cast.here.unit_clerk.full_name,
    )
    assert settled.json()["state"] == "settled"


@pytest.mark.parametrize(
    ("place", "field"),
    [
        ({"target": "nomination", "nomination": 999_999}, "nomination"),
        ({"target": "nomination"}, "nomination"),
        ({"target": "paper", "paper_kind": "nowhere"}, "paper_kind"),
        ({"target": "field", "field": "password"}, "field"),
        ({"target": "moon"}, "target"),
    ],
)
def test_a_remark_is_pinned_to_something_of_the_dossier(cast, reviewer, place, field):
    proposal = making.under_review(cast.here)

    answer = reviewer.post(
        f"/proposals/{proposal.code}/remarks", row_version=proposal.row_version, text="Thiếu.", **place
    )

    assert (answer.status_code, set(answer.json()["fields"])) == (422, {field})
    assert not Remark.objects.exists()


def test_a_remark_nobody_has_seen_is_dropped(cast, reviewer):
    proposal = making.under_review(cast.here)
    address = f"/proposals/{proposal.code}/remarks"
    noted = reviewer.post(address, row_version=proposal.row_version, text="Thiếu.").json()

    answer = reviewer.post(f"{address}/{noted['id']}/drop", row_version=proposal.row_version + 1)

    assert (answer.status_code, reviewer.get(address).json()) == (204, [])


def test_nominations_are_judged_and_the_unit_is_not_told(cast, reviewer):
    proposal = making.under_review(cast.here)
    first, second = proposal.nominations.all()
    address = f"/proposals/{proposal.code}/judgements"
    verdicts = [
        {"nomination": first.pk, "verdict": "eligible"},
        {"nomination": second.pk, "verdict": "struck_out", "reason": "Chưa đủ thời gian."},
    ]

    judged = reviewer.post(address, row_version=proposal.row_version, verdicts=verdicts)

    told = [(row["nomination_id"], row["verdict"]) for row in reviewer.get(address).json()]
    assert judged.status_code == 200
    assert told == [(first.pk, "eligible"), (second.pk, "struck_out")]
    assert Caller(cast.here.unit_head).get(address).json() == []


@pytest.mark.parametrize("verdict", [{"verdict": "struck_out"}, {"verdict": "maybe"}, {"nomination": 999_999}])
def test_a_judgement_with_a_fault_keeps_nothing(cast, reviewer, verdict):
    proposal = making.under_review(cast.here)
    said = {"nomination": proposal.nominations.first().pk, "verdict": "eligible"} | verdict

    answer = reviewer.post(f"/proposals/{proposal.code}/judgements", row_version=proposal.row_version, verdicts=[said])

    assert answer.status_code == 422
    assert not Judgement.objects.exists()


# --- what is told --------------------------------------------------------------------------------------
def test_the_file_reference_of_a_suspension_is_told_to_the_office_alone(cast, reviewer):
    proposal = making.under_review(cast.here)
    approval.suspend(
        proposal=proposal,
        row_version=proposal.row_version,
        by=cast.here.office_head,
        suspension_code="complaint",
        suspension_reference="12/TB-UBKT",
    )

    office, unit = (c.get(f"/proposals/{proposal.code}") for c in (reviewer, Caller(cast.here.unit_head)))

    assert (office.json()["suspension_reference"], unit.json()["state"]) == ("12/TB-UBKT", "suspended")
    assert "12/TB-UBKT" not in unit.text
    assert "complaint" not in unit.text


def test_versions_say_what_was_sent_and_what_changed(cast, reviewer):
    proposal = making.returned(cast.here)
    clerk, unit_head = Caller(cast.here.unit_clerk), Caller(cast.here.unit_head)
    row, remark = proposal.nominations.first(), proposal.remarks.get()
    clerk.patch(f"/nominations/{row.pk}", row_version=row.row_version, summary="Thêm số liệu.")
    proposal.refresh_from_db()
    review_services.answer_remark(
        remark=remark, row_version=proposal.row_version, by=cast.here.unit_clerk, answer="Đã bổ sung."
    )
    move(unit_head, proposal, "resend")

    address = f"/proposals/{proposal.code}/versions"
    changes = reviewer.get(f"{address}/2/changes", since=1).json()
    assert [version["number"] for version in reviewer.get(address).json()] == [1, 2]
    assert reviewer.get(f"{address}/1").json()["body"]["code"] == proposal.code
    assert [(change["nomination_id"], change["field"], change["now"]) for change in changes] == [
        (row.pk, "summary", "Thêm số liệu.")
    ]
    assert reviewer.get(f"{address}/3").status_code == 404
    assert reviewer.get(f"{address}/2/changes").status_code == 422


def test_the_list_is_narrowed(cast, reviewer):
    first, second = making.sent(cast.here), making.under_review(cast.here, names=("Vàng A Páo",))

    def codes(**query):
        return [row["code"] for row in reviewer.get("/proposals", **query).json()["items"]]

    assert codes() == [second.code, first.code]
    assert codes(limit=1) == [second.code]
    assert codes(state="submitted") == [first.code]
    assert codes(q="vang a pao") == [second.code]
    assert codes(award_form="gk-xa", unit="PQ-TH") == [second.code, first.code]
    assert codes(award_form="hcld-1") == codes(unit="PQ-ND") == codes(campaign="PQ-2026-C01") == []
