"""A printed paper measured against the layout rule: places in mm, sizes in pt, and what breaks the rule.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, typed here from the rule, not read from layout.py.
"""

from dataclasses import dataclass

from documents.printing.glyphs import advances
from tests.documents.printing.reading import letters

MM = 25.4 / 72
NEAR = 1.0  # mm
TOP, BOTTOM, LEFT, RIGHT = 20, 20, 30, 15
ISSUER_MIDDLE, NATION_MIDDLE = 63.5, 146.0  # of the two columns of the head
UPRIGHT_MIDDLE = 112.5  # of the text of an upright sheet, from the left
FIRST_LINE = 12.7
NATION, MOTTO = letters("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), letters("Độc lập - Tự do - Hạnh phúc")
_BLANK = 0.25  # width of a blank, of the type size
_ASCENT = 0.891  # of the type size: from the top of a line to its base


@dataclass(frozen=True)
class Words:
    """Words of one style as they stand on a page. x, y: mm of the begin of the base line from the top left."""

    text: str
    x: float
    y: float
    width: float
    size: float
    face: str
    blanks: int = 0

    @property
    def right(self):
        return self.x + self.width

    @property
    def least_right(self):
        """The same where the blanks of a full line are a third narrower."""
        return self.right - self.blanks * self.size * MM * _BLANK / 3

    @property
    def middle(self):
        return self.x + self.width / 2


def words_of(page):
    """Every run of words on a page but the mark across it, in the order in which they were set."""
    height, found = float(page.mediabox.height), []

    def visit(text, matrix, text_matrix, font, size):
        bare = text.strip(" \n\u200b")
        if not bare or abs(matrix[1]) > 0.01 or not font:
            return
        face = font["/BaseFont"].partition("+")[2]
        widths = advances(f"{face}-Regular.ttf" if face == "LiberationSerif" else f"{face}.ttf")
        x = (matrix[0] * text_matrix[4] + matrix[4]) * MM
        y = (height - matrix[3] * text_matrix[5] - matrix[5]) * MM
        width = sum(widths.get(letter, 0.5) for letter in bare) * size * MM
        found.append(Words(letters(bare), x, y, width, size, face, bare.count(" ")))

    page.extract_text(visitor_text=visit)
    return found


def near(found, wanted):
    return abs(found - wanted) < NEAR


def faults_of_head(words, middle):
    """What breaks the rule in the head and the title of page 1. middle: of the text, mm from the left."""
    nation = next((each for each in words if each.text == NATION), None)
    motto = next((each for each in words if each.text == MOTTO), None)
    if nation is None or motto is None:
        yield "nation and motto are missing"
        return
    is_own = near(nation.middle, middle)  # of a person's own paper: over the whole width
    shift = middle - UPRIGHT_MIDDLE  # of a book that lies on its long side: the head stands in the middle of it
    nation_middle, issuer_middle = NATION_MIDDLE + shift, ISSUER_MIDDLE + shift
    if not (nation.face.endswith("-Bold") and 12 <= nation.size <= 13 and near(nation.y, TOP + _ASCENT * 13 * MM)):
        yield "the nation does not stand at the top in bold"
    if not (is_own or near(nation.middle, nation_middle)) or not near(motto.middle, nation.middle):
        yield f"nation and motto stand around {nation.middle:.1f} and {motto.middle:.1f} mm"
    if not (motto.face.endswith("-Bold") and 13 <= motto.size <= 14 and nation.y < motto.y < nation.y + 10):
        yield "the motto does not stand under the nation in bold"
    head = [each for each in words if each.y < nation.y + 45]
    number = [each for each in head if each.text.startswith("Số:")]
    if number and not is_own:
        line = [each for each in head if near(each.y, number[0].y) and each.x < 97 + shift]
        if line[0].size != 13 or not near((line[0].x + line[-1].right) / 2, issuer_middle):
            yield "the number does not stand under the issuer in 13"
    dates = [each for each in head if each.face.endswith("-Italic") and ",ngày" in each.text]
    if any(not 13 <= each.size <= 14 or not (is_own or near(each.middle, nation_middle)) for each in dates[:1]):
        yield "place and date do not stand under the motto in italics"
    letter = any(each.text.startswith("V/v") for each in head)
    bold = [each for each in words if each.face.endswith("-Bold") and 13 <= each.size <= 14 and each.y > motto.y]
    if not letter and not any(each.text.isupper() and near(each.middle, middle) for each in bold):
        yield "no title stands in the middle"
    if not shift and not any(near(each.x, LEFT + FIRST_LINE) for each in words):
        yield "no first line is set in"


def faults_of_page(page, words, number):
    """What breaks the rule on any page. number: since the last page without one."""
    width, height = float(page.mediabox.width) * MM, float(page.mediabox.height) * MM
    above = [each for each in words if each.y < TOP]
    if [each.text for each in above] != ([str(number)] if number > 1 else []):
        yield f"above the text stands {[each.text for each in above]}"
    if any(not near(each.middle, (LEFT + width - RIGHT) / 2) or not 13 <= each.size <= 14 for each in above):
        yield "the number of the page does not stand in the middle in 13 or 14"
    if min(each.x for each in words) < LEFT - NEAR or max(each.least_right for each in words) > width - RIGHT + NEAR:
        yield "words stand outside the margins"
    if max(each.y for each in words) > height - BOTTOM + NEAR:
        yield "words run into the foot"
    if not {each.size for each in words} <= {11, 12, 13, 14}:
        yield f"types of {sorted({each.size for each in words})} pt"
    if not any(len(each.text) > 20 or each.text == "STT" for each in words):
        yield "signatures stand alone"
    for each in words:
        if each.text == "Nơinhận:" and (each.size, each.face) != (12, "LiberationSerif-BoldItalic"):
            yield "recipients are not announced in bold italics of 12"


def faults_of(pages, *, has_head=True):
    """What breaks the layout rule in a paper: sentences with their page, none where all is right."""
    number = 0
    for place, page in enumerate(pages, start=1):
        words = words_of(page)
        number = number + 1 if any(each.y < TOP for each in words) else 1
        if place == 1 and has_head:
            middle = (LEFT + float(page.mediabox.width) * MM - RIGHT) / 2
            yield from faults_of_head(words, middle)
        yield from (f"page {place}: {fault}" for fault in faults_of_page(page, words, number))
