"""Every move of a decision: from, to, who; typed by hand."""

import pytest

from permissions.access import offices_with
from workflows.decisions.machine import DecisionFlow

MOVES = {
    "sign": ("drafted", "signed", {"commune_chair"}),
    "record_signature": ("drafted", "signed", {"records_clerk", "office_head"}),
    "send_back": ("drafted", "sent_back", {"commune_chair"}),
    "issue": ("signed", "issued", {"records_clerk"}),
}


@pytest.mark.parametrize("move", MOVES)
def test_from_to_and_office(move):
    (found,) = getattr(DecisionFlow, move).get_transitions()

    assert (str(found.source), str(found.target), {str(o) for o in offices_with(found.permission.right)}) == MOVES[move]


def test_there_are_no_other_moves():
    names = {name for name in vars(DecisionFlow) if hasattr(getattr(DecisionFlow, name), "get_transitions")}

    assert names - {"state"} == set(MOVES)
