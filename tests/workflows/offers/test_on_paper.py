"""A lower form accepted or declined on paper by a unit without accounts."""

import json
from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone
from django.utils.translation import override

from documents.arrivals.models import Recording
from documents.proposals.models import Proposal
from permissions.ledger.queries import entries_of
from permissions.ledger.verify import verify
from permissions.refusals import NotNow, NotYou
from tests import making
from tests.racing import at_once
from tests.workflows.approval.stations import OF_THE_PROVINCE, Stations
from workflows.approval import telling
from workflows.approval.moving import moves_of
from workflows.notices import words
from workflows.offers import services

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with override("en"):
        yield


@pytest.fixture
def town(cast, rules):
    return cast.here


@pytest.fixture
def offer(cast, town):
    return offered(cast)


def offered(cast):
    stations = Stations(cast)
    letter = stations.on_paper(form=making.award_form(OF_THE_PROVINCE))
    proposal = stations.do("take_up", stations.do("enter_received", letter).proposals.get())
    return services.make_offer(
        proposal=proposal,
        row_version=proposal.row_version,
        nominations=list(proposal.nominations.all()),
        award_form=making.award_form("gk-xa"),
        reason="Thành tích phù hợp với Giấy khen.",
        by=cast.here.office_reviewer,
    )


def record(deed, offer, arrival, by, **said):
    return deed(offer=offer, row_version=offer.row_version, arrival=arrival, by=by, **said)


def test_the_offer_to_a_unit_without_accounts_lies_with_the_office(offer, town):
    assert (offer.desk_office, offer.desk_unit, offer.handler) == (
        "office_reviewer",
        town.commune,
        town.office_reviewer,
    )
    assert {move.name for move in moves_of(offer, town.office_reviewer)} == {
        "record_accept",
        "record_decline",
        "take_back",
    }


def test_a_yes_on_paper_changes_the_form_and_is_told_with_its_scan(offer, town):
    paper = making.arrival(town)

    done = record(services.record_accept_offer, offer, paper, town.office_reviewer)

    proposal = Proposal.objects.get()
    entry = entries_of(offer.stream).get(act="offer.record_accept")
    body = json.loads(entry.payload.body)
    assert (done.state, proposal.award_form.code, entry.actor) == ("accepted", "gk-xa", town.office_reviewer)
    assert (body["recorded_for"], body["scan_sha256"]) == (town.hamlet.name, paper.scan.sha256)
    assert (Recording.objects.get().kind, Recording.objects.get().code) == ("offer", offer.code)
    assert verify().holds


def test_a_no_on_paper_keeps_its_reason(offer, town):
    paper = making.arrival(town)

    with pytest.raises(NotNow, match="Give the reason"):
        record(services.record_decline_offer, offer, paper, town.office_reviewer, reason=" ")
    done = record(services.record_decline_offer, offer, paper, town.office_reviewer, reason="Xóm giữ đề nghị.")

    assert done.state == "declined"
    assert "Xóm giữ đề nghị." in entries_of(offer.stream).get(act="offer.record_decline").payload.body


@pytest.mark.parametrize(
    "deed", [services.record_accept_offer, partial(services.record_decline_offer, reason="Không.")]
)
def test_a_paper_that_is_missing_anothers_older_or_used_is_refused(offer, town, deed):
    older = making.arrival(town, "cu", arrived_on=timezone.localdate() - timedelta(days=1))
    used = making.arrival(town, "dung")
    Recording.objects.create(arrival=used, kind="opinion", code="Y1", recorded_at=timezone.now())

    for arrival, sentence in (
        (None, "Name the paper of the unit"),
        (making.arrival(town, "khac", unit=town.school), "Name the paper of the unit"),
        (older, "arrived before the offer was made"),
        (used, "is recorded already, as: Opinion Y1"),
    ):
        with pytest.raises(NotNow, match=sentence):
            record(deed, offer, arrival, town.office_reviewer)


@pytest.mark.parametrize("who", ["records_clerk", "office_head", "unit_head", "commune_chair", "inspector"])
def test_others_record_no_answer(offer, town, who):
    with pytest.raises(NotYou):
        record(services.record_accept_offer, offer, making.arrival(town), town.person[who])


def test_nobody_answers_on_paper_for_a_unit_with_accounts(cast, town):
    proposal = making.under_review(town, form=making.award_form(OF_THE_PROVINCE))
    made = services.make_offer(
        proposal=proposal,
        row_version=proposal.row_version,
        nominations=list(proposal.nominations.all()),
        award_form=making.award_form("gk-xa"),
        reason="Phù hợp.",
        by=town.office_reviewer,
    )

    with pytest.raises(NotNow, match="does it itself"):
        record(services.record_accept_offer, made, making.arrival(town, unit=town.school), town.office_reviewer)


def test_the_dossier_page_records_the_answer_on_its_paper(offer, town, sign_in):
    paper, client = making.arrival(town), sign_in(town.office_reviewer)
    here = f"/proposals/{offer.code}/"

    assert f"{paper}: {paper.title}" in client.get(here).content.decode()
    form = {"row_version": offer.row_version, "arrival": paper.pk}
    answer = client.post(f"{here}offers/{offer.pk}/record-accept/", form)

    assert answer.status_code == 302
    offer.refresh_from_db()
    assert offer.state == "accepted"


@pytest.mark.django_db(transaction=True)
def test_two_offers_at_once_on_one_paper_leave_one_answered(cast, town):
    offers, paper, by = [offered(cast), offered(cast)], making.arrival(town), town.office_reviewer

    answers = at_once([partial(record, services.record_accept_offer, each, paper, by) for each in offers])

    assert sorted(type(answer).__name__ for answer in answers) == ["NotNow", "Offer"]
    assert verify().holds


def test_the_handler_finds_it_in_the_inbox_and_reads_that_the_answer_is_to_be_recorded(offer, town, sign_in):
    (told,) = telling.of_desk(offer, "offer")
    page = sign_in(town.office_reviewer).get("/inbox/?state=offer.waiting").text

    assert told.handler_id == town.office_reviewer.pk
    assert "record the unit's answer, given on paper" in words.sentence(told.words)
    assert f'href="/proposals/{offer.code}/"' in page
