"""The clock moved while entries were written: told with the first entry, and no break."""

from datetime import timedelta

import pytest

from permissions.ledger.clock import Moved, moved
from permissions.ledger.verify import verify
from tests.permissions.ledger.conftest import AT

NOW = AT + timedelta(days=30)


def _written(write, *minutes, stream="proposal/1"):
    return [write(stream, at=AT + timedelta(minutes=each))[0] for each in minutes]


@pytest.mark.parametrize("minutes", [(), (0,), (0, 1, 1, 60), (10, 9, 8, 11)])
def test_clock_that_goes_on_or_is_set_by_a_little_is_not_told(write, minutes):
    _written(write, *minutes)

    assert moved(now=NOW) is None


def test_step_back_is_told_with_the_entry_that_shows_it(write):
    entries = _written(write, 0, 60, 30, 40, 90, 20)

    assert moved(now=NOW) == Moved(2, "proposal/1", 3, entries[2].pk)
    assert verify().holds


def test_other_streams_tell_the_time_too(write):
    """The closing day is met on a stream whose own entries lie long before it."""
    _written(write, 0)
    _written(write, 9_000, stream="proposal/2")
    late = _written(write, 8_000)[0]

    assert moved(now=NOW) == Moved(1, "proposal/1", 2, late.pk)
    assert moved("proposal/1", now=NOW) is None
    assert verify().notices == [moved().sentence]


def test_entry_ahead_of_now_is_told(write):
    entry = _written(write, 0, 30)[1]

    assert moved(now=AT + timedelta(minutes=20)) == Moved(1, "proposal/1", 2, entry.pk)
