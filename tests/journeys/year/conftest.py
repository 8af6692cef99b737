"""The clock of the year: it stands at its first working morning, and the journey moves it forward."""

from datetime import UTC, datetime

import pytest
import time_machine

FIRST_MORNING = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)  # Monday, 8 o'clock here


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(FIRST_MORNING, tick=True) as clock:
        yield clock
