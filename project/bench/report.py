"""What the bench tells: one shape, printed as JSON or as lines."""

import platform
from dataclasses import asdict, dataclass
from os import cpu_count

from project.bench.database import describe

_MARKS = {True: "ok  ", False: "MISS", None: "    "}


@dataclass(frozen=True, slots=True)
class Case:
    """One comparison. ratio: against the floor, or how many times faster than the peer; aim: like "<= 3", "" for none.

    median_ms: ours; floor_ms: the least it could cost; peer_ms: another way of doing it. statements: SQL of ours.
    """

    name: str
    ratio: float
    aim: str
    median_ms: float
    floor_ms: float | None = None
    peer_ms: float | None = None
    statements: int | None = None

    @property
    def met(self):
        if not self.aim:
            return None
        sign, bound = self.aim.split()
        return self.ratio <= float(bound) if sign == "<=" else self.ratio >= float(bound)

    def as_dict(self):
        told = {key: round(value, 3) if isinstance(value, float) else value for key, value in asdict(self).items()}
        order = ("name", "ratio", "aim", "met", "median_ms", "floor_ms", "peer_ms", "statements")
        return {key: told[key] if key != "met" else self.met for key in order}


def machine():
    """Processor, cores and Python in one line."""
    return f"{platform.machine()}, {cpu_count()} cores, Python {platform.python_version()}, {platform.system()}"


def as_dict(cases):
    """The whole report, JSON-ready."""
    return {"database": describe(), "machine": machine(), "cases": [case.as_dict() for case in cases]}


def lines(cases):
    """The report for people."""
    yield f"{describe()}; {machine()}"
    for case in cases:
        beside = [
            f"{word} {value:.2f} ms"
            for word, value in (("floor", case.floor_ms), ("peer", case.peer_ms))
            if value is not None
        ]
        counted = f", {case.statements} statements" if case.statements is not None else ""
        yield (
            f"{_MARKS[case.met]} {case.name}: {case.ratio:.2f} (aim {case.aim or 'none'}); "
            f"{case.median_ms:.2f} ms{counted}; {', '.join(beside)}"
        )


def rows(cases):
    """The report as rows of a table of RESULTS.md: in bold what was met, in brackets ours, then floor and peer."""
    yield f"{describe()}; {machine()}"
    for case in cases:
        times = " / ".join(f"{value:.4g}" for value in (case.median_ms, case.floor_ms, case.peer_ms) if value)
        ratio = {True: f"**{case.ratio:.2f}**", False: f"{case.ratio:.2f}, missed", None: f"{case.ratio:.2f}"}[case.met]
        measured = f"{ratio} ({times} ms)" if times else ratio
        yield f"| {case.name} | {case.aim or 'none'} | {measured} |"
