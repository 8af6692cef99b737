"""Office x right, typed by hand from the design; scopes; who sees what."""

import pytest

from documents.proposals.models import Letter, Proposal
from permissions import access
from permissions.names import RIGHTS
from permissions.people import services
from permissions.people.models import Deputising
from permissions.refusals import NotYou
from tests import making
from tests.conftest import appoint

pytestmark = pytest.mark.django_db
EVERYBODY = {"catalogue.view"}
IN_A_COMMUNE = EVERYBODY | {"campaigns.view"}
TABLE = {
    "unit_clerk": {
        "conclusions.view",
        "opinions.view",
        "letters.view", "letters.edit", "letters.hand_to_head", "proposals.view", "proposals.answer_remarks",
        "campaigns.ask_exception",
        "registry.view", "decisions.view", "transmittals.view",
    },
    "unit_head": {
        "conclusions.view",
        "opinions.view", "opinions.answer",
        "letters.view", "letters.edit", "letters.send_back", "letters.send", "letters.recall", "proposals.view",
        "proposals.answer_remarks", "proposals.resend", "proposals.withdraw", "proposals.supplement", "registry.view",
        "offers.answer", "decisions.view", "transmittals.view", "campaigns.ask_exception",
        "reads.view",
    },
    "office_reviewer": {
        "registers.view",
        "payments.view", "handovers.view", "payments.record", "handovers.record", "returns.view", "returns.record",
        "revocations.record",
        "conclusions.view",
        "opinions.view", "opinions.ask", "opinions.record",
        "letters.view", "letters.enter_received", "proposals.view", "proposals.take_up", "proposals.release",
        "proposals.review", "proposals.return", "offers.make", "proposals.propose_appraisal", "proposals.public_notice",
        "proposals.close_file", "meetings.view", "decisions.view", "decisions.draft", "campaigns.edit",
        "campaigns.remind",
        "arrivals.view", "registry.view", "registry.edit", "proposals.record_for_unit", "meetings.record_minutes",
        "proposals.ask_supplement", "transmittals.view", "transmittals.draft", "province.acknowledge",
        "province.return", "province.answer",
    },
    "office_head": {
        "registers.view",
        "payments.view", "handovers.view", "returns.view",
        "conclusions.view",
        "opinions.view",
        "letters.view", "proposals.view", "proposals.reassign", "proposals.send_back_to_reviewer", "proposals.endorse",
        "proposals.reopen", "proposals.refuse", "proposals.skip_council", "proposals.suspend", "meetings.view",
        "decisions.view", "campaigns.edit", "campaigns.launch", "campaigns.remind", "campaigns.grant_exception",
        "word_forms.keep",
        "ledger.view", "bundles.make", "arrivals.view", "decisions.record_signature", "meetings.record_minutes",
        "rights.view_past",
        "registry.view", "registry.edit", "transmittals.view", "transmittals.record_signature",
        "disposal.view",
    },
    "council_secretary": {
        "conclusions.view",
        "proposals.view", "meetings.view", "meetings.prepare", "meetings.place_on_agenda", "meetings.record_hands",
        "meetings.run_votes", "meetings.count_papers", "meetings.see_openings", "meetings.sign_minutes",
        "registry.view", "signatures.add",
    },
    "council_member": {
        "conclusions.view",
        "proposals.view", "registry.view", "meetings.view", "meetings.vote", "meetings.count_papers",
        "meetings.preside", "meetings.run_votes", "meetings.sign_minutes",
    },
    "council_chair": {
        "conclusions.view",
        "proposals.view", "registry.view", "meetings.view", "meetings.vote", "meetings.preside",
        "meetings.run_votes", "meetings.count_papers", "meetings.see_openings", "meetings.sign_minutes",
        "signatures.add",
    },
    "commune_chair": {
        "registers.view",
        "payments.view", "handovers.view", "returns.view",
        "conclusions.view",
        "letters.view", "proposals.view", "proposals.suspend", "meetings.view", "decisions.view", "decisions.sign",
        "decisions.send_back", "transmittals.view", "transmittals.sign", "transmittals.send_back", "people.view",
        "people.confirm_appointment", "ledger.view", "bundles.make", "arrivals.view", "registry.view",
        "disposal.view", "disposal.hold", "disposal.approve", "signatures.add",
        "rights.view_past",
    },
    "commune_deputy_chair": {
        "payments.view", "handovers.view", "returns.view",
        "conclusions.view",
        "letters.view", "proposals.view", "arrivals.view", "registry.view", "meetings.view", "decisions.view",
        "transmittals.view", "disposal.view",
    },
    "records_clerk": {
        "registers.view",
        "conclusions.view",
        "payments.view", "handovers.view", "returns.view",
        "opinions.view", "opinions.record",
        "proposals.view", "arrivals.view", "arrivals.register", "decisions.view", "decisions.issue",
        "decisions.record_signature", "meetings.record_minutes",
        "transmittals.view", "transmittals.record_signature", "transmittals.forward", "signatures.add",
        "disposal.view", "disposal.hold", "disposal.propose",
    },
    "inspector": {
        "registers.view",
        "payments.view", "handovers.view", "returns.view",
        "conclusions.view",
        "opinions.view",
        "letters.view", "proposals.view", "arrivals.view", "registry.view", "meetings.view", "decisions.view",
        "transmittals.view", "people.view", "ledger.view", "bundles.make", "reads.view", "reads.browse",
        "disposal.view",
        "rights.view_past",
    },
}  # fmt: skip


@pytest.mark.parametrize("office", TABLE)
def test_an_office_holds_exactly_its_rights(cast, office):
    person = cast.here.person[office]

    assert {right for right in RIGHTS if access.may(person, right)} == TABLE[office] | IN_A_COMMUNE


def test_those_above_and_strangers(cast):
    assert {right for right in RIGHTS if access.may(cast.province_officer, right)} == EVERYBODY | {
        "transmittals.view",
        "province.acknowledge",
        "province.return",
        "province.answer",
    }
    assert {right for right in RIGHTS if access.may(cast.administrator, right)} == EVERYBODY | {
        "catalogue.amend", "people.view", "people.edit", "people.confirm_appointment", "mailings.manage",
        "issuers.manage",
        "disposal.execute",
    }  # fmt: skip
    assert not any(access.may(cast.stranger, right) for right in RIGHTS)


def test_an_undeclared_right_is_a_mistake_of_ours(cast):
    with pytest.raises(KeyError):
        access.may(cast.stranger, "proposals.fly")


def test_rights_end_at_the_border_of_unit_and_commune(cast, rules):
    proposal = making.sent(cast.here)

    assert access.may(cast.here.unit_head, "proposals.withdraw", proposal)
    assert not access.may(cast.here.other_head, "proposals.withdraw", proposal)
    assert access.may(cast.here.office_reviewer, "proposals.take_up", proposal)
    assert not access.may(cast.there.office_reviewer, "proposals.take_up", proposal)


def test_acting_as_must_be_an_office_that_holds_the_right(cast, rules):
    proposal = making.sent(cast.here)
    reviewer = cast.here.office_reviewer
    own = reviewer.appointments.get()
    other = appoint(reviewer, "unit_clerk", cast.here.front)

    assert access.require(reviewer, "proposals.take_up", proposal, acting_as=f"a{own.pk}").appointment == own
    for key in (f"a{other.pk}", "a999999", "d1", "x"):
        with pytest.raises(NotYou):
            access.require(reviewer, "proposals.take_up", proposal, acting_as=key)


def test_an_office_in_a_deactivated_unit_gives_nothing_to_holder_and_deputy(cast, rules):
    letter = making.draft(cast.here)
    held = cast.here.unit_clerk.appointments.get()
    Deputising.objects.create(appointment=held, deputy=cast.stranger, basis="x", from_on=held.from_on)
    people = (cast.here.unit_clerk, cast.stranger)
    before = [access.may(person, "letters.edit", letter) for person in people]

    services.change_unit(unit=cast.here.school, values={"is_active": False}, by=cast.administrator)

    assert before == [True, True]
    assert [access.may(person, "letters.edit", letter) for person in people] == [False, False]
    assert [access.capacities(person) for person in people] == [[], []]


def test_nobody_acts_for_a_deactivated_person(cast):
    held = cast.here.commune_chair.appointments.get()
    Deputising.objects.create(appointment=held, deputy=cast.stranger, basis="x", from_on=held.from_on)
    before = access.may(cast.stranger, "decisions.sign", cast.here.commune)

    services.set_active(user=cast.here.commune_chair, is_active=False, reason="Nghỉ hưu", by=cast.administrator)

    assert before
    assert not access.may(cast.stranger, "decisions.sign", cast.here.commune)
    assert access.capacities(cast.stranger) == []


SEES_A_SENT_PROPOSAL = {
    "unit_clerk", "unit_head", "office_reviewer", "second_reviewer", "office_head", "commune_chair",
    "commune_deputy_chair", "inspector",
}  # fmt: skip


def test_who_sees_a_sent_proposal(cast, rules):
    making.sent(cast.here)

    seen = {name for name, person in cast.here.person.items() if access.visible_to(person, Proposal).exists()}

    assert seen == SEES_A_SENT_PROPOSAL
    assert not any(access.visible_to(person, Proposal).exists() for person in cast.there.person.values())
    for person in (cast.province_officer, cast.administrator, cast.stranger):
        assert not access.visible_to(person, Proposal).exists()


def test_a_draft_is_seen_by_its_unit_alone(cast, rules):
    making.draft(cast.here)

    seen = {name for name, person in cast.here.person.items() if access.visible_to(person, Letter).exists()}

    assert seen == {"unit_clerk", "unit_head"}
