"""What a unit without accounts answers on paper: entered by the office, for the unit, from the scan."""

import json

import pytest

from permissions.ledger.queries import last_act
from permissions.ledger.verify import verify
from permissions.refusals import NotNow, NotYou
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
    stations.arrival.unit = town.school

    with pytest.raises(NotNow):
        services.record_resend(
            proposal=proposal, row_version=proposal.row_version, by=town.office_reviewer, arrival=stations.arrival
        )


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
