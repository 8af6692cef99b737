"""Letters with lists of any length, and how printed papers are measured."""

import io

import docx
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from documents.proposals.models import Nomination
from permissions import access
from tests import making
from tests.conftest import no_history
from tests.documents.printing.reading import letters
from workflows.printouts.file_views import drawn_file

# 60 characters, stacked marks, and what a writer might take for markup.
NAME = "Nguyễn Thị Ứng Quỳnh & <Đặng> Ngọc Tường Vỹ Ỷ Lan Phượng Hoàng"
ACHIEVEMENT = "Hoàn thành xuất sắc nhiệm vụ, có sáng kiến được áp dụng & nhân rộng <toàn xã>. " * 12


def long_letter(town, count):
    """A draft of the school with so many individuals, one collective among them, all of a long name."""
    letter = making.draft(town, names=[NAME], papers=False)
    first = letter.nominations.get()
    with no_history():
        Nomination.objects.filter(pk=first.pk).update(summary=ACHIEVEMENT)
        Nomination.objects.bulk_create(
            Nomination(
                letter=letter,
                order=order,
                nominee_type="collective" if order == 2 else "individual",
                full_name=f"{NAME} {order}",
                position="Giáo viên",
                workplace="Tổ 4-5",
                summary="Hoàn thành xuất sắc nhiệm vụ năm học.",
                award_form=first.award_form,
            )
            for order in range(2, count + 1)
        )
    return letter


@pytest.fixture
def held(cast):
    return access.capacities(cast.here.unit_clerk)


class Printed:
    """A paper by both writers, read back."""

    def __init__(self, drawn):
        self.pdf, self.word = drawn_file(drawn, "pdf"), drawn_file(drawn, "docx")
        self.again = drawn_file(drawn, "pdf"), drawn_file(drawn, "docx")
        self.pages = PdfReader(io.BytesIO(self.pdf)).pages
        self.document = docx.Document(io.BytesIO(self.word))

    @property
    def text(self):
        """Without blanks: where lines break does not count."""
        return letters(" ".join(page.extract_text() for page in self.pages))

    @property
    def word_text(self):
        return letters(" ".join(node.text or "" for node in self.document.element.body.iter(qn("w:t"))))

    def row_properties(self):
        """(rows that are kept whole, head rows) of the ruled tables of the Word file, with the number of rows."""
        rows = [row for table in self.document.tables if table.style.name == "Table Grid" for row in table.rows]
        whole = [row for row in rows if row._tr.find(f".//{qn('w:cantSplit')}") is not None]
        heads = [row for row in rows if row._tr.find(f".//{qn('w:tblHeader')}") is not None]
        return len(whole), len(heads), len(rows)
