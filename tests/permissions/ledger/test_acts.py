"""The registry of acts."""

import pytest

from permissions.ledger import acts


def test_declared_act_has_its_sentence():
    assert acts.declared() == {"thing.made", "thing.changed"}
    assert acts.sentence("thing.made") == "made the thing"


def test_undeclared_act_has_no_sentence():
    with pytest.raises(KeyError):
        acts.sentence("thing.eaten")


def test_act_may_be_declared_twice_with_one_sentence_only():
    acts.declare({"thing.made": "made the thing"})

    with pytest.raises(ValueError, match=r"thing\.made"):
        acts.declare({"thing.made": "built the thing"})
