"""Answers by Excel: the open lines out, filled in, read back with every fault; nothing is recorded by reading."""

import io

import openpyxl
import pytest

from workflows.handoff.models import Answer
from workflows.handoff.queries import lines_as_sent
from workflows.handoff.sheets import ReadAnswers, answer_template

pytestmark = pytest.mark.django_db


def filled_in(letter, *rows):
    """The template with cells from “Kết quả” on typed in, row by row."""
    book = openpyxl.load_workbook(io.BytesIO(answer_template(letter, lines_as_sent(letter))))
    page = book.worksheets[0]
    head = next(row[0].row for row in page.iter_rows() if any(cell.value == "Mã dòng" for cell in row))
    for number, cells in enumerate(rows, start=head + 1):
        for place, value in enumerate(cells, start=5):
            page.cell(number, place, value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_what_is_filled_in_is_read(above):
    letter = above.received()
    lines = lines_as_sent(letter)
    content = filled_in(
        letter,
        ("Tặng", "812/QĐ-UBND", "23/11/2026", "Chủ tịch UBND tỉnh", None),
        ("Không tặng", "90/SNV", "20/11/2026", "Sở Nội vụ", "Chưa đủ thời gian."),
    )

    found = ReadAnswers(content, lines)

    assert found.faults == []
    assert [(one.said, one.number, str(one.decided_on)) for one in found.spoken] == [
        ("granted", "812/QĐ-UBND", "2026-11-23"),
        ("refused", "90/SNV", "2026-11-20"),
    ]
    assert Answer.objects.count() == 0


def test_faults_are_told_by_row(above):
    letter = above.received()

    found = ReadAnswers(filled_in(letter, ("Có lẽ", "812", "hôm qua", "UBND tỉnh", None)), lines_as_sent(letter))

    assert len(found.faults) == 2


def test_a_line_that_does_not_wait_is_refused(above):
    letter = above.received()
    content = filled_in(letter, ("Tặng", "812", "23/11/2026", "UBND tỉnh", None))
    above.answer(letter, NguyễnThịHòa="granted")

    found = ReadAnswers(content, lines_as_sent(above.now(letter)))

    assert len(found.faults) == 1
