"""The line of a paper that names the newest checkpoint: whoever holds the paper can show what the trail was by then."""

from documents.printing.blocks import Paragraph
from permissions.days import begin_of
from permissions.ledger.checkpoints.queries import code_of, newest


def sealed_line(on):
    """[Paragraph] of the newest checkpoint made before this day, [] where there is none.

    on: date of the file; what was made before it stays the same, so the same input gives the same bytes.
    """
    checkpoint = newest(before=begin_of(on))
    if checkpoint is None:
        return []
    words = f"Điểm niêm phong dữ liệu: {code_of(checkpoint)} (ngày {checkpoint.day:%d/%m/%Y})."
    return [Paragraph(words, is_indented=False)]
