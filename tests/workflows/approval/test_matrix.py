"""Move x state x office, typed by hand from the design: what is not named here is refused, and nothing changes."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from documents.proposals.models import Letter, Proposal
from documents.proposals.states import LetterState, ProposalState
from permissions.ledger.models import LedgerEntry
from permissions.refusals import NotNow, NotYou
from tests import making
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
    "send_back_paper": ({"commune_chair"}, {"decision_drafted"}),
    "issue_decision": ({"records_clerk"}, {"decision_signed"}),
    "close_file": ({"office_reviewer"}, {"decided", "not_passed", "refused"}),
    "withdraw": (
        {"unit_head"},
        {"submitted", "under_review", "returned", "awaiting_endorsement", "appraised", "in_public_notice"},
    ),
    "suspend": (
        {"office_head", "commune_chair"},
        {"submitted", "under_review", "returned", "awaiting_endorsement", "appraised", "in_public_notice", "passed"},
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


def everybody(cast):
    """(office or what the person is, person) of every office, other units, another commune, and strangers."""
    here = [(name, person) for name, person in cast.here.person.items()]
    there = [(f"there {name}", person) for name, person in cast.there.person.items()]
    above = [("province_officer", cast.province_officer), ("administrator", cast.administrator)]
    return [*here, *there, *above, ("stranger", cast.stranger)]


def named(name):
    return {"second_reviewer": "office_reviewer"}.get(name, name)


def attempt(deed):
    """What the deed answered: "done", "not you", "wrong state" or "not now"; undone again."""
    point = transaction.savepoint()
    try:
        deed()
    except NotYou:
        return "not you"
    except NotNow as refusal:
        return "wrong state" if refusal.code == "wrong_state" else "not now"
    else:
        return "done"
    finally:
        transaction.savepoint_rollback(point)


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
    }
    names = known.__code__.co_varnames[: known.__code__.co_argcount + known.__code__.co_kwonlyargcount]
    extra = {name: value for name, value in wanted.items() if name in names}
    noun = "letter" if isinstance(thing, Letter) else "proposal"
    return known(**{noun: thing}, row_version=thing.row_version, by=person, **extra)


def check(thing, moves, state, cast, noun):
    before = LedgerEntry.objects.count()
    facts = {"handler": cast.here.second_reviewer}
    faults = []
    for move, (offices, sources) in moves.items():
        for name, person in everybody(cast):
            if name.startswith("there") and state not in sources:
                continue  # abroad, only a state that would let them is a risk
            answer = attempt(lambda move=move, person=person: do(thing, move, person, facts))
            thing.refresh_from_db()
            office_may = named(name) in offices
            if not office_may and answer != "not you":
                faults.append(f"{noun} {state}: {move} by {name} answered {answer}")
            if office_may and state not in sources and answer != "wrong state":
                faults.append(f"{noun} {state}: {move} by {name} answered {answer}, not wrong state")
            if office_may and state in sources and answer == "wrong state":
                faults.append(f"{noun} {state}: {move} by {name} was refused by the state")
            assert thing.state == state
    assert LedgerEntry.objects.count() == before
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
        "send_back_paper",
        "issue_decision",
    } == ELSEWHERE


@pytest.mark.parametrize("flow", [ProposalFlow, LetterFlow])
def test_every_transition_states_its_right(flow):
    for transitions in flow.state.get_transitions().values():
        for transition in transitions:
            assert transition.permission.right
