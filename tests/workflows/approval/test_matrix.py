"""Move x state x office, typed by hand from the design: what is not named here is refused, and nothing changes;
what is named can really be done."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from documents.proposals.models import Letter, Proposal
from documents.proposals.states import LetterState, ProposalState
from permissions.ledger.queries import last_act
from permissions.refusals import NotNow, NotYou
from tests import making
from tests.project.test_page_matrix import everything
from tests.workflows.approval.stations import OF_THE_PROVINCE, WITH_NOTICE
from workflows.approval import letter_services, services
from workflows.approval.machine import LetterFlow, ProposalFlow

pytestmark = pytest.mark.django_db

# move: (offices that may, states from which)
PROPOSAL_MOVES = {
    "take_up": ({"office_reviewer"}, {"submitted"}),
    "reassign": ({"office_head"}, {"under_review"}),
    "release": ({"office_reviewer"}, {"under_review"}),
    "return_for_completion": ({"office_reviewer"}, {"under_review"}),
    "resend": ({"unit_head"}, {"returned"}),
    "record_resend": ({"office_reviewer"}, {"returned"}),
    "propose_appraisal": ({"office_reviewer"}, {"under_review"}),
    "send_back_to_reviewer": ({"office_head"}, {"awaiting_endorsement"}),
    "endorse": ({"office_head"}, {"awaiting_endorsement"}),
    "reopen": ({"office_head"}, {"appraised"}),
    "refuse_dossier": ({"office_head"}, {"under_review", "awaiting_endorsement", "appraised", "returned"}),
    "open_notice": ({"office_reviewer"}, {"appraised"}),
    "close_notice": ({"office_reviewer"}, {"in_public_notice"}),
    "place_on_agenda": ({"council_secretary"}, {"appraised"}),
    "take_off_agenda": ({"council_secretary"}, {"on_agenda"}),
    "carry": ({"council_chair"}, {"on_agenda"}),
    "reject": ({"council_chair"}, {"on_agenda"}),
    "defer": ({"council_chair"}, {"on_agenda"}),
    "skip_council": ({"office_head"}, {"appraised"}),
    "draft_decision": ({"office_reviewer"}, {"passed"}),
    "sign_decision": ({"commune_chair"}, {"decision_drafted"}),
    "record_signed_decision": ({"records_clerk", "office_head"}, {"decision_drafted"}),
    "send_back_paper": ({"commune_chair"}, {"decision_drafted", "transmittal_drafted"}),
    "issue_decision": ({"records_clerk"}, {"decision_signed"}),
    "draft_transmittal": ({"office_reviewer"}, {"passed"}),
    "sign_transmittal": ({"commune_chair"}, {"transmittal_drafted"}),
    "record_signed_transmittal": ({"records_clerk", "office_head"}, {"transmittal_drafted"}),
    "forward": ({"records_clerk"}, {"transmittal_signed"}),
    # the reviewer: on a registered paper of a province without an account, as the machine of the letter asks
    "acknowledge": ({"province_officer", "office_reviewer"}, {"forwarded"}),
    "return_from_province": ({"province_officer", "office_reviewer"}, {"forwarded", "province_received"}),
    "ask_unit": ({"office_reviewer"}, {"province_returned"}),
    "supplement": ({"unit_head"}, {"supplement_asked"}),
    "record_supplement": ({"office_reviewer"}, {"supplement_asked"}),
    "redraft": ({"office_reviewer"}, {"province_returned"}),
    "forward_again": ({"records_clerk"}, {"province_returned"}),
    "record_answer": ({"province_officer", "office_reviewer"}, {"forwarded", "province_received"}),
    "close_file": ({"office_reviewer"}, {"decided", "answered", "not_passed", "refused"}),
    "withdraw": (
        {"unit_head"},
        {"submitted", "under_review", "returned", "awaiting_endorsement", "appraised", "in_public_notice"},
    ),
    "record_withdrawal": (
        {"office_reviewer"},
        {"submitted", "under_review", "returned", "awaiting_endorsement", "appraised", "in_public_notice"},
    ),
    "suspend": (
        {"office_head", "commune_chair"},
        {
            *("submitted", "under_review", "returned", "awaiting_endorsement", "appraised", "in_public_notice"),
            *("on_agenda", "passed", "decision_drafted", "decision_signed"),
            *("transmittal_drafted", "transmittal_signed", "forwarded", "province_received", "province_returned"),
        },
    ),
    "resume": ({"office_head", "commune_chair"}, {"suspended"}),
}
LETTER_MOVES = {
    "hand_to_head": ({"unit_clerk"}, {"draft"}),
    "send_back_to_clerk": ({"unit_head"}, {"awaiting_signature"}),
    "send": ({"unit_head"}, {"draft", "awaiting_signature"}),
    "enter_received": ({"office_reviewer"}, {"draft"}),
    "recall": ({"unit_head"}, {"sent"}),
}
# Moves that happen only inside a deed on a meeting or a decision are tried through the machine's door itself.
ELSEWHERE = set(PROPOSAL_MOVES) - set(services.DEEDS)

# (move, where the dossier lies, who does it, where it lies then): done once through the services.
DONE = [
    ("take_up", "submitted", "office_reviewer", "under_review"),
    ("reassign", "under_review", "office_head", "under_review"),
    ("release", "under_review", "office_reviewer", "submitted"),
    ("return_for_completion", "noted", "office_reviewer", "returned"),
    ("resend", "answered", "unit_head", "under_review"),
    ("record_resend", "hamlet:answered", "office_reviewer", "under_review"),
    ("propose_appraisal", "judged", "office_reviewer", "awaiting_endorsement"),
    ("send_back_to_reviewer", "awaiting_endorsement", "office_head", "under_review"),
    ("endorse", "awaiting_endorsement", "office_head", "appraised"),
    ("reopen", "appraised", "office_head", "under_review"),
    ("refuse_dossier", "under_review", "office_head", "refused"),
    ("refuse_dossier", "returned_past_due", "office_head", "refused"),
    ("refuse_dossier", "awaiting_endorsement", "office_head", "refused"),
    ("refuse_dossier", "appraised", "office_head", "refused"),
    ("open_notice", "appraised_with_notice", "office_reviewer", "in_public_notice"),
    ("close_notice", "in_public_notice", "office_reviewer", "appraised"),
    ("place_on_agenda", "appraised", "council_secretary", "on_agenda"),
    ("take_off_agenda", "on_agenda", "council_secretary", "appraised"),
    ("carry", "on_agenda", "council_chair", "passed"),
    ("reject", "on_agenda", "council_chair", "not_passed"),
    ("defer", "on_agenda", "council_chair", "appraised"),
    ("skip_council", "appraised_sudden", "office_head", "passed"),
    ("draft_decision", "passed", "office_reviewer", "decision_drafted"),
    ("sign_decision", "decision_drafted", "commune_chair", "decision_signed"),
    ("record_signed_decision", "decision_drafted", "office_head", "decision_signed"),
    ("send_back_paper", "decision_drafted", "commune_chair", "passed"),
    ("issue_decision", "decision_signed", "records_clerk", "decided"),
    ("draft_transmittal", "passed_for_the_province", "office_reviewer", "transmittal_drafted"),
    ("sign_transmittal", "transmittal_drafted", "commune_chair", "transmittal_signed"),
    ("record_signed_transmittal", "transmittal_drafted", "office_head", "transmittal_signed"),
    ("send_back_paper", "transmittal_drafted", "commune_chair", "passed"),
    ("forward", "transmittal_signed", "records_clerk", "forwarded"),
    ("acknowledge", "forwarded", "province_officer", "province_received"),
    ("return_from_province", "forwarded", "province_officer", "province_returned"),
    ("return_from_province", "province_received", "province_officer", "province_returned"),
    ("ask_unit", "province_returned", "office_reviewer", "supplement_asked"),
    ("supplement", "supplement_asked", "unit_head", "province_returned"),
    ("record_supplement", "hamlet:supplement_asked", "office_reviewer", "province_returned"),
    ("redraft", "province_returned", "office_reviewer", "transmittal_drafted"),
    ("forward_again", "province_returned", "records_clerk", "forwarded"),
    ("record_answer", "forwarded", "province_officer", "answered"),
    ("record_answer", "province_received", "province_officer", "answered"),
    ("close_file", "settled", "office_reviewer", "closed"),
    ("close_file", "answered_above", "office_reviewer", "closed"),
    ("close_file", "not_passed", "office_reviewer", "closed"),
    ("close_file", "refused", "office_reviewer", "closed"),
    ("withdraw", "submitted", "unit_head", "withdrawn"),
    ("withdraw", "under_review", "unit_head", "withdrawn"),
    ("withdraw", "returned", "unit_head", "withdrawn"),
    ("withdraw", "awaiting_endorsement", "unit_head", "withdrawn"),
    ("withdraw", "appraised", "unit_head", "withdrawn"),
    ("withdraw", "in_public_notice", "unit_head", "withdrawn"),
    ("record_withdrawal", "hamlet:submitted", "office_reviewer", "withdrawn"),
    ("record_withdrawal", "hamlet:under_review", "office_reviewer", "withdrawn"),
    ("record_withdrawal", "hamlet:returned", "office_reviewer", "withdrawn"),
    ("record_withdrawal", "hamlet:awaiting_endorsement", "office_reviewer", "withdrawn"),
    ("record_withdrawal", "hamlet:appraised", "office_reviewer", "withdrawn"),
    ("record_withdrawal", "hamlet:in_public_notice", "office_reviewer", "withdrawn"),
    ("suspend", "submitted", "office_head", "suspended"),
    ("suspend", "under_review", "commune_chair", "suspended"),
    ("suspend", "returned", "office_head", "suspended"),
    ("suspend", "awaiting_endorsement", "office_head", "suspended"),
    ("suspend", "appraised", "office_head", "suspended"),
    ("suspend", "in_public_notice", "commune_chair", "suspended"),
    ("suspend", "passed", "office_head", "suspended"),
    ("suspend", "decision_signed", "commune_chair", "suspended"),
    ("suspend", "transmittal_signed", "office_head", "suspended"),
    ("suspend", "forwarded", "commune_chair", "suspended"),
    ("suspend", "province_received", "office_head", "suspended"),
    ("suspend", "province_returned", "office_head", "suspended"),
    ("resume", "suspended:submitted", "office_head", "submitted"),
    ("resume", "suspended:under_review", "commune_chair", "under_review"),
    ("resume", "suspended:returned", "office_head", "returned"),
    ("resume", "suspended:awaiting_endorsement", "office_head", "awaiting_endorsement"),
    ("resume", "suspended:appraised", "office_head", "appraised"),
    ("resume", "suspended:in_public_notice", "commune_chair", "in_public_notice"),
    ("resume", "suspended:passed", "office_head", "passed"),
    ("resume", "suspended:decision_signed", "office_head", "decision_signed"),
    ("resume", "suspended:transmittal_signed", "office_head", "transmittal_signed"),
    ("resume", "suspended:forwarded", "office_head", "forwarded"),
    ("resume", "suspended:province_received", "commune_chair", "province_received"),
    ("resume", "suspended:province_returned", "office_head", "province_returned"),
    ("hand_to_head", "draft", "unit_clerk", "awaiting_signature"),
    ("send_back_to_clerk", "handed", "unit_head", "draft"),
    ("send", "draft", "unit_head", "sent"),
    ("send", "handed", "unit_head", "sent"),
    ("enter_received", "on_paper", "office_reviewer", "sent"),
    ("recall", "sent", "unit_head", "draft"),
]
# Named above among the states of the move, but never possible there: the sentence says who lets the dossier go.
LET_GO_FIRST = {("suspend", "on_agenda"), ("suspend", "decision_drafted"), ("suspend", "transmittal_drafted")}


def everybody(cast):
    """(office or what the person is, person) of every office, other units, another commune, and strangers."""
    here = [(name, person) for name, person in cast.here.person.items()]
    there = [(f"there {name}", person) for name, person in cast.there.person.items()]
    above = [("province_officer", cast.province_officer), ("administrator", cast.administrator)]
    return [*here, *there, *above, ("stranger", cast.stranger)]


def named(name):
    return {"second_reviewer": "office_reviewer"}.get(name, name)


def answer_to(deed):
    """What the deed answered: "done", "not you", "wrong state" or "not now". What was done is undone again."""
    with transaction.atomic():
        try:
            deed()
        except NotYou:
            return "not you"
        except NotNow as refusal:
            return "wrong state" if refusal.code == "wrong_state" else "not now"
        transaction.set_rollback(True)
        return "done"


def do(thing, move, person, facts):
    """The deed as the page or the API would ask for it."""
    from workflows.approval.moving import move as move_one

    module = letter_services if isinstance(thing, Letter) else services
    known = module.DEEDS.get(move)
    if known is None:
        return move_one(thing, move, row_version=thing.row_version, by=person, reason="Lý do", facts=facts)
    wanted = {
        "reason": "Lý do",
        "legal_basis": "Nghị định 152/2025/NĐ-CP",
        "handler": facts["handler"],
        "due_on": timezone.localdate() + timedelta(days=5),
        "suspension_code": "complaint",
        "suspension_reference": "12/TB",
        "objections": "Không có ý kiến phản ánh.",
    }
    names = known.__code__.co_varnames[: known.__code__.co_argcount + known.__code__.co_kwonlyargcount]
    extra = {name: value for name, value in wanted.items() if name in names}
    noun = "letter" if isinstance(thing, Letter) else "proposal"
    return known(**{noun: thing}, row_version=thing.row_version, by=person, **extra)


def check(thing, moves, state, cast, noun):
    before = everything()
    facts = {"handler": cast.here.second_reviewer}
    faults = []
    for move, (offices, sources) in moves.items():
        for name, person in everybody(cast):
            if name.startswith("there") and state not in sources:
                continue  # abroad, only a state that would let them is a risk
            answer = answer_to(lambda move=move, person=person: do(thing, move, person, facts))
            thing.refresh_from_db()
            office_may = named(name) in offices
            if not office_may and answer != "not you":
                faults.append(f"{noun} {state}: {move} by {name} answered {answer}")
            if office_may and state not in sources and answer != "wrong state":
                faults.append(f"{noun} {state}: {move} by {name} answered {answer}, not wrong state")
            if office_may and state in sources and answer == "wrong state":
                faults.append(f"{noun} {state}: {move} by {name} was refused by the state")
            if office_may and (move, state) in LET_GO_FIRST and answer != "not now":
                faults.append(f"{noun} {state}: {move} by {name} answered {answer}, not “not now”")
    after = everything()
    assert [label for label in before if before[label] != after[label]] == []
    assert faults == []


@pytest.mark.parametrize("state", ProposalState.values)
def test_proposals(cast, rules, state):
    proposal = making.under_review(cast.here)
    left = ProposalState.UNDER_REVIEW if state == "suspended" else ""
    Proposal.objects.filter(pk=proposal.pk).update(
        state=state, state_left=left, notice_from=timezone.localdate() - timedelta(days=30)
    )
    proposal.refresh_from_db()

    check(proposal, PROPOSAL_MOVES, state, cast, "proposal")


@pytest.mark.parametrize("state", LetterState.values)
def test_letters(cast, rules, state):
    letter = making.draft(cast.here)
    Letter.objects.filter(pk=letter.pk).update(state=state)
    letter.refresh_from_db()

    check(letter, LETTER_MOVES, state, cast, "letter")


def station(stations, name):
    """The dossier or letter of a row of DONE."""
    name, _colon, left = name.partition(":")
    special = {
        "noted": lambda: stations.note(stations.at("under_review")),
        "answered": lambda: stations.answer(stations.at("returned")),
        "judged": lambda: stations.judge(stations.at("under_review")),
        "appraised_with_notice": lambda: stations.at("appraised", form=making.award_form(WITH_NOTICE)),
        "appraised_sudden": lambda: stations.at("appraised", kind="sudden"),
        "answered_above": lambda: stations.at("answered"),
        "passed_for_the_province": lambda: stations.at("passed", form=making.award_form(OF_THE_PROVINCE)),
        "returned_past_due": lambda: stations.past_due(),
        "suspended": lambda: stations.at("suspended", left=left),
        "hamlet": lambda: stations.of_the_hamlet(left),
        "draft": stations.draft,
        "handed": stations.handed,
        "on_paper": stations.on_paper,
        "sent": stations.sent,
    }
    return special[name]() if name in special else stations.at(name)


@pytest.mark.parametrize(("move", "where", "office", "then"), DONE)
def test_each_move_is_done_by_its_office(stations, move, where, office, then):
    thing = station(stations, where)

    done = stations.do(move, thing, by=office)

    entry = last_act(thing.stream)
    assert done.state == then
    assert (entry.act.split(".")[1], entry.from_state, entry.to_state) == (move, thing.state, then)
    assert entry.actor == stations.person(office)


def test_each_move_is_done_from_each_of_its_states():
    states = {"noted": "under_review", "answered": "returned", "judged": "under_review"}
    states |= {"returned_past_due": "returned", "appraised_with_notice": "appraised", "appraised_sudden": "appraised"}
    states |= {"handed": "awaiting_signature", "on_paper": "draft", "passed_for_the_province": "passed"}
    states |= {"answered_above": "answered", "settled": "decided"}
    done = [(move, where.removeprefix("hamlet:").partition(":")[0]) for move, where, _office, _then in DONE]

    tables = PROPOSAL_MOVES | LETTER_MOVES
    named = {(move, state) for move, (_offices, sources) in tables.items() for state in sources}
    assert {(move, states.get(where, where)) for move, where in done} == named - LET_GO_FIRST


def test_the_table_names_every_move_of_the_machines():
    assert set(PROPOSAL_MOVES) == {method.slug for method in ProposalFlow.state.get_transitions()}
    assert set(LETTER_MOVES) == {method.slug for method in LetterFlow.state.get_transitions()}
    assert {
        "place_on_agenda",
        "take_off_agenda",
        "carry",
        "reject",
        "defer",
        "draft_decision",
        "sign_decision",
        "record_signed_decision",
        "send_back_paper",
        "issue_decision",
        "draft_transmittal",
        "sign_transmittal",
        "record_signed_transmittal",
        "forward",
        "acknowledge",
        "return_from_province",
        "redraft",
        "forward_again",
        "record_answer",
    } == ELSEWHERE


@pytest.mark.parametrize("flow", [ProposalFlow, LetterFlow])
def test_every_transition_states_its_right(flow):
    for transitions in flow.state.get_transitions().values():
        for transition in transitions:
            assert transition.permission.right
