"""How many pages a second the server gives, and how long one takes, of several kinds in turn."""

from dataclasses import dataclass, field
from statistics import median, quantiles
from threading import Barrier, Thread
from time import perf_counter

AT_ONCE = 12  # as many as the server has threads


@dataclass
class Pace:
    """times: milliseconds of every answer; seconds: how long was asked, in all turns."""

    times: list = field(default_factory=list)
    seconds: float = 0
    others: int = 0

    @property
    def per_second(self):
        return len(self.times) / self.seconds

    @property
    def middle(self):
        return median(self.times)

    @property
    def slow(self):
        """95 of 100 are no slower."""
        return slow(self.times)


def slow(times):
    """The time that 95 of 100 do not exceed; milliseconds in, milliseconds out."""
    return quantiles(times, n=20)[-1] if len(times) > 1 else times[0]


def _ask_until(visitor, ask, status, seconds, pace, together):
    together.wait()
    started = perf_counter()
    while perf_counter() - started < seconds:
        answer = ask(visitor)
        if answer.status == status:
            pace.times.append(answer.ms)
        else:
            pace.others += 1


def paces(visitors, kinds, *, turns, seconds):
    """{name: Pace} of kinds {name: (ask(visitor), status expected)}, each `seconds` long, in turn."""
    found = {name: Pace() for name in kinds}
    for _turn in range(turns):
        for name, (ask, status) in kinds.items():
            together, started = Barrier(len(visitors)), perf_counter()
            told = (ask, status, seconds, found[name], together)
            threads = [Thread(target=_ask_until, args=[visitor, *told]) for visitor in visitors]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            found[name].seconds += perf_counter() - started
    return found
