"""A decision signed on paper: the same as signing, told of the signer, of who recorded it and of the scan."""

import json
from datetime import UTC, date, datetime
from functools import partial

import pytest
import time_machine
from django.utils import timezone
from django.utils.translation import override

from permissions import access
from permissions.ledger.queries import last_act
from permissions.ledger.verify import verify
from permissions.people.models import Deputising
from permissions.refusals import LostRace, NotNow, NotYou
from tests import making
from tests.calling import Caller
from tests.conftest import appoint, make_person, no_history
from tests.racing import at_once
from tests.workflows.decisions.conftest import states_of
from workflows.decisions import services

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(desk):
    return making.signed_paper(desk.town)


def signer(person):
    return access.capacities(person)[0]


def record(desk, decision, paper, by=None, **said):
    said = {"signer": signer(desk.town.commune_chair), "signed_on": date(2026, 11, 23)} | said
    return services.record_signature(
        decision=decision, row_version=decision.row_version, arrival=paper, by=by or desk.town.office_head, **said
    )


def test_the_trail_names_the_signer_the_recorder_and_the_scan(desk, paper):
    proposal = desk.passed("Bùi A")
    decision = record(desk, desk.drafted(proposal), paper)

    assert (decision.state, decision.signed_by, decision.signed_paper) == ("signed", desk.town.commune_chair, paper)
    assert states_of(proposal) == ["decision_signed"]
    for thing in (decision, proposal):
        entry = last_act(thing.stream)
        body = json.loads(entry.payload.body)
        assert entry.actor == desk.town.office_head
        assert desk.town.commune_chair.full_name in body["recorded_for"]
        assert (body["arrival"], body["scan_sha256"]) == (str(paper), paper.scan.sha256)
    assert verify().holds


def test_it_goes_on_to_its_number(desk, paper):
    decision = record(desk, desk.drafted(desk.passed("Bùi A")), paper)

    issued = services.issue_decision(decision=decision, row_version=decision.row_version, by=desk.town.records_clerk)

    assert (issued.state, issued.number) == ("issued", "1")


def test_a_deputy_may_have_signed(desk, paper):
    deputy = desk.deputy()
    capacity = next(each for each in access.capacities(deputy) if each.deputising)

    decision = record(desk, desk.drafted(), paper, signer=capacity)

    assert (decision.signing_form, decision.signed_by, decision.signed_for) == (
        "KT",
        deputy,
        desk.town.commune_chair,
    )


def test_one_paper_is_one_signature(desk, paper):
    record(desk, desk.drafted(desk.passed("Bùi A")), paper)

    with pytest.raises(NotNow):
        record(desk, desk.drafted(desk.passed("Bùi B")), paper)


@pytest.mark.parametrize("office", ["commune_chair", "office_reviewer", "unit_head", "inspector", "council_secretary"])
def test_only_the_records_clerk_and_the_head_of_office_record_it(desk, paper, office):
    with pytest.raises(NotYou):
        record(desk, desk.drafted(), paper, by=desk.town.person[office])


def test_who_drafted_it_does_not_record_its_signature(desk, paper):
    head = desk.town.office_head
    appoint(head, "office_reviewer", desk.town.office)
    decision = desk.drafted(by=head)

    with pytest.raises(NotYou, match="phải do người khác ghi nhận"):
        record(desk, decision, paper)


def test_who_registered_the_paper_does_not_record_its_signature(desk, paper):
    with override("en"), pytest.raises(NotYou, match="Who registered the paper"):
        record(desk, desk.drafted(), paper, by=desk.town.records_clerk)


def test_a_commune_with_two_records_clerks_has_one_register_and_the_other_record(desk, paper):
    second = make_person("vanthu2", "Đinh Thị Lụa")
    appoint(second, "records_clerk", desk.town.commune)

    assert record(desk, desk.drafted(), paper, by=second).state == "signed"


def test_who_registered_it_as_deputy_binds_the_principal_too(desk):
    clerk, deputy = desk.town.records_clerk, make_person("thay", "Đinh Văn Thay")
    with no_history():
        Deputising.objects.create(
            appointment=clerk.appointments.get(),
            deputy=deputy,
            signing_form="TL",
            basis="Quyết định 12/QĐ-UBND",
            from_on=timezone.localdate(),
        )
    (acting,) = access.capacities(deputy)
    paper = making.signed_paper(desk.town, by=acting.user)

    with override("en"), pytest.raises(NotYou, match="Who registered the paper"):
        record(desk, desk.drafted(), paper, by=clerk)


def test_a_letter_of_a_unit_is_no_signed_decision(desk):
    with pytest.raises(NotNow, match="là của Xóm Đồng"):
        record(desk, desk.drafted(), making.arrival(desk.town))


def test_a_signature_before_the_last_change_is_that_of_another_text(desk):
    decision = desk.drafted()
    with time_machine.travel(datetime(2026, 11, 25, 3, tzinfo=UTC), tick=False):
        changed = services.change_draft(
            decision=decision,
            row_version=decision.row_version,
            values={"title": "Về việc khác"},
            by=desk.town.office_reviewer,
        )
        paper = making.signed_paper(desk.town)

        with override("en"), pytest.raises(NotNow, match="last written on 11/25/2026"):
            record(desk, changed, paper, signed_on=date(2026, 11, 24))
        assert record(desk, changed, paper, signed_on=date(2026, 11, 25)).state == "signed"


def test_who_was_faster_is_told(desk, paper):
    decision = desk.drafted()
    services.sign_decision(decision=decision, row_version=decision.row_version, by=desk.town.commune_chair)

    with pytest.raises(LostRace, match=desk.town.commune_chair.full_name):
        record(desk, decision, paper)


def test_the_page_offers_what_waits_and_records_it(desk, paper, sign_in):
    decision = desk.drafted()
    client, address = sign_in(desk.town.office_head), f"/decisions/on-paper/{paper.pk}/"

    assert decision.code in client.get(address).content.decode()
    chair = signer(desk.town.commune_chair).key
    form = {"decision": f"{decision.pk}:{decision.row_version}", "signer": chair, "signed_on": "23/11/2026"}
    answer = client.post(address, form)

    assert answer.headers["Location"] == f"/decisions/{decision.code}/"
    decision.refresh_from_db()
    assert decision.state == "signed"


def test_who_reads_the_arrival_book_opens_the_scan_from_the_decision(desk, paper, sign_in):
    signed = record(desk, desk.drafted(), paper)
    issued = services.issue_decision(decision=signed, row_version=signed.row_version, by=desk.town.records_clerk)
    address, scan = f"/decisions/{issued.code}/", f'href="/arrivals/{paper.pk}/scan/"'

    page = sign_in(desk.town.office_reviewer).get(address).content.decode()
    of_the_unit = sign_in(desk.town.unit_clerk).get(address)

    assert scan in page and paper.scan.sha256 in page
    assert of_the_unit.status_code == 200
    assert scan not in of_the_unit.content.decode()


def test_a_decision_signed_here_has_no_scan(desk, paper, sign_in):
    address = f"/decisions/{desk.signed().code}/"

    assert "/scan/" not in sign_in(desk.town.office_reviewer).get(address).content.decode()


def test_the_slower_hand_on_the_page_is_told_and_loses_nothing(desk, paper, sign_in):
    decision = desk.drafted()
    chair = signer(desk.town.commune_chair).key
    form = {"decision": f"{decision.pk}:{decision.row_version}", "signer": chair, "signed_on": "23/11/2026"}
    services.sign_decision(decision=decision, row_version=decision.row_version, by=desk.town.commune_chair)

    answer = sign_in(desk.town.office_head).post(f"/decisions/on-paper/{paper.pk}/", form)

    assert answer.status_code == 409
    assert desk.town.commune_chair.full_name in answer.content.decode()


def test_the_endpoint_records_it(desk, paper):
    decision, caller = desk.drafted(), Caller(desk.town.office_head)
    (able,) = caller.get(f"/arrivals/{paper.pk}/signers").json()

    answer = caller.send(
        "POST",
        f"/arrivals/{paper.pk}/decision-signature",
        {
            "decision": decision.code,
            "row_version": decision.row_version,
            "signer": able["key"],
            "signed_on": "2026-11-23",
        },
    )

    assert answer.status_code == 200
    decision.refresh_from_db()
    assert decision.state == "signed"


@pytest.mark.django_db(transaction=True)
def test_two_decisions_at_once_on_one_paper_leave_one_signed(desk, paper):
    drafts = [desk.drafted(desk.passed(name)) for name in ("Bùi A", "Bùi B")]

    answers = at_once([partial(record, desk, draft, paper) for draft in drafts])

    assert sorted(type(answer).__name__ for answer in answers) == ["Decision", "NotNow"]
    assert verify().holds
