"""Measuring ways of doing one thing against each other: interleaved, so that a disturbed machine disturbs all."""

import gc
from contextlib import contextmanager
from statistics import median
from time import perf_counter

from django.db import connection
from django.test.utils import CaptureQueriesContext

WARM_UP = 5


@contextmanager
def nothing_collected():
    """Rubbish is collected before, not inside: a collection walks the whole process and falls on whom it pleases."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def interleaved(ways, rounds, *, warm_up=WARM_UP):
    """Median milliseconds of each way: {name: callable(number of the round)} -> {name: ms}.

    warm_up: so many rounds more come first and are not counted. Rubbish is collected between the calls, not inside.
    """
    taken = {name: [] for name in ways}
    with nothing_collected():
        for number in range(rounds + warm_up):
            for name, way in ways.items():
                started = perf_counter()
                way(number)
                taken[name].append((perf_counter() - started) * 1000)
            if number % 20 == 0:
                gc.collect()
    return {name: median(times[warm_up:]) for name, times in taken.items()}


def statements_of(call):
    """The SQL a call sends, transaction control left out."""
    with CaptureQueriesContext(connection) as captured:
        call()
    control = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
    return [query["sql"] for query in captured if not query["sql"].startswith(control)]
