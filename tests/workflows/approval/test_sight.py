"""What of a dossier is kept from whom: grounds of a pause, notes and judgements of the office, answers not sent yet."""

import pytest
from django.urls import reverse
from django.utils import translation

from documents.disposal import services as disposal
from documents.proposals.models import Proposal
from permissions import access
from permissions.roles import Office
from tests import making
from tests.calling import Caller
from tests.conftest import appoint
from tests.workflows.council.conftest import Table, make_council
from workflows.approval import review_services
from workflows.approval import services as approval
from workflows.approval.sight import sight_of

pytestmark = pytest.mark.django_db
NOTHING = {"drafts": False, "notes": False, "judgements": False, "grounds": False, "story": True}


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def table(cast, rules):
    return Table(cast.here, make_council(cast.here, cast.administrator))


def everything_of(person, proposal, client):
    """All that is told of a dossier, as one text."""
    caller = Caller(person)
    paths = [f"/proposals/{proposal.code}", f"/proposals/{proposal.code}/remarks"]
    paths += [f"/proposals/{proposal.code}/judgements", f"/ledger?stream=proposal/{proposal.code}"]
    answers = [caller.client.get(f"/api/v1{path}", headers=caller.headers) for path in paths]
    client.force_login(person)
    answers.append(client.get(reverse("proposals:detail", args=[proposal.code])))
    assert {answer.status_code for answer in answers} == {200}
    return " ".join(answer.text for answer in answers)


def note(town, proposal, text="Nghi khai man."):
    proposal.refresh_from_db()
    return review_services.note_remark(
        proposal=proposal, row_version=proposal.row_version, by=town.office_reviewer, text=text
    )


def suspend(town, proposal):
    proposal.refresh_from_db()
    return approval.suspend(
        proposal=proposal,
        row_version=proposal.row_version,
        by=town.office_head,
        suspension_code="complaint",
        suspension_reference="77/ĐT",
    )


# --- who reads what ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("office", "early", "endorsed"),
    [
        ("unit_clerk", {"drafts": True, "story": False}, {"drafts": True, "story": False}),
        ("unit_head", {"drafts": True, "story": False}, {"drafts": True, "story": False}),
        ("other_head", {"story": False}, {"story": False}),
        ("office_reviewer", *[{"notes": True, "judgements": True, "grounds": True}] * 2),
        ("office_head", *[{"notes": True, "judgements": True, "grounds": True}] * 2),
        ("inspector", *[{"notes": True, "judgements": True, "grounds": True}] * 2),
        ("commune_chair", {"grounds": True}, {"grounds": True, "judgements": True}),
        ("commune_deputy_chair", {"grounds": True}, {"grounds": True, "judgements": True}),
        ("council_secretary", {}, {"judgements": True}),
        ("council_member", {}, {"judgements": True}),
        ("council_chair", {}, {"judgements": True}),
        ("records_clerk", {}, {"judgements": True}),
    ],
)
def test_each_office_reads_its_part(cast, rules, office, early, endorsed):
    held = access.capacities(cast.here.person[office])
    told = [sight_of(make(cast.here), held) for make in (making.awaiting_endorsement, making.appraised)]

    assert [{name: getattr(sight, name) for name in NOTHING} for sight in told] == [NOTHING | early, NOTHING | endorsed]


def test_a_member_of_the_council_reads_the_dossier_of_the_own_unit_as_its_unit(cast, rules):
    appoint(cast.here.unit_head, Office.COUNCIL_MEMBER, cast.here.council)

    sight = sight_of(making.appraised(cast.here), access.capacities(cast.here.unit_head))

    assert (sight.drafts, sight.judgements, sight.story) == (True, False, False)


# --- why it is suspended -------------------------------------------------------------------------------
def test_ground_and_file_of_a_suspension_are_read_by_the_office_the_chairs_and_inspectors_alone(table, cast, client):
    town = cast.here
    table.closed()
    proposal = suspend(town, Proposal.objects.get())
    inside = ("office_reviewer", "office_head", "commune_chair", "commune_deputy_chair", "inspector")
    outside = ("unit_clerk", "unit_head", "council_member", "council_chair")

    told = {office: everything_of(town.person[office], proposal, client) for office in (*inside, *outside)}

    assert {office for office, text in told.items() if "77/ĐT" in text} == set(inside)
    assert {office for office, text in told.items() if "complaint" in text} == set(inside)
    assert all("The examination is paused." in told[office] for office in outside)


# --- why it is kept from disposal --------------------------------------------------------------------
def test_why_a_dossier_is_kept_from_disposal_is_no_more_told_on_its_trail_than_why_it_was_suspended(cast, rules):
    town, letter = cast.here, making.appraised(cast.here).letter
    words = {"reason": "Cơ quan điều tra yêu cầu.", "document_number": "88/CQĐT"}
    held = disposal.hold(letter=letter, **words, by=town.records_clerk)
    said = {"row_version": held.row_version, "reason": "Điều tra đã kết thúc."}
    disposal.release(held=held, **said, by=town.records_clerk)
    offices = ("office_reviewer", "office_head", "commune_chair", "commune_deputy_chair", "inspector")
    readers = (*offices, "unit_clerk", "unit_head")

    told = {office: Caller(town.person[office]).get("/ledger", stream=letter.stream).text for office in readers}

    for secret in (words["reason"], "Điều tra đã kết thúc."):
        assert {office for office, text in told.items() if secret in text} == set(offices)
    assert {office for office, text in told.items() if words["document_number"] in text} <= set(offices)
    assert all("disposal.held" in text and "disposal.released" in text for text in told.values())


# --- who was struck out --------------------------------------------------------------------------------
def test_that_somebody_is_struck_out_is_told_when_it_is_endorsed_and_to_nobody_who_does_not_see_the_dossier(
    cast, rules, client
):
    """Before, the judgement is the office's; then the unit, too, learns the outcome of its rows, with the reason."""
    town, proposal = cast.here, making.under_review(cast.here)
    first, second = proposal.nominations.all()
    verdicts = [(first, "eligible", ""), (second, "struck_out", "Chưa đủ thời gian.")]
    said = {"by": town.office_reviewer}
    proposal = review_services.judge(proposal=proposal, row_version=proposal.row_version, verdicts=verdicts, **said)
    proposal = approval.propose_appraisal(proposal=proposal, row_version=proposal.row_version, reason="Đủ.", **said)
    readers = ("office_reviewer", "office_head", "inspector", "commune_chair", "commune_deputy_chair", "unit_head")

    early = {office: outcomes_told(town.person[office], proposal, client) for office in readers}
    approval.endorse(proposal=proposal, row_version=proposal.row_version, by=town.office_head)
    late = {office: outcomes_told(town.person[office], proposal, client) for office in readers}

    assert {office for office, text in early.items() if "Chưa đủ thời gian." in text} == set(readers[:3])
    assert {office for office, text in late.items() if "Chưa đủ thời gian." in text} == set(readers)
    for person in (town.other_head, town.council_member, cast.there.inspector, cast.province_officer):
        assert Caller(person).get(f"/nominations/{second.pk}").status_code in (403, 404)
        assert Caller(person).get(f"/bundles/proposal/{proposal.code}").status_code in (403, 404)


def outcomes_told(person, proposal, client):
    """All that is told of a dossier and its rows, as one text."""
    rows = Caller(person).get("/nominations", proposal=proposal.code)
    assert rows.status_code == 200
    return everything_of(person, proposal, client) + rows.text


# --- what the office has not said yet ------------------------------------------------------------------
def test_a_remark_that_is_only_noted_is_read_by_the_office_and_inspectors_alone(cast, rules, client):
    proposal = making.under_review(cast.here)
    remark = note(cast.here, proposal)
    readers = ("office_reviewer", "office_head", "inspector", "commune_chair", "commune_deputy_chair", "unit_head")

    told = {office: everything_of(cast.here.person[office], proposal, client) for office in readers}
    dropped = review_services.drop_remark(remark=remark, row_version=proposal.row_version + 1, by=proposal.handler)
    later = {office: everything_of(cast.here.person[office], dropped, client) for office in readers}

    inside = {"office_reviewer", "office_head", "inspector"}
    assert {office for office, text in told.items() if "Nghi khai man." in text} == inside
    assert {office for office, text in later.items() if "Nghi khai man." in text} == inside


def test_judgements_are_read_by_the_chair_when_they_are_endorsed(cast, rules, client):
    town, proposal = cast.here, making.under_review(cast.here)
    first, second = proposal.nominations.all()
    verdicts = [(first, "eligible", ""), (second, "struck_out", "Chưa đủ thời gian.")]
    said = {"by": town.office_reviewer}
    proposal = review_services.judge(proposal=proposal, row_version=proposal.row_version, verdicts=verdicts, **said)
    proposal = approval.propose_appraisal(
        proposal=proposal, row_version=proposal.row_version, reason="Đủ tiêu chuẩn.", **said
    )
    words = ("Chưa đủ thời gian.", "Đủ tiêu chuẩn.")

    before = everything_of(town.commune_chair, proposal, client)
    proposal = approval.endorse(proposal=proposal, row_version=proposal.row_version, by=town.office_head)
    after = everything_of(town.commune_chair, proposal, client)
    of_the_unit = everything_of(town.unit_head, proposal, client)

    assert [word in before for word in words] == [False, False]
    assert [word in after for word in words] == [True, True]
    assert "Đủ tiêu chuẩn." not in of_the_unit


@pytest.mark.parametrize("key", ["noted", "none"])
def test_a_noted_remark_and_none_are_the_same_to_the_unit(cast, rules, sign_in, key):
    proposal = making.under_review(cast.here)
    pk = note(cast.here, proposal).pk if key == "noted" else 999_999

    answer = Caller(cast.here.unit_head).post(
        f"/proposals/{proposal.code}/remarks/{pk}/answer", row_version=1, answer="x"
    )
    page = sign_in(cast.here.unit_head).post(
        reverse("proposals:answer_remark", args=[proposal.code, pk]), {"row_version": 1, "answer": "x"}
    )

    assert (answer.status_code, page.status_code) == (404, 404)


# --- what the unit has not sent yet --------------------------------------------------------------------
def test_an_answer_is_read_by_the_office_when_the_dossier_is_sent_again(cast, rules, client):
    town, proposal = cast.here, making.returned(cast.here)
    review_services.answer_remark(
        remark=proposal.remarks.get(), row_version=proposal.row_version, by=town.unit_clerk, answer="Câu trả lời nháp."
    )
    before = {p: everything_of(town.person[p], proposal, client) for p in ("unit_head", "office_reviewer", "inspector")}
    told = Caller(town.office_reviewer).get(f"/proposals/{proposal.code}/remarks").json()
    making.send_again(town, proposal)
    after = Caller(town.office_reviewer).get(f"/proposals/{proposal.code}/remarks").json()

    assert {p for p, text in before.items() if "Câu trả lời nháp." in text} == {"unit_head"}
    assert [(row["state"], row["answer"], row["answered_by"]) for row in told] == [("open", "", None)]
    assert [(row["state"], row["answer"]) for row in after] == [("answered", "Đã bổ sung.")]


def test_a_remark_on_a_row_names_the_person_as_sent(cast, rules, sign_in):
    proposal = making.under_review(cast.here)
    row = proposal.nominations.first()
    review_services.note_remark(
        proposal=proposal,
        row_version=proposal.row_version,
        by=cast.here.office_reviewer,
        text="Thiếu.",
        target="nomination",
        nomination=row,
    )
    proposal.refresh_from_db()
    approval.return_for_completion(proposal=proposal, row_version=proposal.row_version, by=cast.here.office_reviewer)
    making.rewrite(cast.here, proposal)

    shown = sign_in(cast.here.office_reviewer).get(reverse("proposals:detail", args=[proposal.code])).text

    assert ("1. Nguyễn Thị Hòa" in shown, "Bản Nháp" in shown) == (True, False)


# --- who won a race ------------------------------------------------------------------------------------
def lost(person, proposal, move="withdraw", **more):
    answer = Caller(person).post(f"/proposals/{proposal.code}/moves", move=move, row_version=1, reason="x", **more)
    assert answer.status_code == 409
    return answer.json()


def test_a_lost_race_tells_the_unit_no_act_that_its_trail_does_not(cast, rules):
    town, proposal = cast.here, making.under_review(cast.here)
    after_an_open_act = lost(town.unit_head, proposal)
    note(town, proposal)

    after_a_note = lost(town.unit_head, proposal)

    assert after_an_open_act["winner"] == town.office_reviewer.full_name
    assert "took up the dossier" in after_an_open_act["sentence"]
    assert after_a_note["winner"] == "Somebody else"
    assert "updated the dossier" in after_a_note["sentence"]
    assert town.office_reviewer.full_name not in after_a_note["sentence"]
    assert "remark" not in after_a_note["sentence"]


def test_a_stale_answer_names_nobody_of_the_office_who_only_noted(cast, rules):
    town, proposal = cast.here, making.send_again(cast.here, making.returned(cast.here))
    remark = proposal.remarks.get()
    note(town, proposal)

    answer = Caller(town.unit_clerk).post(
        f"/proposals/{proposal.code}/remarks/{remark.pk}/answer", row_version=1, answer="x"
    )

    assert (answer.status_code, answer.json()["winner"]) == (409, "Somebody else")
    assert town.office_reviewer.full_name not in answer.text


def test_a_lost_race_tells_the_office_nothing_of_the_drafting_unit(cast, rules):
    proposal = making.rewrite(cast.here, making.returned(cast.here))

    told = lost(cast.here.office_head, proposal, "suspend", suspension_code="complaint", suspension_reference="1")

    assert (told["winner"], "updated the dossier" in told["sentence"]) == ("Somebody else", True)
    assert lost(cast.here.unit_head, proposal)["winner"] == cast.here.unit_clerk.full_name
