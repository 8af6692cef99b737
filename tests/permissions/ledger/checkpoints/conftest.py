"""The acts of checkpoints and keys beside those of the ledger's own tests."""

import pytest
import time_machine

from permissions.ledger.checkpoints import keys
from tests.permissions.ledger.conftest import AT


@pytest.fixture(autouse=True)
def _acts_of_checkpoints(acts_of_checkpoints):
    """Every test here writes them."""


@pytest.fixture
def key_announced(db, settings, tmp_path):
    """Path of the first key of the checkpoints, announced before anything else was written."""
    settings.LEDGER_KEY_FILE = str(tmp_path / "key.pem")
    with time_machine.travel(AT, tick=False):
        keys.make(settings.LEDGER_KEY_FILE)
    return settings.LEDGER_KEY_FILE
