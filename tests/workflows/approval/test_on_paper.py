"""What a unit without accounts answers on paper: entered by the office, for the unit, from the scan."""

import json
from functools import partial

import pytest

from documents.arrivals.models import Recording
from permissions.ledger.queries import last_act
from permissions.ledger.verify import verify
from permissions.refusals import NotNow, NotYou
from tests import making
from tests.racing import at_once
from workflows.approval import review_services, services
from workflows.approval.moving import moves_of

pytestmark = pytest.mark.django_db


def told(thing):
    return json.loads(last_act(thing.stream).payload.body)


def test_an_answer_on_paper_says_for_whom_it_was_recorded_and_from_which_scan(stations):
    proposal = stations.do("record_resend", stations.of_the_hamlet("answered"))

    entry, body = last_act(proposal.stream), told(proposal)
    assert (entry.act, entry.actor) == ("proposal.record_resend", stations.town.office_reviewer)
    assert body["recorded_for"] == stations.town.hamlet.name
    assert (body["arrival"], body["scan_sha256"]) == (str(stations.arrival), stations.arrival.scan.sha256)
    assert proposal.version == 2
    assert verify().holds


def test_a_withdrawal_on_paper_keeps_its_reason_and_its_scan(stations):
    proposal = stations.do("record_withdrawal", stations.of_the_hamlet("under_review"), reason="Xóm xin rút.")

    assert (proposal.state, proposal.ending_reason) == ("withdrawn", "Xóm xin rút.")
    assert told(proposal)["scan_sha256"] == stations.arrival.scan.sha256


def test_a_returned_dossier_of_such_a_unit_lies_with_the_office(stations):
    proposal = stations.of_the_hamlet("returned")

    assert (proposal.desk_office, proposal.desk_unit) == ("office_reviewer", stations.town.commune)


def test_a_paper_of_another_unit_is_refused(stations):
    proposal, town = stations.of_the_hamlet("answered"), stations.town
    paper = making.arrival(town, unit=town.school)

    with pytest.raises(NotNow):
        services.record_resend(
            proposal=proposal, row_version=proposal.row_version, by=town.office_reviewer, arrival=paper
        )


def test_a_supplement_on_paper_is_a_new_version_told_with_its_scan(stations):
    proposal = stations.of_the_hamlet("supplement_asked")
    assert (proposal.desk_office, proposal.desk_unit) == ("office_reviewer", stations.town.commune)

    done = stations.do("record_supplement", proposal, reason="Xóm gửi xác nhận thuế.")

    body = told(done)
    assert (done.state, done.version) == ("province_returned", proposal.version + 1)
    assert (body["recorded_for"], body["scan_sha256"]) == (
        stations.town.hamlet.name,
        stations.arrival.scan.sha256,
    )
    recording = Recording.objects.get()
    assert (recording.arrival, recording.kind, recording.code) == (stations.arrival, "supplement", done.code)
    assert verify().holds


@pytest.mark.django_db(transaction=True)
def test_two_dossiers_at_once_on_one_paper_leave_one_withdrawn(stations):
    reviewer, paper = stations.town.office_reviewer, stations.arrival
    dossiers = [stations.of_the_hamlet("submitted") for _turn in range(2)]

    def withdraw(proposal):
        said = {"row_version": proposal.row_version, "reason": "Xóm xin rút.", "arrival": paper}
        return services.record_withdrawal(proposal=proposal, by=reviewer, **said)

    answers = at_once([partial(withdraw, proposal) for proposal in dossiers])

    assert sorted(type(answer).__name__ for answer in answers) == ["NotNow", "Proposal"]
    assert Recording.objects.count() == 1
    assert verify().holds


def test_the_moves_on_paper_are_offered_only_where_the_unit_has_no_accounts(stations):
    reviewer = stations.town.office_reviewer

    def offered(proposal):
        return {move.name for move in moves_of(proposal, reviewer)} & {"record_resend", "record_withdrawal"}

    assert offered(stations.of_the_hamlet("returned")) == {"record_resend", "record_withdrawal"}
    assert offered(stations.at("returned")) == set()


def test_the_office_answers_remarks_only_of_who_cannot(stations):
    proposal, town = stations.at("returned"), stations.town

    with pytest.raises(NotYou):
        review_services.answer_remark(
            remark=proposal.remarks.get(), row_version=proposal.row_version, by=town.office_reviewer, answer="Đã sửa."
        )
