"""A unit without accounts withdraws some of its nominations by a paper: the office records it, from the scan."""

import json
from datetime import date
from functools import partial

import pytest
from django.urls import reverse
from django.utils import translation

from documents.arrivals.models import Recording
from documents.proposals.models import Nomination, Proposal
from permissions.ledger.models import LedgerEntry
from permissions.ledger.queries import last_act
from permissions.ledger.verify import verify
from permissions.refusals import LostRace, NotNow, NotYou, ValidationError
from tests import making
from tests.calling import Caller
from tests.racing import at_once
from workflows.approval import part_services as parts

pytestmark = pytest.mark.django_db
MO, SON = "Hoàng Thị Mơ", "Hoàng Văn Sơn"


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def town(cast, rules):
    return cast.here


@pytest.fixture
def mother(town):
    return making.from_the_hamlet(town, names=(MO, SON))


@pytest.fixture
def paper(town, mother):
    return making.arrival(town, title="Xin rút một trường hợp")


def record(town, proposal, arrival, *names, by=None, reason="Xóm xin rút."):
    return parts.record_withdrawal_of_nominations(
        proposal=proposal,
        row_version=proposal.row_version,
        nominations=list(proposal.nominations.filter(full_name__in=names or [SON])),
        by=by or town.office_reviewer,
        reason=reason,
        arrival=arrival,
    )


def test_one_name_is_withdrawn_and_the_other_goes_on(town, mother, paper):
    sister = record(town, mother, paper)

    mother.refresh_from_db()
    assert (sister.state, sister.ending_reason, sister.split_from) == ("withdrawn", "Xóm xin rút.", mother)
    assert (mother.state, [row.full_name for row in mother.nominations.all()]) == ("under_review", [MO])


def test_the_trail_names_the_unit_who_recorded_it_and_the_scan(town, mother, paper):
    sister = record(town, mother, paper)

    entry = last_act(sister.stream)
    body = json.loads(entry.payload.body)
    acts = LedgerEntry.objects.filter(act_id=entry.act_id).order_by("pk").values_list("stream__key", "act")
    assert (entry.act, entry.actor) == ("proposal.record_withdrawal", town.office_reviewer)
    assert (body["recorded_for"], body["arrival"]) == (town.hamlet.name, str(paper))
    assert body["scan_sha256"] == paper.scan.sha256
    assert list(acts) == [
        (mother.stream, "proposal.split_off"),
        (sister.stream, "proposal.split_from"),
        (sister.stream, "proposal.record_withdrawal"),
    ]
    recording = Recording.objects.get(arrival=paper)
    assert (recording.kind, recording.code, recording.recorded_by) == ("withdrawal", sister.code, town.office_reviewer)
    assert verify().holds


# --- refusals --------------------------------------------------------------------------------------
def refused(town, mother, refusal, sentence, arrival, *names, **said):
    with pytest.raises(refusal, match=sentence):
        record(town, mother, arrival, *names, **said)
    assert Proposal.objects.filter(split_from=mother).count() == 0


def test_a_unit_with_accounts_does_it_itself(town):
    dossier = making.under_review(town, names=(MO, SON))
    paper = making.arrival(town, unit=town.school)

    refused(town, dossier, NotNow, "This unit has accounts and does it itself", paper)


def test_no_paper_is_no_withdrawal(town, mother):
    refused(town, mother, NotNow, "Name the paper of the unit", None)


def test_a_paper_of_another_unit_withdraws_nothing(town, mother):
    refused(town, mother, NotNow, "Name the paper of the unit", making.arrival(town, unit=town.school))


def test_a_paper_serves_one_act(town, mother, paper):
    other = making.from_the_hamlet(town, names=("Lý Thị Sao", "Lý Văn Sao"))
    record(town, other, paper, "Lý Văn Sao")

    refused(town, mother, NotNow, "is recorded already, as: Withdrawal", paper)


def test_a_paper_older_than_the_letter_takes_nothing_back(town, mother):
    refused(town, mother, NotNow, "it cannot take it back", making.arrival(town, arrived_on=date(2026, 1, 5)))


def test_a_reason_is_given(town, mother, paper):
    refused(town, mother, NotNow, "Give the reason", paper, reason="  ")


def test_a_whole_dossier_is_withdrawn_as_a_whole(town, mother, paper):
    refused(town, mother, NotNow, "Nobody would be left", paper, MO, SON)


def test_somebody_is_chosen(town, mother, paper):
    refused(town, mother, ValidationError, "Choose at least one nomination", paper, "Không có")


@pytest.mark.parametrize("office", ["office_head", "records_clerk", "unit_head", "commune_chair", "inspector"])
def test_only_the_reviewer_records_it(town, mother, paper, office):
    refused(town, mother, NotYou, None, paper, by=town.person[office])


def test_what_changed_meanwhile_is_told(town, mother, paper):
    seen = Proposal.objects.get(pk=mother.pk)
    record(town, mother, paper)

    with pytest.raises(LostRace):
        record(town, seen, making.arrival(town, "2"), MO)


# --- page and endpoint -----------------------------------------------------------------------------
def address(proposal):
    return reverse("proposals:record_withdraw_some", args=[proposal.code])


def typed(proposal, paper, **more):
    key = proposal.nominations.get(full_name=SON).pk
    said = {"row_version": proposal.row_version, "nominations": [key], "arrival": paper.pk, "reason": "Xóm xin rút."}
    return said | more


def test_the_dossier_leads_to_the_page_which_records_it(town, mother, paper, sign_in):
    client = sign_in(town.office_reviewer)

    dossier = client.get(reverse("proposals:detail", args=[mother.code])).content.decode()
    page = client.get(address(mother)).content.decode()
    answer = client.post(address(mother), typed(mother, paper))

    assert address(mother) in dossier
    assert SON in page and paper.title in page
    assert (answer.status_code, answer.url) == (302, reverse("proposals:detail", args=[mother.code]))
    assert Proposal.objects.get(split_from=mother).state == "withdrawn"


def test_the_page_is_offered_for_no_unit_with_accounts(town, sign_in):
    dossier = making.under_review(town, names=(MO, SON))

    page = sign_in(town.office_reviewer).get(reverse("proposals:detail", args=[dossier.code])).content.decode()

    assert address(dossier) not in page


def test_what_was_typed_stays_where_the_paper_is_missing(town, mother, paper, sign_in):
    answer = sign_in(town.office_reviewer).post(address(mother), typed(mother, paper, arrival=""))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Xóm xin rút." in page and "checked" in page


def test_what_the_service_refuses_stands_above_what_was_typed(town, mother, paper, sign_in):
    keys = list(mother.nominations.values_list("pk", flat=True))

    answer = sign_in(town.office_reviewer).post(address(mother), typed(mother, paper, nominations=keys))

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Nobody would be left" in page and "Xóm xin rút." in page


def test_the_endpoint_records_it(town, mother, paper):
    answer = Caller(town.office_reviewer).send(
        "POST", f"/proposals/{mother.code}/nominations/record-withdrawal", typed(mother, paper)
    )

    assert answer.status_code == 201
    assert Proposal.objects.get(split_from=mother).state == "withdrawn"


# --- two at once -----------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_two_dossiers_at_once_on_one_paper_leave_one_withdrawn(town, mother, paper):
    other = making.from_the_hamlet(town, names=("Lý Thị Sao", "Lý Văn Sao"))

    answers = at_once([partial(record, town, mother, paper), partial(record, town, other, paper, "Lý Văn Sao")])

    assert sorted(type(answer).__name__ for answer in answers) == ["NotNow", "Proposal"]
    assert Recording.objects.filter(arrival=paper).count() == 1
    assert Nomination.objects.filter(proposal__state="withdrawn").count() == 1
    assert verify().holds
