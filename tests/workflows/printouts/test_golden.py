"""Golden papers: words, pages, places to the millimetre, the same bytes; short and long lists, names like markup."""

from copy import copy
from types import SimpleNamespace

import pytest

from tests.documents.printing.reading import letters
from tests.project.office_world import World
from tests.workflows.printouts.conftest import ACHIEVEMENT, NAME, Printed, long_letter
from tests.workflows.printouts.measured import faults_of
from workflows.decisions import papers as decisions
from workflows.decisions.queries import lines_of
from workflows.handoff import papers as handoff
from workflows.handoff.models import Transmittal
from workflows.handover import papers as handover
from workflows.payments import papers as payments
from workflows.printouts import achievement, of_letters
from workflows.printouts.words import Drawn

pytestmark = pytest.mark.django_db

# paper, nominees -> pages
LETTERS = [
    (of_letters.letter_paper, 1, 2),
    (of_letters.letter_paper, 300, 41),
    (of_letters.minutes_paper, 1, 2),
    (of_letters.minutes_paper, 300, 25),
]
FORMS = {
    "individual": "Tôi cam đoan",
    "collective": "Đơn vị cam đoan",
    "company": "Đơn vị cam đoan",
    "household": "Gia đình cam đoan",
}
REPORTS = [
    (achievement.report_paper, dict.fromkeys(FORMS, 2)),
    (achievement.summary_paper, dict.fromkeys(FORMS, 2) | {"company": 1}),
]
LISTS = [("decision", 1, 2), ("decision", 300, 40), ("province", 300, 35), ("money", 300, 28), ("receipt", 300, 28)]


def check(printed, said):
    whole, heads, rows = printed.row_properties()

    assert [part for part in said if letters(part) not in printed.text] == []
    assert [part for part in said if letters(part) not in printed.word_text] == []
    assert (printed.pdf, printed.word) == printed.again
    assert list(faults_of(printed.pages)) == []
    assert whole == rows
    assert (heads > 0) == (rows > 0)


@pytest.mark.parametrize(("paper", "count", "pages"), LETTERS)
def test_papers_of_a_letter(cast, rules, held, paper, count, pages):
    printed = Printed(paper(long_letter(cast.here, count), held))

    check(printed, [NAME, f"{NAME} {count}" if count > 1 else NAME, "Trường Tiểu học Phong Quang"])
    assert len(printed.pages) == pages
    with_rows = [page for page in printed.pages if letters(NAME) in letters(page.extract_text())]
    assert all("STT" in page.extract_text() for page in with_rows)


@pytest.mark.parametrize(("paper", "pages"), REPORTS)
def test_reports_of_a_row_with_a_long_achievement_in_the_form_of_each_nominee(cast, rules, held, paper, pages):
    letter = long_letter(cast.here, 1)
    row = letter.nominations.get()

    for form, said in FORMS.items():
        row.nominee_type = "collective" if form == "company" else form
        letter.unit.kind = "company" if form == "company" else "school"
        printed = Printed(paper(row, letter, held))

        check(printed, [NAME, ACHIEVEMENT, said, "Giấy khen"])
        assert (form, len(printed.pages)) == (form, pages[form])


def nominees(line, count):
    """So many lines like this one, in memory, each of a long name."""
    for place in range(1, count + 1):
        made = copy(line)
        made.nomination = copy(line.nomination)
        made.nomination.full_name = f"{NAME} {place}"
        yield made


def drawn(paper, decision, lines):
    """The list of each kind over these lines, in the manner of the deed that prints it."""
    on, commune = decision.issued_on, decision.commune
    if paper == "decision":
        blocks = decisions.decision_blocks(decisions.decision_text(decision, lines))
    elif paper == "province":
        letter = Transmittal(
            commune=commune,
            award_form=decision.award_form,
            title="Về việc đề nghị khen thưởng",
            addressees="Chủ tịch Ủy ban nhân dân tỉnh",
            grounds=decision.grounds,
            request="Kính trình xem xét.",
            recipients="Như trên",
            drafted_at=decision.drafted_at,
        )
        blocks = handoff.letter_blocks(handoff.letter_text(letter, lines))
    elif paper == "money":
        rows = [SimpleNamespace(line=line, obstacle="", payment=None) for line in lines]
        blocks = payments.list_blocks(decision, rows, on=on)
    else:
        blocks = handover.blocks("receipt", commune, [SimpleNamespace(line=line) for line in lines], on=on)
    return Drawn(blocks, "Danh sách", on)


def test_lists_of_any_length_keep_their_rows_whole_under_the_head_row(cast, rules):
    decision = World(cast).issued[1]
    [line] = lines_of(decision)
    line.decision = decision

    for paper, count, pages in LISTS:
        printed = Printed(drawn(paper, decision, list(nominees(line, count))))

        check(printed, [f"{NAME} 1", f"{NAME} {count}"])
        assert (paper, len(printed.pages)) == (paper, pages)
        with_rows = [page for page in printed.pages if letters(NAME) in letters(page.extract_text())]
        assert all("STT" in page.extract_text() for page in with_rows)
