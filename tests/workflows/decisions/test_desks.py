"""The desk of every state, typed by hand."""

import pytest

from workflows.decisions.desks import DECISION_DESKS
from workflows.decisions.states import DecisionState

EXPECTED = {
    "drafted": ("commune_chair", "commune"),
    "signed": ("records_clerk", "commune"),
    "issued": ("", ""),
    "sent_back": ("", ""),
}


@pytest.mark.parametrize("state", DecisionState.values)
def test_every_state_has_its_desk(state):
    place = DECISION_DESKS[DecisionState(state)]

    assert (str(place.office), place.where) == EXPECTED[state]
