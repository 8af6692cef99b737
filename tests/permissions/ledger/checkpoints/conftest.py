"""The acts of checkpoints and keys beside those of the ledger's own tests."""

import pytest

from permissions.ledger import acts


@pytest.fixture(autouse=True)
def _acts_of_checkpoints(_two_acts):
    acts.declare({f"ledger_key.{kind}": kind for kind in ("first", "rotated", "replaced")})
    acts.declare({"checkpoint.made": "sealed"})
