"""Every “when” of the path: unmet it is refused with its sentence, just met it is done.

That each move is done when all is met stands in test_matrix.py.
"""

from datetime import date, timedelta

import pytest
from django.utils import timezone, translation

from documents.catalogue.models import RequiredPaper
from documents.proposals.models import Letter, Proposal
from permissions.refusals import NotNow, NotYou
from tests.workflows.approval.condition_table import (
    AT_THE_DOOR,
    ENDORSING,
    UNMET,
    WHO,
    answered_but_not_settled,
    for_closed_campaign,
    noted,
    notice_closed,
    sent_and_taken_up,
    suspended_after_the_signature,
    without_paper,
)
from workflows.approval import conditions
from workflows.approval.deeds import Condition
from workflows.approval.machine import LetterFlow, ProposalFlow
from workflows.approval.moving import moves_of
from workflows.council import conditions as council_conditions
from workflows.decisions import conditions as decision_conditions
from workflows.decisions import services as decisions
from workflows.decisions.machine import DecisionFlow
from workflows.handoff import conditions as above_conditions
from workflows.handoff.machine import TransmittalFlow

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def said(stations, facts):
    """The facts of a row, its people and meetings by their names."""
    told = dict(facts)
    if told.get("meeting") == "closed":
        told["meeting"] = stations.table.closed(stations.at("appraised", names=["Ma Thế Đường"]))
    if isinstance(told.get("handler"), str):
        told["handler"] = stations.person(told["handler"])
    return told


@pytest.mark.parametrize(("move", "condition", "unmet", "facts", "sentences"), UNMET)
def test_what_is_unmet_is_refused_with_its_sentence(stations, move, condition, unmet, facts, sentences):
    facts = said(stations, facts)
    thing = unmet(stations)
    state = stations.now(thing).state

    with pytest.raises(NotYou if condition in WHO else NotNow) as refusal:
        stations.do(move, thing, **facts)

    assert refusal.value.sentences == (sentences or [unmet.sentence])
    assert refusal.value.code != "wrong_state"
    assert stations.now(thing).state == state


@pytest.mark.parametrize(("move", "condition", "where", "facts", "sentence"), AT_THE_DOOR)
def test_what_no_service_leaves_out_is_refused_at_the_door(stations, move, condition, where, facts, sentence):
    facts = said(stations, facts)
    thing = where(stations)

    with pytest.raises(NotNow) as refusal:
        stations.door(move, thing, **facts)

    assert sentence in refusal.value.sentences
    assert stations.now(thing).state == thing.state


def test_every_condition_of_the_machines_stands_in_the_table():
    flows = (LetterFlow, ProposalFlow)
    asked = {
        (transition.slug, condition.__name__)
        for flow in flows
        for transitions in flow.state.get_transitions().values()
        for transition in transitions
        for condition in transition.conditions
    }
    of_the_paper = {
        "record_signature": "record_signed_decision",
        "sign": "sign_decision",
        "send_back": "send_back_paper",
        "issue": "issue_decision",
    }
    for transitions in DecisionFlow.state.get_transitions().values():
        for transition in transitions:
            asked |= {(of_the_paper[transition.slug], condition.__name__) for condition in transition.conditions}

    above = {"sign": "sign_transmittal", "send_back": "send_back_paper", "return_lines": "return_from_province"}
    above["record_signature"] = "record_signed_transmittal"
    for transitions in TransmittalFlow.state.get_transitions().values():
        for transition in transitions:
            if transition.slug not in ("correct_answer", "release"):  # no dossier moves, or another move of it
                move = above.get(transition.slug, transition.slug)
                asked |= {(move, condition.__name__) for condition in transition.conditions}

    typed = {(move, condition) for move, condition, *_rest in (*UNMET, *AT_THE_DOOR)}
    assert typed | {ENDORSING} == asked


@pytest.mark.parametrize("module", [conditions, council_conditions, decision_conditions, above_conditions])
def test_every_condition_says_what_it_answers(module):
    found = [each for each in vars(module).values() if isinstance(each, Condition)]

    assert [each.__name__ for each in found if not each.__doc__] == []


# --- the edges: what is just met -------------------------------------------------------------------
def test_the_clerk_hands_over_without_what_the_signature_brings(stations):
    letter = without_paper("to-trinh")(stations)
    Letter.objects.update(number="", signed_on=None, signer_name="", signer_title="")

    assert stations.do("hand_to_head", stations.now(letter)).state == "awaiting_signature"


def test_a_paper_that_need_not_be_there_hinders_nobody(stations):
    RequiredPaper.objects.filter(code="bien-ban-xet").update(is_mandatory=False)

    assert stations.do("hand_to_head", without_paper("bien-ban-xet")(stations)).state == "awaiting_signature"


def test_a_letter_goes_on_the_closing_day_of_its_campaign(stations):
    letter = for_closed_campaign(stations)
    letter.campaign.closes_on = timezone.localdate()
    letter.campaign.save()

    assert stations.do("send", letter).state == "sent"


def test_what_was_taken_up_and_put_back_may_be_recalled(stations):
    letter = sent_and_taken_up(stations)
    stations.do("release", letter.proposals.get())

    assert stations.do("recall", stations.now(letter)).state == "draft"


def test_a_paper_dossier_of_a_unit_with_accounts_is_entered_by_its_arrival(stations):
    letter = stations.draft(arrival_number="46", arrived_on=date(2026, 11, 20))

    assert stations.do("enter_received", letter).state == "sent"


def test_the_unit_may_answer_from_tomorrow_on(stations):
    tomorrow = timezone.localdate() + timedelta(days=1)

    returned = stations.do("return_for_completion", noted(stations), due_on=tomorrow)

    assert (returned.state, returned.due_on) == ("returned", tomorrow)


@pytest.mark.parametrize(("days", "may"), [(-1, True), (0, False), (1, False)])
def test_a_returned_dossier_is_refused_from_the_day_after_it_was_due(stations, days, may):
    proposal = stations.at("returned")
    Proposal.objects.update(due_on=timezone.localdate() + timedelta(days=days))

    if may:
        assert stations.do("refuse_dossier", proposal).state == "refused"
    else:
        with pytest.raises(NotNow, match="The unit still has until"):
            stations.do("refuse_dossier", proposal)


def test_a_dossier_not_returned_is_refused_before_it_is_due(stations):
    proposal = stations.at("under_review")

    assert proposal.due_on > timezone.localdate()
    assert stations.do("refuse_dossier", proposal).state == "refused"


def test_one_struck_out_nomination_does_not_hold_up_the_others(stations):
    proposal = stations.at("under_review")
    proposal = stations.judge(proposal, "struck_out")
    proposal = stations.judge(proposal, rows=proposal.nominations.all()[:1])

    assert stations.do("propose_appraisal", proposal).state == "awaiting_endorsement"


def test_settled_remarks_hold_up_nothing(stations):
    proposal = answered_but_not_settled(stations)
    proposal.remarks.update(state="settled")

    assert stations.do("propose_appraisal", proposal).state == "awaiting_endorsement"


def test_a_dossier_whose_notice_is_closed_goes_on_the_agenda(stations):
    assert stations.do("place_on_agenda", notice_closed(stations)).state == "on_agenda"


def test_a_dossier_without_the_council_needs_no_minutes(stations):
    passed = stations.do("skip_council", stations.at("appraised", kind="sudden"))

    assert stations.do("draft_decision", passed).state == "decision_drafted"


def test_the_minutes_of_the_meeting_that_passed_it_count(stations):
    """Deferred by a first meeting, whose minutes are signed; passed by a second one, whose minutes are not."""
    proposal = stations.at("on_agenda")
    first = proposal.agenda_items.get().meeting
    proposal = stations.do("defer", proposal)
    for signer in (stations.table.secretary, stations.table.chair):
        stations.table.sign(first, signer)
    stations.table.closed(proposal)

    with pytest.raises(NotNow, match="The minutes of the council meeting are not signed yet"):
        stations.do("draft_decision", stations.now(proposal))


@pytest.mark.parametrize(
    ("station", "let_go"),
    [("on_agenda", "take_off_agenda"), ("on_agenda", "defer"), ("decision_drafted", "send_back_paper")],
)
def test_what_was_let_go_is_suspended(stations, station, let_go):
    proposal = stations.do(let_go, stations.at(station))

    assert stations.do("suspend", proposal).state == "suspended"


def test_a_signed_decision_is_issued_once_its_dossier_is_resumed(stations):
    proposal = suspended_after_the_signature(stations)
    paper = stations.decision(proposal)
    shown = [move.unmet for move in moves_of(paper, stations.town.records_clerk)]

    resumed = stations.do("resume", stations.now(proposal))

    assert shown == [["PQ-2026-0001 is suspended; the decision waits until the dossier is resumed."]]
    assert (resumed.state, resumed.due_on) == ("decision_signed", None)
    assert stations.do("issue_decision", resumed).state == "decided"


def test_one_suspended_dossier_holds_the_decision_over_all(stations):
    both = [stations.at("passed"), stations.at("passed", names=["Lò Thị Thủy"])]
    seen = {proposal.pk: proposal.row_version for proposal in both}
    decisions.draft_decision(proposals=both, row_versions=seen, by=stations.town.office_reviewer)
    first, second = (stations.do("sign_decision", both[0]), stations.now(both[1]))
    stations.do("suspend", second)

    with pytest.raises(NotNow, match=f"{second.code} is suspended"):
        stations.do("issue_decision", first)

    assert stations.now(first).state == "decision_signed"


@pytest.mark.parametrize("station", ["on_agenda", "decision_drafted"])
def test_the_page_says_why_a_dossier_cannot_be_suspended(stations, station):
    proposal = stations.at(station)

    move = next(each for each in moves_of(proposal, stations.town.office_head) if each.name == "suspend")

    assert (move.is_open, move.asks) == (False, ["suspension"])
    assert len(move.unmet) == 1
