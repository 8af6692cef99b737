"""What a sending says otherwise than an earlier one of the same letter: line by line, papers too."""

from dataclasses import dataclass

from documents.proposals.versions import differences as version_differences


@dataclass(frozen=True, slots=True)
class LineChange:
    """What changed of one nominee since it was sent before. changes: of its row, and of the unit's letter."""

    line: object
    changes: list


def changes_of(sending):
    """[LineChange] of each line of a sending, against the sending before that had the line; nothing for a first one."""
    found = []
    for sent in sending.lines.select_related("line__nomination", "version").order_by("line__order"):
        before = sent.line.sent.filter(sending__number__lt=sending.number).select_related("version")
        older = before.order_by("-sending__number").first()
        if older is None:
            continue
        told = version_differences(older.version, sent.version)
        mine = [each for each in told if each.nomination_id in (None, sent.line.nomination_id) and not _is_row(each)]
        found.append(LineChange(sent.line, mine))
    return found


def _is_row(difference):
    """A row that came or went with a split is no change of this nominee."""
    return difference.field in ("row", "outcome", "order")
