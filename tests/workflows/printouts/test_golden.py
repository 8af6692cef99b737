"""Golden papers: words, pages, places to the millimetre, the same bytes; short and long lists, names like markup."""

import pytest

from documents.printing.layout import PAPER
from tests.documents.printing.reading import letters
from tests.workflows.printouts.conftest import ACHIEVEMENT, NAME, Printed, long_letter
from workflows.printouts import achievement, of_letters

pytestmark = pytest.mark.django_db
LEFT, TOP = PAPER["margin"]["left"], PAPER["margin"]["top"]
FIRST_LINE = TOP + 0.891 * PAPER["head"]["nation"] * 25.4 / 72  # base line of the nation's name

# paper, nominees -> pages
LETTERS = [
    (of_letters.letter_paper, 1, 2),
    (of_letters.letter_paper, 300, 41),
    (of_letters.minutes_paper, 1, 2),
    (of_letters.minutes_paper, 300, 25),
]
REPORTS = [(achievement.report_paper, 2), (achievement.summary_paper, 2)]


def faults_of_layout(printed):
    """What breaks a rule of layout on any page: sentences, empty where all is right."""
    last = len(printed.pages) - 1
    for number in range(last + 1):
        placed = printed.placed(number)
        if number == 0 and not any("CỘNGHÒA" in text and abs(y - FIRST_LINE) < 1 for text, _x, y in placed):
            yield f"the nation does not stand at {FIRST_LINE:.1f} mm"
        if min(x for _text, x, _y in placed) < LEFT - 1:
            yield f"page {number + 1} begins left of {LEFT} mm"
        if max(y for _text, _x, y in placed) > 297 - PAPER["margin"]["bottom"] + 1:
            yield f"page {number + 1} runs into its foot"
        if not any(len(text) > 20 for text, _x, _y in placed):
            yield f"page {number + 1} holds signatures alone"


def check(printed, said):
    whole, heads, rows = printed.row_properties()

    assert [part for part in said if letters(part) not in printed.text] == []
    assert [part for part in said if letters(part) not in printed.word_text] == []
    assert (printed.pdf, printed.word) == printed.again
    assert list(faults_of_layout(printed)) == []
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
def test_reports_of_a_row_with_a_long_achievement(cast, rules, held, paper, pages):
    letter = long_letter(cast.here, 1)

    printed = Printed(paper(letter.nominations.get(), letter, held))

    check(printed, [NAME, ACHIEVEMENT, "Tôi cam đoan", "Giấy khen"])
    assert len(printed.pages) == pages
