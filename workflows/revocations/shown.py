"""The lines of a cancelling or correcting decision as pages show them."""

from dataclasses import dataclass

from workflows.decisions.papers import number_of
from workflows.revocations.models import AmendmentLine
from workflows.revocations.words import MENDED, printed


@dataclass(frozen=True, slots=True)
class ShownLine:
    """words: [(label, wrong, right)] of a correcting decision."""

    line: AmendmentLine
    number: str
    words: list


def shown_lines(lines):
    """lines: `queries.lines_of`."""
    return [ShownLine(line, number_of(line.line.decision), words_shown(line)) for line in lines]


def words_shown(line):
    """[(label, wrong, right)] of one line."""
    return [
        (MENDED[field][0], printed(field, line.wrong[field]), printed(field, line.right[field]))
        for field in MENDED
        if field in line.right
    ]
